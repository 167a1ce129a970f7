"""What every implementation of `sync.ports.Outbox` and `Replica` must do; run by subclassing.

A subclass named `Test…` overrides a fixture: `terminal` of `OutboxContract`, `replica` of `ReplicaContract`.
`reopen` may be overridden to close and open the file again; it returns the store to go on with.
"""

from __future__ import annotations

import hashlib
from typing import Any, Protocol

import msgspec
import pytest

from retail.errors import DataError
from retail.journal import GENESIS
from sync import messages as m
from sync.ports import Cursor, Outbox, Replica
from sync.protocol import EMPTY_CHECKSUM, fold, row_digest

AT = 1_800_000_100_000


class Terminal(Protocol):
    """A journal with its outbox; `write` journals one valid op and returns it as it goes over the wire."""

    @property
    def outbox(self) -> Outbox: ...

    def write(self, kind: str = "operator.signed_in") -> m.WireOp: ...


def answer(op: m.WireOp, status: m.OpStatus = "applied", code: str | None = None) -> m.OpResult:
    return m.OpResult(seq=op.seq, hash=op.hash, status=status, code=code)


class OutboxContract:
    """The journal as a queue."""

    @pytest.fixture
    def terminal(self) -> Terminal:
        raise NotImplementedError

    def reopen(self, terminal: Terminal) -> Outbox:
        return terminal.outbox

    def test_an_empty_journal_waits_for_nothing(self, terminal: Terminal) -> None:
        genesis = m.JournalHead(seq=0, hash=GENESIS)
        assert terminal.outbox.head() == genesis
        assert terminal.outbox.acked() == genesis
        assert terminal.outbox.waiting(100) == ()
        waiting = terminal.outbox.count_waiting()
        assert (waiting.ops, waiting.sales, waiting.oldest_at) == (0, 0, None)
        assert terminal.outbox.quarantined(10) == ()

    def test_entries_wait_oldest_first_and_chained(self, terminal: Terminal) -> None:
        written = [terminal.write() for _ in range(5)]
        assert terminal.outbox.waiting(3) == tuple(written[:3])
        assert terminal.outbox.waiting(100) == tuple(written)
        assert [op.seq for op in written] == [1, 2, 3, 4, 5]
        assert [op.prev for op in written] == [GENESIS, *(op.hash for op in written[:-1])]
        assert terminal.outbox.head() == m.JournalHead(seq=5, hash=written[-1].hash)

    def test_hashes_are_found_by_place(self, terminal: Terminal) -> None:
        op = terminal.write()
        assert terminal.outbox.hash_at(0) == GENESIS
        assert terminal.outbox.hash_at(1) == op.hash
        assert terminal.outbox.hash_at(2) is None
        assert terminal.outbox.hash_at(-1) is None

    def test_what_waits_is_counted_with_the_age_of_the_oldest(self, terminal: Terminal) -> None:
        first, _ = terminal.write(), terminal.write()
        before = terminal.outbox.count_waiting()
        assert (before.ops, before.sales) == (2, 0)
        assert before.oldest_at is not None
        terminal.outbox.acknowledge([answer(first)], AT)
        after = terminal.outbox.count_waiting()
        assert after.ops == 1
        assert after.oldest_at is not None
        assert after.oldest_at >= before.oldest_at

    def test_an_equal_hash_acknowledges_whatever_the_status(self, terminal: Terminal) -> None:
        statuses: tuple[m.OpStatus, ...] = ("applied", "duplicate", "quarantined", "conflict")
        results = [answer(terminal.write(), status, "why") for status in statuses]
        assert terminal.outbox.acknowledge(results, AT) == 4
        outbox = self.reopen(terminal)
        assert outbox.waiting(100) == ()
        assert outbox.acked() == outbox.head()

    def test_another_hash_acknowledges_nothing(self, terminal: Terminal) -> None:
        first, second = terminal.write(), terminal.write()
        results = [m.OpResult(seq=1, hash=second.hash, status="applied"), answer(second)]
        assert terminal.outbox.acknowledge(results, AT) == 1
        outbox = self.reopen(terminal)
        assert outbox.waiting(100) == (first,)

    def test_entries_that_are_not_here_acknowledge_nothing(self, terminal: Terminal) -> None:
        op = terminal.write()
        strangers = [m.OpResult(seq=seq, hash=op.hash, status="applied") for seq in (-1, 0, 2)]
        assert terminal.outbox.acknowledge(strangers, AT) == 0
        assert terminal.outbox.acknowledge([], AT) == 0
        assert terminal.outbox.waiting(100) == (op,)

    def test_acknowledging_again_changes_nothing(self, terminal: Terminal) -> None:
        op = terminal.write()
        terminal.outbox.acknowledge([answer(op, "quarantined", "unknown_kind")], AT)
        assert terminal.outbox.acknowledge([answer(op, "duplicate")], AT + 1) == 0
        assert [each.status for each in terminal.outbox.quarantined(9)] == ["quarantined"]

    def test_acknowledged_means_the_unbroken_prefix(self, terminal: Terminal) -> None:
        ops = [terminal.write() for _ in range(4)]
        terminal.outbox.acknowledge([answer(ops[0]), answer(ops[1]), answer(ops[3])], AT)
        outbox = self.reopen(terminal)
        assert outbox.acked() == m.JournalHead(seq=2, hash=ops[1].hash)
        assert outbox.waiting(100) == (ops[2],)

    def test_a_rewind_makes_later_entries_wait_again(self, terminal: Terminal) -> None:
        ops = [terminal.write() for _ in range(4)]
        terminal.outbox.acknowledge([answer(op) for op in ops], AT)
        assert terminal.outbox.rewind(2) == 2
        outbox = self.reopen(terminal)
        assert outbox.waiting(100) == tuple(ops[2:])
        assert outbox.acked() == m.JournalHead(seq=2, hash=ops[1].hash)
        assert outbox.rewind(2) == 0
        assert outbox.acknowledge([answer(ops[2], "duplicate")], AT) == 1

    def test_what_was_put_aside_is_named(self, terminal: Terminal) -> None:
        ops = [terminal.write() for _ in range(3)]
        terminal.outbox.acknowledge(
            [
                answer(ops[0], "quarantined", "unknown_kind"),
                answer(ops[1]),
                answer(ops[2], "conflict", "points_short"),
            ],
            AT,
        )
        aside = self.reopen(terminal).quarantined(10)
        assert sorted((each.seq, each.status, each.code) for each in aside) == [
            (1, "quarantined", "unknown_kind"),
            (3, "conflict", "points_short"),
        ]
        assert {each.kind for each in aside} == {ops[0].kind}
        assert len(terminal.outbox.quarantined(1)) == 1

    def test_a_new_generation_is_remembered(self, terminal: Terminal) -> None:
        before = terminal.outbox.identity()
        terminal.outbox.adopt_generation("gen-new")
        after = self.reopen(terminal).identity()
        assert after == msgspec.structs.replace(before, hub_gen="gen-new")


