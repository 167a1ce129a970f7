"""The shop of the simulation: one store, three tills, a dozen goods; nothing in it costs time."""

from __future__ import annotations

from typing import NamedTuple

from hub.services.catalogue_rows import Candidate
from hub.services.setup import (
    DepartmentPart,
    OperatorPart,
    ReasonPart,
    ShopPlan,
    StorePart,
    TaxPart,
    TerminalPart,
)
from retail.item import Item
from retail.loyalty import AccrualRule, LoyaltyProgram
from retail.store_config import Limits
from retail.tax import TaxPolicy, TaxRate

TERMINALS = 3
PIN = "271828"
FLOAT = 10_000
VOID_REASON = "mistake"
EAN_DIGITS = 13


class Goods(NamedTuple):
    """An item with its price in minor units."""

    sku: str
    price: int
    barcode: str


def _ean(number: int) -> str:
    body = f"40{number:010d}"
    odd = sum(int(digit) for digit in body[::2])
    even = sum(int(digit) for digit in body[1::2])
    return f"{body}{-(odd + 3 * even) % 10}"


GOODS = tuple(Goods(f"sku-{number:02d}", 99 + 50 * number, _ean(number)) for number in range(1, 13))

SCARCE = GOODS[:3]
"""Goods of which stock is kept and of which there are few: their last units are asked for."""
SCARCE_UNITS = 3
STRICT = GOODS[-1]
"""Sold in races for its last unit alone, and only under a right."""
FREELY_SOLD = GOODS[:-1]

PLAN = ShopPlan(
    store=StorePart(
        number=1,
        name="Simulated shop",
        currency="EUR",
        country="DE",
        time_zone="Europe/Berlin",
        languages=("en",),
        limits=Limits(discount_percent="10", right_hours=1),
    ),
    tax=TaxPart(
        policy=TaxPolicy(),
        classes={"standard": (TaxRate(code="V", name="VAT", rate="0.19", letter="A"),)},
    ),
    terminals=tuple(TerminalPart(number=number) for number in range(1, TERMINALS + 1)),
    operators=(OperatorPart(name="Ada", pin=PIN, role="manager"),),
    departments=(DepartmentPart(id="misc", name="Miscellaneous", tax_class="standard"),),
    reasons=(ReasonPart(id=VOID_REASON, kind="post_void", texts={"en": "Cashier's mistake"}),),
)


PROGRAM = LoyaltyProgram(
    rules=(AccrualRule(rule_id="base", points=20, per=100),), point_value=1, offline_cap=150
)
"""A fifth of what is paid comes back as points."""
LOYAL = ("Anna", "Bert")
CARDS = 3


def catalogue() -> list[Candidate]:
    """The goods as rows of an import."""
    return [
        Candidate(
            line=number,
            item=Item(
                sku=one.sku,
                name=f"Goods {number}",
                tax_class="standard",
                identifiers=(f"gtin:0{one.barcode}",),
            ),
            amount=one.price,
            image="",
        )
        for number, one in enumerate(GOODS, start=1)
    ]
