"""The driver for receipt printers behind the print system CUPS."""
