"""Nonces of signed requests, so that none is taken twice; in a file of its own that survives a kill.

It is written without waiting for the disk: after a power cut the last second of nonces may be gone, which the
time window of a signature makes worthless to a thief by the time that the machine is up again.
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Protocol

from sqlalchemy import bindparam, delete, insert
from sqlalchemy.exc import DatabaseError, IntegrityError

from hub.store.database import Database, open_engine
from hub.store.prepared import Prepared
from hub.store.tables import nonce, nonce_metadata

PURGE_EVERY = 1000
_NOTE = Prepared(insert(nonce).values({name: bindparam(name) for name in ("terminal_id", "nonce", "at")}))


class Nonces(Protocol):
    """Remembers nonces for as long as a signature could be replayed."""

    def first_use(self, terminal_id: str, value: str, at: int) -> bool: ...
    def close(self) -> None: ...


class NonceStore:
    """Remembers nonces for as long as a signature could be replayed."""

    def __init__(self, path: Path, keep_ms: int) -> None:
        self._database = _open(path)
        self._keep_ms = keep_ms
        self._count = 0
        self._counting = threading.Lock()

    def first_use(self, terminal_id: str, value: str, at: int) -> bool:
        """Note the nonce; False where this terminal has used it before."""
        try:
            with self._database.write() as connection:
                _NOTE.run(connection, {"terminal_id": terminal_id, "nonce": value, "at": at})
                if self._time_to_purge():
                    connection.execute(delete(nonce).where(nonce.c.at < at - self._keep_ms))
        except IntegrityError:
            return False
        return True

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def _time_to_purge(self) -> bool:
        with self._counting:
            self._count += 1
            return self._count % PURGE_EVERY == 1


def _open(path: Path) -> Database:
    """The file, made anew where it is damaged: it holds nothing that is worth more than ten minutes."""
    try:
        return _prepared(path)
    except DatabaseError:
        for stale in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
            stale.unlink(missing_ok=True)
        return _prepared(path)


def _prepared(path: Path) -> Database:
    database = Database(open_engine(path, synchronous="NORMAL"))
    try:
        with database.write() as connection:
            nonce_metadata.create_all(connection)
    except DatabaseError:
        database.close()
        raise
    return database
