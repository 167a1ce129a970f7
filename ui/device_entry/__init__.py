"""The devices of this terminal: how each is, and the guided set-up of another."""
