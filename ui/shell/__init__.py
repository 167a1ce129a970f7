"""The window's frame: where one is, who is signed in, how the hub and the printer are, and what was said."""
