"""Answers what the return screen looks up: receipts that fit a word, and what is left to return of one."""

from __future__ import annotations

import re

from pos_app.code_lookup import look_up
from pos_app.ports.returns import KnownReceipt
from pos_app.queries.returns import FindReceipts, QuoteReturn, ShowReturnable
from pos_app.step import Step
from pos_app.views import Notice, TenderView
from pos_app.views.returns import ReceiptFound, ReturnableLine, ReturnableView, ReturnQuote
from retail.errors import DataError, RuleError
from retail.paid import priced_of
from retail.pricing import THOUSANDTHS
from retail.receipt_number import ReceiptNumber, parse
from retail.refund import left, refund
from retail.returns import facts_on
from retail.sold_receipt import ReturnFact, SoldLine, SoldReceipt
from retail.transaction import Transaction

FIRST_ITEMS = 3
_AIM = re.compile(r"\][A-Za-z][0-9A-Za-z]")
_TAIL = re.compile(r"(?:S?[0-9]*-?T(?P<terminal>[0-9]{1,9})-)?(?P<n>[0-9]{1,9})", re.ASCII | re.IGNORECASE)
"""The end of a receipt number as somebody types it: `123`, `000123`, `T2-123`."""


def find_receipts(step: Step, query: FindReceipts) -> tuple[ReceiptFound, ...]:
    """Receipts that fit, newest first; by number before by item where digits could be either."""
    step.operator()
    text = query.text.strip()
    found: dict[str, KnownReceipt] = {}
    training, receipts = step.training, step.uow.receipts
    if not text:
        return tuple(_found(one.receipt) for one in receipts.newest(query.limit, training=training))
    number = receipt_number_in(text)
    if number is not None:
        found |= _numbered(step, number.n, number.text())
    elif tail := _TAIL.fullmatch(text):
        found |= _numbered(step, int(tail["n"]), "", tail["terminal"] or "")
    for sku in _skus(step, text):
        found |= {one.receipt.txn_id: one for one in receipts.with_item(sku, query.limit, training=training)}
    return tuple(_found(one.receipt) for one in found.values())[: query.limit]


def receipt_number_in(text: str) -> ReceiptNumber | None:
    """The receipt number that a scanned or typed text is, or None; an AIM identifier before it counts not."""
    mark = _AIM.match(text)
    try:
        return parse(text[mark.end() if mark else 0 :].strip().upper())
    except DataError:
        return None


def scanned_receipt(step: Step, number: ReceiptNumber) -> Notice:
    """What to say of a receipt that was scanned on the sell screen: it leads to the return screen."""
    text = number.text()
    known = next(iter(_numbered(step, number.n, text).values()), None)
    if known is None:
        return Notice(
            code="receipt_not_here",
            message=f"Receipt {text} is not known here. Find it by its items, or return without it.",
            tone="caution",
            params={"receipt_no": text},
            acts=("find_receipt",),
        )
    return Notice(
        code="receipt_scanned",
        message=f"This is receipt {text}. Take goods of it back?",
        params={"receipt_no": text, "txn_id": known.receipt.txn_id},
        acts=("return",),
    )


def returnable(step: Step, query: ShowReturnable, as_of: int | None) -> ReturnableView:
    """What is left to return of a sale. Raises `RuleError` where it is not known here."""
    step.operator()
    known = step.uow.receipts.get(query.txn_id)
    if known is None or known.receipt.training != step.training:
        raise RuleError("receipt_unknown", "This receipt is not known here.")
    receipt = known.receipt
    txn = step.uow.drafts.current()
    here = facts_on(txn, receipt) if txn else ()
    facts = (*receipt.returns, *here)
    return ReturnableView(
        txn_id=receipt.txn_id,
        receipt_no=receipt.receipt_no,
        at=receipt.at,
        business_date=receipt.business_date,
        terminal=_terminal(receipt),
        own=known.own,
        as_of=as_of,
        currency=receipt.currency,
        total=receipt.total,
        reversed=receipt.reversed,
        training=receipt.training,
        tenders=tuple(
            TenderView(payment_id="", kind=one.kind, amount=one.amount, brand=one.brand, last4=one.last4)
            for one in receipt.tenders
        ),
        lines=tuple(_line(line, receipt, facts, here) for line in receipt.lines),
    )


