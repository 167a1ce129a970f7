"""Prices with a date, and promotions."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"

STATEMENTS = (
    """CREATE TABLE price_change (
        list TEXT NOT NULL, key TEXT NOT NULL, sku TEXT NOT NULL, effective_from INTEGER NOT NULL,
        amount INTEGER NOT NULL, rev INTEGER NOT NULL, digest BLOB NOT NULL, round INTEGER NOT NULL,
        PRIMARY KEY (list, key)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX price_change_by_sku ON price_change (list, sku, effective_from, amount)",
    """CREATE TABLE promotion (
        list TEXT NOT NULL, promotion_id TEXT NOT NULL, body TEXT NOT NULL, rev INTEGER NOT NULL,
        digest BLOB NOT NULL, round INTEGER NOT NULL, PRIMARY KEY (list, promotion_id))
        STRICT, WITHOUT ROWID""",
    # A program that did not know them kept such rows raw: their scope is read anew from its beginning.
    """DELETE FROM feed_cursor WHERE scope IN
        (SELECT scope FROM feed_row WHERE kind IN ('price_change', 'promotion'))""",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
