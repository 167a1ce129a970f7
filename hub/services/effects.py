"""What an op does to the hub's tables, worked out without touching them.

A sale is never recomputed: its rows say what the terminal said (rule 2). Where its own figures contradict
each other, that is noted for a person, and the sale stands.
"""

from __future__ import annotations

from typing import Any

import msgspec

from hub.services import stock_ops
from hub.services.cart_effects import CartEffect, cart_effect
from hub.services.ledger_rows import MOST_ACCOUNTS, Ledger, ledger_of
from hub.services.stock_ops import StockWork
from hub.store.terminals import TerminalRecord
from retail.errors import KnownError
from retail.events import (
    BODIES,
    VERSIONS,
    Body,
    EpochBegun,
    RightSettled,
    SaleCompleted,
    StockMoved,
    StockOverride,
    read_body,
)
from retail.paid import priced_of
from retail.rights import RightSpent
from retail.sale_record import movements
from retail.sold_receipt import SoldReceipt, return_facts, sold_receipt
from retail.transaction import Line
from sync import messages as m

MAX_DELTA = 10**12
"""A billion sales units. Sums of larger ones could leave 64 bits, where SQLite goes on with fractions."""

MOST_LINES = 1_000
"""Lines of a sale whose receipt is shown to terminals."""


class Permanent(Exception):
    """This op can never be applied as it is: it goes to quarantine with a reason."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class Doubt(msgspec.Struct, frozen=True, kw_only=True):
    """Something about an accepted op that a person should look at."""

    kind: str
    message: str
    detail: dict[str, Any]


class Effects(msgspec.Struct, frozen=True, kw_only=True):
    """Rows to add; keys are the columns of the tables."""

    op_id: str
    sale: dict[str, Any] | None = None
    lines: tuple[dict[str, Any], ...] = ()
    tenders: tuple[dict[str, Any], ...] = ()
    movements: tuple[dict[str, Any], ...] = ()
    receipt: SoldReceipt | None = None
    """What the store's terminals are shown of it; None for training, and where nothing was sold."""
    returns: tuple[dict[str, Any], ...] = ()
    cart: CartEffect | None = None
    epoch: EpochBegun | None = None
    doubts: tuple[Doubt, ...] = ()
    hlc: str = ""
    """Of an op that moves stock: what terminals are told to have been counted."""
    cart_id: str = ""
    rights: tuple[RightSpent, ...] = ()
    overrides: tuple[StockOverride, ...] = ()
    stock: StockWork | None = None
    settled: RightSettled | None = None
    ledger: Ledger | None = None


def effects_of(op: m.WireOp, terminal: TerminalRecord) -> Effects:
    """What `op` of `terminal` does. Raises `Permanent` where it is not understood or not this terminal's."""
    body = _read(op)
    if (body.origin.store_id, body.origin.terminal_id) != (terminal.store_id, terminal.terminal_id):
        raise Permanent("foreign_origin", "The op says that it was made at another terminal or store.")
    if isinstance(body, StockMoved):
        return _stock_effects(op, body)
    if isinstance(body, RightSettled):
        return Effects(op_id=op.op_id, settled=body)
    if isinstance(body, EpochBegun):
        return Effects(op_id=op.op_id, epoch=body)
    if not isinstance(body, SaleCompleted):
        return Effects(op_id=op.op_id, cart=cart_effect(op.kind, body))
    training = body.origin.training
    if sum(one.kind != "stock" for one in body.rights) > MOST_ACCOUNTS:
        raise Permanent("rights_impossible", "The sale spends rights to more accounts than it could.")
    return Effects(
        op_id=op.op_id,
        sale=_sale_row(op, body),
        lines=_line_rows(body),
        cart=cart_effect(op.kind, body),
        tenders=tuple(
            {"txn_id": body.txn_id, "position": place, "kind": tender.kind, "amount": tender.amount}
            for place, tender in enumerate(body.tenders)
        ),
        movements=_movement_rows(op.op_id, body),
        receipt=_receipt(body),
        returns=_return_rows(body),
        doubts=tuple(_doubts(op, body)),
        hlc=op.hlc,
        cart_id=body.origin.cart_id,
        rights=() if training else body.rights,
        overrides=() if training else body.overrides,
        ledger=_ledger(op, body),
    )


def _ledger(op: m.WireOp, body: SaleCompleted) -> Ledger | None:
    try:
        return ledger_of(body, op.hlc)
    except KnownError as error:
        raise Permanent("entries_impossible", error.message) from error


def _stock_effects(op: m.WireOp, body: StockMoved) -> Effects:
    if body.origin.training:
        return Effects(op_id=op.op_id)
    if any(max(abs(one.counted), abs(one.expected)) > MAX_DELTA for one in body.counts):
        raise Permanent("movement_too_large", "A count is of more than any shop could hold.")
    return Effects(
        op_id=op.op_id,
        movements=_movement_rows(op.op_id, body),
        doubts=tuple(
            Doubt(kind=kind, message=message, detail=detail)
            for kind, message, detail in stock_ops.oddities(op.kind, body)
        ),
        hlc=op.hlc,
        stock=stock_ops.work_of(op.kind, body),
    )


def _read(op: m.WireOp) -> Body:
    if op.kind not in BODIES:
        raise Permanent("unknown_kind", f"This hub does not know ops of kind {op.kind[:60]!r}.")
    if not 1 <= op.v <= VERSIONS[op.kind]:
        raise Permanent(
            "newer_version", f"This hub does not know version {op.v} of {op.kind}. Upgrade the hub."
        )
    try:
        return read_body(op.kind, op.body, op.v)
    except msgspec.ValidationError as error:
        raise Permanent("bad_body", f"The body of the op is not of its kind: {error}") from error
    except KnownError as error:
        raise Permanent(error.code, error.message) from error


