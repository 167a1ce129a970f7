"""The first tables of `catalogue.db`: items, what finds them, prices, categories, word search, feeds.

Digests stand in the rows as 8 bytes: a table of their own would double the size of a million items.
"""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None

TABLES = (
    """CREATE TABLE item (
        id INTEGER PRIMARY KEY, sku TEXT NOT NULL UNIQUE, name TEXT NOT NULL, category TEXT NOT NULL,
        tax_class TEXT NOT NULL, unit TEXT NOT NULL, age_limit INTEGER NOT NULL, deposit INTEGER NOT NULL,
        image TEXT NOT NULL, identifiers TEXT NOT NULL, active INTEGER NOT NULL CHECK (active IN (0, 1)),
        rev INTEGER NOT NULL, digest BLOB NOT NULL, round INTEGER NOT NULL) STRICT""",
    "CREATE INDEX item_by_category ON item (category, name COLLATE NOCASE) WHERE active = 1",
    "CREATE INDEX item_by_name ON item (name COLLATE NOCASE) WHERE active = 1",
    "CREATE INDEX item_with_image ON item (image) WHERE image <> ''",
    """CREATE TABLE item_identifier (
        identifier TEXT NOT NULL, item_id INTEGER NOT NULL,
        PRIMARY KEY (identifier, item_id)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE price (
        list TEXT NOT NULL, sku TEXT NOT NULL, amount INTEGER NOT NULL, rev INTEGER NOT NULL,
        digest BLOB NOT NULL, round INTEGER NOT NULL, PRIMARY KEY (list, sku)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE category (
        name TEXT PRIMARY KEY, position INTEGER NOT NULL, colour TEXT NOT NULL, rev INTEGER NOT NULL,
        digest BLOB NOT NULL, round INTEGER NOT NULL) STRICT, WITHOUT ROWID""",
    """CREATE TABLE feed_cursor (
        scope TEXT PRIMARY KEY, epoch TEXT NOT NULL, seq INTEGER NOT NULL, checksum TEXT NOT NULL,
        round INTEGER NOT NULL, sweeping INTEGER NOT NULL CHECK (sweeping IN (0, 1))) STRICT""",
    """CREATE TABLE feed_row (
        scope TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, rev INTEGER NOT NULL,
        digest BLOB NOT NULL, round INTEGER NOT NULL, body TEXT NOT NULL, problem TEXT NOT NULL,
        PRIMARY KEY (scope, kind, key)) STRICT, WITHOUT ROWID""",
)

# Only what can be sold is found by its words, and only a change of them costs anything: hence the guards.
SEARCH = (
    """CREATE VIRTUAL TABLE item_fts USING fts5 (
        name, content='', contentless_delete=1, prefix='1 2 3',
        tokenize='unicode61 remove_diacritics 2')""",
    """CREATE TRIGGER item_fts_insert AFTER INSERT ON item WHEN NEW.active = 1
        BEGIN INSERT INTO item_fts (rowid, name) VALUES (NEW.id, NEW.name); END""",
    """CREATE TRIGGER item_fts_rename AFTER UPDATE OF name, active ON item
        WHEN OLD.active = 1 AND NEW.active = 1 AND NEW.name IS NOT OLD.name
        BEGIN
            DELETE FROM item_fts WHERE rowid = OLD.id;
            INSERT INTO item_fts (rowid, name) VALUES (NEW.id, NEW.name);
        END""",
    """CREATE TRIGGER item_fts_leave AFTER UPDATE OF name, active ON item
        WHEN OLD.active = 1 AND NEW.active = 0
        BEGIN DELETE FROM item_fts WHERE rowid = OLD.id; END""",
    """CREATE TRIGGER item_fts_enter AFTER UPDATE OF name, active ON item
        WHEN OLD.active = 0 AND NEW.active = 1
        BEGIN INSERT INTO item_fts (rowid, name) VALUES (NEW.id, NEW.name); END""",
    """CREATE TRIGGER item_fts_delete AFTER DELETE ON item WHEN OLD.active = 1
        BEGIN DELETE FROM item_fts WHERE rowid = OLD.id; END""",
)


def upgrade() -> None:
    for statement in (*TABLES, *SEARCH):
        op.execute(statement)
