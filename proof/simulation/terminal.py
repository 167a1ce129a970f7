"""A till's machine: disks that outlive a process made of the product's own stores, handlers and sync."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from local_db.catalogue import LocalCatalogue
from local_db.catalogue_file import CatalogueFile
from local_db.config import ConfigCache
from local_db.customers import CustomerRows
from local_db.database import Database
from local_db.epochs import EpochBook, TerminalOutbox
from local_db.images import ImageFolder
from local_db.replica import LocalReplica
from local_db.terminal import KEEP_PERSONAL_MS
from local_db.unit_of_work import LocalStore
from local_db.witness import Mark, Witness
from pos_app.bootstrap.driver_list import DriverList
from pos_app.bootstrap.hub_link import hub_answer
from pos_app.commands import Command
from pos_app.commands.hub_desk import HubAnswered
from pos_app.desk import Desk
from pos_app.dispatch import Dispatcher, Effects
from pos_app.lookups import LiveState
from pos_app.ports.hub_desk import Question
from pos_app.views import Outcome
from proof.simulation.clocks import MachineClock, SeededIds
from proof.simulation.memory import Disk, ProcessDied, Watch
from retail.cart import CartReply
from retail.errors import KnownError
from retail.events import VERSIONS
from retail.rights import RightsReply
from retail.store_config import Operator
from sync.backoff import Timing
from sync.protocol import HubTerminal
from sync.status import SyncStatus
from sync.worker import SyncWorker, WorkerSettings

PROGRAM = "tillbridge simulate"
PEPPER = bytes(32)


class _Catalogue(CatalogueFile):
    """`catalogue.db` on a disk in memory."""

    def __init__(self, disk: Disk, watch: Watch) -> None:
        self._disk = disk
        self._watch = watch
        self.version = 0
        self.database = self._open()

    def _open(self) -> Database:
        return self._disk.open("catalogue.db", self._watch)


class MemoryWitness(Witness):
    """The witness on a disk in memory."""

    def __init__(self, disks: TillDisks) -> None:
        self._disks = disks
        self.mark = disks.mark

    def note(self, mark: Mark) -> None:
        """Remember it, on the disk."""
        self.mark = self._disks.mark = replace(mark, n=self.mark.n + 1 if self.mark else 1)

    def close(self) -> None:
        """Nothing is open."""


class _NoDevices:
    """A counter with nothing plugged in."""

    def reload(self) -> None:
        """Nothing to fit."""

    def test(self, device_id: str) -> None:
        """Nothing to try."""

    def find(self, hosts: Sequence[str]) -> None:
        """Nothing to look for."""

    def open_drawer(self, created_at: int) -> None:
        """No drawer."""

    def watch_scale(self, on: bool) -> None:
        """Nothing to weigh."""


class _Signal:
    """What the sync thread would wait on; the world calls its turns instead."""

    def set(self) -> None:
        """Nobody sleeps."""

    def clear(self) -> None:
        """Nobody sleeps."""

    def wait(self, timeout: float | None = None) -> bool:  # noqa: ARG002 - the port's
        """Nobody sleeps."""
        return True


@dataclass(kw_only=True)
class Parts:
    """What a process is made of where a mutant may put something else."""

    outbox: Callable[[Database, ConfigCache, EpochBook], TerminalOutbox] = TerminalOutbox
    replica: Callable[..., LocalReplica] = LocalReplica
    worker: Callable[..., SyncWorker] = SyncWorker
    witness: Callable[[TillDisks], Witness] = MemoryWitness
    api: Callable[[HubTerminal], HubTerminal] = field(default=lambda api: api)


@dataclass(kw_only=True)
class TillDisks:
    """The two files of a till."""

    pos: Disk
    catalogue: Disk
    mark: Mark | None = None
    """What the witness file says."""

    def copy(self) -> TillDisks:
        """An image of the machine's disk."""
        return TillDisks(pos=self.pos.copy(), catalogue=self.catalogue.copy(), mark=self.mark)

    def settle(self) -> None:
        """The process ended: what it had not committed is undone."""
        self.pos.settle()
        self.catalogue.settle()

    def close(self) -> None:
        self.pos.close()
        self.catalogue.close()


