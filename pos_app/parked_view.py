"""The list of parked sales: this till's own, and those of the store's other tills as the hub told of them."""

from __future__ import annotations

from collections.abc import Mapping

from pos_app import person_view
from pos_app.parked import total_of
from pos_app.ports.carts import CartAsk
from pos_app.step import Step
from pos_app.views import ParkedState, SuspendedView
from retail.cart import ParkedSale
from retail.transaction import Transaction

FIRST_ITEMS = 3
"""Names shown of a parked sale, so that a cashier finds the right one."""


def suspended(step: Step, *, reached: bool) -> tuple[SuspendedView, ...]:
    """Own ones first, then those of others, each oldest first. `reached`: whether the hub answers now."""
    carts = step.uow.carts
    asks = {
        one.request.txn_id: one
        for one in carts.asks()
        if one.request.act == "claim" and one.state != "dropped"
    }
    own = step.uow.drafts.suspended()
    found = [_own(step, txn, at, asks) for txn, at in own]
    shown = {txn.txn_id for txn, _ in own}
    for one in carts.parked() if not step.training else ():
        if one.txn_id not in shown | step.desk.parked_gone and not one.claimed_by:
            found.append(_other(step, one, asks.get(one.txn_id), reached=reached))
            shown.add(one.txn_id)
    granted = [(one, one.transaction) for key, one in asks.items() if key not in shown]
    found += [_granted(step, ask, txn) for ask, txn in granted if txn is not None]
    return tuple(found)


def till_name(step: Step, terminal_id: str) -> str:
    """What people call a till of the store: its name, else its number."""
    found = next((one for one in step.uow.carts.terminal_keys() if one.terminal_id == terminal_id), None)
    if found is None:
        return ""
    return found.name or f"T{found.terminal_no}"


def _own(step: Step, txn: Transaction, at: int, asks: Mapping[str, CartAsk]) -> SuspendedView:
    return SuspendedView(
        txn_id=txn.txn_id,
        note=txn.note,
        at=at,
        operator_name=person_view.name_of(step, txn.operator_id),
        line_count=len(txn.counted_lines),
        total=total_of(step, txn),
        currency=txn.currency,
        first_items=tuple(line.name for line in txn.counted_lines[:FIRST_ITEMS]),
        state="asking" if txn.txn_id in asks else "here",
    )


def _other(step: Step, one: ParkedSale, ask: CartAsk | None, *, reached: bool) -> SuspendedView:
    state: ParkedState = "elsewhere" if reached else "unreachable"
    if ask is not None:
        state = "granted" if ask.state == "granted" else "asking"
    return SuspendedView(
        txn_id=one.txn_id,
        note=one.label,
        at=one.suspended_at,
        operator_name=person_view.name_of(step, one.operator_id),
        line_count=one.line_count,
        total=one.total,
        currency=one.currency,
        till=till_name(step, one.terminal_id),
        state=state,
    )


def _granted(step: Step, ask: CartAsk, txn: Transaction) -> SuspendedView:
    return SuspendedView(
        txn_id=ask.request.txn_id,
        note=txn.note,
        at=ask.at,
        operator_name=person_view.name_of(step, txn.operator_id),
        line_count=len(txn.counted_lines),
        total=total_of(step, txn),
        currency=txn.currency,
        first_items=tuple(line.name for line in txn.counted_lines[:FIRST_ITEMS]),
        till=till_name(step, txn.terminal_id),
        state="granted",
    )
