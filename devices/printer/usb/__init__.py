"""The driver for receipt printers on USB, by the printer class."""
