"""Command handlers, one module a subject; each checks permissions and runs in one unit of work."""
