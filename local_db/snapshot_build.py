"""Builds a new `catalogue.db` beside the one in use: a copy of it, with whole scopes from snapshot files.

All on a connection of its own and in slices, so that the thread that builds can do other things between.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import msgspec
from sqlcipher3 import dbapi2

from local_db import faults
from local_db.catalogue_feed import CATALOGUE, CatalogueRows
from local_db.catalogue_file import CURSORS
from local_db.catalogue_schema import feed_cursor
from local_db.catalogue_tables import PRICES
from local_db.database import Database, Row
from local_db.engine import catalogue_engine
from local_db.feed import CursorState, CursorTable, Held
from retail.errors import DataError
from sync.ports import FeedRow, SnapshotManifest

_ROWS_A_SLICE = 50_000
_ROWS_A_TRANSACTION = 1_000
_CACHE_KIB = 65_536
_TABLES = ("item", "item_identifier", "price", "row")
_ITEM_TABLES = ("item", "item_identifier", "item_fts")


class Load(msgspec.Struct, frozen=True, kw_only=True):
    """A snapshot and its unpacked file."""

    manifest: SnapshotManifest
    raw: Path


class NewCatalogue:
    """One new file; `steps` builds it, then `copied` says on what it stands."""

    def __init__(self, live: Path, path: Path) -> None:
        self._live = live
        self._path = path
        self.copied: tuple[Row, ...] = ()
        """Cursors of the file in use when it was copied."""

    def steps(self, loads: Sequence[Load]) -> Iterator[None]:
        """Build, a slice a step. `DataError` names the scope of a file that does not fit."""
        with faults.in_plain_words(self._path.name):
            with closing(self._copy()) as connection:
                yield
                for load in loads:
                    yield from _bulk(connection, load, self._round(load))
            database = Database(catalogue_engine(self._path), self._path.name)
            with closing(database):
                for load in loads:
                    yield from _rest(database, load, self._round(load))
            _force(self._path)

    def _copy(self) -> dbapi2.Connection:
        """The new file with all that the one in use holds, open for fast writing: nobody reads it yet."""
        fresh = _connect(self._path)
        with closing(_connect(self._live, "ro")) as live:
            live.backup(fresh)
        fresh.execute("PRAGMA journal_mode = off")
        fresh.execute("PRAGMA synchronous = off")
        fresh.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        self.copied = tuple(fresh.execute(CURSORS))
        return fresh

    def _round(self, load: Load) -> int:
        """The round after the one in which the scope's rows lie."""
        return 1 + next((row[-1] for row in self.copied if row[0] == load.manifest.scope), 0)


def _connect(path: Path, mode: str = "rwc") -> dbapi2.Connection:
    return dbapi2.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None)


def _bulk(connection: dbapi2.Connection, load: Load, current: int) -> Iterator[None]:
    """The typed rows of one snapshot by plain SQL from file to file."""
    manifest = load.manifest
    with _fitting(load):
        connection.execute("ATTACH ? AS snap", (f"{load.raw.absolute().as_uri()}?mode=ro&immutable=1",))
        _check(connection, manifest)
        if manifest.scope == CATALOGUE:
            yield from _items(connection, current)
        else:
            yield from _prices(connection, manifest.scope.removeprefix(PRICES), current)
        connection.execute("DETACH snap")


@contextmanager
def _fitting(load: Load) -> Iterator[None]:
    """Errors inside the block that are the snapshot's own come out as `snapshot_unfit`."""
    try:
        yield
    except (dbapi2.Error, msgspec.DecodeError) as error:
        if faults.known(error, load.raw.name) is not None and not faults.is_damage(error):
            raise
        raise _unfit(load.manifest, f"its rows do not fit: {error}") from error


def _check(connection: dbapi2.Connection, manifest: SnapshotManifest) -> None:
    """The file has the tables of the format, with as many rows as was signed."""
    found = dict(connection.execute("SELECT name, type FROM snap.sqlite_master"))
    if found != dict.fromkeys(_TABLES, "table"):
        raise _unfit(manifest, "it does not have the tables of a snapshot")
    for table in _TABLES:
        (count,) = connection.execute(f"SELECT count(*) FROM snap.{table}").fetchone()  # noqa: S608 - our own name
        if count != manifest.rows.get(table):
            raise _unfit(manifest, f"{table} has {count} rows, which is not what was signed")


