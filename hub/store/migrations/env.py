"""Run by Alembic: applies migrations on the connection that `hub.store.upgrade` hands over."""

from __future__ import annotations

from alembic import context

from hub.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
