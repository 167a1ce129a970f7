"""The receipt printer's entry: driver, options, health and test print."""
