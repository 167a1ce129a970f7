"""The seeded simulation: the real engine, databases and hub in one process, over a line that misbehaves."""
