"""Receipt printers: rendering to ESC/POS, one folder a driver, and the virtual printer."""
