"""Cuts GS1 element strings into identifiers and values: as scanners send them, and as people read them."""

from __future__ import annotations

import re
from typing import Final

from retail.errors import DataError
from retail.identifiers.application_identifiers import identifier, identifier_at
from retail.identifiers.check_digit import has_right_check_digit, is_digits
from retail.identifiers.gs1_values import Field, date_of

SEPARATOR: Final = "\x1d"
"""FNC1 as scanners send it: the ASCII group separator."""
_BRACKETED: Final = re.compile(r"\((\d{2,4})\)", re.ASCII)
_GTIN: Final = "01"
_GTIN_END: Final = 16
_DATE_AT_THE_END: Final = re.compile(r".+(15|17)(\d{6})", re.ASCII)
_OLDEST, _LATEST = -1, 9
"""Years from now that the date of goods in a shop lies in."""


def is_bracketed(text: str) -> bool:
    """Whether a text is written for people: `(01)09521234543213(17)261130`."""
    return _BRACKETED.match(text) is not None


def is_clear(text: str) -> bool:
    """Whether a text without an AIM identifier can only be an element string.

    It holds a separator, or begins with 01 and a GTIN-14 whose check digit is right: no number of goods is
    that long.
    """
    gtin = text[len(_GTIN) : _GTIN_END]
    return SEPARATOR in text or (
        text.startswith(_GTIN) and len(text) >= _GTIN_END and is_digits(gtin) and has_right_check_digit(gtin)
    )


def split_scanned(text: str) -> tuple[Field, ...]:
    """The fields of an element string with separators (General Specifications 7.8.6).

    A separator before the first identifier, behind the last value, or behind a value that needs none is let
    pass. Raises `DataError` "gs1_unknown_ai".
    """
    fields = []
    at = len(SEPARATOR) if text.startswith(SEPARATOR) else 0
    while at < len(text):
        known = identifier_at(text, at)
        start = at + len(known.ai)
        end = text.find(SEPARATOR, start)
        if end < 0:
            end = len(text)
        if known.predefined_length is not None:
            end = min(end, start + known.predefined_length)
        fields.append(Field(known=known, value=text[start:end], at=at))
        at = end + text.startswith(SEPARATOR, end)
    return tuple(fields)


def refuse_swallowed_date(fields: tuple[Field, ...], text: str, year: int) -> None:
    """Refuse a scan whose last value seems to have swallowed an expiry or best-before date.

    A scanner that leaves FNC1 out lets `10AB-1` and `17261130` run together into the batch AB-117261130, and
    goods past their date would be sold in silence. Of ten thousand right values that end in eight digits one
    looks so by chance; its goods have another barcode. Raises `DataError` "gs1_separator_lost".
    """
    if not fields or SEPARATOR in text or fields[-1].known.predefined_length is not None:
        return
    found = _DATE_AT_THE_END.fullmatch(fields[-1].value)
    if found is None or found[1] in {field.known.ai for field in fields}:
        return
    day = date_of(found[2], year)
    if day is not None and _OLDEST <= int(day[:4]) - year <= _LATEST:
        raise DataError(
            "gs1_separator_lost",
            "The scanner leaves out the separators of GS1 codes: set it to send FNC1 as GS. Until then scan "
            "the other barcode on the pack.",
            at=fields[-1].at + 1,
        )


def split_bracketed(text: str) -> tuple[Field, ...]:
    """The fields of `(01)…(17)…`; blanks and separators around a value are dropped.

    No value can hold `(10)` itself, because nothing says that it is not an identifier.

    Raises `DataError` "gs1_unknown_ai".
    """
    marks = list(_BRACKETED.finditer(text))
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    return tuple(
        Field(
            known=identifier(mark[1], mark.start()),
            value=text[mark.end() : end].strip(f" {SEPARATOR}"),
            at=mark.start(),
        )
        for mark, end in zip(marks, ends, strict=True)
    )
