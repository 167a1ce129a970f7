"""Papers of the till session as documents: X and Z report, and the slip of a cash movement."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from retail.receipt import Blank, Block, Cut, Notice, ReceiptDocument, Row, Rule, Text
from retail.receipt_words import PaperWords
from retail.report import SessionTotals
from retail.sale_receipt import letterhead, tax_head, tax_row
from retail.session import CashMove
from retail.store_config import StoreProfile


def session_report(
    totals: SessionTotals,
    profile: StoreProfile,
    kind: Literal["x_report", "z_report"],
    document_id: str,
    *,
    blind: bool = False,
) -> ReceiptDocument:
    """The X report, or the numbered Z report with its count (M5.2).

    `blind` leaves out payments and the till's cash, from which the count could be worked out beforehand.
    """
    words = PaperWords(profile.languages[0], totals.currency)
    number = f" {totals.number}" if kind == "z_report" else ""
    blocks = (
        *letterhead(profile, words),
        Text(f"{words[kind]}{number}", align="center", bold=True, size=2),
        Row(words["session"], str(totals.number)),
        Row(words["business_date"], words.day(totals.business_date)),
        Row(words["opened"], words.time(totals.opened_at, profile.time_zone)),
        Row(words["taken"], words.time(totals.taken_at, profile.time_zone)),
        Rule(),
        *_turnover(totals, words),
        *(() if blind else _tenders(totals, words)),
        *_counts(totals, words),
        Rule(),
        *(() if blind else (*_cash(totals, words), Rule())),
        Row(words["perpetual"], words.money(totals.perpetual_total)),
        Cut(),
    )
    return ReceiptDocument(document_id=document_id, kind=kind, language=profile.languages[0], blocks=blocks)


def _turnover(totals: SessionTotals, words: PaperWords) -> Iterator[Block]:
    if totals.first_receipt:
        yield Row(words["receipts"], f"{totals.first_receipt} - {totals.last_receipt}")
    yield Row(f"{words['sales']} ({totals.sales_count})", words.amount(totals.sales_total), bold=True)
    if totals.return_count:
        yield Row(f"{words['returns']} ({totals.return_count})", words.amount(totals.return_total))
    if totals.post_void_count:
        yield Row(f"{words['post_voids']} ({totals.post_void_count})", words.amount(totals.post_void_total))
    yield Row(words["discounts"], words.amount(-totals.discount_total))
    if totals.promotion_total:
        yield Row(words["promotions"], words.amount(-totals.promotion_total))
    if totals.gift_card_total:
        yield Row(words["gift_card_loads"], words.amount(totals.gift_card_total))
    yield Blank()
    if not totals.taxes:
        return
    yield tax_head(words["rate"], words)
    for tax in totals.taxes:
        figures = (words.amount(amount) for amount in (tax.net, tax.tax, tax.gross))
        yield tax_row(f"{tax.code} {words.percent(tax.rate)}", *figures)
    yield Blank()


def _tenders(totals: SessionTotals, words: PaperWords) -> Iterator[Block]:
    yield Text(words["tenders"], bold=True)
    for tender in totals.tenders:
        yield Row(f"{words[tender.kind]} ({tender.count})", words.amount(tender.amount))
    yield Row(words["cash_rounding"], words.amount(totals.cash_rounding))
    yield Blank()


def _counts(totals: SessionTotals, words: PaperWords) -> Iterator[Block]:
    counts = (
        ("voids", totals.void_count),
        ("line_voids", totals.line_void_count),
        ("no_sales", totals.no_sale_count),
        ("drawer_opens", totals.drawer_count),
        ("reprints", totals.reprint_count),
    )
    yield from (Row(words[name], str(count)) for name, count in counts)


def _cash(totals: SessionTotals, words: PaperWords) -> Iterator[Block]:
    yield Row(words["opening_float"], words.amount(totals.opening_float))
    yield Row(words["float_entry"], words.amount(totals.float_entries))
    yield Row(words["paid_in"], words.amount(totals.paid_in))
    yield Row(words["cash_pickup"], words.amount(-totals.cash_pickups))
    yield Row(words["paid_out"], words.amount(-totals.paid_out))
    yield Row(words["expected"], words.money(totals.expected_cash), bold=True)
    if totals.counted_cash is not None and totals.over_short is not None:
        yield Row(words["counted"], words.money(totals.counted_cash))
        yield Row(words["over_short"], words.money(totals.over_short), bold=True)


def cash_slip(
    move: CashMove, profile: StoreProfile, currency: str, reason: str, operator_name: str, *, training: bool
) -> ReceiptDocument:
    """The signed slip of cash put in or taken out."""
    words = PaperWords(profile.languages[0], currency)
    blocks: list[Block] = [*letterhead(profile, words)]
    if training:
        blocks.append(Notice(words["training"]))
    blocks.append(Text(words[move.kind], align="center", bold=True, size=2))
    blocks.append(Row(words["amount"], words.money(move.amount), bold=True))
    if reason:
        blocks.append(Row(words["reason"], reason))
    if move.note:
        blocks.append(Text(move.note))
    blocks.extend(
        (
            Text(words.time(move.at, profile.time_zone)),
            Row(words["served_by"], operator_name),
            Blank(2),
            Text(f"{words['signature']}: ______________________"),
            Cut(),
        )
    )
    return ReceiptDocument(
        document_id=move.move_id,
        kind=move.kind,
        language=profile.languages[0],
        blocks=tuple(blocks),
        open_drawer=True,
    )


def drawer_kick(profile: StoreProfile, document_id: str) -> ReceiptDocument:
    """Opens the drawer and prints nothing; the journal keeps the record of a no-sale."""
    return ReceiptDocument(
        document_id=document_id, kind="no_sale", language=profile.languages[0], blocks=(), open_drawer=True
    )
