"""A terminal at the hub under test that writes ops about customers and reads their feed."""

from __future__ import annotations

from hub.bootstrap import Hub
from hub.services.terminal_service import TerminalService
from hub.store.terminals import TerminalRecord
from sync import messages as m
from tests.unit.hub.terminal_journal import Journal


class Line:
    """A terminal with its journal and its line to the hub."""

    def __init__(self, hub: Hub, record: TerminalRecord, hub_gen: str) -> None:
        self.journal = Journal(record.terminal_id, record.store_id, record.terminal_no)
        self.scope = f"customers:{record.store_id}"
        self._service: TerminalService = hub.terminal_service(record.terminal_id)
        self._gen = hub_gen

    def push(self, *ops: m.WireOp) -> list[tuple[str, str | None]]:
        """Send these ops, or all."""
        reply = self._service.push(self.journal.push(self._gen, *ops))
        return [(result.status, result.code) for result in reply.results]

    def feed(self) -> dict[tuple[str, str], m.FeedRow]:
        rows = self._service.pull(m.PullRequest(scope=self.scope, epoch="", after=0, limit=1000)).rows
        return {(row.kind, row.key): row for row in rows}
