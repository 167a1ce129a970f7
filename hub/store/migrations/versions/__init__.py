"""One module a migration; its number is its revision."""
