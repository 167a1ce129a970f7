"""What a person does with an op in quarantine: try it again, or leave it aside for good."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from hub.services.applying import retry
from hub.services.clock import Clock
from hub.services.scopes import RESOLVED, terminal_scope
from hub.store import customers, journal, tasks, terminals
from hub.store.database import Connection, Database
from hub.store.feeds import Change, publish
from retail.errors import RuleError
from retail.resolution import Resolution
from sync import messages as m


def op_of(row: Any, personal: dict[str, Any] | None = None) -> m.WireOp:
    """A stored op as it came. Raises `RecursionError` where its body is nested too deeply."""
    return m.WireOp(
        seq=row.seq,
        op_id=row.op_id,
        kind=row.kind,
        v=row.v,
        hlc=row.hlc,
        body=msgspec.json.decode(row.body),
        prev=row.prev,
        hash=row.hash,
        personal=personal,
    )


class QuarantineService:
    """The inbox of refused facts."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def retry(self, op_id: str, by: str, note: str = "") -> m.ScopeHead:
        """Apply the op now; gives the feed by which its terminal hears of it.

        Raises `RuleError` where it is not in quarantine or is refused again.
        """
        now = self._clock.now()
        with self._database.write() as connection:
            row = journal.by_id(connection, op_id)
            terminal = None if row is None else terminals.by_id(connection, row.terminal_id)
            if row is None or terminal is None or not tasks.quarantined(connection, op_id):
                raise RuleError("not_in_quarantine", "This op is not in quarantine.")
            try:
                op = op_of(row, customers.personal_of(connection, op_id))
                refusal = retry(connection, terminal, op, now)
            except RecursionError as error:
                raise RuleError("op_malformed", "The op is nested too deeply to be read.") from error
            if refusal is not None:
                raise RuleError(refusal[0], f"It is refused again: {refusal[1]}")
            tasks.release(connection, op_id, now, by, "applied", note)
            return _tell(connection, row, "applied", now)

    def keep_aside(self, op_id: str, by: str, note: str = "") -> m.ScopeHead:
        """A person has dealt with it; it stays stored and is not applied. Raises `RuleError`."""
        now = self._clock.now()
        with self._database.write() as connection:
            row = journal.by_id(connection, op_id)
            if row is None or not tasks.quarantined(connection, op_id):
                raise RuleError("not_in_quarantine", "This op is not in quarantine.")
            tasks.release(connection, op_id, now, by, "kept", note)
            return _tell(connection, row, "kept", now)


def _tell(connection: Connection, row: Any, outcome: Literal["applied", "kept"], now: int) -> m.ScopeHead:
    """Let the terminal know what became of its entry; call it last in the transaction."""
    told = Resolution(op_id=row.op_id, seq=row.seq, outcome=outcome, at=now)
    change = Change(kind=RESOLVED, key=row.op_id, body=told)
    return publish(connection, terminal_scope(row.terminal_id), [change], now)
