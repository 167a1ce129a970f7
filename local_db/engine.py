"""Opens the database files: an SQLAlchemy engine each, over sqlcipher3, with the pragmas durability needs.

`pos.db` is encrypted with a raw 32-byte key and synced at every commit; `catalogue.db` is plain and may lose
its last commits to a power cut, because the hub can send them again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from sqlalchemy import Engine, create_engine
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from local_db import faults
from local_db.sqlite_version import check_sqlite_version
from retail.errors import DataError

KEY_BYTES = 32
BUSY_TIMEOUT_MS = 5_000

POS_PRAGMAS: Mapping[str, str | int] = {
    "journal_mode": "wal",
    "synchronous": 2,  # FULL: NORMAL lost a third of the acknowledged sales in a power-cut simulation
    "foreign_keys": 1,
    "recursive_triggers": 1,  # else INSERT OR REPLACE deletes a fact without asking its trigger
    "busy_timeout": BUSY_TIMEOUT_MS,
    "temp_store": 2,
}
CATALOGUE_PRAGMAS: Mapping[str, str | int] = {
    "journal_mode": "wal",
    "synchronous": 1,
    "busy_timeout": BUSY_TIMEOUT_MS,
    "temp_store": 2,
    "recursive_triggers": 1,
}
_STATEMENTS_KEPT = 256


def pos_engine(path: Path, key: bytes, *, read_only: bool = False) -> Engine:
    """The engine of `pos.db`; the file is made where it is missing, unless `read_only`.

    Raises `DataError` for a wrong key, a torn file or something else than a database, `KnownError` for a
    SQLite in the corruption range, ValueError for a key that is not 32 bytes.
    """
    if len(key) != KEY_BYTES:
        raise ValueError(f"a database key has {KEY_BYTES} bytes, got {len(key)}")
    return _engine(lambda: _connect(path, POS_PRAGMAS, key=key, read_only=read_only))


def catalogue_engine(path: Path, *, read_only: bool = False) -> Engine:
    """The engine of `catalogue.db`; errors as `pos_engine`."""
    return _engine(lambda: _connect(path, CATALOGUE_PRAGMAS, read_only=read_only))


def pragma(connection: dbapi2.Connection, name: str) -> str | int:
    """The value in force on the live connection."""
    found: str | int = connection.execute(f"PRAGMA {name}").fetchone()[0]
    return found


def wrong_pragmas(connection: dbapi2.Connection, wanted: Mapping[str, str | int]) -> dict[str, str | int]:
    """Of `wanted`, those that are not in force, with what is in force instead."""
    found = {name: pragma(connection, name) for name in wanted}
    return {name: value for name, value in found.items() if value != wanted[name]}


def _engine(creator: Callable[[], DBAPIConnection]) -> Engine:
    check_sqlite_version(tuple(dbapi2.sqlite_version_info))
    return create_engine("sqlite://", module=dbapi2, creator=creator, poolclass=StaticPool)


def _connect(
    path: Path, pragmas: Mapping[str, str | int], *, key: bytes | None = None, read_only: bool = False
) -> DBAPIConnection:
    mode = "ro" if read_only else "rwc"
    with faults.in_plain_words(path.name):
        connection = dbapi2.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            # None: BEGIN and COMMIT are said by this program, never by the driver.
            isolation_level=None,
            timeout=BUSY_TIMEOUT_MS / 1000,
            cached_statements=_STATEMENTS_KEPT,
        )
        try:
            _prepare(connection, pragmas, key, read_only)
        except BaseException:
            connection.close()
            raise
    live: DBAPIConnection = connection
    return live


def _prepare(
    connection: dbapi2.Connection, pragmas: Mapping[str, str | int], key: bytes | None, read_only: bool
) -> None:
    """Key first, then the pragmas, then proof that they are in force."""
    if key is not None:
        # SQLCipher would write its own words on a wrong key to stderr; ours follow.
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        # Locking and wiping all memory is slow, and guards against who reads this process anyway.
        connection.execute("PRAGMA cipher_memory_security = OFF")
    # The first read shows whether the key opens the file.
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if read_only:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        return
    for name, value in pragmas.items():
        connection.execute(f"PRAGMA {name} = {value}")
    wrong = wrong_pragmas(connection, pragmas)
    if wrong:
        raise DataError(
            "pragma_refused",
            f"SQLite does not keep the settings that protect sales: {wrong}. "
            "Put the data folder on a local disk, not on a network share.",
            pragmas=str(wrong),
        )
