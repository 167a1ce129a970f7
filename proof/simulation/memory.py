"""Databases in memory that outlive a simulated process: what was committed stays, all else is rolled back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from hub.store.database import open_engine
from local_db.database import Database
from local_db.engine import CATALOGUE_PRAGMAS, POS_PRAGMAS

HUB_URI = "file:/tillbridge-simulated-hub-{}?vfs=memdb&uri=true"
"""The hub's file for the real `open_engine`: SQLite keeps it in memory as long as one connection is open."""
_STATEMENTS_KEPT = 256


class ProcessDied(BaseException):
    """The simulated process ends here, as by a pulled plug; nothing in the product catches it."""


Watch = Callable[[str, str], None]
"""Told `("before" | "after", sql)` around each statement of a disk; may raise `ProcessDied`."""


class Disk:
    """One SQLite file of a terminal in memory, whose only connection outlives the processes that use it."""

    def __init__(self, pragmas: dict[str, str | int]) -> None:
        self.raw: dbapi2.Connection = dbapi2.connect(
            ":memory:", isolation_level=None, cached_statements=_STATEMENTS_KEPT, check_same_thread=False
        )
        self._holder: _Driver | None = None
        for name, value in pragmas.items():
            if name != "journal_mode":
                self.raw.execute(f"PRAGMA {name} = {value}")

    def copy(self) -> Disk:
        """Another disk with the same bytes, as an image of a machine has it."""
        twin = Disk(self._pragmas())
        self.raw.backup(twin.raw)
        return twin

    def settle(self) -> None:
        """What the end of a process does: an open transaction is undone."""
        if self.raw.in_transaction:
            self.raw.execute("ROLLBACK")

    def open(self, name: str, watch: Watch) -> Database:
        """The product's `Database` for a new process on this disk."""
        if self._holder is not None:
            self._holder.let_go()
        self._holder = driver = _Driver(self.raw, watch)
        engine = create_engine("sqlite://", module=dbapi2, creator=lambda: driver, poolclass=StaticPool)
        return Database(engine, name)

    def close(self) -> None:
        """Nothing is left of it."""
        if self._holder is not None:
            self._holder.let_go()
        self.raw.close()

    def _pragmas(self) -> dict[str, str | int]:
        names = ("synchronous", "foreign_keys", "recursive_triggers", "temp_store")
        return {name: self.raw.execute(f"PRAGMA {name}").fetchone()[0] for name in names}


def _unwatched(_when: str, _sql: str) -> None:
    """Nobody is told."""


class _Driver:
    """A process's hold on a disk: shows each statement to the watch, and closing it closes no disk."""

    def __init__(self, raw: dbapi2.Connection, watch: Watch) -> None:
        self._raw = raw
        self._watch = watch
        self._is_held = True

    def let_go(self) -> None:
        """The process is gone; what its garbage still says to the disk is not heard.

        SQLAlchemy's pool remembers this driver as long as a connection of the process lives, and the watch
        remembers the process: without this neither would ever go.
        """
        self._is_held = False
        self._watch = _unwatched

    def __getattr__(self, name: str) -> Any:
        return getattr(self._raw, name)

    def execute(self, sql: str, values: Sequence[Any] = ()) -> dbapi2.Cursor:
        self._watch("before", sql)
        cursor = self._raw.execute(sql, values)
        self._watch("after", sql)
        return cursor

    def executemany(self, sql: str, rows: Sequence[Sequence[Any]]) -> dbapi2.Cursor:
        self._watch("before", sql)
        cursor = self._raw.executemany(sql, rows)
        self._watch("after", sql)
        return cursor

    def rollback(self) -> None:
        """SQLAlchemy's pool says this when an engine is thrown away, maybe long after its process."""
        if self._is_held:
            self._raw.rollback()

    def close(self) -> None:
        """The disk stays."""


def pos_disk() -> Disk:
    """An empty disk for `pos.db`, with its pragmas but for the log, which a file in memory has not."""
    return Disk(dict(POS_PRAGMAS))


def catalogue_disk() -> Disk:
    """An empty disk for `catalogue.db`."""
    return Disk(dict(CATALOGUE_PRAGMAS))


class HubDisk:
    """The hub's database in memory behind the product's own engine; copies of it are backups."""

    def __init__(self) -> None:
        self.engine: Engine = open_engine(Path(HUB_URI.format(id(self))))
        self._keeper = self.engine.raw_connection()

    @property
    def _raw(self) -> Any:
        return self._keeper.driver_connection

    def copy(self) -> dbapi2.Connection:
        """A whole copy of what is committed."""
        twin = dbapi2.connect(":memory:", isolation_level=None, check_same_thread=False)
        self._raw.backup(twin)
        return twin

    def put_back(self, backup: dbapi2.Connection) -> None:
        """Make the database what the copy holds."""
        backup.backup(self._raw)

    def close(self) -> None:
        self._keeper.close()
        self.engine.dispose()
