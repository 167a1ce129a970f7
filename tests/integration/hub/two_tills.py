"""Tills with real databases and handlers, enrolled at the real hub and synced by hand over the wire."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from local_db.terminal import LocalTerminal
from pos_app.commands import OpenSession
from pos_app.desk import Desk
from pos_app.lookups import LiveState, Lookups
from pos_app.machine import SystemClock, SystemIds
from retail.events import VERSIONS
from sync.ports import Identity
from sync.pull import Puller
from sync.push import Pusher
from tests.fakes.counter import Counter, Nudges
from tests.fakes.store import BALLAST, KEYS
from tests.integration.hub.conftest import HubProcess
from tests.integration.hub.wire_terminal import PROGRAM, Terminal


class _PassingClock(SystemClock):
    """The machine's clock; time passes by itself."""

    def pass_ms(self, _ms: int) -> None:
        """Nothing to do."""


class WireTill(Counter):
    """A till that belongs to a hub; `sync` is what its sync thread does, once."""

    def __init__(self, hub: HubProcess, number: int, data: Path) -> None:
        self.line = Terminal(hub, number)
        self.data = data
        # Real time in place of the tests' own.
        clock = _PassingClock()
        self.clock = clock  # type: ignore[assignment]
        self.ids = SystemIds(clock)  # type: ignore[assignment]
        self.nudges = Nudges()
        self.live = LiveState()
        self.desk = Desk()
        self.local = LocalTerminal(data, KEYS, self.clock.now, ballast_bytes=BALLAST)
        reply = self.line.reply
        self.local.outbox.enrol(
            Identity(
                terminal_id=reply.terminal_id,
                store_id=reply.store_id,
                epoch=self.line.enrolled.epoch,
                hub_gen=reply.hub_gen,
            )
        )
        self.lookups = Lookups(self.live)
        self.dispatcher = self.dispatcher_on(self.local.store)
        self._pusher = Pusher(
            self.line.client, self.local.outbox, clock, program=PROGRAM, op_versions=VERSIONS
        )
        self._puller = Puller(self.line.client, self.local.replica)

    def sync(self) -> None:
        """Push all that waits, then pull every scope to its end."""
        scopes = [head.scope for head in self._pusher.hello().scopes]
        while self._pusher.step().more:
            pass
        for scope in scopes:
            while self._puller.step(scope).more:
                pass

    def sign_in_somebody(self) -> None:
        """A cashier of the hub's stands at the till."""
        with self.local.store.read() as uow:
            self.stand(next(one for one in uow.people.operators() if one.role == "cashier"))

    def close(self) -> None:
        """Let go of the files and the line."""
        super().close()
        self.line.close()


@contextmanager
def two_open_tills(hub: HubProcess, folder: Path) -> Iterator[tuple[WireTill, WireTill]]:
    """Tills 1 and 2 of the hub, level with it, each with a cashier and an open session."""
    made = tuple(WireTill(hub, number, folder / f"till-{number}") for number in (1, 2))
    for till in made:
        till.sync()
        till.sign_in_somebody()
        till.ok(OpenSession(opening_float=10_000))
    yield made[0], made[1]
    for till in made:
        till.close()
