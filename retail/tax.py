"""Tax as a store sets it up: rates, classes of rates, and the policy of what is rounded when (M2.2)."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import Final, Literal, NamedTuple

import msgspec

from retail.errors import RuleError
from retail.rounding import Rounding

TaxLevel = Literal["line", "document"]
InclusiveMethod = Literal["round_tax", "round_net"]
_RATE: Final = re.compile(r"([0-9])(?:\.([0-9]{1,10}))?")


class TaxRate(msgspec.Struct, frozen=True, kw_only=True):
    """One tax: its code, its name on the receipt, its rate as decimal text ("0.19" for 19 %) and its letter.

    `compound` taxes the net amount together with the taxes that stand before it in the class.
    RuleError "tax_rate_invalid".
    """

    code: str
    name: str
    rate: str
    letter: str = ""
    compound: bool = False

    def __post_init__(self) -> None:
        rate_fraction(self.rate)


class TaxTable(msgspec.Struct, frozen=True, kw_only=True):
    """The tax classes of a store; a class has one rate, several (GST and PST), or none."""

    classes: dict[str, tuple[TaxRate, ...]]

    def rates(self, tax_class: str) -> tuple[TaxRate, ...]:
        """The rates of a class; RuleError "tax_class_unknown"."""
        found = self.classes.get(tax_class)
        if found is None:
            raise RuleError(
                "tax_class_unknown",
                f"There is no tax class {tax_class[:40]!r}. Known: {', '.join(self.classes) or 'none'}.",
                tax_class=tax_class,
            )
        return found


class TaxPolicy(msgspec.Struct, frozen=True, kw_only=True):
    """How a store works out tax; fixed within a reporting period (M2.2).

    `level` rounds each line, or each (code, rate) once a document. `inclusive_method` says which amount of a
    tax-inclusive price is rounded: the tax (2.99 at 4 % holds 0.12) or the net amount (0.11); the other one
    is the rest. `rounding` is the way of all tax roundings.
    """

    prices_include_tax: bool = True
    level: TaxLevel = "line"
    inclusive_method: InclusiveMethod = "round_tax"
    rounding: Rounding = Rounding.HALF_UP


class TaxAmount(msgspec.Struct, frozen=True, kw_only=True):
    """One tax on one line, in minor units. `net` is the line's amount without any tax."""

    code: str
    rate: str
    letter: str
    net: int
    tax: int


class TaxGroup(msgspec.Struct, frozen=True, kw_only=True):
    """All lines of a document with the same tax code and rate, in minor units; a row of the VAT table.

    `gross` is net plus this tax; where lines bear several taxes, it is not what the customer pays.
    """

    code: str
    name: str
    rate: str
    letter: str
    net: int
    tax: int
    gross: int


class TaxShares(NamedTuple):
    """The taxes of a class on `net` units of net amount, exactly; `gross` is `net` plus all `parts`."""

    parts: tuple[int, ...]
    net: int
    gross: int


@lru_cache(maxsize=256)
def rate_fraction(rate: str) -> Fraction:
    """A rate as an exact fraction; decimal text from 0 to below 10, else RuleError "tax_rate_invalid"."""
    if _RATE.fullmatch(rate) is None:
        raise RuleError(
            "tax_rate_invalid",
            f"{rate[:40]!r} is not a tax rate. Write it as a decimal share: 19 % is 0.19.",
            rate=rate[:40],
        )
    return Fraction(rate)


@lru_cache(maxsize=256)
def tax_shares(rates: tuple[TaxRate, ...]) -> TaxShares:
    """What the rates of a class come to, as whole numbers over one denominator, compounding included."""
    parts: list[Fraction] = []
    for rate in rates:
        base = 1 + sum(parts) if rate.compound else Fraction(1)
        parts.append(base * rate_fraction(rate.rate))
    net = lcm(*(part.denominator for part in parts))
    whole = tuple(int(part * net) for part in parts)
    return TaxShares(whole, net, net + sum(whole))


def rate_key(rate: TaxRate) -> tuple[str, Fraction]:
    """What tax is grouped by: code and rate, "0.190" being "0.19" (EN 16931: category and rate)."""
    return rate.code, rate_fraction(rate.rate)
