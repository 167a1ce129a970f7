"""The driver for receipt printers on a serial port or a USB cable that looks like one."""
