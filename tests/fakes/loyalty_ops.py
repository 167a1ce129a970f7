"""Sales with points, gift cards and store credit as a till writes them, for journals of the hub's tests."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec.structs import replace

from retail.events import RightSettled, SaleCompleted
from retail.gift_card import reversed_values
from retail.loyalty import LoyaltyProgram, PointsEntry, ValueAct, ValueEntry, ValueKind
from retail.loyalty_accrual import entries_of_sale, reversed_entries
from retail.rights import Right, RightSpent
from sync.messages import WireOp
from tests.unit.hub.terminal_journal import AT, Journal, new_id


def earning(journal: Journal, customer_id: str, program: LoyaltyProgram, at: int = AT) -> WireOp:
    """A sale of milk for 1.19 that earns what the program says."""
    body = journal.sale_body("milk")
    points = entries_of_sale(
        body.txn_id, body.lines, body.amounts, body.tenders, program, customer_id, "", at
    )
    return sale_with(journal, body, points=points, customer_id=customer_id, at=at)


def redeeming(
    journal: Journal, customer_id: str, points: int, right: Right | None = None, at: int = AT
) -> WireOp:
    """A sale that takes points, under a right or without one."""
    entry = PointsEntry(
        entry_id=new_id(), account_id=customer_id, kind="redemption", points=-points, unlicensed=right is None
    )
    return sale_with(journal, points=(entry,), rights=_spent(right, points), customer_id=customer_id, at=at)


def valued(
    journal: Journal, kind: ValueKind, account_id: str, act: ValueAct, amount: int,
    right: Right | None = None,
) -> WireOp:  # fmt: skip
    """A sale that enters one amount on a gift card or on store credit."""
    entry = ValueEntry(entry_id=new_id(), account_id=account_id, kind=kind, act=act, amount=amount)
    return sale_with(journal, values=(entry,), rights=_spent(right, -amount))


def sale_with(
    journal: Journal, body: SaleCompleted | None = None, *, customer_id: str | None = None, at: int = AT,
    training: bool = False, **changes: Any,
) -> WireOp:  # fmt: skip
    """A sale of milk whose body is changed."""
    body = body or journal.sale_body("milk", training=training)
    origin = replace(body.origin, customer_id=customer_id, at=at)
    return journal.add("sale.completed", replace(body, origin=origin, **changes), v=3)


def cancelled(journal: Journal, sale: WireOp) -> WireOp:
    """The post-void of a sale with all that it entered."""
    journal.post_void(sale)
    op = journal.ops.pop()
    body, said = read(op), read(sale)
    undone = replace(
        body,
        points=reversed_entries(body.txn_id, said.points),
        values=reversed_values(body.txn_id, said.values),
    )
    return journal.add("sale.post_voided", undone, v=3)


def settled(journal: Journal, right: Right, unspent: int) -> WireOp:
    """The holder gives back what it did not spend."""
    body = RightSettled(
        origin=journal.origin(), grant_id=right.grant_id, kind=right.kind, subject=right.subject,
        unspent=unspent,
    )  # fmt: skip
    return journal.add("right.settled", body)


def read(op: WireOp) -> SaleCompleted:
    """The body of a sale."""
    return msgspec.convert(op.body, SaleCompleted)


def _spent(right: Right | None, quantity: int) -> tuple[RightSpent, ...]:
    if right is None:
        return ()
    return (
        RightSpent(
            grant_id=right.grant_id, kind=right.kind, subject=right.subject, quantity=quantity,
            payment_id="p",
        ),
    )  # fmt: skip
