"""SQLite as the hub's database: opened with the right library and pragmas, one writer at a time."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, OperationalError

from hub.store.engine_rules import BUSY_MS, WRITE, EngineRules
from retail.errors import DataError, RuleError

if TYPE_CHECKING:
    from hub.store.database import Database

FIRST_SAFE_SQLITE = (3, 51, 3)
"""Older ones can corrupt a WAL file when two connections checkpoint at once (sync.md, fact 3)."""
RETRY_MODE_S = 0.01
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
        write = connection.get_execution_options().get(WRITE, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


def fold_log(engine: Engine) -> None:
    """Write the write-ahead log into the file and empty it; where readers stand in the way, later."""
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        cursor.close()
    finally:
        raw.close()


def shut_out_others(engine: Engine) -> None:
    """Let nobody else read or write the file until the engine is closed; its log is folded in.

    Who opens it meanwhile waits, and finds it as it is left. Raises `RuleError` (`hub_file_in_use`) where
    another program has it open. The engine must then be used by one thread, a transaction at a time: a second
    connection of its own would wait too.
    """
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        cursor.execute("PRAGMA locking_mode=EXCLUSIVE").fetchall()
        # Only who is alone with a file may take its log away; the lock that this needs is then kept.
        cursor.execute("PRAGMA journal_mode=DELETE").fetchall()
        cursor.execute("BEGIN EXCLUSIVE")
        cursor.execute("COMMIT")
        cursor.close()
    except sqlite.OperationalError as error:
        raw.invalidate()
        raise RuleError(
            "hub_file_in_use",
            "Another program, such as an import, works on the hub's file. Nothing was changed; say it again "
            "when that one is done.",
        ) from error
    finally:
        raw.close()


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


def _passing(error: DBAPIError) -> bool:
    return isinstance(error, OperationalError) and any(word in str(error.orig) for word in _PASSING)


def _never(_error: DBAPIError) -> bool:
    return False


RULES = EngineRules(
    one_writer=True,
    read_options={},
    write_options={WRITE: True},
    passing=_passing,
    # One writer at a time has seen all that others wrote.
    raced=_never,
    impossible=_never,
)


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
