"""The central server: the authority on catalogue, prices, operators and what terminals sold."""
