"""Numbered migrations of the two files, run by Alembic through `local_db.upgrade`."""
