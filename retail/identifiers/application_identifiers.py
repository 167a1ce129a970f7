"""Application identifiers of GS1: what a value looks like and what it may stand with, read from the table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

import msgspec

from retail.errors import DataError
from retail.identifiers.ai_table import TABLE

# General Specifications 7.8.5: identifiers that begin so have a length of their own and need no separator.
_PREDEFINED: Final = re.compile(r"0[0-4]|1[1-9]|20|3[1-6]|41", re.ASCII)
_DECIMALS_IN_LAST_DIGIT: Final = re.compile(r"3[1-6]\d\d|39[0-5]\d", re.ASCII)
_PART: Final = re.compile(r"(\[)?([NXYZ])(\.\.)?(\d+)(?::(\w+))?\]?", re.ASCII)
_SHOWN: Final = 4


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One part of a value: its character set and length, whether it may be missing, what is checked."""

    charset: str
    least: int
    most: int
    optional: bool
    check: str


class ApplicationIdentifier(msgspec.Struct, frozen=True, kw_only=True):
    """One identifier: the parts of its value, what it needs beside it and what it must not stand with.

    `needs`: of each list one must be there. Patterns may end in `n`, any digit.
    """

    ai: str
    title: str
    parts: tuple[Part, ...]
    needs: tuple[tuple[str, ...], ...]
    not_with: tuple[str, ...]

    @property
    def predefined_length(self) -> int | None:
        """Characters of its value where nothing separates it from what follows; None where FNC1 ends it."""
        return sum(part.most for part in self.parts) if _PREDEFINED.match(self.ai) else None

    @property
    def family(self) -> str:
        """The first three digits, which name a measure or an amount; the fourth counts its decimals."""
        return self.ai[:3]

    @property
    def decimals(self) -> int | None:
        """How many digits of a measure or an amount stand after the point; None for other values."""
        return int(self.ai[-1]) if _DECIMALS_IN_LAST_DIGIT.fullmatch(self.ai) else None


def matches(ai: str, pattern: str) -> bool:
    """Whether an identifier is meant by a pattern such as `01` or `310n`."""
    return len(ai) == len(pattern) and all(
        wanted in ("n", digit) for digit, wanted in zip(ai, pattern, strict=True)
    )


@cache
def identifiers() -> Mapping[str, ApplicationIdentifier]:
    """Every identifier by its number; the table is read once."""
    return MappingProxyType({one.ai: one for row in TABLE.strip().splitlines() for one in _row(row)})


@cache
def _lengths() -> Mapping[str, int]:
    """How many digits an identifier has that begins with these two: GS1 numbers them so."""
    return MappingProxyType({ai[:2]: len(ai) for ai in identifiers()})


def identifier_at(text: str, at: int) -> ApplicationIdentifier:
    """The identifier at an offset of `text`. Raises `DataError` "gs1_unknown_ai" with the place."""
    length = _lengths().get(text[at : at + 2], _SHOWN)
    return identifier(text[at : at + length], at)


def identifier(ai: str, at: int) -> ApplicationIdentifier:
    """The identifier with this number. Raises `DataError` "gs1_unknown_ai" with the place it was found at."""
    found = identifiers().get(ai)
    if found is None:
        shown = "".join(character for character in ai[:_SHOWN] if character.isprintable())
        raise DataError(
            "gs1_unknown_ai",
            f"The GS1 code holds {shown or 'a separator'} at character {at + 1}, which is no application "
            "identifier. Scan the other barcode on the pack.",
            ai=shown,
            at=at + 1,
        )
    return found


def _row(row: str) -> Iterator[ApplicationIdentifier]:
    """The identifiers of one row; `# n` in a title counts up with them."""
    numbers, parts, needs, not_with, title = (cell.strip() for cell in row.split("|"))
    first, _, last = numbers.partition("-")
    for number in range(int(first), int(last or first) + 1):
        ai = str(number).zfill(len(first))
        yield ApplicationIdentifier(
            ai=ai,
            title=title.replace("# n", f"# {ai[-1]}"),
            parts=tuple(_parts(parts)),
            needs=tuple(tuple(one.split("/")) for one in needs.split()),
            not_with=tuple(not_with.split()),
        )


def _parts(text: str) -> Iterator[Part]:
    for optional, charset, up_to, length, check in _PART.findall(text):
        yield Part(
            charset=charset,
            least=1 if up_to else int(length),
            most=int(length),
            optional=bool(optional),
            check=check,
        )
