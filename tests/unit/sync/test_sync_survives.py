"""Random runs of one terminal over a bad line: nothing lost, nothing doubled, nothing acknowledged in vain.

The real `Pusher` and `Puller` against the fake hub, in any order of selling, losing requests, losing answers,
restores of either side, faults of the disk, compactions and new histories of the feed.
"""

from __future__ import annotations

import contextlib

import msgspec
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from retail.journal import GENESIS
from sync import messages as m
from sync.protocol import Fork, SyncError, fold
from sync.pull import Puller
from sync.push import Pusher
from tests.fakes.hub import FakeHub, FaultyHub
from tests.fakes.sync_store import FakeClock, MemoryOutbox, MemoryReplica

SCOPE = "catalogue"
FAULTS = st.sampled_from(["", "", "before", "after", "twice", "busy", "nonsense"])
Backup = dict[tuple[str, str], list[m.WireOp]]


class SyncMachine(RuleBasedStateMachine):
    """One terminal, one hub, one line."""

    backups = Bundle("backups")

    @initialize()
    def start(self) -> None:
        self.hub = FakeHub()
        self.generations = 1
        self.fault = ""
        self.lives = 0
        self.written: set[str] = set()
        self.was_at_hub: set[str] = set()
        self.outbox = MemoryOutbox()
        self.replica = MemoryReplica()
        self.line = FaultyHub(self.hub.api("T1"), lambda _name: self.fault)
        self.restart()

    @rule()
    def restart(self) -> None:
        """The terminal's program was killed: what the engine held in memory is gone."""
        self.pusher = Pusher(self.line, self.outbox, FakeClock(), program="x", op_versions={})
        self.puller = Puller(self.line, self.replica, page=2)

    @rule(kind=st.sampled_from(["operator.signed_in", "operator.signed_in", "martian.landed"]))
    def sell(self, kind: str) -> None:
        self.written.add(self.outbox.write(kind, salt=bytes([self.lives])).hash)

    @rule(back_to=st.integers(0, 5), chance=st.integers(0, 7))
    def roll_back(self, back_to: int, chance: int) -> None:
        """Somebody puts an old copy of the terminal's database in its place: seldom, as it ends in a fork."""
        if chance == 0 and back_to < len(self.outbox.entries) and self.lives < 255:
            self.lives += 1
            del self.outbox.entries[back_to:]
            self.outbox.marks = {s: mark for s, mark in self.outbox.marks.items() if s <= back_to}

    @rule(mask=st.integers(1, 2**64 - 1))
    def spoil(self, mask: int) -> None:
        """A fault of the disk; not while a scope is read anew for that reason, which happens once."""
        cursor = self.replica.cursor(SCOPE)
        if cursor.epoch and SCOPE not in self.puller._read_anew:
            checksum = fold(cursor.checksum, f"{mask:016x}")
            self.replica.cursors[SCOPE] = msgspec.structs.replace(cursor, checksum=checksum)

    @rule(fault=FAULTS)
    def push(self, fault: str) -> None:
        self.fault = fault
        with contextlib.suppress(SyncError):
            self.pusher.step()

    @rule(fault=FAULTS)
    def hello(self, fault: str) -> None:
        self.fault = fault
        with contextlib.suppress(SyncError):
            self.pusher.hello()

    @rule(fault=FAULTS)
    def pull(self, fault: str) -> None:
        self.fault = fault
        with contextlib.suppress(SyncError):
            self.puller.step(SCOPE)

    @rule(key=st.integers(0, 4), price=st.integers(1, 9))
    def publish(self, key: int, price: int) -> None:
        self.hub.feed(SCOPE).write("item", f"SKU{key}", {"price": price})

    @rule(key=st.integers(0, 4))
    def withdraw(self, key: int) -> None:
        if ("item", f"SKU{key}") in self.hub.feed(SCOPE).rows:
            self.hub.feed(SCOPE).write("item", f"SKU{key}", None)

    @rule()
    def compact(self) -> None:
        self.hub.feed(SCOPE).compact()

    @rule()
    def begin_anew(self) -> None:
        self.hub.begin_anew(SCOPE)

    @rule(target=backups)
    def back_up(self) -> Backup:
        return self.hub.backup()

    @rule(backup=backups, announced=st.booleans())
    def restore(self, backup: Backup, announced: bool) -> None:
        """A restore by the book begins a generation; one by a careless hand does not."""
        self.generations += announced
        self.hub.restore(backup, f"gen-{self.generations}")

    @rule()
    def heal(self) -> None:
        """With a good line everything comes to rest, equal on both sides."""
        self.fault = ""
        self.heal_pull()
        held = self.hub.held("T1")
        if held != self.outbox.entries[: len(held)]:
            with pytest.raises(Fork):
                self.pusher.hello()
            return
        self.pusher.hello()
        assert any(not self.pusher.step().more for _ in range(1000)), "the queue does not drain"
        assert self.hub.held("T1") == self.outbox.entries
        assert self.outbox.acked() == self.outbox.head()
        assert self.outbox.waiting(1) == ()

    def heal_pull(self) -> None:
        assert any(not self.puller.step(SCOPE).more for _ in range(1000)), "the reading does not end"
        live = {key: row for key, row in self.hub.feed(SCOPE).rows.items() if row.op == "put"}
        assert self.replica.rows.get(SCOPE, {}) == live
        assert self.replica.cursor(SCOPE).checksum == self.hub.feed(SCOPE).head.checksum

    @invariant()
    def nothing_is_doubled(self) -> None:
        held = [op.op_id for op in self.hub.held("T1")]
        assert len(held) == len(set(held))

    @invariant()
    def the_hub_holds_one_unbroken_chain_of_what_was_written(self) -> None:
        held = self.hub.held("T1")
        assert [op.prev for op in held] == [GENESIS, *(op.hash for op in held)][: len(held)]
        assert {op.hash for op in held} <= self.written
        self.was_at_hub |= {op.hash for op in held}
        marked = {self.outbox.hash_at(seq) for seq in self.outbox.marks}
        assert marked <= self.was_at_hub, "acknowledged what the hub never held"

    @invariant()
    def everything_is_here_or_there_or_both(self) -> None:
        marked = set(self.outbox.marks)
        assert {op.seq for op in self.outbox.waiting(1000)} | marked == {op.seq for op in self.outbox.entries}

    @invariant()
    def no_cursor_is_ahead_of_its_rows(self) -> None:
        """A complete reading of the hub's present history holds exactly its live rows."""
        cursor, feed = self.replica.cursor(SCOPE), self.hub.feed(SCOPE)
        if (cursor.epoch, cursor.seq) == (feed.head.epoch, feed.head.seq):
            live = {key for key, row in feed.rows.items() if row.op == "put"}
            assert self.replica.rows.get(SCOPE, {}).keys() == live


SyncMachine.TestCase.settings = settings(max_examples=300, stateful_step_count=40, deadline=None)
TestSyncSurvives = SyncMachine.TestCase
