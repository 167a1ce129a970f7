"""A till's line to the hub for tests of accounts: push, ask for rights, read what it is told."""

from __future__ import annotations

from typing import Any

import msgspec

from hub.bootstrap import Hub
from hub.store import tasks
from hub.store.terminals import TerminalRecord
from retail.loyalty import AccountState
from retail.rights import Right, RightAnswer, RightAsk, RightKind, RightsRequest
from sync import messages as m
from tests.fakes.customer_ops import saved
from tests.unit.hub.terminal_journal import AT, Journal, new_id

STATUS = list[tuple[str, str | None]]


class Till:
    """One terminal with its journal."""

    def __init__(self, hub: Hub, record: TerminalRecord, hub_gen: str) -> None:
        self.journal = Journal(record.terminal_id, record.store_id, record.terminal_no)
        self.store_id = record.store_id
        self._hub = hub
        self._service = hub.terminal_service(record.terminal_id)
        self._gen = hub_gen
        self._sent = 0

    def know(self, customer_id: str, **fields: str) -> None:
        saved(self.journal, customer_id, AT, **(fields or {"name": customer_id}))
        assert self.push() == [("applied", None)]

    def push(self) -> STATUS:
        """Send what was not sent yet."""
        ops = self.journal.ops[self._sent :]
        self._sent = len(self.journal.ops)
        reply = self._service.push(self.journal.push(self._gen, *ops))
        return [(result.status, result.code) for result in reply.results]

    def feed(self, kind: str) -> dict[str, Any]:
        scope = f"customers:{self.store_id}"
        rows = self._service.pull(m.PullRequest(scope=scope, epoch="", after=0, limit=1000)).rows
        return {row.key: row.body for row in rows if row.kind == kind and row.op == "put"}

    def account(self, customer_id: str) -> AccountState:
        return msgspec.convert(self.feed("account")[customer_id], AccountState)

    def ask(self, kind: RightKind, subject: str, quantity: int) -> RightAnswer:
        request = RightsRequest(
            request_id=new_id(), asks=(RightAsk(kind=kind, subject=subject, quantity=quantity),)
        )
        (answer,) = self._service.rights(request).answers
        return answer

    def right(self, kind: RightKind, subject: str, quantity: int) -> Right:
        right = self.ask(kind, subject, quantity).right
        assert right is not None
        return right


def task_kinds(hub: Hub) -> list[str]:
    """Open tasks, oldest first."""
    with hub.database.read() as connection:
        return [row.kind for row in tasks.open_tasks(connection, 100)]
