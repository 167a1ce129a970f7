"""The hub's database file: opened with the right SQLite and pragmas, one writer at a time."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DataError as DataTooLarge
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from retail.errors import DataError
from sync.protocol import HubBusy

__all__ = [
    "Connection",
    "Database",
    "Engine",
    "Outcome",
    "Watch",
    "check_sqlite",
    "open_engine",
    "refused_by_database",
]

FIRST_SAFE_SQLITE = (3, 51, 3)
"""Older ones can corrupt a WAL file when two connections checkpoint at once (sync.md, fact 3)."""
BUSY_MS = 10_000
RETRY_AFTER_S = 2
RETRY_MODE_S = 0.01
_WRITE = "tillbridge_write"
_PASSING = ("locked", "busy", "full", "disk I/O error", "unable to open")
"""Words in SQLite's messages for trouble that may be over in a moment, or when a person has made room."""


def check_sqlite(version: tuple[int, ...]) -> None:
    """Raise `DataError` for a SQLite in the corruption range."""
    if version < FIRST_SAFE_SQLITE:
        found = ".".join(map(str, version))
        raise DataError(
            "sqlite_too_old",
            f"This SQLite ({found}) can damage a database that two programs use at once. "
            "Install sqlcipher3 0.6.4 or newer, which brings its own.",
            version=found,
        )


def open_engine(path: Path, *, synchronous: str = "FULL", busy_ms: int = BUSY_MS) -> Engine:
    """An engine on the SQLite file: WAL, foreign keys on, transactions begun by us alone.

    Raises `DataError` where the SQLite library is too old.
    """
    check_sqlite(sqlite.sqlite_version_info)
    engine = create_engine(
        f"sqlite:///{path}",
        module=sqlite,
        pool_size=16,
        max_overflow=16,
        pool_timeout=BUSY_MS / 1000,
        # The text of an error goes to the log: it must not hold PIN hashes, sessions or bodies of ops.
        hide_parameters=True,
    )

    @event.listens_for(engine, "connect")
    def prepare(raw: Any, _record: object) -> None:
        # None: the driver begins nothing by itself, so that BEGIN IMMEDIATE is ours to say.
        raw.isolation_level = None
        cursor = raw.cursor()
        cursor.execute(f"PRAGMA busy_timeout={busy_ms}").fetchall()
        _keep_a_log(cursor, busy_ms)
        for pragma in (
            f"synchronous={synchronous}",
            "foreign_keys=ON",
            # What was erased or written over is overwritten with zeros: a name must not linger in free pages.
            "secure_delete=ON",
            "trusted_schema=OFF",
        ):
            cursor.execute(f"PRAGMA {pragma}").fetchall()
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        write = connection.get_execution_options().get(_WRITE, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


def _keep_a_log(cursor: Any, busy_ms: int) -> None:
    """Put the file into WAL mode, which it keeps.

    While another program does the same to a new file, SQLite answers "locked" at once: its busy handler does
    not wait for a change of mode, so the wait is here.
    """
    deadline = time.monotonic() + busy_ms / 1000
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL").fetchall()
            return
        except sqlite.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(RETRY_MODE_S)


class Database:
    """Transactions on one engine: any number of readers, one writer.

    Writers of this process queue on a lock instead of in SQLite's busy handler, which sleeps and is not fair;
    other processes (an import beside the running hub) are kept apart by BEGIN IMMEDIATE.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._writer = threading.Lock()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that sees one state of the database throughout."""
        with _busy_as_503(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that may write; durable when the block ends, undone when it raises.

        Raises `HubBusy` where another process holds the database for longer than the busy time-out.
        """
        if not self._writer.acquire(timeout=BUSY_MS / 1000):
            raise _busy()
        try:
            with _busy_as_503(), self.engine.connect() as plain:
                connection = plain.execution_options(**{_WRITE: True})
                with connection.begin():
                    yield connection
        finally:
            self._writer.release()

    def fold_log(self) -> None:
        """Write the write-ahead log into the file and empty it: what was erased leaves the log too.

        Where readers stand in the way it is done at a later check-point.
        """
        raw = self.engine.raw_connection()
        try:
            cursor = raw.cursor()
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            cursor.close()
        finally:
            raw.close()

    def close(self) -> None:
        """Give all connections back; the last one folds the WAL into the file."""
        self.engine.dispose()


class Watch:
    """Says whether anyone, in this process or another, has committed since the last look."""

    def __init__(self, database: Database) -> None:
        # A connection of its own: SQLite counts the commits of the others.
        self._raw = database.engine.raw_connection()
        self._version = -1

    def changed(self) -> bool:
        """True at the first look, and after each commit elsewhere."""
        cursor = self._raw.cursor()
        version = cursor.execute("PRAGMA data_version").fetchone()[0]
        cursor.close()
        before, self._version = self._version, version
        return bool(version != before)

    def forget(self) -> None:
        """What was seen last could not be worked on: say it again."""
        self._version = -1

    def close(self) -> None:
        """Give the connection back."""
        self._raw.close()


class Outcome:
    """Whether the database refused what a block wanted to write."""

    refused = False


@contextmanager
def refused_by_database(connection: Connection) -> Iterator[Outcome]:
    """A savepoint that is undone, without raising, where the data cannot be held; passing trouble is raised.

    Cannot be held: a key that is taken, a missing partner, a number or text that does not fit the column.
    """
    outcome = Outcome()
    savepoint = connection.begin_nested()
    try:
        yield outcome
    except (IntegrityError, DataTooLarge, OverflowError, UnicodeEncodeError):
        savepoint.rollback()
        outcome.refused = True
    else:
        savepoint.commit()


@contextmanager
def _busy_as_503() -> Iterator[None]:
    """A locked or full database is a passing trouble: nothing was applied, the caller may come again."""
    try:
        yield
    except PoolTimeout as error:
        raise _busy() from error
    except OperationalError as error:
        if any(word in str(error.orig) for word in _PASSING):
            raise _busy(f" ({error.orig})") from error
        raise


def _busy(why: str = "") -> HubBusy:
    return HubBusy(
        "hub_busy",
        f"The hub cannot write at this moment{why}; nothing was changed. Try again in a few seconds.",
        retry_after=RETRY_AFTER_S,
    )