def _items(connection: dbapi2.Connection, current: int) -> Iterator[None]:
    """Items into tables that are made anew; indexes after the rows, the word search when all is in use."""
    made = connection.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE tbl_name IN ('item', 'item_identifier', 'item_fts') "
        "AND sql IS NOT NULL ORDER BY rowid"
    ).fetchall()
    for name in _ITEM_TABLES:
        connection.execute(f"DROP TABLE {name}")
    yield
    statements = {
        kind: [sql for each, _, sql in made if each == kind] for kind in ("table", "index", "trigger")
    }
    for sql in statements["table"]:
        connection.execute(sql)
    names = [row[1] for row in connection.execute("PRAGMA main.table_info(item)") if row[1] != "round"]
    columns = ", ".join(names)
    yield from _slices(
        connection,
        "item",
        f"INSERT INTO item ({columns}, round) SELECT {columns}, {current} FROM snap.item",  # noqa: S608 - our own names
    )
    yield from _slices(
        connection,
        "item_identifier",
        "INSERT INTO item_identifier (identifier, item_id) "
        "SELECT identifier, item_id FROM snap.item_identifier",
    )
    for sql in (*statements["index"], *statements["trigger"]):
        connection.execute(sql)
        yield
    connection.execute("DELETE FROM search_fill")
    connection.execute("INSERT INTO search_fill SELECT 1, 0, max(id) FROM item HAVING max(id) > 0")


def _prices(connection: dbapi2.Connection, price_list: str, current: int) -> Iterator[None]:
    """Prices in the place of those that are there."""
    name = price_list.replace("'", "''")
    yield from _slices(
        connection,
        "price",
        "INSERT OR REPLACE INTO price (list, sku, amount, rev, digest, round) "  # noqa: S608 - the name is quoted
        f"SELECT '{name}', sku, amount, rev, digest, {current} FROM snap.price",
    )


def _slices(connection: dbapi2.Connection, table: str, insert: str) -> Iterator[None]:
    """Run `insert` over the rows of the snapshot's table, so many at a time."""
    (last,) = connection.execute(f"SELECT coalesce(max(rowid), 0) FROM snap.{table}").fetchone()  # noqa: S608 - our own name
    for start in range(0, last, _ROWS_A_SLICE):
        connection.execute(
            f"{insert} WHERE rowid > ? AND rowid <= ? ORDER BY rowid", (start, start + _ROWS_A_SLICE)
        )
        yield


def _rest(database: Database, load: Load, current: int) -> Iterator[None]:
    """All other kinds the way that rows of a page go; then what did not come again goes; then the cursor."""
    manifest, tables = load.manifest, CatalogueRows()
    with _fitting(load), closing(_connect(load.raw, "ro")) as raw:
        rows = raw.execute("SELECT kind, key, rev, digest, body FROM row")
        while batch := rows.fetchmany(_ROWS_A_TRANSACTION):
            with database.write():
                for row, digest in map(_feed_row, batch):
                    tables.put(database, manifest.scope, row, Held(digest.hex(), current))
            yield
    state = CursorState(
        scope=manifest.scope,
        epoch=manifest.epoch,
        seq=manifest.seq,
        checksum=manifest.checksum,
        round=current,
    )
    with database.write():
        tables.sweep(database, manifest.scope, current)
        CursorTable(feed_cursor).write(database, state)
    yield


def _feed_row(columns: Row) -> tuple[FeedRow, bytes]:
    """A row as a page would bring it, and its digest. Raises `msgspec.DecodeError`."""
    kind, key, rev, digest, body = msgspec.convert(tuple(columns), tuple[str, str, int, bytes, str])
    fields = msgspec.json.decode(body, type=dict[str, Any])
    return FeedRow(seq=0, kind=kind, key=key, op="put", rev=rev, body=fields), digest


def _force(path: Path) -> None:
    """To the disk, before it takes the place of a file that is there."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _unfit(manifest: SnapshotManifest, reason: str) -> DataError:
    return DataError("snapshot_unfit", reason, scope=manifest.scope)
