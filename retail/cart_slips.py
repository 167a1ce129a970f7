"""The papers of carts: the slip of a parked sale with its basket codes, and the link that goes to a phone."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from retail.receipt import Blank, Cut, Notice, Qr, ReceiptDocument, Row, Rule, Text
from retail.receipt_words import PaperWords
from retail.sale_receipt import letterhead
from retail.store_config import StoreProfile

CART_LINK = "cart_link"
"""Kind of the paper with the link: it holds what opens a cart, and is forgotten once it is printed."""


class ParkedPaper(msgspec.Struct, frozen=True, kw_only=True):
    """What the slip of a parked sale says."""

    label: str
    till: str
    operator: str
    parked_at: int
    """UTC milliseconds."""
    total: int
    currency: str
    line_count: int
    codes: Sequence[str] = ()
    left_out: Sequence[str] = ()
    """Names of lines that are not in the codes: they have to be scanned or keyed again."""
    training: bool = False


def parked_slip(paper: ParkedPaper, profile: StoreProfile, document_id: str) -> ReceiptDocument:
    """The slip: no receipt, and it says so; with more than one code each says which it is."""
    words = PaperWords(profile.languages[0], paper.currency)
    parts = len(paper.codes)
    blocks = (
        *letterhead(profile, words),
        *((Notice(words["training"]),) if paper.training else ()),
        Text(words["parked"], align="center", bold=True, size=2),
        *((Text(paper.label, align="center", bold=True),) if paper.label else ()),
        Rule(),
        Row(words["till"], paper.till),
        Row(words["served_by"], paper.operator),
        Row(words["parked_at"], words.time(paper.parked_at, profile.time_zone)),
        Row(words["lines"], str(paper.line_count)),
        Row(words["total"], words.money(paper.total), bold=True),
        Rule(),
        Text(words["not_paid"], align="center", bold=True),
        Blank(),
        *(
            Qr(code, f"{number} / {parts}" if parts > 1 else words["scan_at_a_till"])
            for number, code in enumerate(paper.codes, start=1)
        ),
        *((Text(words["not_in_code"], bold=True),) if paper.left_out else ()),
        *(Text(f"- {name}") for name in paper.left_out),
        Cut(),
    )
    return ReceiptDocument(
        document_id=document_id, kind="parked_slip", language=profile.languages[0], blocks=blocks
    )


def link_slip(link: str, at: int, currency: str, profile: StoreProfile, document_id: str) -> ReceiptDocument:
    """The link that opens a cart on a phone, and when it was made."""
    words = PaperWords(profile.languages[0], currency)
    blocks = (
        *letterhead(profile, words),
        Text(words["your_cart"], align="center", bold=True, size=2),
        Text(words["not_paid"], align="center", bold=True),
        Blank(),
        Qr(link, words["scan_with_phone"]),
        Row(words["parked_at"], words.time(at, profile.time_zone)),
        Cut(),
    )
    return ReceiptDocument(
        document_id=document_id, kind=CART_LINK, language=profile.languages[0], blocks=blocks
    )
