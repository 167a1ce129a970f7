"""From a scanned or typed code to the item it means, or to what the cashier should be told."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from pos_app.ports.store import Catalogue, FoundItem
from pos_app.views import Notice
from retail.errors import DataError
from retail.identifiers import BASE_YEAR, EmbeddedLayout, ParsedCode, parse, to_gtin14

SHOWN_CHARACTERS = 40
"""A hostile or garbled code is shown to this length only; the journal keeps it whole."""

UNREADABLE = frozenset(
    {"bad_check_digit", "bad_inner_check_digit", "control_characters", "empty", "wrong_length"}
)
"""Errors of a code that was read wrong, where scanning again is the next act."""


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """The item a code means, with the quantity (thousandths) and price (minor units) that the code carries.

    `code` is what else it says of the pack: batch, serial, expiry.
    """

    found: FoundItem
    code: ParsedCode
    quantity: int | None = None
    price: int | None = None


def look_up(
    catalogue: Catalogue,
    raw: str,
    layouts: Sequence[EmbeddedLayout],
    *,
    currency: str = "",
    year: int = BASE_YEAR,
) -> Hit | Notice:
    """Find what `raw` means; never raises for any text.

    `currency` is the store's and `year` that of the business day, for prices and dates of GS1 codes.
    """
    code = parse(raw, layouts, currency=currency, year=year)
    plain = _whole_code(catalogue, code)
    if plain is not None:
        return Hit(found=plain, code=code)
    for identifier in code.identifiers:
        found = catalogue.find(identifier)
        if found is not None:
            return Hit(
                found=found,
                code=code,
                quantity=code.quantity_in(found.item.unit),
                price=code.price_minor,
            )
    return _not_found(code)


def _whole_code(catalogue: Catalogue, code: ParsedCode) -> FoundItem | None:
    """A code that the catalogue knows whole is that item, even where a layout would cut it up.

    Shops number their own goods with prefix 2 too.
    """
    if code.kind != "embedded":
        return None
    try:
        return catalogue.find(f"gtin:{to_gtin14(code.text)}")
    except DataError:
        return None


def _not_found(code: ParsedCode) -> Notice:
    shown = "".join(char if char.isprintable() else "·" for char in code.text)
    if len(shown) > SHOWN_CHARACTERS:
        shown = f"{shown[:SHOWN_CHARACTERS]}…"
    special = _of_gs1(code, shown)
    if special is not None:
        return special
    if code.error in UNREADABLE:
        return Notice(
            code=f"code_{code.error}",
            message=f"{code.message} ({shown})" if shown else str(code.message),
            tone="caution",
            params={"code": shown},
            acts=("search", "department"),
        )
    return Notice(
        code="unknown_barcode",
        message=f"Unknown barcode {shown}. Search by name, or key the price.",
        tone="caution",
        params={"code": shown},
        acts=("search", "department"),
    )


def _of_gs1(code: ParsedCode, shown: str) -> Notice | None:
    """What is wrong with a GS1 code or a link, where another barcode may help; None for other codes."""
    told = {
        "gs1_no_item": "code_no_item",
        "gs1_separator_lost": "code_separator_lost",
        "gs1_other_currency": "code_other_currency",
        "link_compressed": "code_link",
        "web_link": "code_link",
    }.get(code.error or "")
    if told == "code_no_item" and code.coupon:
        told = "code_coupon"
    if told is None and code.kind == "gs1" and code.error not in (None, *UNREADABLE):
        told = "code_gs1"
    if told is None:
        return None
    return Notice(
        code=told,
        message=f"{code.message} ({shown})",
        tone="caution",
        params={"code": shown, "currency": code.currency or ""},
        acts=("search", "department"),
    )
