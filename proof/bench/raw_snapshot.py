"""The work that a snapshot asks for, by the bare driver: unpack, plain tables, keys, indexes, word search."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import zstandard
from sqlcipher3 import dbapi2

from local_db.catalogue_file import CatalogueFile
from proof.bench.goods import PRICE_LIST

_ORDER = {"table": 0, "index": 1, "trigger": 2}
_COPY = (
    "INSERT INTO item ({columns}, round) SELECT {columns}, 1 FROM items.item ORDER BY rowid",
    "INSERT INTO item_identifier SELECT identifier, item_id FROM items.item_identifier ORDER BY rowid",
    "INSERT INTO price SELECT '{prices}', sku, amount, rev, digest, 1 FROM prices.price ORDER BY rowid",
)
_WORDS = (
    "INSERT OR REPLACE INTO item_fts (rowid, name) SELECT id, name FROM item WHERE active = 1 ORDER BY id"
)


def schema(work: Path) -> list[tuple[str, str]]:
    """Kind and text of each table, index and trigger of an empty catalogue."""
    file = CatalogueFile(work / "schema.db")
    try:
        found = file.database.driver.execute(
            "SELECT type, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'item_fts_%' "
            "UNION ALL SELECT type, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
    finally:
        file.close()
    return sorted(found, key=lambda each: _ORDER[each[0]])


def load(packed: Mapping[str, Path], work: Path, made: list[tuple[str, str]]) -> tuple[float, float]:
    """Seconds until items are found by their codes, and until they are found by words too."""
    start = time.perf_counter()
    raws = {name: _unpack(path, work / f"{name}.raw") for name, path in packed.items()}
    path = work / "bare.db"
    with closing(dbapi2.connect(path.as_uri(), uri=True, isolation_level=None)) as connection:
        for pragma in ("journal_mode = off", "synchronous = off", "cache_size = -65536"):
            connection.execute(f"PRAGMA {pragma}")
        for name, raw in raws.items():
            connection.execute(f"ATTACH ? AS {name}", (raw.as_uri(),))
        connection.execute("BEGIN")
        for statement in (sql for kind, sql in made if kind == "table"):
            connection.execute(statement)
        columns = ", ".join(
            row[1] for row in connection.execute("PRAGMA main.table_info(item)") if row[1] != "round"
        )
        for copy in _COPY:
            connection.execute(copy.format(columns=columns, prices=PRICE_LIST))
        for statement in (sql for kind, sql in made if kind != "table"):
            connection.execute(statement)
        connection.execute("COMMIT")
    _force(path)
    scan_ready = time.perf_counter() - start
    # In the order of the ids and in a transaction: else FTS5 takes five times as long.
    with closing(dbapi2.connect(path.as_uri(), uri=True, isolation_level=None)) as connection:
        for pragma in ("journal_mode = off", "synchronous = off", "cache_size = -65536"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("BEGIN")
        connection.execute(_WORDS)
        connection.execute("COMMIT")
    _force(path)
    searchable = time.perf_counter() - start
    for each in (path, *raws.values()):
        each.unlink()
    return scan_ready, searchable


def _unpack(packed: Path, raw: Path) -> Path:
    with packed.open("rb") as source, raw.open("wb") as target:
        zstandard.ZstdDecompressor().copy_stream(source, target)
    return raw


def _force(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
