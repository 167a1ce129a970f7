"""What a receipt says of gift cards, store credit and points: what they paid, and what is left."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from retail.events import SaleCompleted
from retail.receipt import Block, Row, Text
from retail.receipt_words import PaperWords
from retail.tender import Tender
from retail.transaction import Line


class PointsNote(msgspec.Struct, frozen=True, kw_only=True):
    """How the customer's account stands after the sale, as far as the till knows."""

    points: int
    pending: int = 0
    credit: int = 0
    """Store credit, minor units."""
    as_of: int
    """UTC milliseconds of the hub's word that it rests on; what this till did since is counted in."""


def ended_in(last4: str | None) -> str:
    """How the end of a card's number or code stands on paper; empty where it is not known."""
    return f"**** {last4}" if last4 else ""


def gift_card_name(line: Line, words: PaperWords) -> str:
    """The gift card of a line: never more of its code than the last four."""
    return f"{words['gift_card']} {ended_in(line.last4)}".rstrip()


def value_tender(tender: Tender, words: PaperWords) -> Iterator[Block]:
    """A tender of points, gift card or store credit, with what is left where the hub said it."""
    name = words[tender.kind if tender.amount > 0 else f"{tender.kind}_refund"]
    if tender.kind == "points":
        name = f"{name} ({abs(tender.points)})"
    yield Row(f"{name} {ended_in(tender.last4)}".rstrip(), words.amount(tender.amount))
    if tender.left is not None and tender.kind != "points":
        yield Row(f"  {words['value_left']}", words.amount(tender.left))


def points_blocks(
    sale: SaleCompleted, note: PointsNote | None, words: PaperWords, zone: str
) -> Iterator[Block]:
    """Points earned and taken back by the sale, and the balance with its age."""
    earned = sum(one.points for one in sale.points if one.kind == "accrual")
    taken = sum(one.points for one in sale.points if one.kind == "reversal" and one.points < 0)
    if earned:
        yield Row(words["points_earned"], str(earned))
    if taken:
        yield Row(words["points_taken_back"], str(taken))
    if note is None:
        return
    yield Row(words["points_balance"], str(note.points))
    if note.pending:
        yield Row(words["points_pending"], str(note.pending))
    if note.credit:
        yield Row(words["store_credit"], words.money(note.credit))
    yield Text(f"  {words['as_of']} {words.time(note.as_of, zone)}")
