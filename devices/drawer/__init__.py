"""Cash drawers that are not on the receipt printer's plug."""
