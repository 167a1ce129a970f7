"""In-store codes that carry a price, weight or count: a layout as data, and reading a code by it (M1.4)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec
from msgspec.structs import replace

from retail.errors import DataError
from retail.identifiers.check_digit import INNER_CHECK_LENGTHS, check_digit, inner_check_digit, is_digits

Measure = Literal["price", "weight", "count"]
InnerCheck = Literal["none", "gs1", "ignored"]

_PAYLOAD = 12
_THOUSANDTHS = 3


class EmbeddedLayout(msgspec.Struct, frozen=True, kw_only=True):
    """How 13 digits that begin with `prefix` are cut: prefix, item, inner check digit, value, check digit.

    `decimals` of the value's digits stand after the point. `minor_digits` are the digits of the currency in
    which prices are printed. Raises `DataError("bad_layout")` when the parts do not add up.
    """

    prefix: str
    item_digits: int
    value_digits: int
    measure: Measure
    decimals: int
    inner_check: InnerCheck = "none"
    minor_digits: int = 2

    def __post_init__(self) -> None:
        length = len(self.prefix) + self.item_digits + self.value_digits + (self.inner_check != "none")
        most = {"price": self.minor_digits, "weight": _THOUSANDTHS, "count": 0}[self.measure]
        if (
            not is_digits(self.prefix)
            or self.prefix[:1] not in ("0", "2")
            or min(self.item_digits, self.value_digits) < 1
            or length != _PAYLOAD
            or not 0 <= self.decimals <= most
            or (self.inner_check == "gs1" and self.value_digits not in INNER_CHECK_LENGTHS)
        ):
            raise DataError(
                "bad_layout",
                f"The layout of prefix {self.prefix[:_PAYLOAD]!r} does not fit a code of 13 digits.",
                prefix=self.prefix[:_PAYLOAD],
            )


class EmbeddedValue(msgspec.Struct, frozen=True, kw_only=True):
    """What a label said: item digits, the GTIN-14 of the same label without a value, and the value.

    `value` is minor units for a price, thousandths of the unit for a weight, pieces for a count.
    """

    layout: EmbeddedLayout
    item_reference: str
    gtin14: str
    value: int


def in_currency(layouts: Iterable[EmbeddedLayout], digits: int) -> tuple[EmbeddedLayout, ...]:
    """The layouts for money with so many `digits`: where a label counted cents, it counts its minor units."""
    return tuple(
        replace(
            layout,
            minor_digits=digits,
            decimals=max(0, layout.decimals + digits - layout.minor_digits),
        )
        if layout.measure == "price"
        else layout
        for layout in layouts
    )


def layout_for(gtin13: str, layouts: Iterable[EmbeddedLayout]) -> EmbeddedLayout | None:
    """The layout with the longest prefix that `gtin13` begins with, or None."""
    fitting = [layout for layout in layouts if gtin13.startswith(layout.prefix)]
    return max(fitting, key=lambda layout: len(layout.prefix), default=None)


def read_embedded(gtin13: str, layout: EmbeddedLayout) -> EmbeddedValue:
    """Read a code whose own check digit was found right.

    Raises `DataError`: `bad_inner_check_digit`, or `empty_measure` when the value is zero: a label never
    weighed.
    """
    item_end = len(layout.prefix) + layout.item_digits
    value_start = _PAYLOAD - layout.value_digits
    digits = gtin13[value_start:_PAYLOAD]
    if layout.inner_check == "gs1" and gtin13[item_end] != inner_check_digit(digits):
        raise DataError(
            "bad_inner_check_digit",
            "The check digit of the price or weight does not fit: scan the label again, or key it by hand.",
        )
    value = int(digits)
    if value == 0:
        raise DataError("empty_measure", "The label carries no price or weight: weigh the goods again.")
    scale = {"price": layout.minor_digits, "weight": _THOUSANDTHS, "count": 0}[layout.measure]
    return EmbeddedValue(
        layout=layout,
        item_reference=gtin13[len(layout.prefix) : item_end],
        gtin14=_without_value(gtin13, layout),
        value=value * 10 ** (scale - layout.decimals),
    )


def _without_value(gtin13: str, layout: EmbeddedLayout) -> str:
    """The GTIN-14 of the label with its value set to zero and its check digits put right.

    An inner check digit becomes 0, which is right for a value of zero under both algorithms.
    """
    payload = gtin13[: len(layout.prefix) + layout.item_digits].ljust(_PAYLOAD, "0")
    return "0" + payload + check_digit(payload)
