"""Stock of the store and rights to it."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"

ANEW = (
    "DELETE FROM feed_row WHERE scope LIKE 'stock:%' OR scope LIKE 'elsewhere%'",
    "DELETE FROM feed_cursor WHERE scope LIKE 'stock:%' OR scope LIKE 'elsewhere%'",
)
"""Read anew by the program that knows what they are."""

RIGHTS = """INSERT INTO held_right (grant_id, kind, subject, quantity, spent, heard, use_by, state)
    SELECT key, json_extract(body, '$.kind'), json_extract(body, '$.subject'),
        json_extract(body, '$.quantity'), 0, coalesce(json_extract(body, '$.spent'), 0),
        json_extract(body, '$.use_by'), coalesce(json_extract(body, '$.state'), 'open')
    FROM feed_row WHERE kind = 'right'"""
"""Rights that came while an older program ran, which kept them as they were and could not spend them."""

TABLES: tuple[str, ...] = (
    "CREATE INDEX journal_by_hlc ON journal (hlc)",
    # Movements of stock documents; those of sales stand in `stock_movement`.
    """CREATE TABLE stock_change (
        seq INTEGER NOT NULL REFERENCES journal (seq), position INTEGER NOT NULL, sku TEXT NOT NULL,
        delta INTEGER NOT NULL, reason TEXT NOT NULL,
        PRIMARY KEY (seq, position)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX stock_change_by_sku ON stock_change (sku, seq)",
    """CREATE TABLE held_right (
        grant_id TEXT PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL,
        quantity INTEGER NOT NULL CHECK (quantity > 0), spent INTEGER NOT NULL CHECK (spent >= 0),
        heard INTEGER NOT NULL CHECK (heard >= 0), use_by INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('open', 'settled', 'written_off'))) STRICT, WITHOUT ROWID""",
    "CREATE INDEX held_right_open ON held_right (kind, subject, use_by) WHERE state = 'open'",
    """CREATE TABLE right_use (
        seq INTEGER NOT NULL REFERENCES journal (seq), position INTEGER NOT NULL, grant_id TEXT NOT NULL,
        kind TEXT NOT NULL, subject TEXT NOT NULL, quantity INTEGER NOT NULL CHECK (quantity > 0),
        PRIMARY KEY (seq, position)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX right_use_by_subject ON right_use (kind, subject, seq)",
    """CREATE TABLE right_request (
        n INTEGER PRIMARY KEY, request_id TEXT NOT NULL UNIQUE, txn_id TEXT NOT NULL, request TEXT NOT NULL,
        asked_at INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('asked', 'answered', 'offline', 'refused')),
        reply TEXT, code TEXT NOT NULL, message TEXT NOT NULL) STRICT""",
    "CREATE INDEX right_request_by_sale ON right_request (txn_id, n)",
    """CREATE TABLE stock_document (
        document_id TEXT PRIMARY KEY, kind TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('draft', 'posted')), at INTEGER NOT NULL,
        body TEXT NOT NULL) STRICT""",
    "CREATE INDEX stock_document_by_time ON stock_document (state, at)",
    """CREATE TABLE stock_line (
        document_id TEXT NOT NULL REFERENCES stock_document (document_id), sku TEXT NOT NULL,
        n INTEGER NOT NULL, body TEXT NOT NULL,
        PRIMARY KEY (document_id, sku)) STRICT, WITHOUT ROWID""",
    *(
        f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} holds facts: never changed, never deleted'); END"
        for table in ("stock_change", "right_use")
        for act in ("UPDATE", "DELETE")
    ),
)
DROPS: tuple[str, ...] = (
    "DROP TABLE stock_line",
    "DROP TABLE stock_document",
    "DROP TABLE right_request",
    "DROP TABLE right_use",
    "DROP TABLE held_right",
    "DROP TABLE stock_change",
    "DROP INDEX journal_by_hlc",
)


def upgrade() -> None:
    for statement in (*ANEW, *TABLES, RIGHTS):
        op.execute(statement)


def downgrade() -> None:
    for statement in (*ANEW, *DROPS):
        op.execute(statement)
