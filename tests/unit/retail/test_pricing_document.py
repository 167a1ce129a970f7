"""The worked tables of docs/algorithms/pricing.md are what the program does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import cast, get_args

import pytest

from retail.allocation import allocate
from retail.cash_rounding import CashRule, cash_rule, round_cash
from retail.discount import Discount
from retail.money import parse_amount
from retail.pricing import PricedLine, PriceInput, PriceLine, price
from retail.rounding import Rounding, divide
from retail.tax import InclusiveMethod, TaxLevel, TaxPolicy, TaxRate, TaxTable
from retail.tender import Tender, settle

DOCUMENT = Path(__file__).parents[3] / "docs" / "algorithms" / "pricing.md"
ON = "2026-11-20"


def rows(*header: str) -> list[dict[str, str]]:
    """The rows of the table with this header."""
    found: list[dict[str, str]] = []
    inside = False
    for cells in table_lines():
        if cells == list(header):
            inside = True
        elif inside and cells and not set(cells[0]) <= set("-:"):
            found.append(dict(zip(header, cells, strict=True)))
        elif not cells:
            inside = False
    assert found, f"the document has no table {header}"
    return found


def table_lines() -> Iterator[list[str]]:
    for line in DOCUMENT.read_text(encoding="utf-8").splitlines():
        yield [cell.strip() for cell in line.strip("|").split("|")] if line.startswith("|") else []


def cents(text: str, currency: str = "EUR") -> int:
    return parse_amount(text, currency)


def whole(text: str) -> int:
    return int(text.replace("−", "-"))


def rates(text: str) -> tuple[TaxRate, ...]:
    """Rates written as "0.05 + compound 0.095"."""
    found = []
    for number, word in enumerate(text.split(" + ")):
        rate = word.removeprefix("compound ")
        found.append(TaxRate(code=f"T{number}", name="Tax", rate=rate, compound=rate != word))
    return tuple(found)


def priced(
    amounts: list[str], rate: str, policy: TaxPolicy, *, first: str = "", whole_document: str = ""
) -> tuple[PricedLine, ...]:
    lines = []
    for number, amount in enumerate(amounts):
        minor = cents(amount)
        lines.append(
            PriceLine(
                line_id=str(number),
                quantity=-1000 if minor < 0 else 1000,
                unit_price=abs(minor),
                tax_class="class",
                discounts=discounts(first) if number == 0 else (),
            )
        )
    result = price(
        PriceInput(
            currency="EUR",
            lines=tuple(lines),
            discounts=discounts(whole_document),
            tax=TaxTable(classes={"class": rates(rate)}),
            policy=policy,
        )
    )
    return result.lines


def discounts(text: str) -> tuple[Discount, ...]:
    if not text:
        return ()
    if text.endswith(" %"):
        return (Discount(discount_id="d", kind="percent", value=text.removesuffix(" %")),)
    return (Discount(discount_id="d", kind="amount", value=cents(text)),)


@pytest.mark.parametrize(
    "row", rows("exact", "half_up", "half_even", "half_down", "up", "down"), ids=lambda row: row["exact"]
)
def test_ways_to_round(row: dict[str, str]) -> None:
    exact = Fraction(row["exact"].replace("−", "-"))
    for how in Rounding:
        assert divide(exact.numerator, exact.denominator, how) == whole(row[how.value]), how


@pytest.mark.parametrize("row", rows("total", "weights", "parts"), ids=lambda row: row["weights"])
def test_largest_remainder(row: dict[str, str]) -> None:
    weights = [int(word) for word in row["weights"].split()]
    assert allocate(whole(row["total"]), weights) == [whole(word) for word in row["parts"].split()]


@pytest.mark.parametrize(
    "row",
    rows("price", "rates", "prices", "method", "rounding", "net", "tax", "total"),
    ids=lambda row: " ".join(row.values()),
)
def test_tax_of_one_line(row: dict[str, str]) -> None:
    for level in get_args(TaxLevel):
        policy = TaxPolicy(
            prices_include_tax=row["prices"] == "include tax",
            level=level,
            inclusive_method=cast(InclusiveMethod, row["method"]),
            rounding=Rounding(row["rounding"]),
        )
        (line,) = priced([row["price"]], row["rates"], policy)
        assert (line.net, line.tax, line.total) == (cents(row["net"]), cents(row["tax"]), cents(row["total"]))


@pytest.mark.parametrize(
    "row", rows("level", "lines", "rate", "tax", "shares"), ids=lambda row: " ".join(row.values())
)
def test_tax_of_several_lines(row: dict[str, str]) -> None:
    policy = TaxPolicy(prices_include_tax=False, level=cast(TaxLevel, row["level"]))
    lines = priced(row["lines"].split(), row["rate"], policy)
    assert [line.tax for line in lines] == [cents(word) for word in row["shares"].split()]
    assert sum(line.tax for line in lines) == cents(row["tax"])


@pytest.mark.parametrize(
    "row",
    rows("lines", "line discount on the first", "transaction discount", "amounts", "total"),
    ids=lambda row: " ".join(row.values()),
)
def test_discounts(row: dict[str, str]) -> None:
    lines = priced(
        row["lines"].split(),
        "0.19",
        TaxPolicy(),
        first=row["line discount on the first"],
        whole_document=row["transaction discount"],
    )
    assert [line.amount for line in lines] == [cents(word) for word in row["amounts"].split()]
    assert sum(line.total for line in lines) == cents(row["total"])


@pytest.mark.parametrize(
    "row", rows("country", "currency", "amount", "in cash"), ids=lambda row: " ".join(row.values())
)
def test_cash_rounding(row: dict[str, str]) -> None:
    rule = cash_rule(row["country"], row["currency"], ON)
    assert round_cash(cents(row["amount"], row["currency"]), rule) == cents(row["in cash"], row["currency"])


@pytest.mark.parametrize(
    "row",
    rows("country", "total", "tenders", "rounding", "payable", "change", "remaining", "cash remaining"),
    ids=lambda row: " ".join(row.values()),
)
def test_settlement(row: dict[str, str]) -> None:
    rule: CashRule | None = cash_rule(row["country"], "EUR", ON)
    tenders = [
        Tender(payment_id=str(number), kind=kind, amount=cents(amount), at=0)
        for number, (kind, amount) in enumerate(re.findall(r"(cash|card) (\S+?)(?:,|$)", row["tenders"]))
    ]
    done = settle(cents(row["total"]), tenders, rule)
    for column in ("rounding", "payable", "change", "remaining", "cash remaining"):
        assert getattr(done, column.replace(" ", "_")) == cents(row[column]), column
    assert done.complete == (done.remaining == done.cash_remaining == 0)
