"""What the terminal asks of the world outside it: one protocol a subject, implemented elsewhere."""
