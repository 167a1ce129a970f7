"""One terminal's sync worker in virtual time, against a fake hub over a line that fails as told."""

from __future__ import annotations

from collections.abc import Callable

from retail.cart import CartReply
from retail.errors import KnownError
from retail.rights import RightsReply
from sync.asking import Question
from sync.backoff import Timing
from sync.status import SyncStatus
from sync.worker import SyncWorker, WorkerSettings
from tests.fakes.hub import FakeHub, FaultyHub
from tests.fakes.sync_store import FakeClock, MemoryOutbox, MemoryReplica

SETTINGS = WorkerSettings(
    hub_url="https://hub:8650",
    program="tillbridge/test",
    op_versions={"sale.completed": 1},
)


class VirtualSignal:
    """An event whose wait takes virtual time, and does what the test planned meanwhile."""

    def __init__(self, clock: FakeClock) -> None:
        self.clock = clock
        self.is_set = False
        self.waits: list[float] = []
        self.plan: list[Callable[[], None]] = []

    def set(self) -> None:
        self.is_set = True

    def clear(self) -> None:
        self.is_set = False

    def wait(self, timeout: float | None = None) -> bool:
        assert timeout is not None, "every wait has an end"
        self.waits.append(timeout)
        if not self.is_set:
            self.clock.pass_(timeout)
        if self.plan:
            self.plan.pop(0)()
        return self.is_set


class Till:
    """One terminal's worker against one fake hub over a line that fails as told."""

    def __init__(self, hub: FakeHub) -> None:
        self.hub = hub
        self.clock = FakeClock()
        self.outbox = MemoryOutbox()
        self.replica = MemoryReplica()
        self.faults: dict[str, str] = {}
        self.line = FaultyHub(hub.api("T1"), lambda name: self.faults.get(name, self.faults.get("all", "")))
        self.signal = VirtualSignal(self.clock)
        self.statuses: list[SyncStatus] = []
        self.answers: list[tuple[Question, RightsReply | CartReply | KnownError]] = []
        self.rounds: list[dict[str, int]] = []
        self.worker = self.make(SETTINGS)

    def make(self, settings: WorkerSettings) -> SyncWorker:
        return SyncWorker(
            self.line,
            self.outbox,
            self.replica,
            Timing(clock=self.clock, random=lambda: 0.5, signal=self.signal),
            settings=settings,
            listener=self.statuses.append,
            seen=lambda cursors: self.rounds.append(dict(cursors)),
            answered=lambda question, said: self.answers.append((question, said)),
        )

    def rest(self) -> float:
        """Work until there is nothing to do; the seconds that the worker then wants to wait."""
        for _ in range(10_000):
            if pause := self.worker.turn():
                return pause
        raise AssertionError("the worker never rests")

    def live(self, seconds: float) -> None:
        """Let virtual time pass while the worker works."""
        end = self.clock.seconds + seconds
        while self.clock.seconds < end:
            self.clock.pass_(min(self.rest(), end - self.clock.seconds))
        self.rest()

    @property
    def status(self) -> SyncStatus:
        return self.statuses[-1]

    @property
    def state(self) -> str:
        return self.status.state

    @property
    def states(self) -> list[str]:
        """The states in order, repeats left out."""
        found: list[str] = []
        for status in self.statuses:
            if not found or found[-1] != status.state:
                found.append(status.state)
        return found
