"""Scanners that the till runs itself."""
