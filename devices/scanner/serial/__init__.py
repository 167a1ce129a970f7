"""Barcode scanner on a serial port or a USB-COM cable."""
