"""Line display of two lines on a serial port, a USB-COM cable or TCP."""
