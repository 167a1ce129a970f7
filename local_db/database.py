"""The one connection to a file: used on one thread, in transactions that this class begins and ends.

A write transaction remembers its statements. When the disk fills up, SQLite may already have rolled the
transaction back; room is made (the ballast goes), everything is said again, and the sale in hand is saved.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine
from sqlcipher3 import dbapi2

from local_db import faults
from local_db.statements import Statement

Row = tuple[Any, ...]


class Database:
    """Runs statements on a file's only connection; opened, used and closed on the same thread."""

    def __init__(
        self,
        engine: Engine,
        file_name: str,
        make_room: Callable[[], bool] = lambda: False,
        *after_commit: Callable[[], None],
    ) -> None:
        """`make_room` frees space on a full disk and says whether it could; `after_commit` may undo that.

        What runs after a commit never raises: the commit is durable, and must not look as if it had failed.
        """
        self.connection = engine.connect()
        self.driver: dbapi2.Connection = self.connection.connection.driver_connection
        self._engine = engine
        self._file_name = file_name
        self._make_room = make_room
        self.after_commit = [*after_commit]
        self._thread = threading.get_ident()
        self._writing = False
        self._said: list[tuple[str, Sequence[Row], bool]] = []

    @contextmanager
    def write(self) -> Iterator[None]:
        """BEGIN IMMEDIATE … COMMIT; an exception rolls back. Raises `StoreFull` and other `KnownError`s."""
        with self._transaction("BEGIN IMMEDIATE"):
            self._writing = True
            yield
            self._commit()
        for follow in self.after_commit:
            follow()

    @contextmanager
    def read(self) -> Iterator[None]:
        """One view of the file; nothing may be written in it."""
        with self._transaction("BEGIN"):
            yield

    def rows(self, statement: Statement, **given: Any) -> list[Row]:
        """All rows of a query."""
        found: list[Row] = self._execute(statement.sql, statement.values(given)).fetchall()
        return found

    def row(self, statement: Statement, **given: Any) -> Row | None:
        """The first row of a query."""
        found: Row | None = self._execute(statement.sql, statement.values(given)).fetchone()
        return found

    def change(self, statement: Statement, **given: Any) -> int:
        """Run one writing statement; returns how many rows it touched."""
        return self._say(statement.sql, (statement.values(given),), many=False)

    def change_many(self, statement: Statement, rows: Sequence[Mapping[str, Any]]) -> None:
        """Run one writing statement for each of `rows`."""
        if rows:
            self._say(statement.sql, [statement.values(row) for row in rows], many=True)

    @contextmanager
    def some_transaction(self) -> Iterator[None]:
        """Inside the transaction that is under way, or in a reading one of its own."""
        if self.driver.in_transaction:
            yield
            return
        with self.read():
            yield

    def close(self) -> None:
        """Let go of the file; its write-ahead log is folded in."""
        self._assert_thread()
        self.connection.close()
        self._engine.dispose()

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        self._assert_thread()
        if self.driver.in_transaction:
            raise RuntimeError(f"a transaction on {self._file_name} is already under way")
        try:
            with faults.in_plain_words(self._file_name):
                self.driver.execute(begin)
                yield
        finally:
            self._writing = False
            self._said.clear()
            if self.driver.in_transaction:
                self.driver.execute("ROLLBACK")

    def _say(self, sql: str, rows: Sequence[Row], *, many: bool) -> int:
        if not self._writing:
            raise RuntimeError(f"a write to {self._file_name} outside of a write transaction")
        try:
            count = self._run(sql, rows, many=many)
        except dbapi2.Error as error:
            if faults.code_of(error) != faults.FULL or not self._make_room():
                raise
            self._say_again()
            count = self._run(sql, rows, many=many)
        self._said.append((sql, rows, many))
        return count

    def _run(self, sql: str, rows: Sequence[Row], *, many: bool) -> int:
        run = self.driver.executemany if many else self.driver.execute
        count: int = run(sql, rows if many else rows[0]).rowcount
        return count

    def _commit(self) -> None:
        try:
            self.driver.execute("COMMIT")
        except dbapi2.Error as error:
            if faults.code_of(error) != faults.FULL or not self._make_room():
                raise
            self._say_again()
            self.driver.execute("COMMIT")

    def _say_again(self) -> None:
        """Repeat the transaction from its beginning. Nobody else writes, so it comes to the same.

        SQLite may have rolled it back already; where not, a statement of many rows is half done.
        """
        if self.driver.in_transaction:
            self.driver.execute("ROLLBACK")
        self.driver.execute("BEGIN IMMEDIATE")
        for sql, rows, many in self._said:
            self._run(sql, rows, many=many)

    def _execute(self, sql: str, values: Row) -> dbapi2.Cursor:
        if not self.driver.in_transaction:
            raise RuntimeError(f"a query on {self._file_name} outside of a transaction")
        return self.driver.execute(sql, values)

    def _assert_thread(self) -> None:
        if threading.get_ident() != self._thread:
            here = threading.current_thread().name
            raise RuntimeError(f"{self._file_name} is used on thread {here}, not on its own")
