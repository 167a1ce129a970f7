"""Real baskets of a real shop (Complete Journey) through the real importer, hub, snapshot and handlers."""
