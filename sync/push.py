"""Push: hand journal entries up in order, and believe only an equal hash; see docs/algorithms/sync.md."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sync import messages as m
from sync.ports import Clock, Outbox
from sync.protocol import Fork, HubNonsense, HubUnreachable, PushApi, TooMuch, WrongGeneration


class Pushed(msgspec.Struct, frozen=True, kw_only=True):
    """What one step did."""

    sent: int = 0
    acknowledged: int = 0
    put_aside: int = 0
    """Of these, ops that the hub quarantined or found in conflict."""
    more: bool = False
    """Whether to go on at once."""


class Pusher:
    """Pushes one batch a step; keeps nothing but the size of the next batch."""

    def __init__(
        self, api: PushApi, outbox: Outbox, clock: Clock, *, program: str, op_versions: dict[str, int]
    ) -> None:
        self._api = api
        self._outbox = outbox
        self._clock = clock
        self._program = program
        self._op_versions = op_versions
        self._batch = m.MAX_OPS

    def hello(self) -> m.HelloReply:
        """Compare heads with the hub, adopt its generation and forget acknowledgements it does not honour.

        Raises `Fork` where the hub's chain is not ours, else what `HubApi` raises.
        """
        who = self._outbox.identity()
        waiting = self._outbox.count_waiting()
        reply = self._api.hello(
            m.Hello(
                terminal_id=who.terminal_id,
                epoch=who.epoch,
                head=self._outbox.head(),
                acked=self._outbox.acked(),
                hub_gen=who.hub_gen,
                op_versions=self._op_versions,
                program=self._program,
                now=self._clock.now(),
                waiting=waiting.ops,
                oldest_at=waiting.oldest_at,
            )
        )
        self._fall_back_to(reply.head)
        if reply.numbers:
            self._outbox.raise_numbers(reply.numbers)
        if reply.hub_gen != who.hub_gen:
            self._outbox.adopt_generation(reply.hub_gen)
        return reply

    def step(self) -> Pushed:
        """Push the oldest waiting entries, at most one batch.

        Raises `Fork`, `TooMuch` (a single entry is too large), `HubNonsense` (the answer contradicts itself,
        nothing was marked), else what `HubApi` raises.
        """
        ops = self._outbox.waiting(self._batch)
        if not ops:
            return Pushed()
        who = self._outbox.identity()
        try:
            reply = self._api.push(m.PushRequest(hub_gen=who.hub_gen, epoch=who.epoch, ops=ops))
        except WrongGeneration as refusal:
            self._meet_generation(who.hub_gen, refusal)
            return Pushed(more=True)
        except TooMuch:
            if self._batch == 1 or len(ops) == 1:
                raise
            self._batch = halved(len(ops))
            return Pushed(more=True)
        except HubUnreachable:
            # A time-out may mean that the batch was too large for this line; a smaller one costs little.
            self._batch = halved(self._batch)
            raise
        check_push(ops, reply)
        return self._take(ops, reply)

    def _meet_generation(self, ours: str, refusal: WrongGeneration) -> None:
        if self.hello().hub_gen == ours:
            raise HubNonsense(
                "hub_generation_unclear",
                "The hub refuses our generation and then names the same one. Nothing was lost; "
                "look at the hub if this stays.",
            ) from refusal

    def _take(self, ops: Sequence[m.WireOp], reply: m.PushReply) -> Pushed:
        equal = []
        for op, result in zip(ops, reply.results, strict=False):
            if op.hash != result.hash:
                break
            equal.append(result)
        marked = self._outbox.acknowledge(equal, self._clock.now()) if equal else 0
        if len(equal) < len(reply.results):
            raise forked(ops[len(equal)].seq)
        self._batch = min(m.MAX_OPS, self._batch * 2)
        if not equal or equal[-1].seq != reply.head.seq:
            self._fall_back_to(reply.head)
        return Pushed(
            sent=len(ops),
            acknowledged=marked,
            put_aside=sum(1 for result in equal if result.status in ("quarantined", "conflict")),
            more=True,
        )

    def _fall_back_to(self, head: m.JournalHead) -> None:
        """Check that the hub's head lies on our chain, and forget acknowledgements above it."""
        if self._outbox.hash_at(head.seq) != head.hash:
            raise forked(head.seq)
        if head.seq < self._outbox.acked().seq:
            self._outbox.rewind(head.seq)


def check_push(ops: Sequence[m.WireOp], reply: m.PushReply) -> None:
    """Raise `HubNonsense` unless the answer can be one to `ops`: a prefix of them, and a head that fits."""
    answered = [result.seq for result in reply.results]
    if answered != [op.seq for op in ops[: len(answered)]]:
        raise HubNonsense(
            "push_answer_unmatched", "The hub's answer names other entries than were sent to it."
        )
    last = reply.results[-1] if reply.results else None
    if last is None and reply.head.seq >= ops[0].seq - 1:
        raise HubNonsense("push_answer_empty", "The hub took none of the entries and gave no reason.")
    if last is not None and (
        reply.head.seq < last.seq or (reply.head.seq == last.seq and reply.head.hash != last.hash)
    ):
        raise HubNonsense(
            "push_answer_contradicts", "The hub acknowledges entries that its own head does not include."
        )


def forked(seq: int) -> Fork:
    """The error for a chain that differs at `seq`."""
    return Fork(
        "fork",
        f"The hub holds another journal for this terminal: entry {seq} differs. This database was restored "
        "from a copy or runs twice. Sales stay safe here.",
        seq=seq,
    )


def halved(batch: int) -> int:
    """The next smaller batch, never below 1."""
    return max(1, batch // 2)
