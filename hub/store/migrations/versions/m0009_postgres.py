"""What PostgreSQL alone has: partitions by month, nonces and wrong guesses that all workers share."""

from __future__ import annotations

from alembic import op
from sqlalchemy import text

from hub.store.partitions import divide
from hub.store.shared_tables import shared_metadata

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Divide the tables that grow, and make those of the workers; SQLite has files and memory for that."""
    connection = op.get_bind()
    if connection.dialect.name != "postgresql":
        return
    now = connection.execute(text("SELECT (extract(epoch FROM now()) * 1000)::bigint")).scalar_one()
    divide(connection, now)
    shared_metadata.create_all(connection)
