"""Sales parked at this terminal."""
