"""All that a till's catalogue file holds, so that two files can be compared."""

from __future__ import annotations

from typing import Any

from local_db.feed_invariants import check_catalogue_feeds
from tests.fakes.snapshot_shop import SnapshotTill

DUMP = (
    "SELECT sku, name, category, tax_class, unit, age_limit, deposit, image, identifiers, active, rev, "
    "digest, sort_key FROM item ORDER BY sku",
    "SELECT identifier, sku FROM item_identifier JOIN item ON item.id = item_id ORDER BY 1, 2",
    "SELECT list, sku, amount, rev, digest FROM price ORDER BY 1, 2",
    "SELECT name, position, colour, rev, digest FROM category ORDER BY 1",
    "SELECT scope, kind, key, rev, digest, body, problem FROM feed_row ORDER BY 1, 2, 3",
    "SELECT scope, epoch, seq, checksum FROM feed_cursor ORDER BY 1",
    "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'item_fts_%' ORDER BY 1, 2",
    "SELECT sql FROM sqlite_master WHERE type = 'trigger' ORDER BY 1",
    "PRAGMA user_version",
)


def dump(till: SnapshotTill) -> list[list[Any]]:
    """What the catalogue's file holds, row by row, after its invariants were checked."""
    with till.files.catalogue_file.read() as database:
        assert list(check_catalogue_feeds(database)) == []
        assert database.driver.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return [database.driver.execute(query).fetchall() for query in DUMP]
