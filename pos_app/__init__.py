"""The terminal's application: commands, handlers, read models, ports and the composition root."""

__version__ = "0.3.0"
