"""The terminal's application: commands, handlers, read models, ports and the composition root."""