def _sale_row(op: m.WireOp, body: SaleCompleted) -> dict[str, Any]:
    origin = body.origin
    return {
        "txn_id": body.txn_id,
        "op_id": op.op_id,
        "kind": "post_void" if op.kind == "sale.post_voided" else "sale",
        "store_id": origin.store_id,
        "terminal_id": origin.terminal_id,
        "operator_id": origin.operator_id,
        "session_id": origin.session_id,
        "business_date": origin.business_date,
        "at": origin.at,
        "receipt_no": body.receipt_no,
        "currency": body.currency,
        "total": body.total,
        "tax_total": body.tax_total,
        "training": int(origin.training),
        "reverses": body.reverses,
    }


def _line_rows(body: SaleCompleted) -> tuple[dict[str, Any], ...]:
    totals = {amount.line_id: amount.total for amount in body.amounts}
    return tuple(
        {
            "txn_id": body.txn_id,
            "line_id": line.line_id,
            "position": place,
            "kind": line.kind,
            "sku": line.sku,
            "name": line.name,
            "quantity": line.quantity,
            "unit": line.unit,
            "unit_price": line.unit_price,
            "total": totals.get(line.line_id, 0),
            "tax_class": line.tax_class,
            "voided": int(line.voided),
        }
        for place, line in enumerate(body.lines)
    )


def _movement_rows(op_id: str, body: SaleCompleted | StockMoved) -> tuple[dict[str, Any], ...]:
    """As the terminal said; training moves nothing, whatever it says (glossary)."""
    if body.origin.training:
        return ()
    if any(abs(one.delta) > MAX_DELTA for one in body.movements):
        raise Permanent("movement_too_large", "A stock movement is larger than any shop could hold.")
    return tuple(
        {
            "op_id": op_id,
            "line_id": one.line_id,
            "store_id": body.origin.store_id,
            "sku": one.sku,
            "delta": one.delta,
            "reason": one.reason,
            "at": body.origin.at,
        }
        for one in body.movements
    )


def _receipt(body: SaleCompleted) -> SoldReceipt | None:
    """Not of a sale with so many lines that a page of receipts would be more than a terminal takes."""
    return None if body.origin.training or len(body.lines) > MOST_LINES else sold_receipt(body)


def _return_rows(body: SaleCompleted) -> tuple[dict[str, Any], ...]:
    """What came back of sales with a receipt."""
    if body.origin.training:
        return ()
    facts = [(of_txn, fact, priced_of(fact.paid, "").total) for of_txn, fact in return_facts(body)]
    if any(not 0 < fact.quantity <= MAX_DELTA or not 0 <= total <= MAX_DELTA for _, fact, total in facts):
        raise Permanent("return_impossible", "A return line takes back nothing, or more than any shop sells.")
    return tuple(
        {
            "txn_id": fact.txn_id,
            "line_id": fact.line_id,
            "of_txn": of_txn,
            "of_line": fact.of_line,
            "quantity": fact.quantity,
            "total": total,
            "fact": msgspec.json.encode(fact).decode(),
        }
        for of_txn, fact, total in facts
    )


def _doubts(op: m.WireOp, body: SaleCompleted) -> list[Doubt]:
    """Where the figures of a sale contradict each other."""
    settlement = body.settlement
    lines = sum(amount.total for amount in body.amounts)
    taxes = sum(amount.tax for amount in body.amounts)
    groups = sum(group.tax for group in body.tax_groups)
    paid = sum(tender.amount for tender in body.tenders)
    pairs = [
        ("total_differs", "The lines do not add up to the total.", body.total, lines),
        ("tax_differs", "The taxes of the lines do not add up to the tax.", body.tax_total, taxes),
        ("tax_groups_differ", "The VAT table does not add up to the tax.", body.tax_total, groups),
        ("settled_other_total", "What was paid for is not the total.", body.total, settlement.total),
        (
            "tenders_differ",
            "The tenders do not cover what was to be paid and the change.",
            settlement.payable + settlement.change,
            paid,
        ),
    ]
    found = [
        Doubt(kind=kind, message=text, detail={"said": said, "found": sum_})
        for kind, text, said, sum_ in pairs
        if said != sum_
    ]
    live = tuple(line for line in body.lines if not line.voided)
    if not body.reverses and any(_pays_other(line, body) for line in live):
        found.append(
            Doubt(
                kind="refund_differs",
                message="A return line gives back another amount than it says was paid.",
                detail={},
            )
        )
    reason = "post_void" if op.kind == "sale.post_voided" else "sale"
    expected = () if body.origin.training else movements(live, reason)
    if _deltas(expected) != _deltas(body.movements):
        found.append(
            Doubt(
                kind="movements_differ", message="The stock movements are not those of the lines.", detail={}
            )
        )
    return found


def _pays_other(line: Line, body: SaleCompleted) -> bool:
    """Whether a line that takes goods of a receipt back was paid otherwise than what counts as refunded."""
    if line.returned is None or not line.returned.txn_id:
        return False
    paid = [amount.total for amount in body.amounts if amount.line_id == line.line_id]
    return line.returned.refund is None or paid != [line.returned.refund.total]


def _deltas(rows: tuple[Any, ...]) -> list[tuple[str, str, int]]:
    return sorted((row.line_id, row.sku, row.delta) for row in rows)
