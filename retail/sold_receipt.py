"""A receipt as every terminal of the store holds it, so that each can take its goods back; no personal data.

`SoldReceipt` is the body of a feed row of kind `receipt`, key = txn_id, in scope `receipts:<store>`. Lines
are written as lists, since a shop keeps a quarter of a year of them.
"""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from retail.events import SaleCompleted
from retail.loyalty import PointsKind
from retail.paid import Paid, negative, paid_of
from retail.pricing import PricedLine
from retail.tender import TenderKind
from retail.transaction import Line, LineKind


class SoldLine(msgspec.Struct, frozen=True, array_like=True):
    """One line of goods as it was sold; see `retail.transaction.Line`."""

    line_id: str
    kind: LineKind
    sku: str
    name: str
    unit: str
    quantity: int
    unit_price: int
    tax_class: str
    paid: Paid
    parent: str = ""
    category: str = ""
    department_id: str = ""
    stock_quantity: int | None = None
    batch: str = ""
    serial: str = ""

    @property
    def measured(self) -> bool:
        return self.unit != "pcs"


class SoldTender(msgspec.Struct, frozen=True, array_like=True):
    """How it was paid, change given back already taken off; of a card brand and last four only (rule 7)."""

    kind: TenderKind
    amount: int
    brand: str = ""
    last4: str = ""
    account_id: str = ""
    points: int = 0


class GivenBack(msgspec.Struct, frozen=True, array_like=True):
    """What a return gave back onto one account, in minor units above zero."""

    kind: TenderKind
    account_id: str
    amount: int


class ReturnFact(msgspec.Struct, frozen=True, array_like=True):
    """What one line of one return transaction took back of a line sold.

    Facts are a set: whoever knows some of them joins his with another's, and nothing counts twice.
    """

    txn_id: str
    """The transaction that took the goods back."""
    line_id: str
    """Its line."""
    of_line: str
    """The line sold."""
    quantity: int
    """Thousandths, above zero."""
    paid: Paid
    """What was refunded, as positive figures."""
    given: tuple[GivenBack, ...] = ()
    """What the whole transaction gave back onto accounts; at its first line of each sale only."""


class SoldPoints(msgspec.Struct, frozen=True, array_like=True):
    """What a sale entered in a loyalty account, so that a return can take it back."""

    entry_id: str
    account_id: str
    kind: PointsKind
    points: int
    """Below zero of a redemption."""
    line_id: str = ""
    amount: int = 0
    """Of a redemption: the minor units that it paid."""


class SoldReceipt(msgspec.Struct, frozen=True, kw_only=True):
    """What was sold on one receipt, and what is known to have come back of it."""

    txn_id: str
    receipt_no: str
    terminal_id: str
    at: int
    business_date: str
    currency: str
    total: int
    training: bool = False
    reversed: bool = False
    """It was post-voided."""
    lines: tuple[SoldLine, ...]
    tenders: tuple[SoldTender, ...] = ()
    returns: tuple[ReturnFact, ...] = ()
    points: tuple[SoldPoints, ...] = ()

    def line(self, line_id: str) -> SoldLine | None:
        """The line with this id, or None."""
        return next((line for line in self.lines if line.line_id == line_id), None)

    def facts_of(self, line_id: str) -> tuple[ReturnFact, ...]:
        """What came back of one line."""
        return tuple(fact for fact in self.returns if fact.of_line == line_id)


def sold_receipt(sale: SaleCompleted) -> SoldReceipt | None:
    """What of a completed transaction can come back; None where it sold nothing, or cancels a sale."""
    if sale.reverses:
        return None
    amounts = {amount.line_id: amount for amount in sale.amounts}
    lines = tuple(
        _sold_line(line, amounts[line.line_id])
        for line in sale.lines
        # A gift card does not come back as goods do: its money may be spent. A post-void cancels it.
        if line.line_id in amounts and not line.voided and line.returned is None and line.kind != "gift_card"
    )
    if not lines:
        return None
    return SoldReceipt(
        txn_id=sale.txn_id,
        receipt_no=sale.receipt_no,
        terminal_id=sale.origin.terminal_id,
        at=sale.origin.at,
        business_date=sale.origin.business_date,
        currency=sale.currency,
        total=sale.total,
        training=sale.origin.training,
        lines=lines,
        tenders=_tenders(sale),
        points=_points(sale),
    )


def return_facts(sale: SaleCompleted) -> tuple[tuple[str, ReturnFact], ...]:
    """What a completed transaction took back of sales with a receipt: (txn_id of the sale, fact)."""
    if sale.reverses:
        return ()
    given = tuple(
        GivenBack(one.kind, one.account_id, -one.amount)
        for one in sale.tenders
        if one.account_id and one.amount < 0
    )
    facts: list[tuple[str, ReturnFact]] = []
    for line in sale.lines:
        back = line.returned
        if line.voided or back is None or not back.txn_id or back.refund is None:
            continue
        first = all(of != back.txn_id for of, _ in facts)
        fact = ReturnFact(
            txn_id=sale.txn_id,
            line_id=line.line_id,
            of_line=back.line_id,
            quantity=-line.quantity,
            paid=negative(paid_of(back.refund)),
            given=given if first else (),
        )
        facts.append((back.txn_id, fact))
    return tuple(facts)


def joined(receipt: SoldReceipt, facts: tuple[ReturnFact, ...]) -> SoldReceipt:
    """The receipt with further facts about it; those it has already count once."""
    known = {(fact.txn_id, fact.line_id): fact for fact in (*receipt.returns, *facts)}
    return replace(receipt, returns=tuple(known[key] for key in sorted(known)))


def _sold_line(line: Line, amount: PricedLine) -> SoldLine:
    return SoldLine(
        line_id=line.line_id,
        kind=line.kind,
        sku=line.sku,
        name=line.name,
        unit=line.unit,
        quantity=line.quantity,
        unit_price=line.unit_price,
        tax_class=line.tax_class,
        paid=paid_of(amount),
        parent=line.parent,
        category=line.category,
        department_id=line.department_id,
        stock_quantity=line.stock_quantity,
        batch=line.batch,
        serial=line.serial,
    )


def _points(sale: SaleCompleted) -> tuple[SoldPoints, ...]:
    """Accruals and redemptions; the tenders of points stand in the order of their redemptions."""
    paid = iter([one.amount for one in sale.tenders if one.kind == "points" and one.points > 0])
    return tuple(
        SoldPoints(
            one.entry_id,
            one.account_id,
            one.kind,
            one.points,
            one.line_id,
            next(paid, 0) if one.kind == "redemption" else 0,
        )
        for one in sale.points
        if one.kind in ("accrual", "redemption")
    )


def _tenders(sale: SaleCompleted) -> tuple[SoldTender, ...]:
    cards = tuple(
        SoldTender(
            tender.kind,
            tender.amount,
            tender.brand or "",
            tender.last4 or "",
            tender.account_id,
            tender.points,
        )
        for tender in sale.tenders
        if tender.kind != "cash"
    )
    kept = sale.settlement.cash_kept
    return (*cards, SoldTender("cash", kept)) if kept else cards
