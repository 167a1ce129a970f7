"""Parked sales of the store and shared carts."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"

TABLES: tuple[str, ...] = (
    """CREATE TABLE cart_ask (
        n INTEGER PRIMARY KEY, request_id TEXT NOT NULL UNIQUE,
        state TEXT NOT NULL CHECK (state IN ('asked', 'granted', 'dropped')), body TEXT NOT NULL) STRICT""",
    # Parked here and gone on with while no hub could be asked.
    "CREATE TABLE kept_sale (txn_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID",
)
DROPS: tuple[str, ...] = ("DROP TABLE kept_sale", "DROP TABLE cart_ask")


def upgrade() -> None:
    for statement in TABLES:
        op.execute(statement)


def downgrade() -> None:
    for statement in DROPS:
        op.execute(statement)
