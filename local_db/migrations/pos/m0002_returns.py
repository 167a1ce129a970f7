"""Returns: receipts of the whole store, and what this terminal took back of each."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"

ANEW = (
    "DELETE FROM feed_row WHERE scope LIKE 'receipts:%'",
    "DELETE FROM feed_cursor WHERE scope LIKE 'receipts:%'",
)
"""Receipts are read anew by the program that knows where to keep them."""

STATEMENTS = (
    *ANEW,
    # Beside the discounts that people give, a sale tells what promotions took off.
    "ALTER TABLE sale ADD COLUMN promotion_total INTEGER NOT NULL DEFAULT 0",
    """ALTER TABLE sale ADD COLUMN return_kind TEXT NOT NULL DEFAULT ''
        CHECK (return_kind IN ('', 'return', 'exchange'))""",
    "ALTER TABLE sale ADD COLUMN return_total INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX sale_line_by_sku ON sale_line (sku, seq) WHERE sku <> ''",
    """CREATE TABLE sale_return (
        seq INTEGER NOT NULL REFERENCES sale (seq), position INTEGER NOT NULL, line_id TEXT NOT NULL,
        of_txn TEXT NOT NULL, of_line TEXT NOT NULL, quantity INTEGER NOT NULL CHECK (quantity > 0),
        PRIMARY KEY (seq, position)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX sale_return_of ON sale_return (of_txn) WHERE of_txn <> ''",
    """CREATE TABLE receipt (
        txn_id TEXT PRIMARY KEY, scope TEXT NOT NULL, rev INTEGER NOT NULL, digest TEXT NOT NULL,
        round INTEGER NOT NULL, number INTEGER NOT NULL, at INTEGER NOT NULL, body TEXT NOT NULL) STRICT""",
    "CREATE INDEX receipt_by_number ON receipt (number, at)",
    "CREATE INDEX receipt_by_time ON receipt (at)",
    """CREATE TABLE receipt_item (
        sku TEXT NOT NULL, at INTEGER NOT NULL, txn_id TEXT NOT NULL,
        PRIMARY KEY (sku, at, txn_id)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX receipt_item_of ON receipt_item (txn_id)",
    *(
        f"CREATE TRIGGER sale_return_no_{act.lower()} BEFORE {act} ON sale_return "
        "BEGIN SELECT RAISE(ABORT, 'sale_return holds facts: never changed, never deleted'); END"
        for act in ("UPDATE", "DELETE")
    ),
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)


def downgrade() -> None:
    for statement in (
        *ANEW,
        "DROP TABLE receipt_item",
        "DROP TABLE receipt",
        "DROP TABLE sale_return",
        "DROP INDEX sale_line_by_sku",
        "ALTER TABLE sale DROP COLUMN return_total",
        "ALTER TABLE sale DROP COLUMN return_kind",
        "ALTER TABLE sale DROP COLUMN promotion_total",
    ):
        op.execute(statement)
