"""Subcommands of `tillbridge` that belong to the hub."""
