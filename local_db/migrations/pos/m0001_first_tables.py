"""The first tables of `pos.db`: journal, sales, sessions, drafts, print jobs, people, settings, feeds."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None

JOURNAL = (
    """CREATE TABLE journal (
        seq INTEGER PRIMARY KEY CHECK (seq > 0), op_id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
        v INTEGER NOT NULL, hlc TEXT NOT NULL, body TEXT NOT NULL, prev_hash TEXT NOT NULL,
        hash TEXT NOT NULL, business_date TEXT NOT NULL, at INTEGER NOT NULL) STRICT""",
    "CREATE INDEX journal_by_date ON journal (business_date, seq)",
    """CREATE TRIGGER journal_gapless BEFORE INSERT ON journal
        WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM journal)
        BEGIN SELECT RAISE(ABORT, 'the journal is numbered without gaps'); END""",
    """CREATE TABLE journal_ack (
        seq INTEGER PRIMARY KEY REFERENCES journal (seq), status TEXT NOT NULL, code TEXT NOT NULL,
        at INTEGER NOT NULL) STRICT""",
    """CREATE INDEX journal_ack_problem ON journal_ack (seq)
        WHERE status IN ('quarantined', 'conflict')""",
)

SALES = (
    """CREATE TABLE sale (
        seq INTEGER PRIMARY KEY REFERENCES journal (seq), txn_id TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL CHECK (kind IN ('sale', 'post_void')), receipt_no TEXT NOT NULL UNIQUE,
        session_id TEXT NOT NULL, business_date TEXT NOT NULL, at INTEGER NOT NULL,
        operator_id TEXT NOT NULL, training INTEGER NOT NULL CHECK (training IN (0, 1)),
        currency TEXT NOT NULL, total INTEGER NOT NULL, tax_total INTEGER NOT NULL,
        discount_total INTEGER NOT NULL, rounding INTEGER NOT NULL, cash_kept INTEGER NOT NULL,
        change INTEGER NOT NULL, reverses TEXT NOT NULL) STRICT""",
    "CREATE INDEX sale_by_session ON sale (session_id, seq)",
    "CREATE UNIQUE INDEX sale_reversed_once ON sale (reverses) WHERE reverses <> ''",
    """CREATE TABLE sale_line (
        seq INTEGER NOT NULL REFERENCES sale (seq), position INTEGER NOT NULL, line_id TEXT NOT NULL,
        kind TEXT NOT NULL, sku TEXT NOT NULL, name TEXT NOT NULL, category TEXT NOT NULL,
        department_id TEXT NOT NULL, quantity INTEGER NOT NULL, unit_price INTEGER NOT NULL,
        tax_class TEXT NOT NULL, discount INTEGER NOT NULL, net INTEGER NOT NULL, tax INTEGER NOT NULL,
        total INTEGER NOT NULL, voided INTEGER NOT NULL CHECK (voided IN (0, 1)),
        PRIMARY KEY (seq, position)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE sale_tender (
        seq INTEGER NOT NULL REFERENCES sale (seq), position INTEGER NOT NULL, payment_id TEXT NOT NULL,
        kind TEXT NOT NULL, amount INTEGER NOT NULL, brand TEXT, last4 TEXT,
        PRIMARY KEY (seq, position)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE sale_tax (
        seq INTEGER NOT NULL REFERENCES sale (seq), position INTEGER NOT NULL, code TEXT NOT NULL,
        rate TEXT NOT NULL, net INTEGER NOT NULL, tax INTEGER NOT NULL, gross INTEGER NOT NULL,
        PRIMARY KEY (seq, position)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE stock_movement (
        seq INTEGER NOT NULL REFERENCES sale (seq), position INTEGER NOT NULL, line_id TEXT NOT NULL,
        sku TEXT NOT NULL, delta INTEGER NOT NULL, reason TEXT NOT NULL,
        PRIMARY KEY (seq, position)) STRICT, WITHOUT ROWID""",
)

SESSIONS = (
    """CREATE TABLE till_session (
        session_id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE CHECK (number > 0),
        state TEXT NOT NULL CHECK (state IN ('open', 'closing', 'closed')), business_date TEXT NOT NULL,
        currency TEXT NOT NULL, opening_float INTEGER NOT NULL, opened_by TEXT NOT NULL,
        opened_at INTEGER NOT NULL, counted INTEGER) STRICT""",
    "CREATE UNIQUE INDEX one_session_at_a_time ON till_session ((1)) WHERE state <> 'closed'",
    """CREATE TABLE session_count (
        session_id TEXT NOT NULL, name TEXT NOT NULL, n INTEGER NOT NULL,
        PRIMARY KEY (session_id, name)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE cash_move (
        n INTEGER PRIMARY KEY, move_id TEXT NOT NULL UNIQUE, session_id TEXT NOT NULL, kind TEXT NOT NULL,
        amount INTEGER NOT NULL CHECK (amount >= 0), reason_id TEXT NOT NULL, note TEXT NOT NULL,
        operator_id TEXT NOT NULL, at INTEGER NOT NULL) STRICT""",
    "CREATE INDEX cash_move_by_session ON cash_move (session_id, n)",
    """CREATE TABLE z_report (
        number INTEGER PRIMARY KEY, session_id TEXT NOT NULL UNIQUE, operator_id TEXT NOT NULL,
        taken_at INTEGER NOT NULL, totals TEXT NOT NULL) STRICT""",
)

WORK = (
    """CREATE TABLE draft (
        txn_id TEXT PRIMARY KEY, state TEXT NOT NULL CHECK (state IN ('open', 'suspended')),
        body TEXT NOT NULL, suspended_at INTEGER) STRICT""",
    "CREATE UNIQUE INDEX one_open_draft ON draft (state) WHERE state = 'open'",
    """CREATE TABLE print_job (
        n INTEGER PRIMARY KEY, job_id TEXT NOT NULL UNIQUE, txn_id TEXT NOT NULL, document TEXT NOT NULL,
        state TEXT NOT NULL, attempts INTEGER NOT NULL, error TEXT NOT NULL, error_message TEXT NOT NULL,
        created_at INTEGER NOT NULL) STRICT""",
    """CREATE INDEX print_job_unprinted ON print_job (n)
        WHERE state IN ('queued', 'printing', 'failed', 'unsure')""",
    "CREATE INDEX print_job_by_txn ON print_job (txn_id, n)",
)

PEOPLE_AND_SETTINGS = (
    """CREATE TABLE operator (
        operator_id TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, language TEXT NOT NULL,
        colour TEXT NOT NULL, active INTEGER NOT NULL CHECK (active IN (0, 1)),
        pin_settings TEXT NOT NULL, pin_mac TEXT NOT NULL) STRICT""",
    """CREATE TABLE pin_guard (
        operator_id TEXT PRIMARY KEY, failures INTEGER NOT NULL, locked_until INTEGER NOT NULL) STRICT""",
    "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    "CREATE TABLE counter (name TEXT PRIMARY KEY, n INTEGER NOT NULL) STRICT",
    """CREATE TABLE identity (
        only INTEGER PRIMARY KEY CHECK (only = 1), terminal_id TEXT NOT NULL, store_id TEXT NOT NULL,
        epoch TEXT NOT NULL, hub_gen TEXT NOT NULL) STRICT""",
)

FEEDS = (
    """CREATE TABLE feed_cursor (
        scope TEXT PRIMARY KEY, epoch TEXT NOT NULL, seq INTEGER NOT NULL, checksum TEXT NOT NULL,
        round INTEGER NOT NULL, sweeping INTEGER NOT NULL CHECK (sweeping IN (0, 1))) STRICT""",
    """CREATE TABLE feed_row (
        scope TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, rev INTEGER NOT NULL,
        digest TEXT NOT NULL, round INTEGER NOT NULL, body TEXT NOT NULL, problem TEXT NOT NULL,
        PRIMARY KEY (scope, kind, key)) STRICT, WITHOUT ROWID""",
)

FACTS = ("journal", "sale", "sale_line", "sale_tender", "sale_tax", "stock_movement", "cash_move", "z_report")


def upgrade() -> None:
    for group in (JOURNAL, SALES, SESSIONS, WORK, PEOPLE_AND_SETTINGS, FEEDS):
        for statement in group:
            op.execute(statement)
    for table in FACTS:
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} holds facts: never changed, never deleted'); END"
            )
