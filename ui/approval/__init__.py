"""A supervisor's approval on top of the sale."""
