"""Holds the value of an application identifier against its format, and reads dates out of it."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from typing import Final, NoReturn

import msgspec

from retail.errors import DataError
from retail.identifiers.application_identifiers import ApplicationIdentifier
from retail.identifiers.check_digit import has_right_check_digit
from retail.identifiers.currency_numbers import currency_of

# General Specifications 7.11: the 82 characters, the 39, and file-safe base 64.
_CHARSETS: Final = {
    "N": re.compile(r"[0-9]+"),
    "X": re.compile(r"[!\"%&'()*+,\-./0-9:;<=>?A-Z_a-z]+"),
    "Y": re.compile(r"[#\-/0-9A-Z]+"),
    "Z": re.compile(r"[A-Za-z0-9_\-=]+"),
}
_SIGNS: Final = {"minus": "-", "slash": "/"}
_CENTURY: Final = 100
_HALF: Final = 50
_MONTHS: Final = 12
_HOURS: Final = 24
_MINUTES: Final = 60


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """An identifier with the value found behind it, and the offset at which it stood in the scan."""

    known: ApplicationIdentifier
    value: str
    at: int

    @property
    def named(self) -> str:
        """How a message names it: number, title and place."""
        return f"({self.known.ai}) {self.known.title} at character {self.at + 1}"


def check_value(field: Field, year: int) -> None:
    """Refuse a value that its format does not allow; `year` is the current one.

    Raises `DataError`: `gs1_empty_value`, `gs1_wrong_length`, `gs1_bad_character`, `bad_check_digit`,
    `gs1_bad_date`, `gs1_bad_value`.
    """
    if not field.value:
        refuse(field, "gs1_empty_value", "is empty")
    for check, piece in tuple(_pieces(field)):
        if check == "check" and not has_right_check_digit(piece):
            refuse(field, "bad_check_digit", "has a wrong check digit")
        if check in ("day", "day0") and date_of(piece, year, last_of_month=check == "day0") is None:
            refuse(field, "gs1_bad_date", f"holds {piece}, which is no date")
        if not _fits(check, piece):
            refuse(field, "gs1_bad_value", f"holds {piece}, which is not possible there")


def refuse(field: Field, code: str, what: str) -> NoReturn:
    """Say which identifier is wrong, where and how, and what to do."""
    raise DataError(
        code,
        f"{field.named} {what}. Scan it again, or the other barcode on the pack.",
        ai=field.known.ai,
        at=field.at + 1,
    )


def date_of(digits: str, year: int, *, last_of_month: bool = True) -> str | None:
    """`YYMMDD` as `YYYY-MM-DD`; None where there is no such day.

    The century is the one that brings the year nearest to `year` (General Specifications 7.12); day 00 is the
    last of the month where that is allowed.
    """
    short, month, day = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    full = year - year % _CENTURY + short
    if full - year > _HALF:
        full -= _CENTURY
    elif full - year <= -_HALF:
        full += _CENTURY
    if not 1 <= month <= _MONTHS:
        return None
    last = calendar.monthrange(full, month)[1]
    if day == 0 and last_of_month:
        day = last
    return f"{full:04}-{month:02}-{day:02}" if 1 <= day <= last else None


def _pieces(field: Field) -> Iterator[tuple[str, str]]:
    """The value cut into its parts, each with what is to be checked."""
    rest = field.value
    for part in field.known.parts:
        if part.optional and not rest:
            break
        piece, rest = rest[: part.most], rest[part.most :]
        if len(piece) < part.least:
            refuse(field, "gs1_wrong_length", "is too short")
        if not _CHARSETS[part.charset].fullmatch(piece):
            refuse(field, "gs1_bad_character", "holds a character that is not allowed there")
        yield part.check, piece
    if rest:
        refuse(field, "gs1_wrong_length", "is too long")


def _fits(check: str, piece: str) -> bool:
    """Whether a part passes the plain checks of its row; those that have an error of their own pass here."""
    if check == "time":
        return int(piece[:2]) < _HOURS and int(piece[2:]) < _MINUTES
    if check == "hour":
        return int(piece) < _HOURS
    if check == "currency":
        return currency_of(piece) is not None
    if check == "piece":
        return 1 <= int(piece[:2]) <= int(piece[2:])
    if check == "flag":
        return piece in ("0", "1")
    return piece == _SIGNS.get(check, piece)
