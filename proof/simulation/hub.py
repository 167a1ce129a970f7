"""The hub's machine: the real services on a database in memory, which crash, are backed up and put back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from hub import bootstrap
from hub.bootstrap import Hub
from hub.services import settled_points
from hub.services.clock import Clock
from hub.services.restoring import begin_generation
from hub.services.terminal_service import TerminalService
from hub.settings import HubSettings
from hub.store.database import Connection, Database, Engine
from hub.store.nonces import Nonces
from proof.simulation.clocks import MachineClock
from proof.simulation.memory import HubDisk, ProcessDied

EARLY = settled_points.Pace(at=1, least=0, most=1, young_ms=600_000, at_once=3, still_ms=600_000)


class WatchedDatabase(Database):
    """The hub's `Database`; shows each COMMIT to the machine, which may end the process there."""

    def __init__(self, engine: Engine, watch: Callable[[str], None]) -> None:
        super().__init__(engine)
        self._watch = watch

    @contextmanager
    def _writing(self, **how: Any) -> Iterator[Connection]:
        with super()._writing(**how) as connection:
            yield connection
            self._watch("before")
        self._watch("after")


class SimulatedHub(Hub):
    """The product's hub, opened on a database that is there already."""

    def __init__(self, database: Database, folder: Path, clock: Clock) -> None:
        with _found_open(database):
            super().__init__(folder, HubSettings(), clock)

    def _nonces(self) -> Nonces:
        """Nothing is signed in a simulation: no file of nonces."""
        return _NoNonces()


class _NoNonces:
    """`Nonces` that nobody asks."""

    def first_use(self, terminal_id: str, value: str, at: int) -> bool:  # noqa: ARG002 - the port's
        """Each is new."""
        return True

    def close(self) -> None:
        """Nothing is open."""


@contextmanager
def _found_open(database: Database) -> Iterator[None]:
    """Where the hub looks for its file and opens it, it finds this database."""
    given = {"open_database": lambda *_where: database, "check_not_gone": lambda *_where, **_how: None}
    with ExitStack() as stack:
        for name, instead in given.items():
            stack.callback(setattr, bootstrap, name, getattr(bootstrap, name))
            setattr(bootstrap, name, instead)
        yield


@contextmanager
def settling_early() -> Iterator[None]:
    """Accounts of a handful of entries are settled as those of thousands are."""
    usual = settled_points.PACE
    settled_points.PACE = EARLY
    try:
        yield
    finally:
        settled_points.PACE = usual


class HubMachine:
    """The hub's computer: its disk outlives the process, `doom` says at which COMMIT that ends."""

    def __init__(self, disk: HubDisk, folder: Path, clock: MachineClock) -> None:
        self.disk = disk
        self.clock = clock
        self.doom: tuple[int, str] | None = None
        """COMMITs to go, and `before` or `after` the last of them."""
        self.backup: dbapi2.Connection | None = None
        self.restored = 0
        self.begins_generation = True
        """A mutant forgets it."""
        self._folder = folder
        self.start()

    def start(self) -> None:
        """A new process on the same disk."""
        self.doom = None
        self.database: Database = WatchedDatabase(self.disk.engine, self._watch)
        self.hub = SimulatedHub(self.database, self._folder, self.clock)

    def service(self, terminal_id: str) -> TerminalService:
        """The hub as one terminal sees it, looked up anew for each request as the routes do."""
        return self.hub.terminal_service(terminal_id)

    def take_backup(self) -> None:
        """Keep a copy of this moment, in place of an older one."""
        self.drop_backup()
        self.backup = self.disk.copy()

    def drop_backup(self) -> None:
        """Forget the copy."""
        if self.backup is not None:
            self.backup.close()
            self.backup = None

    def restore(self) -> None:
        """Put the last copy back, as `tillbridge hub restored` says; a new process begins."""
        if self.backup is None:
            return
        self.disk.put_back(self.backup)
        self.restored += 1
        self.start()
        if self.begins_generation:
            begin_generation(self.database, self.clock)

    def _watch(self, when: str) -> None:
        if self.doom is None:
            return
        left, point = self.doom
        if when != point:
            return
        self.doom = (left - 1, point)
        if left <= 1:
            self.doom = None
            raise ProcessDied
