"""The sell screen: cart, search, picture grid, and the sheets that edit a line."""
