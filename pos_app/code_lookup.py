"""From a scanned or typed code to the item it means, or to what the cashier should be told."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from pos_app.ports.store import Catalogue, FoundItem
from pos_app.views import Notice
from retail.errors import DataError
from retail.identifiers import EmbeddedLayout, ParsedCode, parse, to_gtin14

SHOWN_CHARACTERS = 40
"""A hostile or garbled code is shown to this length only; the journal keeps it whole."""

UNREADABLE = frozenset(
    {"bad_check_digit", "bad_inner_check_digit", "control_characters", "empty", "wrong_length"}
)
"""Errors of a code that was read wrong, where scanning again is the next act."""


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """The item a code means, with the quantity (thousandths) or price (minor units) that the code carries."""

    found: FoundItem
    quantity: int | None = None
    price: int | None = None


def look_up(catalogue: Catalogue, raw: str, layouts: Sequence[EmbeddedLayout]) -> Hit | Notice:
    """Find what `raw` means; never raises for any text."""
    code = parse(raw, layouts)
    plain = _whole_code(catalogue, code)
    if plain is not None:
        return Hit(found=plain)
    for identifier in code.identifiers:
        found = catalogue.find(identifier)
        if found is not None:
            return Hit(found=found, quantity=code.quantity, price=code.price_minor)
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
