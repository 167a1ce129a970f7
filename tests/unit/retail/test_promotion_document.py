"""What docs/algorithms/promotions.md works out is what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from retail.money import amount_text, parse_amount
from retail.pricing import PriceInput, PriceLine, price
from retail.promotion import AmountOff, BuyGet, FixedPrice, Goods, PercentOff, Promotion
from retail.tax import TaxPolicy, TaxRate, TaxTable

DOCUMENT = Path(__file__).parents[3] / "docs" / "algorithms" / "promotions.md"
PRICES = {"milk": 199, "juice": 249, "tea": 349, "cheese": 1290}
PROMOTIONS = {
    "A": Promotion(
        promotion_id="A",
        name="A",
        goods=Goods(skus=("milk", "juice")),
        action=FixedPrice(quantity=3, amount=500),
    ),
    "B": Promotion(promotion_id="B", name="B", goods=Goods(skus=("milk",)), action=PercentOff(percent="20")),
    "C": Promotion(promotion_id="C", name="C", goods=Goods(skus=("tea",)), action=BuyGet(buy=2, get=1)),
    "D": Promotion(
        promotion_id="D",
        name="D",
        level="order",
        minimum_amount=2000,
        action=PercentOff(percent="5"),
    ),
    "E": Promotion(
        promotion_id="E", name="E", goods=Goods(skus=("cheese",)), action=PercentOff(percent="10")
    ),
    "F": Promotion(
        promotion_id="F", name="F", goods=Goods(skus=("tea",)), action=AmountOff(amount=100), limit=1
    ),
}
NO_TAX = TaxTable(classes={"none": (TaxRate(code="V", name="V", rate="0"),)})


def rows(heading: str) -> list[list[str]]:
    part = DOCUMENT.read_text("utf-8").split(f"\n## {heading}\n")[1].split("\n## ")[0]
    table = [line for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table[2:]]


def line(number: int, text: str) -> PriceLine:
    found = re.fullmatch(r"([0-9.]+) (kg )?(\w+)", text)
    assert found is not None
    return PriceLine(
        line_id=str(number),
        quantity=round(float(found[1]) * 1000),
        unit_price=PRICES[found[3]],
        tax_class="none",
        sku=found[3],
        weighed=found[2] is not None,
    )


@pytest.mark.parametrize("row", rows("Worked"), ids=" - ".join)
def test_worked(row: list[str]) -> None:
    cart, names, off, parts = row
    done = price(
        PriceInput(
            currency="EUR",
            lines=tuple(line(number, text) for number, text in enumerate(cart.split(", "))),
            promotions=[PROMOTIONS[name] for name in names.split()],
            tax=NO_TAX,
            policy=TaxPolicy(),
        )
    )
    assert amount_text(done.promotion_total, "EUR") == off
    told = [f"{one.promotion_id} {amount_text(one.applied, 'EUR')}" for one in done.outcomes if one.applied]
    assert ", ".join(told) == parts
    assert done.total == done.subtotal - parse_amount(off, "EUR")
