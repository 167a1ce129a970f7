"""How this terminal stands with the hub, in a person's words."""
