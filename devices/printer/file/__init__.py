"""The driver that writes print jobs to a file, a folder or a device path."""
