"""The limit of a commit: the rows that a sale left in `pos.db`, written by bare sqlcipher3 into a twin of it.

Same key, pragmas, tables, indexes, triggers and rows; statements and values are ready before the clock runs.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from local_db.engine import POS_PRAGMAS, pos_engine

Row = tuple[Any, ...]
Writes = list[tuple[str, list[Row]]]

_BY_SEQ = ("journal", "sale", "sale_line", "sale_tender", "sale_tax", "stock_movement")
_COUNTED = {"counter": ("name",), "session_count": ("session_id", "name")}
"""Tables of running counts, with their keys."""


class Source:
    """Reads, on a connection of its own, what a sale wrote into a terminal's `pos.db`."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._engine = pos_engine(path, key, read_only=True)
        self._connection = self._engine.raw_connection()
        self.driver: dbapi2.Connection = self._connection.driver_connection
        self._counts: dict[str, set[Row]] = {}

    def draft(self) -> Row:
        """The row of the open sale; also notes the counts as they are before it completes."""
        self._counts = {table: set(self._rows(f"SELECT * FROM {table}")) for table in _COUNTED}  # noqa: S608 - names of our own schema
        return self._rows("SELECT * FROM draft WHERE state = 'open'")[0]

    def writes(self, txn_id: str) -> Writes:
        """Statements with their rows, which bring the twin to where the sale brought the terminal."""
        seq = self._rows("SELECT max(seq) FROM sale")[0]
        found: Writes = [
            _insert(table, self._rows(f"SELECT * FROM {table} WHERE seq = ?", seq))  # noqa: S608 - names of our own schema
            for table in _BY_SEQ
        ]
        found.append(_insert("print_job", self._rows("SELECT * FROM print_job WHERE txn_id = ?", (txn_id,))))
        for table, keys in _COUNTED.items():
            changed = set(self._rows(f"SELECT * FROM {table}")) - self._counts[table]  # noqa: S608 - names of our own schema
            found.append(_upsert(table, keys, sorted(changed)))
        found.append(("DELETE FROM draft WHERE txn_id = ?", [(txn_id,)]))
        return [(sql, rows) for sql, rows in found if rows]

    def close(self) -> None:
        self._connection.close()
        self._engine.dispose()

    def _rows(self, sql: str, values: Row = ()) -> list[Row]:
        found: list[Row] = self.driver.execute(sql, values).fetchall()
        return found


class RawTwin:
    """A copy of a terminal's `pos.db` under the bare driver."""

    def __init__(self, path: Path, key: bytes) -> None:
        self.driver: dbapi2.Connection = dbapi2.connect(str(path), isolation_level=None)
        self.driver.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        self.driver.execute("PRAGMA cipher_memory_security = OFF")
        for name, value in POS_PRAGMAS.items():
            self.driver.execute(f"PRAGMA {name} = {value}")

    def put_draft(self, row: Row) -> None:
        """The open sale, as scanning left it."""
        sql, rows = _insert("draft", [row])
        self.driver.execute(sql, rows[0])

    def write(self, writes: Writes) -> None:
        """One transaction, durable when it returns."""
        driver = self.driver
        driver.execute("BEGIN IMMEDIATE")
        for sql, rows in writes:
            if len(rows) == 1:
                driver.execute(sql, rows[0])
            else:
                driver.executemany(sql, rows)
        driver.execute("COMMIT")

    def close(self) -> None:
        self.driver.close()


def _insert(table: str, rows: list[Row]) -> tuple[str, list[Row]]:
    marks = ", ".join("?" * len(rows[0])) if rows else ""
    return f"INSERT INTO {table} VALUES ({marks})", rows  # noqa: S608 - names of our own schema


def _upsert(table: str, keys: tuple[str, ...], rows: list[Row]) -> tuple[str, list[Row]]:
    sql, rows = _insert(table, rows)
    return f"{sql} ON CONFLICT ({', '.join(keys)}) DO UPDATE SET n = excluded.n", rows
