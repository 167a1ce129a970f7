"""The known layouts of in-store codes as data, a table a country; a store's own table replaces them (M1.4).

Sources: GS1 General Specifications 2.1.12 for the prefixes; the national GS1 organisations' pages for their
fields, as gathered and cited by biip's regional rules and GS1 UK's page on variable measure items.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from retail.identifiers.embedded import EmbeddedLayout, InnerCheck, Measure


def _table(
    prefixes: str, measure: Measure, decimals: int, parts: str, inner_check: InnerCheck = "none"
) -> tuple[EmbeddedLayout, ...]:
    """Layouts that differ in their prefix only; `parts` reads item digits + value digits, "4+5"."""
    item_digits, value_digits = parts.split("+")
    return tuple(
        EmbeddedLayout(
            prefix=prefix,
            item_digits=int(item_digits),
            value_digits=int(value_digits),
            measure=measure,
            decimals=decimals,
            inner_check=inner_check,
        )
        for prefix in prefixes.split()
    )


_NORTH_AMERICA = _table("02", "price", 2, "5+4", "gs1")

_GERMANY = (
    *_table("22 23", "price", 2, "4+5", "gs1"),
    *_table("25 26", "count", 0, "4+5", "gs1"),
    *_table("28 29", "weight", 3, "4+5", "gs1"),
)

_GREAT_BRITAIN = _table("20 28", "price", 2, "5+4", "gs1")

_DENMARK = (
    *_table("21 22 23 24", "price", 2, "4+6"),
    *_table("26 28", "weight", 3, "4+6"),
    *_table("27", "weight", 3, "5+5"),
)

_NORDIC_WEIGHT = (
    *_table("23", "weight", 3, "6+4"),
    *_table("24", "weight", 2, "6+4"),
    *_table("25", "weight", 1, "6+4"),
)

_SWEDEN = (
    *_table("20", "price", 2, "6+4"),
    *_table("21", "price", 1, "6+4"),
    *_table("22", "price", 0, "6+4"),
    *_NORDIC_WEIGHT,
)

# What scales print out of the box: five digits of item, five of value, nothing between.
_PLAIN = (
    *_table("20 24", "price", 2, "5+5"),
    *_table("21 27", "weight", 3, "5+5"),
)

DEFAULT_LAYOUTS: tuple[EmbeddedLayout, ...] = (*_NORTH_AMERICA, *_PLAIN, *_GERMANY)
"""North America's 02, Germany's national ones, and plain ones where Germany leaves the prefix to the shop."""

LAYOUT_TABLES: Mapping[str, tuple[EmbeddedLayout, ...]] = MappingProxyType(
    {
        "default": DEFAULT_LAYOUTS,
        "de": (*_NORTH_AMERICA, *_GERMANY),
        "dk": (*_NORTH_AMERICA, *_DENMARK),
        "fi": (*_NORTH_AMERICA, *_NORDIC_WEIGHT),
        "gb": (*_NORTH_AMERICA, *_GREAT_BRITAIN),
        "none": (),
        "se": (*_NORTH_AMERICA, *_SWEDEN),
        "us": _NORTH_AMERICA,
    }
)
"""Tables by name: `fi` also serves the Baltic states, `se` also Norway, `none` reads no values at all."""
