"""The demo shop: a corner grocery in Berlin with its people, goods and pictures."""
