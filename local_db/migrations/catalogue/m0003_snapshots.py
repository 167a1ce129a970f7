"""Word search that is filled after a snapshot, and names in the order of their letters."""

from __future__ import annotations

from typing import Any

from alembic import op

from retail.sort_key import sort_key

revision = "0003"
down_revision = "0002"

STATEMENTS = (
    # Which items a new catalogue still owes the word search: those with ids above `after`, up to `upto`.
    """CREATE TABLE search_fill (
        one INTEGER PRIMARY KEY CHECK (one = 1), after INTEGER NOT NULL, upto INTEGER NOT NULL) STRICT""",
    "DROP INDEX item_by_category",
    "CREATE INDEX item_by_category ON item (category, sort_key) WHERE active = 1",
)


def upgrade() -> None:
    op.execute("ALTER TABLE item ADD COLUMN sort_key TEXT NOT NULL DEFAULT ''")
    driver: Any = op.get_bind().connection.driver_connection
    driver.create_function("sort_key", 1, sort_key, deterministic=True)
    op.execute("UPDATE item SET sort_key = sort_key(name)")
    for statement in STATEMENTS:
        op.execute(statement)
