"""The limit of a push: the rows that it left in `hub.db`, written by the bare driver into a twin of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from hub.store.tables import metadata

Row = tuple[Any, ...]
Writes = list[tuple[str, list[Row]]]
_PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "trusted_schema = OFF")


class HubSource:
    """Finds, on a connection of its own, what changed in a hub's database since the last look."""

    def __init__(self, path: Path) -> None:
        self._driver: dbapi2.Connection = dbapi2.connect(str(path), isolation_level=None)
        # In the order in which foreign keys let rows in.
        self._keys = {table.name: tuple(table.primary_key.columns.keys()) for table in metadata.sorted_tables}
        self._columns = {table.name: tuple(table.c.keys()) for table in metadata.sorted_tables}
        self._held: dict[str, dict[Row, Row]] = {}

    def copy_to(self, path: Path) -> None:
        """Write a twin, and take the state as seen."""
        self._driver.execute("VACUUM INTO ?", (str(path),))
        self.changes()

    def changes(self) -> Writes:
        """Statements with their rows that bring a twin from the last state to this one."""
        return [(sql, rows) for name in self._keys for sql, rows in [self._changes_of(name)] if rows]

    def close(self) -> None:
        self._driver.close()

    def _changes_of(self, name: str) -> tuple[str, list[Row]]:
        columns, keys = self._columns[name], self._keys[name]
        rows = self._driver.execute(f"SELECT {', '.join(columns)} FROM {name}").fetchall()  # noqa: S608 - own schema
        places = [columns.index(key) for key in keys]
        now = {tuple(row[place] for place in places): row for row in rows}
        before = self._held.get(name, {})
        self._held[name] = now
        changed = {key: row for key, row in now.items() if before.get(key) != row}
        insert = f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608 - names of our own schema
        if changed.keys() & before.keys():
            settings = ", ".join(f"{one} = excluded.{one}" for one in columns if one not in keys)
            insert += f" ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {settings}"
        return insert, list(changed.values())


class RawHub:
    """A copy of a hub's database under the bare driver, with the hub's pragmas."""

    def __init__(self, path: Path) -> None:
        self._driver: dbapi2.Connection = dbapi2.connect(str(path), isolation_level=None)
        for pragma in _PRAGMAS:
            self._driver.execute(f"PRAGMA {pragma}").fetchall()

    def write(self, writes: Writes) -> None:
        """One transaction, durable when it returns."""
        self._driver.execute("BEGIN IMMEDIATE")
        for sql, rows in writes:
            self._driver.executemany(sql, rows)
        self._driver.execute("COMMIT")

    def close(self) -> None:
        self._driver.close()
