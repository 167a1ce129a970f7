"""Tax rates, classes and several taxes at once."""

from __future__ import annotations

from fractions import Fraction
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retail.errors import RuleError
from retail.pricing import Priced, PriceInput, PriceLine, price
from retail.rounding import Rounding
from retail.tax import InclusiveMethod, TaxLevel, TaxPolicy, TaxRate, TaxTable, rate_fraction, tax_shares

GST = TaxRate(code="GST", name="GST", rate="0.05", letter="G")
PST = TaxRate(code="PST", name="PST", rate="0.07", letter="P")
QST = TaxRate(code="QST", name="QST", rate="0.095", letter="Q", compound=True)
TABLE = TaxTable(
    classes={"both": (GST, PST), "gst": (GST,), "compound": (GST, QST), "none": (), "same": (GST, PST)}
)
POLICIES = st.builds(
    TaxPolicy,
    prices_include_tax=st.booleans(),
    level=st.sampled_from(get_args(TaxLevel)),
    inclusive_method=st.sampled_from(get_args(InclusiveMethod)),
    rounding=st.sampled_from([Rounding.HALF_UP, Rounding.HALF_EVEN, Rounding.HALF_DOWN]),
)


def priced(policy: TaxPolicy, *lines: tuple[str, int]) -> Priced:
    rows = tuple(
        PriceLine(line_id=f"{number:03}", quantity=1000, unit_price=amount, tax_class=tax_class)
        for number, (tax_class, amount) in enumerate(lines)
    )
    return price(PriceInput(currency="CAD", lines=rows, tax=TABLE, policy=policy))


@pytest.mark.parametrize("rate", ["", "19%", "-0.1", "1e-2", "10", ".19", "0.", "0.12345678901", "NaN"])
def test_what_is_not_a_rate_is_refused(rate: str) -> None:
    with pytest.raises(RuleError) as error:
        TaxRate(code="X", name="X", rate=rate)
    assert error.value.code == "tax_rate_invalid"


def test_rates_are_exact_fractions() -> None:
    assert rate_fraction("0.190") == rate_fraction("0.19") == Fraction(19, 100)
    assert tax_shares((GST, QST)) == ((200, 399), 4000, 4599)
    assert tax_shares(()) == ((), 1, 1)


def test_an_unknown_class_is_refused_by_name() -> None:
    with pytest.raises(RuleError) as error:
        priced(TaxPolicy(), ("ghost", 100))
    assert error.value.code == "tax_class_unknown"
    assert "'ghost'" in error.value.message
    with pytest.raises(RuleError, match="Known: none"):
        TaxTable(classes={}).rates("x")


def test_groups_are_by_code_and_rate_across_classes() -> None:
    done = priced(
        TaxPolicy(prices_include_tax=False, level="document"), ("both", 1000), ("gst", 1000), ("none", 500)
    )
    assert [(group.code, group.net, group.tax, group.gross) for group in done.tax_groups] == [
        ("GST", 2000, 100, 2100),
        ("PST", 1000, 70, 1070),
    ]
    assert (done.net_total, done.tax_total, done.total) == (2500, 170, 2670)
    assert done.lines[2].taxes == ()


def test_a_code_taxed_alone_and_compounded_is_rounded_once() -> None:
    alone = TaxRate(code="QST", name="QST", rate="0.095", letter="Q")
    table = TaxTable(classes={"compound": (GST, QST), "alone": (alone,)})
    lines = tuple(
        PriceLine(line_id=tax_class, quantity=1000, unit_price=333, tax_class=tax_class)
        for tax_class in table.classes
    )
    policy = TaxPolicy(prices_include_tax=False, level="document")
    done = price(PriceInput(currency="CAD", lines=lines, tax=table, policy=policy))
    # 3.33 × 1.05 × 0.095 + 3.33 × 0.095 = 0.33216750 + 0.31635 = 0.6485175
    assert {group.code: group.tax for group in done.tax_groups} == {"GST": 17, "QST": 65}


@given(
    POLICIES,
    st.lists(
        st.tuples(st.sampled_from(sorted(TABLE.classes)), st.integers(0, 10**6)), min_size=1, max_size=8
    ),
)
def test_lines_groups_and_document_always_agree(policy: TaxPolicy, lines: list[tuple[str, int]]) -> None:
    done = priced(policy, *lines)
    assert done.total == done.net_total + done.tax_total == sum(line.total for line in done.lines)
    assert done.tax_total == sum(group.tax for group in done.tax_groups)
    for line in done.lines:
        assert line.tax == sum(tax.tax for tax in line.taxes)
        assert line.amount == (line.total if policy.prices_include_tax else line.net)
        assert all(0 <= tax.tax <= line.amount for tax in line.taxes)
    for group in done.tax_groups:
        taxes = [tax for line in done.lines for tax in line.taxes if tax.code == group.code]
        assert group.net == sum(tax.net for tax in taxes)
        assert group.tax == sum(tax.tax for tax in taxes)


@given(st.lists(st.integers(-(10**6), 10**6), min_size=1, max_size=8), st.sampled_from(get_args(TaxLevel)))
def test_tax_of_a_document_is_exact_to_half_a_cent(amounts: list[int], level: TaxLevel) -> None:
    done = priced(TaxPolicy(prices_include_tax=False, level=level), *(("gst", amount) for amount in amounts))
    exact = sum(amounts) * Fraction(1, 20)
    allowed = Fraction(1, 2) * (1 if level == "document" else len(amounts))
    assert abs(done.tax_total - exact) <= allowed