class ReplicaContract:
    """Hub data copied here, a scope at a time.

    Rows are of `kind` in `scope`; a subclass names ones that its tables know, gives them bodies by
    `body_of`, and tells by `held` which keys can be read.
    """

    scope = "config:S1"
    kind = "thing"

    @pytest.fixture
    def replica(self) -> Replica:
        raise NotImplementedError

    def reopen(self, replica: Replica) -> Replica:
        return replica

    def body_of(self, key: str, rev: int) -> dict[str, Any]:
        return {"name": f"{key} {rev}"}

    def held(self, replica: Replica) -> dict[str, int]:
        """Key to `rev` of every live row of `scope`."""
        raise NotImplementedError

    def put(self, seq: int, key: str, rev: int = 1) -> m.FeedRow:
        return m.FeedRow(seq=seq, kind=self.kind, key=key, op="put", rev=rev, body=self.body_of(key, rev))

    def delete(self, seq: int, key: str, rev: int = 2) -> m.FeedRow:
        return m.FeedRow(seq=seq, kind=self.kind, key=key, op="delete", rev=rev)

    def page(self, *rows: m.FeedRow, next_: int, head: int, epoch: str = "E1") -> m.PullReply:
        """A page as the engine hands it on; the head's checksum is not the store's business."""
        top = m.ScopeHead(scope=self.scope, epoch=epoch, seq=head, checksum=EMPTY_CHECKSUM)
        return m.PullReply(rows=rows, next=next_, head=top)

    def sum_of(self, *rows: m.FeedRow) -> str:
        return fold(EMPTY_CHECKSUM, *(row_digest(self.scope, row) for row in rows))

    def started(self, replica: Replica, *rows: m.FeedRow, next_: int, head: int) -> Cursor:
        replica.reset(self.scope, "E1")
        return replica.apply(self.scope, self.page(*rows, next_=next_, head=head))

    def test_an_unknown_scope_stands_at_nothing(self, replica: Replica) -> None:
        nowhere = Cursor(scope=self.scope, epoch="", seq=0, checksum=EMPTY_CHECKSUM)
        assert replica.cursor(self.scope) == nowhere
        assert self.scope not in replica.scopes()

    def test_scopes_that_were_read_are_known_after_a_start(self, replica: Replica) -> None:
        self.started(replica, self.put(1, "A"), next_=1, head=1)
        replica.reset("catalogue", "E1")
        replica.reset("terminal:T1", "E1")
        assert self.reopen(replica).scopes() == tuple(sorted({"catalogue", self.scope, "terminal:T1"}))

    def test_rows_and_cursor_come_together(self, replica: Replica) -> None:
        a, b = self.put(3, "A"), self.put(5, "B")
        cursor = self.started(replica, a, b, next_=5, head=9)
        assert cursor == Cursor(scope=self.scope, epoch="E1", seq=5, checksum=self.sum_of(a, b))
        replica = self.reopen(replica)
        assert replica.cursor(self.scope) == cursor
        assert self.held(replica) == {"A": 1, "B": 1}

    def test_a_newer_row_replaces_and_a_deletion_removes(self, replica: Replica) -> None:
        self.started(replica, self.put(3, "A"), self.put(5, "B"), next_=5, head=9)
        newer = self.put(8, "A", rev=2)
        cursor = replica.apply(self.scope, self.page(newer, self.delete(9, "B"), next_=9, head=9))
        assert cursor.checksum == self.sum_of(newer)
        assert cursor.seq == 9
        assert self.held(self.reopen(replica)) == {"A": 2}

    def test_deleting_what_was_never_here_is_harmless(self, replica: Replica) -> None:
        a = self.put(1, "A")
        cursor = self.started(replica, a, self.delete(2, "Z"), next_=2, head=2)
        assert cursor.checksum == self.sum_of(a)
        assert self.held(replica) == {"A": 1}

    def test_a_key_may_come_back(self, replica: Replica) -> None:
        self.started(replica, self.put(1, "A"), next_=1, head=3)
        back = self.put(3, "A", rev=3)
        cursor = replica.apply(self.scope, self.page(self.delete(2, "A"), back, next_=3, head=3))
        assert cursor.checksum == self.sum_of(back)
        assert self.held(replica) == {"A": 3}

    def test_an_empty_page_moves_the_cursor_only(self, replica: Replica) -> None:
        a = self.put(1, "A")
        self.started(replica, a, next_=1, head=1)
        cursor = replica.apply(self.scope, self.page(next_=7, head=7))
        assert (cursor.seq, cursor.checksum) == (7, self.sum_of(a))
        assert self.held(replica) == {"A": 1}

    def test_a_long_page(self, replica: Replica) -> None:
        rows = [self.put(seq, f"K{seq}") for seq in range(1, 451)]
        cursor = self.started(replica, *rows, next_=450, head=450)
        assert cursor == Cursor(scope=self.scope, epoch="E1", seq=450, checksum=self.sum_of(*rows))
        assert len(self.held(replica)) == 450

    def test_after_a_reset_old_rows_stay_until_the_end(self, replica: Replica) -> None:
        self.started(replica, self.put(1, "A"), self.put(2, "B"), self.put(3, "C"), next_=3, head=3)
        replica.reset(self.scope, "E2")
        replica = self.reopen(replica)
        assert replica.cursor(self.scope) == Cursor(
            scope=self.scope, epoch="E2", seq=0, checksum=EMPTY_CHECKSUM
        )
        assert self.held(replica) == {"A": 1, "B": 1, "C": 1}

        a = self.put(1, "A", rev=5)
        cursor = replica.apply(self.scope, self.page(a, next_=1, head=3, epoch="E2"))
        assert (cursor.epoch, cursor.checksum) == ("E2", self.sum_of(a))
        replica = self.reopen(replica)
        assert self.held(replica) == {"A": 5, "B": 1, "C": 1}

        c = self.put(3, "C")
        cursor = replica.apply(self.scope, self.page(c, next_=3, head=3, epoch="E2"))
        assert cursor.checksum == self.sum_of(a, c)
        assert self.held(self.reopen(replica)) == {"A": 5, "C": 1}

    def test_a_stranger_may_be_deleted_before_the_end(self, replica: Replica) -> None:
        self.started(replica, self.put(1, "A"), self.put(2, "B"), next_=2, head=2)
        replica.reset(self.scope, "E2")
        a = self.put(1, "A")
        cursor = replica.apply(self.scope, self.page(a, self.delete(2, "B"), next_=2, head=3, epoch="E2"))
        assert cursor.checksum == self.sum_of(a)
        assert self.held(replica) == {"A": 1}

    def test_a_scope_that_became_empty_is_emptied(self, replica: Replica) -> None:
        self.started(replica, self.put(1, "A"), next_=1, head=1)
        replica.reset(self.scope, "E2")
        cursor = replica.apply(self.scope, self.page(next_=0, head=0, epoch="E2"))
        assert cursor.checksum == EMPTY_CHECKSUM
        assert self.held(replica) == {}

    def test_scopes_do_not_touch_each_other(self, replica: Replica) -> None:
        self.started(replica, self.put(1, "A"), next_=1, head=1)
        before = replica.cursor(self.scope)
        replica.reset("terminal:T1", "X1")
        assert replica.cursor(self.scope) == before
        assert self.held(replica) == {"A": 1}

    def test_pictures_are_kept_by_their_digest(self, replica: Replica) -> None:
        content = b"RIFF....WEBPVP8 "
        digest = hashlib.sha256(content).hexdigest()
        with pytest.raises(DataError):
            replica.store_image(digest, content + b"x")
        replica.store_image(digest, content)
        assert digest not in replica.missing_images(10)
