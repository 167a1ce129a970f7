"""Codes out of pictures: opening image files safely, and reading bar and 2D codes from grey pixels."""
