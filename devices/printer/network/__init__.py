"""The driver for receipt printers that listen on TCP, usually on port 9100."""
