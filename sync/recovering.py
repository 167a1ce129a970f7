"""Brings a dead terminal's journal to the hub: as any push, under the old terminal's id and epoch."""

from __future__ import annotations

from collections.abc import Callable

from sync import messages as m
from sync.ports import Clock, Outbox
from sync.protocol import FOREIGN_JOURNAL, Fork, PushApi, RecoveryApi
from sync.push import Pusher

Progress = Callable[[int, int], None]
"""Told after each batch how many entries are at the hub and how many there are."""


class DeadTerminal(PushApi):
    """The dead terminal at the hub, by the leave of the one in its place."""

    def __init__(self, api: RecoveryApi, terminal_id: str) -> None:
        self._api = api
        self._terminal_id = terminal_id

    def hello(self, request: m.Hello) -> m.HelloReply:
        """How far the hub has the chain; of scopes and numbers a dead terminal needs none."""
        at = self._api.recover_head(m.RecoverAt(terminal_id=self._terminal_id, epoch=request.epoch))
        return m.HelloReply(hub_gen=at.hub_gen, server_time=request.now, head=at.head, scopes=())

    def push(self, request: m.PushRequest) -> m.PushReply:
        """Hand up entries."""
        return self._api.recover_push(m.RecoverPush(terminal_id=self._terminal_id, push=request))


def send_all(dead: DeadTerminal, outbox: Outbox, clock: Clock, program: str, told: Progress) -> None:
    """Push until nothing waits; what the hub acknowledged is marked in `outbox`, so that it may go on later.

    Where the disk holds another history than the hub, it goes on once under an epoch of its own. Raises
    `Fork` where that heals nothing, else what `RecoveryApi` raises.
    """
    try:
        _send(dead, outbox, clock, program, told)
    except Fork as fork:
        if fork.code == FOREIGN_JOURNAL:
            raise
        outbox.begin_epoch("recovered")
        _send(dead, outbox, clock, program, told)


def _send(dead: DeadTerminal, outbox: Outbox, clock: Clock, program: str, told: Progress) -> None:
    pusher = Pusher(dead, outbox, clock, program=program, op_versions={})
    pusher.hello()
    told(outbox.acked().seq, outbox.head().seq)
    while pusher.step().more:
        told(outbox.acked().seq, outbox.head().seq)
