"""`catalogue.db` as a file that may be lost: torn or missing, it is made anew and filled again from the hub.

Its cursors lie in the same file, so an empty catalogue is pulled from its beginning without further ado.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from local_db import faults
from local_db.database import Database, Row
from local_db.engine import BUSY_TIMEOUT_MS, catalogue_engine
from local_db.statements import Statement
from local_db.upgrade import CATALOGUE_MIGRATIONS, Migrations, upgrade
from retail.errors import DataError, KnownError

logger = logging.getLogger(__name__)

CURSORS = "SELECT scope, epoch, seq, checksum, round FROM feed_cursor ORDER BY scope"
"""How far each feed was read here: two files with the same rows of this hold the same."""

_DAMAGED = ("database_unreadable", "database_damaged")


class CatalogueFile:
    """The open file; used on the thread that opened it. Raises `DataError` for a newer program's file."""

    def __init__(self, path: Path, migrations: Migrations = CATALOGUE_MIGRATIONS) -> None:
        self._path = path
        self._migrations = migrations
        self.version = 0
        """Goes up with every change, so that what was counted before can be told to be stale."""
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._open_or_begin_anew()

    def query(self, statement: Statement, **given: Any) -> list[Row]:
        """All rows of a query; none where the file turns out to be damaged, which begins it anew."""
        try:
            found: list[Row] = self.database.driver.execute(statement.sql, statement.values(given)).fetchall()
        except dbapi2.Error as error:
            if not faults.is_damage(error):
                raise
            self.rebuild(error)
            return []
        return found

    @contextmanager
    def read(self) -> Iterator[Database]:
        """One view of the file; damage is met as in `write`."""
        with self._minding_damage(), self.database.read():
            yield self.database

    @contextmanager
    def write(self) -> Iterator[Database]:
        """A transaction. A damaged file is begun anew and raises `DataError`: ask the hub again."""
        try:
            with self._minding_damage(), self.database.write():
                yield self.database
        finally:
            self.version += 1

    def swap(self, fresh: Path, copied: Sequence[Row]) -> None:
        """Put a new file in the place of this one, between two commands.

        `copied` are the cursors (`CURSORS`) on which the new file stands. Raises
        `KnownError("catalogue_moved")` where rows came since, `KnownError("catalogue_in_use")` while another
        program reads this file; the new one is then not used.
        """
        driver = self.database.driver
        if list(driver.execute(CURSORS)) != list(copied):
            raise KnownError("catalogue_moved", "Prices arrived while the new catalogue was made. Try again.")
        self._fold_log()
        self.database.close()
        try:
            for ending in ("-wal", "-shm"):
                self._path.with_name(self._path.name + ending).unlink(missing_ok=True)
            fresh.replace(self._path)
        finally:
            self._open_or_begin_anew()
            self.version += 1

    def _fold_log(self) -> None:
        """Fold all of the write-ahead log in: what it held must not be taken for the new file's."""
        driver = self.database.driver
        driver.execute("PRAGMA busy_timeout = 0")
        busy = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        driver.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        if busy:
            raise KnownError(
                "catalogue_in_use", "Another program reads the catalogue. Try again in a moment."
            )

    def rebuild(self, reason: Exception) -> None:
        """Throw the file away and begin an empty one."""
        self.database.close()
        self._start_anew(reason)

    def close(self) -> None:
        self.database.close()

    @contextmanager
    def _minding_damage(self) -> Iterator[None]:
        try:
            yield
        except DataError as error:
            if error.code in _DAMAGED:
                self.rebuild(error)
            raise

    def _start_anew(self, reason: Exception) -> None:
        logger.warning("the catalogue is begun anew: %s", reason)
        for ending in ("", "-wal", "-shm", "-journal"):
            self._path.with_name(self._path.name + ending).unlink(missing_ok=True)
        self.database = self._open()
        self.version += 1

    def _open_or_begin_anew(self) -> None:
        """Whatever lies there, the till has a catalogue afterwards."""
        try:
            self.database = self._open()
        except DataError as error:
            if error.code not in _DAMAGED:
                raise
            self._start_anew(error)

    def _open(self) -> Database:
        database = Database(catalogue_engine(self._path), self._path.name)
        try:
            upgrade(database.connection, self._migrations, file_name=self._path.name)
        except BaseException:
            database.close()
            raise
        return database