class Till:
    """One machine at the counter. `process` is None while it is off."""

    def __init__(
        self,
        name: str,
        terminal_id: str,
        disks: TillDisks,
        clock: MachineClock,
        *,
        images: ImageFolder,
        operator: Operator,
        parts: Parts,
        chance: random.Random,
    ) -> None:
        self.name = name
        self.terminal_id = terminal_id
        self.disks = disks
        self.clock = clock
        self.images = images
        self.operator = operator
        self.parts = parts
        self.chance = chance
        self.ids = SeededIds(clock, chance)
        self.doom: tuple[int, str] | None = None
        self.process: Process | None = None
        self.on_commit: Callable[[Till], None] = lambda _till: None
        self.unwitnessed = False
        """The plug was pulled between the last COMMIT and its witness, which is one entry behind."""
        self.recorded = 0
        """Journal entries up to here are in the world's ledger."""

    def running(self, api: HubTerminal) -> Process:
        """The process, started where the machine is off."""
        if self.process is None:
            self.process = Process(self, api)
        return self.process

    def die(self) -> None:
        """The plug is pulled: all that lives in memory is gone, and what was not committed."""
        self.process = None
        self.doom = None
        self.disks.settle()

    def put_back(self, image: TillDisks, *, whole: bool) -> None:
        """The machine's disk is replaced by an older image; where not the whole, its witness stays."""
        self.die()
        mark = self.disks.mark
        self.disks.close()
        self.disks = image.copy()
        if not whole:
            self.disks.mark = mark

    def watch_pos(self, when: str, sql: str) -> None:
        """Around each statement on `pos.db`: notes what became durable, and dies where it is doomed to."""
        if sql != "COMMIT":
            return
        if when == "after":
            self.on_commit(self)
            self.unwitnessed = True
        self._meet_doom(when)
        if when == "after":
            self.unwitnessed = False

    def watch_catalogue(self, when: str, sql: str) -> None:
        """As `watch_pos`, for `catalogue.db`."""
        if sql == "COMMIT":
            self._meet_doom(when)

    def _meet_doom(self, when: str) -> None:
        if self.doom is None or self.doom[1] != when:
            return
        left = self.doom[0] - 1
        self.doom = (left, when)
        if left <= 0:
            self.doom = None
            raise ProcessDied


class Process:
    """The till's program, built on its disks as the product's composition root does."""

    def __init__(self, till: Till, api: HubTerminal) -> None:
        clock = till.clock
        self.pos = till.disks.pos.open("pos.db", till.watch_pos)
        config = ConfigCache()
        self.epochs = EpochBook(self.pos, till.parts.witness(till.disks), clock.now, PROGRAM, config.forget)
        self.epochs.look()
        self.pos.after_commit.append(self.epochs.attest)
        with self.pos.write():
            CustomerRows(self.pos).forget_sent(clock.now() - KEEP_PERSONAL_MS)
        self.catalogue_file = _Catalogue(till.disks.catalogue, till.watch_catalogue)
        self.store = LocalStore(self.pos, config, clock.now)
        self.outbox = till.parts.outbox(self.pos, config, self.epochs)
        self.replica = till.parts.replica(self.pos, self.catalogue_file, till.images, config, PEPPER)
        self.catalogue = LocalCatalogue(
            self.catalogue_file, till.images, lambda: config.price_list(self.pos), clock.now
        )
        self.status = SyncStatus()
        self.live = LiveState()
        self.worker = till.parts.worker(
            till.parts.api(api),
            self.outbox,
            self.replica,
            Timing(clock=clock, random=till.chance.random, signal=_Signal()),
            settings=WorkerSettings(hub_url="", program=PROGRAM, op_versions=VERSIONS),
            listener=self._hear,
            seen=lambda _seen: None,
            answered=self._answered,
        )
        self.desk = Desk(operator=till.operator)
        self.dispatcher = Dispatcher(
            self.store,
            self.catalogue,
            self.desk,
            clock=clock,
            ids=till.ids,
            drivers=DriverList(clock.now),
            pepper=PEPPER,
            program=PROGRAM,
            effects=Effects(
                print_nudge=_nothing,
                sync_nudge=self.worker.nudge,
                devices=_NoDevices(),
                ask=self.worker.ask,
            ),
        )

    def send(self, command: Command) -> Outcome:
        """Carry out a command as a screen would."""
        return self.dispatcher.dispatch(command)

    def _answered(self, question: Question, said: RightsReply | CartReply | KnownError) -> None:
        self.dispatcher.dispatch(HubAnswered(answer=hub_answer(question, said)))

    def _hear(self, status: SyncStatus) -> None:
        self.status = status


def _nothing() -> None:
    """No printer's thread to tell."""
