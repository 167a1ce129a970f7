"""Customers, their consents, and personal data beside the journal."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"

ANEW = (
    "DELETE FROM feed_row WHERE scope LIKE 'customers:%'",
    "DELETE FROM feed_cursor WHERE scope LIKE 'customers:%'",
)
"""Customers are read anew by the program that knows where to keep them."""

TABLES = (
    *ANEW,
    """CREATE TABLE personal (
        op_id TEXT PRIMARY KEY REFERENCES journal (op_id), salt TEXT NOT NULL,
        blob TEXT NOT NULL) STRICT, WITHOUT ROWID""",
    """CREATE TABLE customer_op (
        seq INTEGER PRIMARY KEY REFERENCES journal (seq), customer_id TEXT NOT NULL) STRICT""",
    "CREATE INDEX customer_op_by_customer ON customer_op (customer_id, seq)",
    """CREATE TABLE customer (
        customer_id TEXT PRIMARY KEY, name TEXT NOT NULL, profile TEXT NOT NULL) STRICT, WITHOUT ROWID""",
    """CREATE TABLE customer_key (
        kind TEXT NOT NULL CHECK (kind IN ('name', 'phone', 'email', 'card')), key TEXT NOT NULL,
        customer_id TEXT NOT NULL REFERENCES customer (customer_id),
        PRIMARY KEY (kind, key, customer_id)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX customer_key_by_customer ON customer_key (customer_id, kind, key)",
)


def upgrade() -> None:
    """Unlike facts, rows of these tables can be erased: the journal beside them stays whole."""
    for statement in TABLES:
        op.execute(statement)


def downgrade() -> None:
    for statement in (
        *ANEW,
        "DROP TABLE customer_key",
        "DROP TABLE customer",
        "DROP TABLE customer_op",
        "DROP TABLE personal",
    ):
        op.execute(statement)
