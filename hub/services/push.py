"""Takes a terminal's journal in, one hub transaction a push (sync.md, “Push, in one hub transaction”).

Nothing is taken twice (op_id), nothing out of its chain (prev), and one bad op never blocks those behind it:
it goes to quarantine with its reason, and counts as acknowledged.
"""

from __future__ import annotations

import msgspec

from hub.services.applying import Applied, apply
from hub.services.clock import Clock
from hub.services.epochs import foreign, forked, note_fork
from hub.store import journal, terminals
from hub.store.database import Connection, Database
from hub.store.terminals import TerminalRecord
from retail.errors import RuleError
from sync import messages as m
from sync.protocol import Fork, TooMuch, WrongGeneration

MAX_EPOCH = 64
MAX_ID = 64
MAX_VERSION = 2**31 - 1
SEEN_EVERY_MS = 10_000
"""How exactly it is kept when a terminal was heard of."""


class _Chain(msgspec.Struct, frozen=True, kw_only=True):
    """What a push comes to: ops to apply, ops known, and the head afterwards."""

    fresh: tuple[m.WireOp, ...]
    results: tuple[m.OpResult, ...]
    """Results of ops already known; those of fresh ones come from applying them."""
    head: m.JournalHead


class PushService:
    """Pushes of any terminal."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def push(self, terminal: TerminalRecord, request: m.PushRequest) -> m.PushReply:
        """Take ops in order; stops at a gap. Raises `Fork`, `WrongGeneration`, `TooMuch` or `HubBusy`."""
        if len(request.ops) > m.MAX_OPS:
            raise TooMuch("too_many_ops", f"A push holds at most {m.MAX_OPS} ops.", most=m.MAX_OPS)
        check_epoch(request.epoch)
        _check_form(request.ops)
        try:
            # One push a store at a time: what its terminals do to stock, customers and receipts meets in rows
            # that all of them touch.
            return self._database.run(
                lambda connection: self._take(connection, terminal, request),
                queue=f"store {terminal.store_id}",
            )
        except RecursionError as error:
            raise RuleError(
                "op_malformed", "A body is nested more deeply than any terminal writes."
            ) from error
        except Fork as error:
            note_fork(self._database, terminal, request.epoch, error, self._clock.now())
            raise

    def _take(self, connection: Connection, terminal: TerminalRecord, request: m.PushRequest) -> m.PushReply:
        now = self._clock.now()
        op_ids = {op.op_id for op in request.ops}
        found = journal.standing(connection, terminal.terminal_id, request.epoch, op_ids, now)
        if request.hub_gen != found.generation:
            raise WrongGeneration(
                "wrong_generation", "The hub was restored from a backup since. Say hello and replay."
            )
        _check_owner(terminal, request.ops, found.known)
        chain = follow(request.ops, found.head, found.known)
        applied = apply(connection, terminal, request.epoch, chain.fresh, now)
        if chain.head != found.head:
            journal.move_head(connection, terminal.terminal_id, request.epoch, chain.head, now)
        if now - (terminal.seen_at or 0) > SEEN_EVERY_MS:
            terminals.seen(connection, terminal.terminal_id, now)
        return m.PushReply(results=_in_order(request.ops, chain, applied), head=chain.head)


def check_epoch(epoch: str) -> None:
    """Raise `RuleError` for an epoch that could not be kept."""
    if not 0 < len(epoch) <= MAX_EPOCH or "\x00" in epoch:
        raise RuleError("epoch_invalid", f"An epoch has 1 to {MAX_EPOCH} characters.")


def _check_form(ops: tuple[m.WireOp, ...]) -> None:
    """Raise `RuleError` for what no terminal writes and no table could hold, not even in quarantine."""
    for op in ops:
        nul = any("\x00" in text for text in (op.op_id, op.prev, op.hash))
        if nul or not 0 <= op.v <= MAX_VERSION or not 0 < len(op.op_id) <= MAX_ID:
            raise RuleError("op_malformed", f"Journal entry {op.seq} has an impossible version or op_id.")


def _check_owner(
    terminal: TerminalRecord,
    ops: tuple[m.WireOp, ...],
    known: dict[str, journal.KnownOp],
) -> None:
    """Raise `Fork` for an op that another terminal has sent: one of the two runs on a copy of the other."""
    for op in ops:
        old = known.get(op.op_id)
        if old is not None and old.terminal_id != terminal.terminal_id:
            raise foreign(op.seq)


def follow(ops: tuple[m.WireOp, ...], head: m.JournalHead, known: dict[str, journal.KnownOp]) -> _Chain:
    """Follow the chain from `head` through `ops`, up to the first gap. Raises `Fork`."""
    fresh: list[m.WireOp] = []
    results: list[m.OpResult] = []
    for op in ops:
        old = known.get(op.op_id)
        continues = op.seq == head.seq + 1 and op.prev == head.hash
        if old is not None:
            results.append(m.OpResult(seq=op.seq, hash=old.hash, status="duplicate"))
            if continues and old.hash == op.hash:
                # A replay under a new epoch: the entry is here, the new chain walks over it.
                head = m.JournalHead(seq=op.seq, hash=op.hash)
            continue
        if op.seq > head.seq + 1:
            break
        if not continues:
            raise forked(op.seq, head.seq)
        head = m.JournalHead(seq=op.seq, hash=op.hash)
        fresh.append(op)
        known[op.op_id] = journal.KnownOp(op_id=op.op_id, terminal_id="", seq=op.seq, hash=op.hash)
    return _Chain(fresh=tuple(fresh), results=tuple(results), head=head)


def _in_order(
    ops: tuple[m.WireOp, ...], chain: _Chain, applied: tuple[Applied, ...]
) -> tuple[m.OpResult, ...]:
    """The results in the order in which the ops were sent."""
    fresh = [m.OpResult(seq=one.seq, hash=one.hash, status=one.status, code=one.code) for one in applied]
    place = {op.seq: number for number, op in enumerate(ops)}
    return tuple(sorted([*fresh, *chain.results], key=lambda result: place[result.seq]))
