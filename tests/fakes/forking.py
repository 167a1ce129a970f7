"""One terminal's files that are copied, put back and run twice, and their hub; no wire, no waits."""

from __future__ import annotations

import itertools
import shutil
from pathlib import Path

from hub.bootstrap import Hub, build_hub
from hub.services.restoring import begin_generation
from hub.store import meta, stores, tasks, terminals
from hub.store.database import Database, open_engine
from hub.store.stores import StoreRecord
from hub.store.terminals import TerminalRecord
from local_db.terminal import LocalTerminal
from sync.backoff import Timing
from sync.ports import Identity
from sync.status import SyncStatus
from sync.worker import SyncWorker
from tests.fakes.clock import NOON, CountedIds, FixedClock
from tests.fakes.shop import BERLIN
from tests.fakes.store import a_completed, open_terminal, record
from tests.fakes.sync_store import FakeClock
from tests.fakes.worker_till import SETTINGS, VirtualSignal

TERMINAL = BERLIN.terminal.terminal_id


class Shop:
    """A hub with one terminal, and numbers for sales that no two copies of it share."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = FixedClock()
        self.hub: Hub = build_hub(folder / "hub", clock=self.clock)
        self.numbers = itertools.count(1)
        self.ids = CountedIds()
        with self.hub.database.write() as connection:
            stores.put(connection, StoreRecord(profile=BERLIN.profile, tax=BERLIN.tax))
            terminals.add(
                connection,
                TerminalRecord(
                    terminal_id=TERMINAL, terminal_no=2, store_id="store-1", name="", price_list="main"
                ),
            )
        self.sold: dict[str, int] = {}
        """op_id of each sale ever made on any copy, and its number."""

    def machine(self, name: str) -> Machine:
        """A machine with a terminal's folder, enrolled as all of them are."""
        machine = Machine(self, self.folder / name)
        with self.hub.database.read() as connection:
            generation = meta.need(connection, meta.GENERATION)
        machine.local.outbox.enrol(
            Identity(terminal_id=TERMINAL, store_id="store-1", epoch="epoch-1", hub_gen=generation)
        )
        return machine

    def back_up(self, name: str) -> None:
        """Keep a copy of the hub's database."""
        raw = self.hub.engine.raw_connection()
        cursor = raw.cursor()
        cursor.execute("VACUUM INTO ?", (str(self.folder / name),))
        cursor.close()
        raw.close()

    def restore(self, name: str) -> None:
        """Put the copy in the place of the hub's database, as `hub restored` does."""
        self.hub.close()
        for ending in ("", "-wal", "-shm"):
            (self.folder / "hub" / f"hub.db{ending}").unlink(missing_ok=True)
        shutil.copy2(self.folder / name, self.folder / "hub" / "hub.db")
        database = Database(open_engine(self.folder / "hub" / "hub.db"))
        begin_generation(database, self.clock)
        database.close()
        self.hub = build_hub(self.folder / "hub", clock=self.clock)

    def held(self) -> list[str]:
        """op_ids of all sales at the hub."""
        with self.hub.database.read() as connection:
            rows = connection.exec_driver_sql("SELECT op_id FROM op WHERE kind = 'sale.completed'")
            return [row[0] for row in rows]

    def tasks(self) -> list[str]:
        with self.hub.database.read() as connection:
            return [row.kind for row in tasks.open_tasks(connection, 1000)]

    def close(self) -> None:
        self.hub.close()


class Machine:
    """A folder with a terminal's files, open, and the sync worker that runs on them."""

    def __init__(self, shop: Shop, data: Path) -> None:
        self.shop = shop
        self.data = data
        self.clock = FakeClock(NOON)
        self.statuses: list[SyncStatus] = []
        self.open()

    def open(self) -> None:
        self.local: LocalTerminal = open_terminal(self.data, self.clock.now)
        self._worker: SyncWorker | None = None

    def close(self) -> None:
        self.local.close()

    def restart(self) -> None:
        self.close()
        self.open()

    def sell(self, count: int = 1) -> None:
        """Complete sales with the numbers that this machine's own counter gives."""
        for _ in range(count):
            number = next(self.shop.numbers)
            with self.local.store.write() as unit:
                unit.settings.next_count("receipt")
                record(unit, a_completed(number), self.shop.ids)
                (line,) = unit.journal.latest(1)
            self.shop.sold[line.entry.op.op_id] = number

    def journaled(self) -> set[str]:
        """op_ids of the sales in this machine's journal."""
        with self.local.store.read() as unit:
            lines = unit.journal.from_seq(1, 100_000)
        return {line.entry.op.op_id for line in lines if line.entry.op.kind == "sale.completed"}

    def begun(self) -> int:
        """How often an epoch began in this machine's journal."""
        with self.local.store.read() as unit:
            lines = unit.journal.from_seq(1, 100_000)
        return sum(line.entry.op.kind == "epoch.begun" for line in lines)

    def sync(self, seconds: float = 70.0) -> str:
        """Let the worker work for so long; returns the state that it then tells."""
        worker = self._worker or self._make()
        self._worker = worker
        end = self.clock.seconds + seconds
        while self.clock.seconds < end:
            pause = worker.turn()
            self.clock.pass_(min(pause, end - self.clock.seconds) if pause else 0.001)
        return self.statuses[-1].state

    def hub_changed(self) -> None:
        """The hub was put together anew: speak to that one."""
        self._worker = None

    def copy(self, name: str, *, whole: bool = True) -> Path:
        """A copy of the folder, or of the database alone."""
        to = self.shop.folder / name
        self.close()
        if whole:
            shutil.copytree(self.data, to)
        else:
            to.mkdir()
            for file in self.data.glob("pos.db*"):
                shutil.copy2(file, to / file.name)
        self.open()
        return to

    def put_back(self, copy: Path) -> None:
        """What lay in the copy comes in the place of what is here; the rest stays."""
        self.close()
        for file in copy.iterdir():
            if file.is_file():
                (self.data / file.name).unlink(missing_ok=True)
                shutil.copy2(file, self.data / file.name)
        self.open()

    def _make(self) -> SyncWorker:
        return SyncWorker(
            self.shop.hub.terminal_service(TERMINAL),
            self.local.outbox,
            self.local.replica,
            Timing(clock=self.clock, random=lambda: 0.5, signal=VirtualSignal(self.clock)),
            settings=SETTINGS,
            listener=self.statuses.append,
            seen=lambda _: None,
            answered=lambda *_: None,
        )
