"""Migrations of `pos.db`."""
