"""Points, gift cards and store credit."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"

TABLES: tuple[str, ...] = (
    """CREATE TABLE account_entry (
        seq INTEGER NOT NULL REFERENCES sale (seq), position INTEGER NOT NULL, entry_id TEXT NOT NULL,
        account_id TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('points', 'gift_card', 'store_credit')),
        act TEXT NOT NULL, amount INTEGER NOT NULL, active_at INTEGER NOT NULL, of_entry TEXT NOT NULL,
        held INTEGER NOT NULL CHECK (held IN (0, 1)), PRIMARY KEY (seq, position)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX account_entry_by_id ON account_entry (entry_id)",
    "CREATE INDEX account_entry_by_account ON account_entry (account_id, kind, seq)",
    *(
        f"CREATE TRIGGER account_entry_no_{act.lower()} BEFORE {act} ON account_entry "
        "BEGIN SELECT RAISE(ABORT, 'account_entry holds facts: never changed, never deleted'); END"
        for act in ("UPDATE", "DELETE")
    ),
    """CREATE TABLE account_heard (
        kind TEXT NOT NULL, account_id TEXT NOT NULL, available INTEGER NOT NULL, at INTEGER NOT NULL,
        PRIMARY KEY (kind, account_id)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE value_ask (
        request_id TEXT PRIMARY KEY, txn_id TEXT NOT NULL, kind TEXT NOT NULL, account_id TEXT NOT NULL,
        body TEXT NOT NULL) STRICT, WITHOUT ROWID""",
)
DROPS: tuple[str, ...] = (
    "DROP TABLE value_ask",
    "DROP TABLE account_heard",
    "DROP TABLE account_entry",
)


def upgrade() -> None:
    for statement in TABLES:
        op.execute(statement)


def downgrade() -> None:
    for statement in DROPS:
        op.execute(statement)
