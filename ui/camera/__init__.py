"""What a camera sees, and what was taken from it."""
