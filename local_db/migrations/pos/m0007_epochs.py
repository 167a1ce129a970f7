"""Epochs, and what a rolled-back file needs: numbers that another history of this terminal has given out."""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"

TABLES: tuple[str, ...] = (
    """CREATE TABLE epoch (
        seq INTEGER PRIMARY KEY REFERENCES journal (seq), epoch TEXT NOT NULL UNIQUE, before TEXT NOT NULL,
        why TEXT NOT NULL CHECK (why IN ('fork', 'rolled_back', 'recovered')), at INTEGER NOT NULL) STRICT""",
    """CREATE TABLE skipped_number (
        n INTEGER PRIMARY KEY, counter TEXT NOT NULL, after INTEGER NOT NULL,
        upto INTEGER NOT NULL CHECK (upto > after), at INTEGER NOT NULL) STRICT""",
    *(
        f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} holds facts: never changed, never deleted'); END"
        for table in ("epoch", "skipped_number")
        for act in ("UPDATE", "DELETE")
    ),
)
DROPS: tuple[str, ...] = ("DROP TABLE skipped_number", "DROP TABLE epoch")


def upgrade() -> None:
    for statement in TABLES:
        op.execute(statement)


def downgrade() -> None:
    for statement in DROPS:
        op.execute(statement)
