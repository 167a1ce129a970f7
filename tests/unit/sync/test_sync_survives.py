"""Random runs of one terminal over a bad line: nothing lost, nothing doubled, acknowledged only what is there.

The real `Pusher` and `Puller` against the fake hub, in any order of selling, losing requests, losing answers,
restores of the hub, compactions and new histories of its feed.
"""

from __future__ import annotations

import contextlib

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from sync import messages as m
from sync.protocol import HubNonsense, SyncError
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
        self.outbox.write(kind)

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
        self.pusher.hello()
        while self.pusher.step().more:
            pass
        assert self.hub.held("T1") == self.outbox.entries
        assert self.outbox.acked() == self.outbox.head()
        assert self.outbox.waiting(1) == ()
        self.read_all()
        live = {key: row for key, row in self.hub.feed(SCOPE).rows.items() if row.op == "put"}
        assert self.replica.rows.get(SCOPE, {}) == live
        assert self.replica.cursor(SCOPE).checksum == self.hub.feed(SCOPE).head.checksum

    def read_all(self) -> None:
        while self.puller.step(SCOPE).more:
            pass

    @invariant()
    def nothing_is_doubled(self) -> None:
        held = [op.op_id for op in self.hub.held("T1")]
        assert len(held) == len(set(held))

    @invariant()
    def the_hub_holds_a_prefix_of_the_journal(self) -> None:
        held = self.hub.held("T1")
        assert held == self.outbox.entries[: len(held)]

    @invariant()
    def everything_is_here_or_there_or_both(self) -> None:
        marked = set(self.outbox.marks)
        assert {op.seq for op in self.outbox.waiting(1000)} | marked == {op.seq for op in self.outbox.entries}

    @invariant()
    def acknowledged_was_at_the_hub(self) -> None:
        for seq, result in self.outbox.marks.items():
            assert result.hash == self.outbox.hash_at(seq)

    @invariant()
    def no_cursor_is_ahead_of_its_rows(self) -> None:
        """A complete reading of the hub's present history holds exactly its live rows."""
        cursor, feed = self.replica.cursor(SCOPE), self.hub.feed(SCOPE)
        if (cursor.epoch, cursor.seq) == (feed.head.epoch, feed.head.seq):
            live = {key for key, row in feed.rows.items() if row.op == "put"}
            assert self.replica.rows.get(SCOPE, {}).keys() == live


SyncMachine.TestCase.settings = settings(max_examples=120, stateful_step_count=40, deadline=None)
TestSyncSurvives = SyncMachine.TestCase


def test_nonsense_is_not_what_a_good_line_brings() -> None:
    """The rules above swallow `SyncError`; a good line must raise none of them."""
    machine = SyncMachine()
    machine.start()
    for _ in range(3):
        machine.sell("operator.signed_in")
    machine.publish(1, 1)
    with contextlib.suppress(HubNonsense):
        machine.heal()
        return
    raise AssertionError("the engine found nonsense where there is none")
