"""Device drivers, one folder a kind, each with a virtual twin, and receipt rendering to ESC/POS."""
