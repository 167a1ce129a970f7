"""Cash drawer behind a trigger on a serial port."""
