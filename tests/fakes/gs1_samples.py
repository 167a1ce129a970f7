"""Values that fit an application identifier, and reading a code as the shop of the tests does."""

from __future__ import annotations

from typing import Any

from retail.identifiers import ParsedCode, parse
from retail.identifiers.application_identifiers import Part
from retail.identifiers.element_string import SEPARATOR

ALPHABETS = {
    "N": "0123456789",
    "X": "!\"%&'*+,-./0123456789:;<=>?ABCXYZ_abcxyz",
    "Y": "#-/0123456789ABCXYZ",
    "Z": "ABCxyz019-_=",
}


def read(scan: str, **options: Any) -> ParsedCode:
    """A code in a shop of 2026 that sells in euros; `{GS}` stands for the group separator."""
    return parse(scan.replace("{GS}", SEPARATOR), **{"currency": "EUR", "year": 2026, **options})


def sample(part: Part, longest: bool) -> str:
    """The shortest or longest value of one part."""
    if part.optional and not longest:
        return ""
    # A component's identifier begins with a company's prefix, which biip counts among its least characters.
    least = 5 if part.charset == "Y" else part.least
    length = part.most if longest else least
    fixed = {
        "day": "261130",
        "day0": "261100",
        "time": "2359",
        "hour": "23",
        "currency": "978",
        "piece": "0102",
        "flag": "1",
        "minus": "-",
        "slash": "/",
        "check": "0" * length,
    }
    return fixed.get(part.check, "1" * length)
