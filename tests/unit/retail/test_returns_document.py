"""The worked table of docs/algorithms/returns.md is what the program does."""

from __future__ import annotations

from pathlib import Path

import pytest

from retail.money import parse_amount
from retail.paid import Paid, PaidTax
from retail.refund import refund
from retail.sold_receipt import ReturnFact, SoldLine

DOCUMENT = Path(__file__).parents[3] / "docs" / "algorithms" / "returns.md"


def rows() -> list[list[str]]:
    """The cells of the table of refunds."""
    lines = (
        DOCUMENT.read_text(encoding="utf-8").split("| paid |")[1].split("\n\n", maxsplit=1)[0].splitlines()
    )
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def cents(text: str) -> int:
    return parse_amount(text, "EUR")


@pytest.mark.parametrize("cells", rows(), ids=" ".join)
def test_refunds(cells: list[str]) -> None:
    paid, pieces, tax, come_back, refunds, taxes = cells
    line = SoldLine(
        line_id="x",
        kind="sale",
        sku="x",
        name="x",
        unit="pcs",
        quantity=int(pieces) * 1000,
        unit_price=0,
        tax_class="standard",
        paid=Paid(cents(paid), on_top=False, taxes=(PaidTax("V", "0.19", "A", cents(tax)),)),
    )
    facts: list[ReturnFact] = []
    for number, count in enumerate(come_back.split()):
        back = refund(line, facts, int(count) * 1000)
        facts.append(ReturnFact("t", str(number), "x", int(count) * 1000, back))
    assert [fact.paid.amount for fact in facts] == [cents(one) for one in refunds.split()]
    assert [fact.paid.taxes[0].tax for fact in facts] == [cents(one) for one in taxes.split()]


def test_the_table_is_there() -> None:
    assert len(rows()) > 5
