"""Tells what a scan is: by its AIM identifier, else by its length, else an unknown code kept raw (M1.1).

The order of questions and worked tables are in docs/algorithms/identifiers.md.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from retail.errors import DataError
from retail.identifiers import aim, digital_link, element_string, gtin, upc_e
from retail.identifiers.aim import Content, Symbology
from retail.identifiers.check_digit import is_digits
from retail.identifiers.embedded import EmbeddedLayout, layout_for, read_embedded
from retail.identifiers.gs1 import read_gs1
from retail.identifiers.layouts import DEFAULT_LAYOUTS
from retail.identifiers.parsed_code import ParsedCode
from retail.identifiers.plu import plu_of

_BLANKS = " \t\r\n"
_EAN_13 = 13
_UPC_A = 12
_ADD_ONS = (2, 5)
BASE_YEAR = 2026
"""The year that decides the century of dates where nobody knows the current one."""
_LENGTHS = {
    Content.EAN_UPC: (_UPC_A, _EAN_13),
    Content.EAN_8: (8,),
    Content.ITF: (gtin.CANONICAL_LENGTH,),
}


class _Rules(msgspec.Struct, frozen=True, kw_only=True):
    """What reading a code depends on, beside the code."""

    layouts: Sequence[EmbeddedLayout]
    currency: str
    year: int


def parse(
    raw: str,
    layouts: Sequence[EmbeddedLayout] = DEFAULT_LAYOUTS,
    *,
    symbology: str | None = None,
    plu_prefix: str = "",
    currency: str = "",
    year: int = BASE_YEAR,
) -> ParsedCode:
    """What `raw` means; never raises for any text.

    `layouts` says how in-store codes carry a price or weight (M1.4); `symbology` is a driver's hint (a
    key of `aim.HINTS`, KeyError for another) that an AIM identifier overrides; with `plu_prefix` only codes
    behind it are PLUs. `currency` is the store's, for the prices of GS1 codes; `year` is the current one, for
    the century of their dates.
    """
    rules = _Rules(layouts=layouts, currency=currency, year=year)
    hint = None if symbology is None else aim.HINTS[symbology]
    carrier, text = aim.split(raw.strip(_BLANKS))
    carrier = carrier or hint
    code = ParsedCode(raw=raw, text=text, symbology=carrier.name if carrier else None)
    if not text:
        return _unknown(code, "empty", "There is no code. Scan again.")
    # A group separator belongs to an element string; anything else unprintable is a half-read code.
    if not text.replace(element_string.SEPARATOR, "").isprintable():
        return _unknown(code, "control_characters", "The code holds unreadable characters. Scan again.")
    if carrier is not None:
        return _by_carrier(code, carrier, rules)
    plu = plu_of(text, plu_prefix)
    if plu is not None:
        return replace(code, kind="plu", plu=plu)
    return _by_its_looks(code, rules)


def _by_carrier(code: ParsedCode, carrier: Symbology, rules: _Rules) -> ParsedCode:
    content = carrier.content
    if content is Content.ELEMENT_STRING:
        return _element_string(code, rules)
    if content is Content.TEXT:
        return _text(code, rules)
    if content is Content.EAN_UPC_ADD_ON:
        return _with_add_on(code, rules)
    # EAN-8 has an identifier of its own, so eight digits of EAN/UPC are a UPC-E the scanner did not expand.
    if content is Content.UPC_E or (content is Content.EAN_UPC and len(code.text) == upc_e.LENGTH):
        return _upc_e(replace(code, symbology="upc_e"), rules)
    return _number(code, code.text, _LENGTHS[content], rules)


def _by_its_looks(code: ParsedCode, rules: _Rules) -> ParsedCode:
    """A code that nothing is known of: an element string where it can be nothing else, else by its length."""
    if element_string.is_clear(code.text) or element_string.is_bracketed(code.text):
        return _element_string(code, rules)
    if is_digits(code.text):
        return _number(code, code.text, gtin.LENGTHS, rules)
    return _text(code, rules)


def _with_add_on(code: ParsedCode, rules: _Rules) -> ParsedCode:
    main, add_on = code.text[:_EAN_13], code.text[_EAN_13:]
    if not is_digits(code.text) or len(add_on) not in _ADD_ONS:
        return _wrong_length(code)
    return _number(replace(code, add_on=add_on), main, (_EAN_13,), rules)


def _upc_e(code: ParsedCode, rules: _Rules) -> ParsedCode:
    try:
        return _number(code, upc_e.expand(code.text), (_UPC_A,), rules)
    except DataError as error:
        return _refused(code, error)


def _number(code: ParsedCode, digits: str, lengths: tuple[int, ...], rules: _Rules) -> ParsedCode:
    """A GTIN of one of `lengths`, or a code that carries a value."""
    if len(digits) not in lengths:
        return _wrong_length(code)
    try:
        key = gtin.to_gtin14(digits)
    except DataError as error:
        return _refused(code, error)
    if len(digits) in (_UPC_A, _EAN_13):
        layout = layout_for(key[1:], rules.layouts)
        if layout is not None:
            return _embedded(code, key[1:], layout)
    return replace(code, kind="gtin", gtin14=key)


def _embedded(code: ParsedCode, gtin13: str, layout: EmbeddedLayout) -> ParsedCode:
    code = replace(code, kind="embedded", prefix=layout.prefix)
    try:
        found = read_embedded(gtin13, layout)
    except DataError as error:
        return replace(code, error=error.code, message=error.message)
    return replace(
        code,
        gtin14=found.gtin14,
        item_reference=found.item_reference,
        price_minor=found.value if layout.measure == "price" else None,
        weight=found.value if layout.measure == "weight" else None,
        count=found.value if layout.measure == "count" else None,
    )


def _element_string(code: ParsedCode, rules: _Rules) -> ParsedCode:
    code = replace(code, kind="gs1")
    try:
        if element_string.is_bracketed(code.text):
            fields = element_string.split_bracketed(code.text)
        else:
            fields = element_string.split_scanned(code.text)
            element_string.refuse_swallowed_date(fields, code.text, rules.year)
        return read_gs1(code, fields, currency=rules.currency, year=rules.year)
    except DataError as error:
        return replace(code, error=error.code, message=error.message)


def _text(code: ParsedCode, rules: _Rules) -> ParsedCode:
    if not digital_link.is_address(code.text):
        return _unknown(
            code, "unknown_code", "This code is not known. Search for the item or use a department."
        )
    try:
        fields = digital_link.split_link(code.text)
        if fields is not None:
            return read_gs1(replace(code, kind="gs1"), fields, currency=rules.currency, year=rules.year)
    except DataError as error:
        return replace(code, kind="gs1", error=error.code, message=error.message)
    return _unknown(code, "web_link", "This is a web link. Scan the other barcode on the pack.")


def _wrong_length(code: ParsedCode) -> ParsedCode:
    return _unknown(
        code, "wrong_length", "This code is too short or too long for a barcode of goods. Scan again."
    )


def _unknown(code: ParsedCode, error: str, message: str) -> ParsedCode:
    return replace(code, kind="unknown", add_on=None, error=error, message=message)


def _refused(code: ParsedCode, error: DataError) -> ParsedCode:
    """A number of the right form with something wrong in it; letters are no number at all."""
    if error.code == "wrong_length":
        return _wrong_length(code)
    return replace(code, kind="gtin", error=error.code, message=error.message)
