"""Tills built on wrong designs: what they believe of the hub's answers, and in which order they write."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from local_db.feed import CursorState, take_over
from local_db.replica import LocalReplica
from local_db.witness import Mark, Witness
from proof.simulation.terminal import TillDisks
from retail.journal import GENESIS
from sync import messages as m
from sync.ports import Cursor
from sync.protocol import Fork, SyncError
from sync.push import Pushed, Pusher
from sync.worker import SyncWorker

FAR = 2**53
"""A head so high that no hub holds it: whoever goes by numbers alone has nothing to compare."""


class _ComparesNothing(Pusher):
    """Takes the hub's word for its own: hashes are not looked at, and what was acknowledged stays so."""

    def hello(self) -> m.HelloReply:
        """Greet with numbers alone."""
        who = self._outbox.identity()
        mark = m.JournalHead(seq=FAR, hash=GENESIS)
        reply = self._api.hello(
            m.Hello(
                terminal_id=who.terminal_id,
                epoch=who.epoch,
                head=mark,
                acked=mark,
                hub_gen=who.hub_gen,
                op_versions=self._op_versions,
                program=self._program,
                now=self._clock.now(),
            )
        )
        if reply.hub_gen != who.hub_gen:
            self._outbox.rewind(reply.head.seq)
            self._outbox.adopt_generation(reply.hub_gen)
        return reply

    def _fall_back_to(self, head: m.JournalHead) -> None:
        if head.seq < self._outbox.acked().seq:
            self._outbox.rewind(head.seq)


class _AcknowledgesAll(_ComparesNothing):
    """What was handed out counts as sent, whatever came back."""

    def step(self) -> Pushed:
        ops = self._outbox.waiting(self._batch)
        try:
            return super().step()
        except SyncError:
            self._outbox.acknowledge(_by_number(ops), self._clock.now())
            raise


class _AcknowledgesBySeq(_ComparesNothing):
    """Whatever has a number up to the hub's head counts as sent."""

    def hello(self) -> m.HelloReply:
        reply = super().hello()
        self._believe(reply.head.seq)
        return reply

    def step(self) -> Pushed:
        try:
            return super().step()
        except Fork as fork:
            if "hub_seq" not in fork.params:
                raise
            self._believe(int(str(fork.params["hub_seq"])))
            return Pushed(more=True)

    def _believe(self, seq: int) -> None:
        ops = [op for op in self._outbox.waiting(m.MAX_OPS) if op.seq <= seq]
        self._outbox.acknowledge(_by_number(ops), self._clock.now())


def _by_number(ops: Any) -> list[m.OpResult]:
    return [m.OpResult(seq=op.seq, hash=op.hash, status="applied") for op in ops]


def _with(pusher: type[Pusher], *args: Any, **words: Any) -> SyncWorker:
    worker = SyncWorker(*args, **words)
    settings = words["settings"]
    worker._pusher = pusher(
        args[0], args[1], args[3].clock, program=settings.program, op_versions=settings.op_versions
    )
    return worker


def compares_nothing(*args: Any, **words: Any) -> SyncWorker:
    """A sync engine that looks at no hash."""
    return _with(_ComparesNothing, *args, **words)


def acknowledges_all(*args: Any, **words: Any) -> SyncWorker:
    """A sync engine that forgets what it has sent, answered or not."""
    return _with(_AcknowledgesAll, *args, **words)


def acknowledges_by_seq(*args: Any, **words: Any) -> SyncWorker:
    """A sync engine that counts."""
    return _with(_AcknowledgesBySeq, *args, **words)


class CursorFirst(LocalReplica):
    """Writes the cursor in a transaction of its own, and the rows after it."""

    def apply(self, scope: str, reply: m.PullReply) -> Cursor:
        cursors = self._cursors(scope)
        with self._writing(scope) as database:
            before = cursors.read(database, scope)
            cursors.write(database, replace(before, seq=reply.next, epoch=reply.head.epoch))
        # Between these two a plug may be pulled.
        with self._writing(scope) as database:
            cursors.write(database, before)
            reached = CursorState(scope=scope, epoch=reply.head.epoch, seq=reply.next)
            tables = self._tables(scope)
            return take_over(database, cursors, tables, reply.rows, reached, reply.head.seq).shown()


class NoWitness(Witness):
    """Sees nothing and remembers nothing."""

    def __init__(self, disks: TillDisks) -> None:  # noqa: ARG002 - as the one that does
        self.mark = None

    def note(self, mark: Mark) -> None:
        """Forget it."""

    def close(self) -> None:
        """Nothing is open."""
