"""What the hub does with a request, free of HTTP."""
