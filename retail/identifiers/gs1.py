"""Reads a GS1 code, an element string or a Digital Link, into what a till needs of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from retail.currency import digits
from retail.identifiers.gs1_message import Message, read_message
from retail.identifiers.gs1_values import Field
from retail.identifiers.parsed_code import ParsedCode

_USUAL_DIGITS: Final = 2
_NO_ITEM: Final = "This code names no item (no GTIN). Scan the other barcode on the pack."
_COUPON: Final = "This is a coupon, and this till takes none. Give it back, or give a discount."


def read_gs1(code: ParsedCode, fields: Sequence[Field], *, currency: str, year: int) -> ParsedCode:
    """What the fields of a GS1 code mean; `currency` is the store's, empty where nobody sells.

    Raises `DataError` for fields that are wrong. A code that is right and still cannot be sold has an error:
    `gs1_no_item` without a GTIN, `gs1_other_currency` with a price in money that the store does not take.
    """
    message = read_message(fields, year=year, digits=lambda other: _digits(other or currency))
    code = _told(code, message)
    if message.gtin14 is None:
        return replace(code, error="gs1_no_item", message=_COUPON if code.coupon else _NO_ITEM)
    if currency and message.currency not in ("", currency):
        return replace(
            code,
            error="gs1_other_currency",
            message=f"The price on the pack is in {message.currency}, not {currency}. Key the price by hand.",
        )
    return code


def _told(code: ParsedCode, message: Message) -> ParsedCode:
    return replace(
        code,
        elements=message.elements,
        gtin14=message.gtin14,
        price_minor=message.price,
        currency=message.currency or None,
        weight=message.weight,
        length=message.length,
        volume=message.volume,
        count=message.count,
        expiry=message.expiry or None,
        best_before=message.best_before or None,
        batch=message.batch or None,
        serial=message.serial or None,
    )


def _digits(currency: str) -> int:
    return digits(currency) if currency else _USUAL_DIGITS
