"""From an open transaction to the record of what was sold, and from a record to the one that cancels it."""

from __future__ import annotations

from typing import Literal

from msgspec.structs import replace

from retail.errors import RuleError
from retail.events import Movement, Origin, SaleCompleted
from retail.pricing import Priced, PricedLine
from retail.tax import TaxGroup
from retail.tender import Settlement, Tender
from retail.transaction import Approval, Line, Transaction

DAMAGED = "return_damaged"
"""Reason of a stock movement of goods that are on hand but not for sale."""


def completed(
    txn: Transaction, priced: Priced, settlement: Settlement, origin: Origin, receipt_no: str
) -> SaleCompleted:
    """The body of `sale.completed`. Raises `RuleError` for an empty sale or one that is not fully paid."""
    if not txn.live_lines:
        raise RuleError("sale_empty", "There is nothing on this sale to pay for.")
    if not settlement.complete:
        raise RuleError("not_paid", "The sale is not fully paid yet.", remaining=settlement.remaining)
    return SaleCompleted(
        origin=origin,
        txn_id=txn.txn_id,
        receipt_no=receipt_no,
        currency=txn.currency,
        lines=txn.lines,
        amounts=priced.lines,
        discounts=txn.discounts,
        tax_groups=priced.tax_groups,
        total=priced.total,
        tax_total=priced.tax_total,
        tenders=txn.tenders,
        settlement=settlement,
        movements=() if txn.training else movements(txn.live_lines, "sale"),
        approvals=txn.approvals,
        age_confirmed=txn.age_confirmed,
    )


def movements(lines: tuple[Line, ...], reason: str) -> tuple[Movement, ...]:
    """Stock leaves by what was sold: one delta a line that has an item; deposits move no stock.

    What comes back goes on the shelf, or is on hand but not for sale (`return_damaged`), or was thrown away.
    """
    return tuple(
        Movement(
            line_id=line.line_id,
            sku=line.sku,
            delta=-(line.quantity if line.stock_quantity is None else line.stock_quantity),
            reason=_moved_for(line, reason),
        )
        for line in lines
        if line.kind == "sale" and line.sku and not (line.returned and line.returned.stock == "none")
    )


def _moved_for(line: Line, reason: str) -> str:
    """Damaged goods are counted apart, also where their return is cancelled."""
    if line.returned is None:
        return reason
    if line.returned.stock == "damaged":
        return DAMAGED
    return "return" if reason == "sale" else reason


def return_kind(sale: SaleCompleted) -> Literal["", "return", "exchange"]:
    """Whether goods came back in a transaction: `return`, or `exchange` where it sold others; else empty."""
    live = [line for line in sale.lines if not line.voided]
    if sale.reverses or not any(line.returned for line in live):
        return ""
    return "return" if all(line.returned for line in live) else "exchange"


def reversal(
    sale: SaleCompleted, txn_id: str, origin: Origin, receipt_no: str, approval: Approval, at: int
) -> SaleCompleted:
    """The opposite of a completed sale, every amount mirrored exactly (M2.4): body of `sale.post_voided`.

    Raises `RuleError` where `sale` is itself a post-void.
    """
    if sale.reverses:
        raise RuleError("not_reversible", "A post-void cannot be cancelled. Sell the goods again.")
    lines = tuple(_taken_back(line) for line in sale.lines if not line.voided)
    return SaleCompleted(
        origin=replace(origin, training=sale.origin.training),
        txn_id=txn_id,
        receipt_no=receipt_no,
        currency=sale.currency,
        lines=lines,
        amounts=tuple(_mirrored_line(line) for line in sale.amounts),
        discounts=sale.discounts,
        tax_groups=tuple(_mirrored_group(group) for group in sale.tax_groups),
        total=-sale.total,
        tax_total=-sale.tax_total,
        tenders=_given_back(sale, txn_id, at),
        settlement=_mirrored_settlement(sale.settlement),
        movements=() if sale.origin.training else movements(lines, "post_void"),
        approvals=(approval,),
        reverses=sale.txn_id,
        reverses_receipt_no=sale.receipt_no,
    )


def _taken_back(line: Line) -> Line:
    stock = line.stock_quantity
    return replace(line, quantity=-line.quantity, stock_quantity=None if stock is None else -stock)


def _given_back(sale: SaleCompleted, txn_id: str, at: int) -> tuple[Tender, ...]:
    """Each payment back as it came, and the cash that was kept as one tender; ids follow from `txn_id`."""
    back = [
        replace(
            tender,
            payment_id=f"{txn_id}/{place}",
            amount=-tender.amount,
            points=-tender.points,
            grant_id="",
            left=None,
            at=at,
        )
        for place, tender in enumerate(sale.tenders)
        if tender.kind != "cash"
    ]
    if sale.settlement.cash_kept:
        kept = -sale.settlement.cash_kept
        back.append(Tender(payment_id=f"{txn_id}/cash", kind="cash", amount=kept, at=at))
    return tuple(back)


def _mirrored_settlement(settlement: Settlement) -> Settlement:
    """What was kept goes back: nothing is handed over beyond it, so there is no change."""
    return replace(
        settlement,
        total=-settlement.total,
        rounding=-settlement.rounding,
        payable=-settlement.payable,
        card_paid=-settlement.card_paid,
        cash_given=-settlement.cash_kept,
        cash_due=-settlement.cash_kept,
        cash_kept=-settlement.cash_kept,
        change=0,
    )


def _mirrored_group(group: TaxGroup) -> TaxGroup:
    return replace(group, net=-group.net, tax=-group.tax, gross=-group.gross)


def _mirrored_line(line: PricedLine) -> PricedLine:
    return replace(
        line,
        extended=-line.extended,
        line_discount=-line.line_discount,
        transaction_discount=-line.transaction_discount,
        amount=-line.amount,
        net=-line.net,
        tax=-line.tax,
        total=-line.total,
        taxes=tuple(replace(tax, net=-tax.net, tax=-tax.tax) for tax in line.taxes),
        discounts=tuple(replace(one, asked=-one.asked, applied=-one.applied) for one in line.discounts),
        transaction_shares=tuple(
            replace(one, asked=-one.asked, applied=-one.applied) for one in line.transaction_shares
        ),
        promotion_discount=-line.promotion_discount,
        promotions=tuple(
            replace(one, applied=-one.applied, quantity=-one.quantity) for one in line.promotions
        ),
    )
