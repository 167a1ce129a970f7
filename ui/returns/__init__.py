"""Returns: a receipt is found, what comes back of it is picked, and it goes on the sale."""
