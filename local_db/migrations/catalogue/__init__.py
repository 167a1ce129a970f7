"""Migrations of `catalogue.db`."""
