"""Weights, measures and prices of GS1 codes, in the units and minor units that a till counts in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import msgspec

from retail.identifiers.currency_numbers import currency_of
from retail.rounding import Rounding, divide

_THOUSANDTHS: Final = 1000
_NUMBER: Final = 3

# Family: the till's unit, and how many of it one unit of the label is: legal definitions, the metric first.
_UNITS: Final[dict[str, tuple[str, int, int]]] = {
    "310": ("kg", 1, 1),
    "320": ("kg", 45_359_237, 100_000_000),  # pound
    "356": ("kg", 311_034_768, 10_000_000_000),  # troy ounce
    "311": ("m", 1, 1),
    "321": ("m", 254, 10_000),  # inch
    "322": ("m", 3_048, 10_000),  # foot
    "323": ("m", 9_144, 10_000),  # yard
    "315": ("l", 1, 1),
    "316": ("l", 1_000, 1),  # cubic metre
    "357": ("l", 295_735_295_625, 10_000_000_000_000),  # fluid ounce of the United States
    "360": ("l", 946_352_946, 1_000_000_000),  # quart
    "361": ("l", 3_785_411_784, 1_000_000_000),  # gallon
}
_AMOUNTS: Final = ("392", "393", "390", "391")
_WITH_CURRENCY: Final = ("391", "393")


class Amount(msgspec.Struct, frozen=True, kw_only=True):
    """A price: minor units of a currency, the store's own where that is empty."""

    minor: int
    currency: str


def measures(values: Mapping[str, str]) -> dict[str, int]:
    """The net weight, length and volume by unit (`kg`, `m`, `l`), in thousandths, half a thousandth up."""
    found: dict[str, int] = {}
    for family, (unit, numerator, denominator) in _UNITS.items():
        ai = _of_family(values, family)
        if ai is not None and unit not in found:
            found[unit] = divide(
                int(values[ai]) * numerator * _THOUSANDTHS, denominator * 10 ** int(ai[-1]), Rounding.HALF_UP
            )
    return found


def amount_of(values: Mapping[str, str], digits: Callable[[str], int]) -> Amount | None:
    """The price of the pack, half a minor unit up; 392n and 393n come before 390n and 391n.

    `digits` says how many a currency has after the point; asked with an empty code for the store's.
    """
    for family in _AMOUNTS:
        ai = _of_family(values, family)
        if ai is None:
            continue
        currency, number = "", values[ai]
        if family in _WITH_CURRENCY:
            currency, number = currency_of(number[:_NUMBER]) or "", number[_NUMBER:]
        minor = divide(int(number) * 10 ** digits(currency), 10 ** int(ai[-1]), Rounding.HALF_UP)
        return Amount(minor=minor, currency=currency)
    return None


def decimal_text(digits: str, decimals: int) -> str:
    """Digits with their point put in and leading zeros dropped: `001234` with three decimals is 1.234."""
    whole = digits.zfill(decimals + 1)
    cut = len(whole) - decimals
    text = whole[:cut].lstrip("0") or "0"
    return f"{text}.{whole[cut:]}" if decimals else text


def _of_family(values: Mapping[str, str], family: str) -> str | None:
    """The identifier of a family that is there; a message holds one at most."""
    return next((ai for ai in values if ai[:-1] == family), None)
