"""Prints that wait, failed, or may not have come out."""
