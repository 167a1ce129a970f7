"""What an op says about shared carts and parked sales, worked out without touching them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from retail.cart import HANDED_OVER, ParkedSale
from retail.events import Body, SaleCompleted, SaleParked, SaleVoided
from retail.transaction import Transaction

_KIOSK = "kiosk"
_CART = "cart"


class CartEffect(msgspec.Struct, frozen=True, kw_only=True):
    """One op, as far as carts are concerned."""

    act: Literal["sold", "voided", "parked", "resumed"]
    txn_id: str
    store_id: str
    terminal_id: str
    currency: str = ""
    sold: Mapping[str, int] = {}
    """Line → what was paid for it; below zero what was given back."""
    shared: tuple[str, ...] = ()
    """The lines that other places know of, though the hub may not: of a kiosk, of a cart, or parked."""
    dropped: tuple[str, ...] = ()
    """Lines that were voided: nobody wants them any more."""
    lines: tuple[str, ...] = ()
    """All lines of a transaction that was cancelled."""
    handed_over: bool = False
    """It was cancelled because its goods had gone to a phone: whoever has the cart by now keeps it."""
    parked: ParkedSale | None = None
    transaction: Transaction | None = None


def cart_effect(kind: str, body: Body) -> CartEffect | None:
    """What the op does to carts; None for nothing. Training touches none, a post-void neither."""
    if body.origin.training:
        return None
    if isinstance(body, SaleCompleted):
        return None if body.reverses else _sold(body)
    if isinstance(body, SaleVoided):
        lines = tuple(line.line_id for line in body.lines)
        handed_over = body.reason_id == HANDED_OVER
        return _effect("voided", body, body.txn_id, lines=lines, handed_over=handed_over)
    if isinstance(body, SaleParked):
        return _parked(kind, body)
    return None


def _sold(body: SaleCompleted) -> CartEffect:
    amounts = {amount.line_id: amount.total for amount in body.amounts}
    # What comes back too: a parked return that two tills go on with gives its money out twice.
    live = [line for line in body.lines if not line.voided]
    known = body.origin.touchpoint == _KIOSK
    return _effect(
        "sold",
        body,
        body.txn_id,
        currency=body.currency,
        sold={line.line_id: amounts.get(line.line_id, 0) for line in live},
        shared=tuple(line.line_id for line in live if known or line.entry == _CART),
        dropped=tuple(line.line_id for line in body.lines if line.voided),
    )


def _parked(kind: str, body: SaleParked) -> CartEffect | None:
    if kind == "sale.resumed":
        return _effect("resumed", body, body.txn_id)
    txn = body.transaction
    if txn is None:  # version 1: it can be resumed where it was parked, and nowhere else
        return None
    shown = ParkedSale(
        txn_id=body.txn_id,
        terminal_id=body.origin.terminal_id,
        operator_id=body.origin.operator_id,
        label=txn.note,
        currency=body.currency,
        total=body.total,
        line_count=body.line_count,
        suspended_at=body.origin.at,
    )
    # Its slip can be scanned at a till that never hears of this: both sales of a line shall be found.
    waiting = tuple(line.line_id for line in txn.live_lines)
    return _effect("parked", body, body.txn_id, parked=shown, transaction=txn, shared=waiting)


def _effect(
    act: Literal["sold", "voided", "parked", "resumed"], body: Body, txn_id: str, **more: object
) -> CartEffect:
    origin = body.origin
    made = CartEffect(act=act, txn_id=txn_id, store_id=origin.store_id, terminal_id=origin.terminal_id)
    return msgspec.structs.replace(made, **more)