def quote(step: Step, query: QuoteReturn) -> ReturnQuote:
    """What would go back for picks of a sale. Raises `RuleError` where it is not known here."""
    step.operator()
    known = step.uow.receipts.get(query.txn_id)
    if known is None or known.receipt.training != step.training:
        raise RuleError("receipt_unknown", "This receipt is not known here.")
    receipt = known.receipt
    txn = step.uow.drafts.current()
    facts = [*receipt.returns, *(facts_on(txn, receipt) if txn else ())]
    goods, deposits = {}, 0
    for pick in query.picks:
        sold = receipt.line(pick.line_id)
        if sold is None or sold.kind == "deposit":
            continue
        goods[pick.line_id] = _quoted(sold, facts, pick.quantity)
        for one in receipt.lines:
            if one.parent == pick.line_id:
                deposits += _quoted(one, facts, pick.quantity)
    total = sum(goods.values())
    return ReturnQuote(
        txn_id=query.txn_id, goods=total, deposits=deposits, total=total + deposits, lines=goods
    )


def _quoted(sold: SoldLine, facts: list[ReturnFact], wanted: int) -> int:
    quantity = max(0, min(wanted, left(sold, facts)))
    return priced_of(refund(sold, facts, quantity), "").total


def original_cards(step: Step, txn: Transaction) -> tuple[TenderView, ...]:
    """The cards that paid for goods which come back in this transaction (M4.5)."""
    of = sorted({line.returned.txn_id for line in txn.live_lines if line.returned and line.returned.txn_id})
    known = (step.uow.receipts.get(txn_id) for txn_id in of)
    return tuple(
        TenderView(payment_id="", kind=one.kind, amount=one.amount, brand=one.brand, last4=one.last4)
        for each in known
        if each is not None
        for one in each.receipt.tenders
        if one.kind == "card"
    )


def _numbered(step: Step, n: int, whole: str, terminal: str = "") -> dict[str, KnownReceipt]:
    return {
        one.receipt.txn_id: one
        for one in step.uow.receipts.by_number(n, training=step.training)
        if whole in ("", one.receipt.receipt_no)
        and (not terminal or _terminal(one.receipt) == f"T{int(terminal)}")
    }


def _skus(step: Step, text: str) -> list[str]:
    """The item that a text means: its SKU, or a code on it."""
    found = step.catalogue.item(text)
    if found is not None:
        return [found.item.sku]
    config = step.config()
    year = int(step.business_date()[:4])
    hit = look_up(step.catalogue, text, config.code_layouts, currency=config.currency, year=year)
    # Goods that are no longer sold still stand on receipts under their SKU.
    return [text] if isinstance(hit, Notice) else [hit.found.item.sku]


def _found(receipt: SoldReceipt) -> ReceiptFound:
    goods = [line for line in receipt.lines if line.kind != "deposit"]
    return ReceiptFound(
        txn_id=receipt.txn_id,
        receipt_no=receipt.receipt_no,
        at=receipt.at,
        business_date=receipt.business_date,
        terminal=_terminal(receipt),
        currency=receipt.currency,
        total=receipt.total,
        line_count=len(goods),
        first_items=tuple(line.name for line in goods[:FIRST_ITEMS]),
        reversed=receipt.reversed,
        all_returned=all(left(line, receipt.returns) <= 0 for line in goods),
        training=receipt.training,
    )


def _terminal(receipt: SoldReceipt) -> str:
    return f"T{parse(receipt.receipt_no).terminal_no}"


def _line(
    line: SoldLine, receipt: SoldReceipt, facts: tuple[ReturnFact, ...], here: tuple[ReturnFact, ...]
) -> ReturnableLine:
    rest = max(0, left(line, facts)) if not receipt.reversed else 0
    one = rest if line.measured else min(rest, THOUSANDTHS)
    return ReturnableLine(
        line_id=line.line_id,
        kind=line.kind,
        parent=line.parent,
        sku=line.sku,
        name=line.name,
        unit=line.unit,
        quantity_step=1 if line.measured else THOUSANDTHS,
        sold=line.quantity,
        returned=line.quantity - left(line, receipt.returns),
        on_sale=sum(fact.quantity for fact in here if fact.of_line == line.line_id),
        left=rest,
        unit_price=line.unit_price,
        paid=priced_of(line.paid, "").total,
        refund_left=priced_of(refund(line, facts, rest), "").total,
        refund_one=priced_of(refund(line, facts, one), "").total,
        batch=line.batch,
        serial=line.serial,
    )
