"""Hubs built on wrong designs: functions put in the place of the product's while a mutant's world lives."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec.structs import replace

from hub.services import applying, push, terminal_service
from hub.services.hashing import checked_text
from hub.store import feeds, journal
from hub.store.database import Connection
from hub.store.feeds import Change
from sync import messages as m
from sync.protocol import HubBusy

Patches = tuple[tuple[Any, str, Any], ...]
CHECKED = "checked_text"


def no_dedup() -> Patches:
    """An op that is known is taken once more, as by a hub that numbers what arrives."""
    arrivals = itertools.count(1)
    again: list[m.WireOp] = []
    real_follow, real_apply = push.follow, applying.apply

    def follow(ops: tuple[m.WireOp, ...], head: m.JournalHead, known: dict[str, journal.KnownOp]) -> Any:
        again[:] = [op for op in ops if op.op_id in known]
        return real_follow(ops, head, known)

    def apply(connection: Connection, terminal: Any, epoch: str, ops: Any, now: int) -> Any:
        applied = real_apply(connection, terminal, epoch, ops, now)
        for op in again:
            number = next(arrivals)
            copy = replace(op, op_id=f"{op.op_id}+{number}")
            real_apply(connection, terminal, f"{epoch}+{number}", (copy,), now)
        again.clear()
        return applied

    return ((push, "follow", follow), (push, "apply", apply), (applying, CHECKED, _trusting))


def dedup_by_seq() -> Patches:
    """Whatever has a number that is known is called a duplicate, whoever wrote it."""
    real = push.follow

    def follow(ops: tuple[m.WireOp, ...], head: m.JournalHead, known: dict[str, journal.KnownOp]) -> Any:
        old = [op for op in ops if op.seq <= head.seq]
        new = [replace(op, prev=head.hash) if op.seq == head.seq + 1 else op for op in ops[len(old) :]]
        chain = real(tuple(new), head, known)
        echoes = [m.OpResult(seq=op.seq, hash=op.hash, status="duplicate") for op in old]
        return replace(chain, results=(*echoes, *chain.results))

    return ((push, "follow", follow), (applying, CHECKED, _trusting))


def _trusting(op: m.WireOp) -> tuple[bool, str]:
    """The text of an op, whose hash nobody compares."""
    return True, checked_text(op)[1]


def serial_cursor() -> Patches:
    """Numbers of a feed are drawn before a transaction ends: of two the later may be seen before the earlier.

    Of each two that write to a scope the first is seen only when a third has begun.
    """
    unseen: dict[str, range] = {}
    real_page = terminal_service._page

    def publish_each(connection: Connection, wanted: Mapping[str, Iterable[Change]], at: int) -> list[Any]:
        heads = []
        for scope in sorted(wanted):
            (before,) = feeds.heads_of(connection, [scope])
            heads.append(feeds.publish(connection, scope, wanted[scope], at))
            drawn = range(before.seq + 1, heads[-1].seq + 1)
            if drawn and before.seq >= unseen.get(scope, drawn).stop:
                unseen[scope] = drawn
            elif drawn:
                unseen.setdefault(scope, drawn)
        return heads

    def page(connection: Connection, request: m.PullRequest, head: m.ScopeHead) -> m.PullReply:
        reply = real_page(connection, request, head)
        drawn = unseen.get(request.scope, range(0))
        if head.seq < drawn.stop:
            # Nothing was seen of a later one yet: this one ended in time.
            return reply
        return replace(reply, rows=tuple(row for row in reply.rows if row.seq not in drawn))

    return ((applying, "publish_each", publish_each), (terminal_service, "_page", page))


def poison_blocks() -> Patches:
    """What cannot be applied is refused until it can be."""

    def put_aside(*_words: object, **_more: object) -> None:
        raise HubBusy("hub_busy", "This op cannot be applied. Try again.", retry_after=1)

    return ((applying._Ready, "put_aside", put_aside),)
