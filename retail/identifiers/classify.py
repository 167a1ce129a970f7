"""Tells what a scan is: by its AIM identifier, else by its length, else an unknown code kept raw (M1.1).

The order of questions and a worked table are in docs/algorithms/identifiers.md. GS1 element strings and links
arrive at `_element_string` and `_text`; both are unknown codes.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from retail.errors import DataError
from retail.identifiers import aim, gtin, upc_e
from retail.identifiers.aim import Content, Symbology
from retail.identifiers.check_digit import is_digits
from retail.identifiers.embedded import EmbeddedLayout, layout_for, read_embedded
from retail.identifiers.layouts import DEFAULT_LAYOUTS
from retail.identifiers.parsed_code import ParsedCode
from retail.identifiers.plu import plu_of

_BLANKS = " \t\r\n"
_GROUP_SEPARATOR = "\x1d"
_EAN_13 = 13
_UPC_A = 12
_ADD_ONS = (2, 5)
_LENGTHS = {
    Content.EAN_UPC: (_UPC_A, _EAN_13),
    Content.EAN_8: (8,),
    Content.ITF: (gtin.CANONICAL_LENGTH,),
}


def parse(
    raw: str,
    layouts: Sequence[EmbeddedLayout] = DEFAULT_LAYOUTS,
    *,
    symbology: str | None = None,
    plu_prefix: str = "",
) -> ParsedCode:
    """What `raw` means; never raises for any text.

    `layouts` says how in-store codes carry a price or weight (M1.4); `symbology` is a driver's hint (a
    key of `aim.HINTS`, KeyError for another) that an AIM identifier overrides; with `plu_prefix` only codes
    behind it are PLUs.
    """
    hint = None if symbology is None else aim.HINTS[symbology]
    carrier, text = aim.split(raw.strip(_BLANKS))
    carrier = carrier or hint
    code = ParsedCode(raw=raw, text=text, symbology=carrier.name if carrier else None)
    if not text:
        return _unknown(code, "empty", "There is no code. Scan again.")
    # A group separator belongs to an element string; anything else unprintable is a half-read code.
    if not text.replace(_GROUP_SEPARATOR, "").isprintable():
        return _unknown(code, "control_characters", "The code holds unreadable characters. Scan again.")
    if carrier is not None:
        return _by_carrier(code, carrier, layouts)
    plu = plu_of(text, plu_prefix)
    if plu is not None:
        return replace(code, kind="plu", plu=plu)
    if is_digits(text):
        return _number(code, text, gtin.LENGTHS, layouts)
    return _text(code)


def _by_carrier(code: ParsedCode, carrier: Symbology, layouts: Sequence[EmbeddedLayout]) -> ParsedCode:
    content = carrier.content
    if content is Content.ELEMENT_STRING:
        return _element_string(code)
    if content is Content.TEXT:
        return _text(code)
    if content is Content.EAN_UPC_ADD_ON:
        return _with_add_on(code, layouts)
    # EAN-8 has an identifier of its own, so eight digits of EAN/UPC are a UPC-E the scanner did not expand.
    if content is Content.UPC_E or (content is Content.EAN_UPC and len(code.text) == upc_e.LENGTH):
        return _upc_e(replace(code, symbology="upc_e"), layouts)
    return _number(code, code.text, _LENGTHS[content], layouts)


def _with_add_on(code: ParsedCode, layouts: Sequence[EmbeddedLayout]) -> ParsedCode:
    main, add_on = code.text[:_EAN_13], code.text[_EAN_13:]
    if not is_digits(code.text) or len(add_on) not in _ADD_ONS:
        return _wrong_length(code)
    return _number(replace(code, add_on=add_on), main, (_EAN_13,), layouts)


def _upc_e(code: ParsedCode, layouts: Sequence[EmbeddedLayout]) -> ParsedCode:
    try:
        return _number(code, upc_e.expand(code.text), (_UPC_A,), layouts)
    except DataError as error:
        return _refused(code, error)


def _number(
    code: ParsedCode, digits: str, lengths: tuple[int, ...], layouts: Sequence[EmbeddedLayout]
) -> ParsedCode:
    """A GTIN of one of `lengths`, or a code that carries a value."""
    if len(digits) not in lengths:
        return _wrong_length(code)
    try:
        key = gtin.to_gtin14(digits)
    except DataError as error:
        return _refused(code, error)
    if len(digits) in (_UPC_A, _EAN_13):
        layout = layout_for(key[1:], layouts)
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


def _element_string(code: ParsedCode) -> ParsedCode:
    return _unknown(
        code, "gs1_element_string", "This is a GS1 element string. Scan the other barcode on the pack."
    )


def _text(code: ParsedCode) -> ParsedCode:
    if code.text.lower().startswith(("http://", "https://")):
        return _unknown(code, "web_link", "This is a web link. Scan the other barcode on the pack.")
    return _unknown(code, "unknown_code", "This code is not known. Search for the item or use a department.")


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
