"""A discount as it is stored: on a line or on the whole transaction, in percent or as an amount."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal

import msgspec

from retail.errors import RuleError

DiscountKind = Literal["percent", "amount"]
_PERCENT: Final = re.compile(r"([0-9]{1,3})(?:\.([0-9]{1,6}))?")


class Discount(msgspec.Struct, frozen=True, kw_only=True):
    """A reduction of the price.

    `value` is decimal text for kind "percent" ("12.5" takes an eighth off, from 0 to 100), and minor units
    for kind "amount" (250 takes 2.50 off; never negative: a discount never raises a price). On a line, an
    amount counts once for the line, not once a piece. `reason` is the id of a reason code; `source` says who
    gave it: "manual", or later the id of a promotion or coupon. RuleError "discount_invalid".
    """

    discount_id: str
    kind: DiscountKind
    value: str | int
    reason: str | None = None
    source: str = "manual"

    def __post_init__(self) -> None:
        if self.kind == "percent" and isinstance(self.value, str):
            percent_fraction(self.value)
        elif self.kind != "amount" or not isinstance(self.value, int) or self.value < 0:
            raise _invalid(self.value)


class AppliedDiscount(msgspec.Struct, frozen=True, kw_only=True):
    """What a discount did, in minor units: asked for, and taken off in the end (less where less was left).

    Both are positive on a sale and negative on its mirror.
    """

    discount_id: str
    asked: int
    applied: int


@lru_cache(maxsize=1024)
def percent_fraction(percent: str) -> tuple[int, int]:
    """The share that a percentage takes, as a fraction: "12.5" is (125, 1000).

    RuleError "discount_invalid".
    """
    found = _PERCENT.fullmatch(percent)
    if found is None:
        raise _invalid(percent)
    fraction = found[2] or ""
    numerator, denominator = int(found[1] + fraction), 100 * 10 ** len(fraction)
    if numerator > denominator:
        raise _invalid(percent)
    return numerator, denominator


def _invalid(value: object) -> RuleError:
    return RuleError(
        "discount_invalid",
        f"{str(value)[:40]!r} is not a discount: give a percentage from 0 to 100, or an amount of 0 or more.",
        value=str(value)[:40],
    )
