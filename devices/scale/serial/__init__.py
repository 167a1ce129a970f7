"""Scale on a serial port: asked in the manner of the Toledo 8217, or listened to."""
