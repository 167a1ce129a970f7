"""Follows rights: what sales spent of them and what their holders gave back, whatever they are rights to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from hub.services.effects import Doubt, Effects
from hub.services.rights import STOCK, show_right
from hub.store import rights
from hub.store.database import Connection
from hub.store.feeds import Outgoing
from hub.store.rights import RightRecord
from retail.events import RightSettled
from retail.granting import Grant, settle, spend
from retail.rights import RightSpent

Found = tuple[str, Doubt]
OVERSPENT = "right_overspent"


class Holdings(msgspec.Struct, frozen=True, kw_only=True):
    """The rights that ops speak of, as far as they are known."""

    asked: frozenset[str]
    known: dict[str, RightRecord]

    def stock_skus(self, terminal_id: str) -> set[str]:
        """SKUs of the holder's own rights, to be locked before the rights are."""
        return {
            one.subject for one in self.known.values() if one.kind == STOCK and one.terminal_id == terminal_id
        }


def find(connection: Connection, applied: Iterable[tuple[str, Effects]]) -> Holdings:
    """The rights that these ops speak of."""
    asked = {
        grant_id
        for _, one in applied
        for grant_id in (*(part.grant_id for part in one.rights), *_settled_id(one))
    }
    return Holdings(asked=frozenset(asked), known=rights.find(connection, asked))


def lock(connection: Connection, terminal_id: str, holdings: Holdings) -> RightWork:
    """Hold the terminal's own of these rights until the transaction ends."""
    own = [one.grant_id for one in holdings.known.values() if one.terminal_id == terminal_id]
    unknown = holdings.asked - holdings.known.keys()
    return RightWork(
        records=rights.locked(connection, own),
        # A hub that was put back has forgotten rights; what is replayed of them is nobody's fault.
        forgiven=bool(unknown) and rights.is_awaited(connection, terminal_id),
        known=frozenset(holdings.known),
    )


class RightWork(msgspec.Struct, kw_only=True):
    """The holder's rights at work, and what is odd about how they were used."""

    records: dict[str, RightRecord]
    forgiven: bool
    known: frozenset[str]
    changed: set[str] = set()
    found: list[Found] = []

    def spend(self, op_id: str, parts: Sequence[RightSpent], now: int) -> dict[str, int]:
        """SKU → what rights to stock cover of a sale; rights to values are spent along the way."""
        covered: dict[str, int] = {}
        for part in parts:
            record = self._of(part.grant_id, part.kind, part.subject)
            done = spend(record.grant, part.quantity) if record is not None else None
            if record is not None and done is not None:
                self._keep(record, done.grant, now)
                if record.kind == STOCK:
                    covered[record.subject] = covered.get(record.subject, 0) + done.covered
            if done is None or done.covered != part.quantity:
                self._doubt(op_id, part, 0 if done is None else done.covered)
        return covered

    def settle(self, op_id: str, said: RightSettled, now: int) -> dict[str, int]:
        """SKU → what comes back to the pool; nothing of a right to a value, whose account sees for itself."""
        record = self._of(said.grant_id, said.kind, said.subject)
        if record is None:
            return {}
        before = record.grant
        done = settle(before, said.unspent)
        self._keep(record, done.grant, now)
        if done.differs:
            detail = {
                "grant_id": said.grant_id,
                "subject": said.subject,
                "said": said.unspent,
                "held": before.held,
            }
            message = "A terminal gave back another amount of a right than the hub knows it to hold."
            self.found.append((op_id, Doubt(kind="settle_differs", message=message, detail=detail)))
        return {record.subject: done.back} if record.kind == STOCK and done.back else {}

    def save(self, connection: Connection, wanted: Outgoing) -> None:
        """Write what became of the rights, and tell their holder."""
        changed = [self.records[grant_id] for grant_id in sorted(self.changed)]
        rights.save(connection, changed)
        for record in changed:
            show_right(wanted, record)

    def _of(self, grant_id: str, kind: str, subject: str) -> RightRecord | None:
        """The holder's right of that id; None where it is another's, or for something else."""
        record = self.records.get(grant_id)
        if record is None or (record.kind, record.subject) != (kind, subject):
            return None
        return record

    def _keep(self, record: RightRecord, after: Grant, now: int) -> None:
        if after == record.grant:
            return
        record.grant = after
        if record.grant.state == "settled":
            record.closed_at, record.closed_by = now, record.terminal_id
        self.changed.add(record.grant_id)

    def _doubt(self, op_id: str, part: RightSpent, covered: int) -> None:
        if self.forgiven and part.grant_id not in self.known:
            return
        detail = {**msgspec.to_builtins(part), "covered": covered}
        message = "A terminal spent more of a right than it held, or one that is not its own."
        self.found.append((op_id, Doubt(kind=OVERSPENT, message=message, detail=detail)))


def _settled_id(effects: Effects) -> tuple[str, ...]:
    return () if effects.settled is None else (effects.settled.grant_id,)
