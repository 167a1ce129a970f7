"""Two tills of one store and their hub, all on real files; the wire between them is a call made when told."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from hub.bootstrap import Hub, build_hub
from hub.services.invariants import check
from hub.store import meta, stores, tasks, terminals
from hub.store.stores import StoreRecord
from hub.store.terminals import TerminalRecord
from local_db.invariants import check_pos
from pos_app.commands import OpenSession
from retail.store_config import StoreConfig
from sync.ports import Identity
from sync.pull import Puller
from sync.push import Pusher
from tests.fakes.clock import CountedIds, FixedClock
from tests.fakes.counter import Counter, seed
from tests.fakes.shop import BERLIN
from tests.fakes.sync_store import FakeClock


def config_of(number: int) -> StoreConfig:
    """The made-up shop as terminal `number` has it."""
    return replace(
        BERLIN, terminal=replace(BERLIN.terminal, terminal_id=f"terminal-{number}", terminal_no=number)
    )


class SyncedTill(Counter):
    """A till that pushes to the hub and pulls the store's receipts when a test says so."""

    def __init__(self, folder: Path, number: int, hub: Hub) -> None:
        super().__init__(seed(folder / f"seed-{number}", config_of(number)), folder / f"till-{number}")
        self.ids = CountedIds(number * 1_000_000)
        self.dispatcher = self.dispatcher_on(self.local.store)
        self.hub = hub
        self.terminal_id = f"terminal-{number}"
        with hub.database.read() as connection:
            generation = meta.need(connection, meta.GENERATION)
        self.local.outbox.enrol(
            Identity(
                terminal_id=self.terminal_id,
                store_id=BERLIN.profile.store_id,
                epoch=f"epoch-{number}",
                hub_gen=generation,
            )
        )
        self.stand()
        self.ok(OpenSession(opening_float=50_000))

    def push(self) -> None:
        """Send everything that waits."""
        api = self.hub.terminal_service(self.terminal_id)
        pusher = Pusher(api, self.local.outbox, FakeClock(), program="test", op_versions={})
        pusher.hello()
        while pusher.step().more:
            pass

    def pull(self) -> None:
        """Fetch the store's receipts."""
        puller = Puller(self.hub.terminal_service(self.terminal_id), self.local.replica, page=50)
        while puller.step(f"receipts:{BERLIN.profile.store_id}").more:
            pass

    def sync(self) -> None:
        """Both."""
        self.push()
        self.pull()


class Store:
    """A hub and its two tills, A and B."""

    def __init__(self, folder: Path) -> None:
        self.clock = FixedClock()
        self.hub = build_hub(folder / "hub", clock=self.clock)
        with self.hub.database.write() as connection:
            stores.put(connection, StoreRecord(profile=BERLIN.profile, tax=BERLIN.tax))
            for number in (1, 2):
                terminals.add(
                    connection,
                    TerminalRecord(
                        terminal_id=f"terminal-{number}",
                        terminal_no=number,
                        store_id=BERLIN.profile.store_id,
                        name="",
                        price_list="main",
                    ),
                )
        self.a = SyncedTill(folder, 1, self.hub)
        self.b = SyncedTill(folder, 2, self.hub)

    def sync(self) -> None:
        """Everybody knows everything."""
        for till in (self.a, self.b, self.a, self.b):
            till.sync()

    def tasks(self) -> list[str]:
        """Kinds of what waits for a person."""
        with self.hub.database.read() as connection:
            return [row.kind for row in tasks.open_tasks(connection, 100)]

    def findings(self) -> list[object]:
        """What does not hold, on any of the three."""
        found: list[object] = [*check(self.hub.engine)]
        for till in (self.a, self.b):
            with till.local.pos.read():
                found += check_pos(till.local.pos)
        return found

    def close(self) -> None:
        """Let go of all files."""
        self.a.close()
        self.b.close()
        self.hub.close()
