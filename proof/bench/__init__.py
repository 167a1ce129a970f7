"""Measures the real program against limits that are measured in the same run."""
