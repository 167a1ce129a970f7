"""Writes a feed's live rows into a SQLite file of bare tables: what a snapshot holds.

Items and prices have tables with a column a field, so that a terminal takes them over in plain SQL; every
other kind, and a body that does not fit its kind, lies in `row` as it stands in the feed. Tables have no keys
and no indexes; rows lie in the order in which a terminal's own keys want them, so that it only appends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import Row, func, select

from hub.store.database import Connection
from hub.store.tables import feed
from retail.errors import DataError
from retail.item import Item, Price
from retail.sort_key import sort_key
from sync import messages as m

_BATCH = 2_000

_SCHEMA = (
    "CREATE TABLE item (id INTEGER PRIMARY KEY, {item}, sort_key, rev, digest)",
    "CREATE TABLE item_identifier (identifier, item_id)",
    "CREATE TABLE price ({price}, rev, digest)",
    "CREATE TABLE row (kind, key, rev, digest, body)",
)
_CODES = """INSERT INTO item_identifier SELECT DISTINCT value, item.id FROM item, json_each(item.identifiers)
    ORDER BY 1, 2"""


class SnapshotStopped(Exception):
    """The hub goes down while a snapshot is written."""


def has_rows(connection: Connection, scope: str, number: int) -> bool:
    """Whether a scope has so many rows that are not tombstones; looks no further than that."""
    live = select(feed.c.key).where(feed.c.scope == scope, feed.c.op == "put").limit(number).subquery()
    found: int = connection.execute(select(func.count()).select_from(live)).scalar_one()
    return found == number


def write_snapshot(
    connection: Connection, head: m.ScopeHead, path: Path, stopped: Callable[[], bool]
) -> dict[str, int]:
    """Write the rows of `head.scope` as this transaction sees them; returns the count of each table.

    `head` must come from the same transaction. Raises `DataError` where the rows do not have its checksum,
    `SnapshotStopped` when `stopped` says so.
    """
    path.unlink(missing_ok=True)
    file = sqlite.connect(str(path), isolation_level=None)
    try:
        for pragma in ("journal_mode = off", "synchronous = off", "locking_mode = exclusive"):
            file.execute(f"PRAGMA {pragma}")
        for statement in _SCHEMA:
            names = {kind.__name__.lower(): ", ".join(kind.__struct_fields__) for kind in (Item, Price)}
            file.execute(statement.format(**names))
        file.execute("BEGIN")
        checksum = _Writer(file, stopped).write(_rows(connection, head.scope))
        file.execute(_CODES)
        file.execute("COMMIT")
        if checksum != int(head.checksum, 16):
            raise DataError("feed_checksum", f"The rows of {head.scope} do not have its checksum.")
        return {name: _count(file, name) for name in ("item", "item_identifier", "price", "row")}
    finally:
        file.close()


def _count(file: sqlite.Connection, table: str) -> int:
    found: int = file.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - a name of our own
    return found


def _rows(connection: Connection, scope: str) -> Iterator[Row[Any]]:
    query = (
        select(feed.c.kind, feed.c.key, feed.c.rev, feed.c.digest, feed.c.body)
        .where(feed.c.scope == scope, feed.c.op == "put")
        .order_by(feed.c.kind, feed.c.key)
    )
    yield from connection.execute(query, execution_options={"yield_per": _BATCH})


class _Writer:
    """Sorts rows into the tables, a batch at a time, and adds their digests up."""

    def __init__(self, file: sqlite.Connection, stopped: Callable[[], bool]) -> None:
        self._file = file
        self._stopped = stopped
        self._batches: dict[str, list[tuple[Any, ...]]] = {"item": [], "price": [], "row": []}
        self._items = msgspec.json.Decoder(Item)
        self._prices = msgspec.json.Decoder(Price)

    def write(self, rows: Iterable[Row[Any]]) -> int:
        """Write all of them; returns the XOR of their digests."""
        checksum = 0
        for number, (kind, key, rev, digest, body) in enumerate(rows):
            if number % _BATCH == 0 and self._stopped():
                raise SnapshotStopped
            checksum ^= int(digest, 16)
            table, values = self._sorted(kind, key, body)
            marks = (rev, bytes.fromhex(digest))
            batch = self._batches[table]
            batch.append((kind, key, *marks, body) if table == "row" else (*values, *marks))
            if len(batch) == _BATCH:
                self._flush(table)
        for table in self._batches:
            self._flush(table)
        return checksum

    def _sorted(self, kind: str, key: str, body: str) -> tuple[str, tuple[Any, ...]]:
        """The table of a row and the values of its fields, none for `row`."""
        try:
            if kind == "item":
                item = self._items.decode(body)
                fields = msgspec.structs.asdict(item)
                fields["identifiers"] = msgspec.json.encode(item.identifiers).decode()
                fields["active"] = int(item.active)
                if item.sku == key:
                    return "item", (None, *fields.values(), sort_key(item.name))
            elif kind == "price":
                price = self._prices.decode(body)
                if price.sku == key:
                    return "price", msgspec.structs.astuple(price)
        except msgspec.ValidationError:
            pass  # The terminal says what is wrong with it, as of any row of a page.
        return "row", ()

    def _flush(self, table: str) -> None:
        batch = self._batches[table]
        if batch:
            marks = ", ".join("?" * len(batch[0]))
            self._file.executemany(f"INSERT INTO {table} VALUES ({marks})", batch)  # noqa: S608 - a name of our own
            batch.clear()
