"""The receipt of a completed sale or post-void as a document: everything a customer and an auditor look for.

Shop name, address and tax id, lines, discounts, tax table, tenders, business date, receipt number, and the
hash of the journal entry, which ties the paper to the tamper-evident chain (M5.1).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace

from retail.discount import Discount
from retail.events import SaleCompleted
from retail.loyalty_receipt import PointsNote, ended_in, gift_card_name, points_blocks, value_tender
from retail.pricing import THOUSANDTHS, PricedLine
from retail.receipt import (
    Blank,
    Block,
    Cell,
    Columns,
    Cut,
    Notice,
    Picture,
    Qr,
    ReceiptDocument,
    Row,
    Rule,
    Text,
)
from retail.receipt_words import PaperWords
from retail.store_config import StoreProfile
from retail.tender import VALUE_KINDS
from retail.transaction import Line, Returned

HASH_DIGITS = 16
"""Leading hex digits of the journal hash on paper: enough to find the entry, short enough to type."""


def sale_receipt(
    sale: SaleCompleted,
    profile: StoreProfile,
    entry_hash: str,
    document_id: str,
    operator_name: str,
    note: PointsNote | None = None,
) -> ReceiptDocument:
    """The original receipt, in the store's first language; `note` is how the customer's points stand."""
    words = PaperWords(profile.languages[0], sale.currency)
    blocks: list[Block] = [
        *((Picture(profile.logo),) if profile.logo else ()),
        *letterhead(profile, words),
        *_notices(sale, words),
        *_lines(sale, words),
        Rule(),
        *_totals(sale, words),
        *_tenders(sale, words),
        Blank(),
        *_taxes(sale, words),
        *points_blocks(sale, note, words, profile.time_zone),
        Rule(),
        Row(words["receipt"], sale.receipt_no),
        Row(words["business_date"], words.day(sale.origin.business_date)),
        Text(words.time(sale.origin.at, profile.time_zone)),
        Row(words["served_by"], operator_name),
    ]
    if sale.age_confirmed:
        blocks.append(Row(words["age_checked"], f"{sale.age_confirmed}+"))
    blocks.append(Row(words["journal"], entry_hash[:HASH_DIGITS]))
    if not sale.reverses and any(_may_come_back(line) for line in sale.lines):
        # What a till scans when goods come back.
        blocks.extend((Blank(), Qr(sale.receipt_no)))
    if profile.receipt_footer:
        blocks.append(Blank())
        blocks.extend(Text(line, align="center") for line in profile.receipt_footer)
    blocks.append(Cut())
    return ReceiptDocument(
        document_id=document_id, kind="receipt", language=profile.languages[0], blocks=tuple(blocks)
    )


def _may_come_back(line: Line) -> bool:
    return not line.voided and line.returned is None and line.kind != "gift_card"


def duplicate(document: ReceiptDocument, document_id: str, currency: str) -> ReceiptDocument:
    """The same paper again, marked DUPLICATE, never opening the drawer (M5.2)."""
    mark = Notice(PaperWords(document.language, currency)["duplicate"])
    return replace(
        document,
        document_id=document_id,
        kind="duplicate",
        open_drawer=False,
        blocks=(mark, *(block for block in document.blocks if block != mark)),
    )


def letterhead(profile: StoreProfile, words: PaperWords) -> Iterator[Block]:
    """Who sells: name, address, tax id."""
    yield Text(profile.name, align="center", bold=True, size=2)
    yield from (Text(line, align="center") for line in profile.address)
    if profile.tax_id:
        yield Text(f"{words['tax_id']} {profile.tax_id}", align="center")
    yield Rule()


def _notices(sale: SaleCompleted, words: PaperWords) -> Iterator[Block]:
    if sale.origin.training:
        yield Notice(words["training"])
    if sale.reverses:
        yield Notice(words["post_void"])
        yield Row(words["cancels"], sale.reverses_receipt_no)


def _lines(sale: SaleCompleted, words: PaperWords) -> Iterator[Block]:
    amounts = {amount.line_id: amount for amount in sale.amounts}
    for line in sale.lines:
        if line.line_id in amounts:
            amount = amounts[line.line_id]
            back = line.returned
            yield from _return(line, back, amount, words) if back else _line(line, amount, words)


def _return(line: Line, returned: Returned, amount: PricedLine, words: PaperWords) -> Iterator[Block]:
    """Goods that came back: what goes back for them, and which receipt they were on."""
    letters = "".join(tax.letter for tax in amount.taxes)
    name = f"{words['deposit']} {line.name}" if line.kind == "deposit" else line.name
    yield Row(f"{words['return']} {name}", f"{words.amount(amount.amount)} {letters}".rstrip())
    if line.kind == "deposit":
        return
    origin = returned.receipt_no
    text = f"{words['of_receipt']} {origin}" if origin else words["without_receipt"]
    if abs(line.quantity) != THOUSANDTHS or line.measured:
        text = f"{words.quantity(abs(line.quantity), line.unit)}, {text}"
    yield Text(f"  {text}")
    yield from _pack(line, words)


def _line(line: Line, amount: PricedLine, words: PaperWords) -> Iterator[Block]:
    letters = "".join(tax.letter for tax in amount.taxes)
    name = f"{words['deposit']} {line.name}" if line.kind == "deposit" else line.name
    if line.kind == "gift_card":
        name = gift_card_name(line, words)
    yield Row(name, f"{words.amount(amount.extended)} {letters}".rstrip())
    if line.kind == "gift_card":
        return
    if line.quantity != THOUSANDTHS or line.measured:
        each = f"/{line.unit}" if line.measured else ""
        yield Text(f"  {words.quantity(line.quantity, line.unit)} x {words.amount(line.unit_price)}{each}")
    yield from _pack(line, words)
    if line.override:
        yield Text(f"  {words['price_changed']} {words.amount(line.override.was)}")
    for promotion in amount.promotions:
        if promotion.quantity:
            yield Row(f"  {promotion.name}", words.amount(-promotion.applied))
    for discount, applied in zip(line.discounts, amount.discounts, strict=True):
        share = f" {_share(discount, words)}" if discount.kind == "percent" else ""
        yield Row(f"  {words['discount']}{share}", words.amount(-applied.applied))


def _share(discount: Discount, words: PaperWords) -> str:
    """The percentage of a discount, with the decimal sign of the paper."""
    return words.percent(str(Decimal(discount.value) / 100))


def _pack(line: Line, words: PaperWords) -> Iterator[Block]:
    """What the pack said of itself, for a recall (M1.5)."""
    if line.batch:
        yield Text(f"  {words['batch']} {line.batch}")
    if line.serial:
        yield Text(f"  {words['serial']} {line.serial}")
    if line.expiry:
        yield Text(f"  {words['expiry']} {words.day(line.expiry)}")
    if line.best_before:
        yield Text(f"  {words['best_before']} {words.day(line.best_before)}")


def _totals(sale: SaleCompleted, words: PaperWords) -> Iterator[Block]:
    back = {line.line_id for line in sale.lines if line.returned}
    sold = [line for line in sale.amounts if line.line_id not in back]
    transaction_discount = sum(line.transaction_discount for line in sold)
    promotions = _promotions_on_whole(sold)
    if transaction_discount or promotions:
        # A refund stands on its line with all its discounts taken off.
        before = sum(line.amount for line in sale.amounts) + transaction_discount
        before += sum(promotions.values())
        yield Row(words["subtotal"], words.amount(before))
        yield from (Row(name, words.amount(-applied)) for (_, name), applied in promotions.items())
    if transaction_discount:
        share = "".join(f" {_share(one, words)}" for one in sale.discounts if one.kind == "percent")
        yield Row(f"{words['sale_discount']}{share}", words.amount(-transaction_discount))
    if sale.total != sum(line.amount for line in sale.amounts):
        yield from (
            Row(name or words["tax_amount"], words.amount(tax)) for name, tax in _taxes_on_top(sale).items()
        )
    name = "refund" if sale.total < 0 and not sale.reverses else "total"
    yield Row(words[name], words.money(sale.total), bold=True, size=2)
    if sale.settlement.rounding:
        yield Row(words["cash_rounding"], words.amount(sale.settlement.rounding))
        yield Row(words["to_pay"], words.money(sale.settlement.payable), bold=True)


def _promotions_on_whole(amounts: list[PricedLine]) -> dict[tuple[str, str], int]:
    """What came off by promotions on the whole sale, by id and name; others stand below their lines."""
    found: dict[tuple[str, str], int] = {}
    for one in (one for line in amounts for one in line.promotions if not one.quantity):
        key = (one.promotion_id, one.name)
        found[key] = found.get(key, 0) + one.applied
    return found


def _tenders(sale: SaleCompleted, words: PaperWords) -> Iterator[Block]:
    for tender in sale.tenders:
        if tender.kind in VALUE_KINDS:
            yield from value_tender(tender, words)
            continue
        name = words[tender.kind]
        if tender.amount < 0 and tender.kind == "cash":
            name = words["cash_back"]
        if tender.kind == "card":
            name = " ".join(part for part in (name, tender.brand or "", ended_in(tender.last4)) if part)
        yield Row(name, words.amount(tender.amount))
    if sale.settlement.change:
        yield Row(words["change"], words.amount(-sale.settlement.change), bold=True)
    if sale.settlement.rounding:
        yield Text(words["cash_rounding_notice"])


def _taxes_on_top(sale: SaleCompleted) -> dict[str, int]:
    """What is added to tax-exclusive prices, by the name of the tax."""
    taxes: dict[str, int] = {}
    for group in sale.tax_groups:
        taxes[group.name] = taxes.get(group.name, 0) + group.tax
    return taxes


def _taxes(sale: SaleCompleted, words: PaperWords) -> Iterator[Block]:
    """The tax table, a row a rate (EN 16931), under the name of the tax; several taxes each say theirs."""
    if not sale.tax_groups:
        return
    names = {group.name for group in sale.tax_groups}
    several = len(names) > 1
    yield tax_head(words["rate"] if several else names.pop() or words["rate"], words)
    for group in sale.tax_groups:
        # Some stores write the rate into the name: VAT 19 %.
        shows_rate = several and any(char.isdigit() for char in group.name)
        parts = (group.letter, group.name if several else "", "" if shows_rate else words.percent(group.rate))
        figures = (words.amount(amount) for amount in (group.net, group.tax, group.gross))
        yield tax_row(" ".join(part for part in parts if part), *figures)


def tax_head(name: str, words: PaperWords) -> Columns:
    """What stands over the columns of `tax_row`."""
    return tax_row(name, words["net"], words["tax_amount"], words["gross"])


def tax_row(name: str, *figures: str) -> Columns:
    """One row of the tax table: the rate, then net, tax and gross."""
    return Columns((Cell(name, weight=3), *(Cell(figure, align="right", weight=3) for figure in figures)))
