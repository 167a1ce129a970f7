"""How the screen looks: language, colours, text size."""
