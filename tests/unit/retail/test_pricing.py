"""Pricing by its properties: sums, mirrors, order, and discounts that never go too far."""

from __future__ import annotations

from typing import get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retail.discount import AppliedDiscount, Discount
from retail.errors import RuleError
from retail.pricing import Priced, PricedLine, PriceInput, PriceLine, price
from retail.rounding import Rounding, RoundingStep
from retail.tax import InclusiveMethod, TaxLevel, TaxPolicy, TaxRate, TaxTable

TABLE = TaxTable(
    classes={
        "standard": (TaxRate(code="V", name="VAT", rate="0.19", letter="A"),),
        "reduced": (TaxRate(code="V", name="VAT", rate="0.07", letter="B"),),
        "two": (
            TaxRate(code="G", name="GST", rate="0.05"),
            TaxRate(code="P", name="PST", rate="0.0997", compound=True),
        ),
        "zero": (TaxRate(code="Z", name="Zero", rate="0"),),
    }
)
WAYS = st.sampled_from(list(Rounding))
PERCENT = st.decimals(0, 100, places=2).map(str)
DISCOUNTS = st.lists(
    st.one_of(
        st.builds(Discount, discount_id=st.uuids().map(str), kind=st.just("percent"), value=PERCENT),
        st.builds(
            Discount, discount_id=st.uuids().map(str), kind=st.just("amount"), value=st.integers(0, 20_000)
        ),
    ),
    max_size=3,
).map(tuple)


@st.composite
def inputs(draw: st.DrawFn, *, signs: tuple[int, ...] = (1,)) -> PriceInput:
    lines = []
    for number in range(draw(st.integers(0, 6))):
        discountable = draw(st.booleans())
        lines.append(
            PriceLine(
                line_id=f"{number:03}",
                quantity=draw(st.sampled_from(signs)) * draw(st.integers(0, 5_000)),
                unit_price=draw(st.integers(0, 20_000)),
                tax_class=draw(st.sampled_from(sorted(TABLE.classes))),
                discounts=draw(DISCOUNTS) if discountable else (),
                discountable=discountable,
            )
        )
    policy = TaxPolicy(
        prices_include_tax=draw(st.booleans()),
        level=draw(st.sampled_from(get_args(TaxLevel))),
        inclusive_method=draw(st.sampled_from(get_args(InclusiveMethod))),
        rounding=draw(WAYS),
    )
    return PriceInput(
        currency="EUR",
        lines=tuple(lines),
        discounts=draw(DISCOUNTS),
        tax=TABLE,
        policy=policy,
        extend_rounding=draw(WAYS),
        discount_rounding=draw(WAYS),
    )


def one_line(
    quantity: int,
    unit_price: int,
    *,
    line: tuple[Discount, ...] = (),
    whole: tuple[Discount, ...] = (),
) -> Priced:
    row = PriceLine(
        line_id="L1", quantity=quantity, unit_price=unit_price, tax_class="standard", discounts=line
    )
    return price(PriceInput(currency="EUR", lines=(row,), discounts=whole, tax=TABLE, policy=TaxPolicy()))


def amount_off(minor: int) -> Discount:
    return Discount(discount_id="d", kind="amount", value=minor)


def percent_off(percent: str) -> Discount:
    return Discount(discount_id="d", kind="percent", value=percent)


@given(inputs(signs=(1, -1)))
def test_totals_are_sums_of_the_lines(work: PriceInput) -> None:
    done = price(work)
    assert [line.line_id for line in done.lines] == [line.line_id for line in work.lines]
    assert done.subtotal == sum(line.extended for line in done.lines)
    assert done.total == sum(line.total for line in done.lines) == done.net_total + done.tax_total
    assert done.tax_total == sum(group.tax for group in done.tax_groups)
    assert done.transaction_discount_total == sum(discount.applied for discount in done.discounts)
    amounts = done.subtotal - done.line_discount_total - done.transaction_discount_total
    assert amounts == sum(line.amount for line in done.lines)
    for line in done.lines:
        assert line.amount == line.extended - line.line_discount - line.transaction_discount
        assert line.line_discount == sum(discount.applied for discount in line.discounts)
        assert line.transaction_discount == sum(share.applied for share in line.transaction_shares)


@given(inputs())
def test_a_discount_never_takes_a_line_below_zero(work: PriceInput) -> None:
    done = price(work)
    for line, asked in zip(done.lines, work.lines, strict=True):
        assert 0 <= line.amount <= line.extended
        assert asked.discountable or line.amount == line.extended
        assert all(share.applied >= 0 for share in line.transaction_shares)
        assert all(0 <= discount.applied <= discount.asked for discount in line.discounts)


@given(inputs(signs=(1, -1)))
def test_a_return_is_the_mirror_of_a_sale(work: PriceInput) -> None:
    mirrored = msgspec.structs.replace(
        work,
        lines=tuple(msgspec.structs.replace(line, quantity=-line.quantity) for line in work.lines),
    )
    there, back = price(work), price(mirrored)
    assert (back.subtotal, back.net_total, back.tax_total, back.total) == (
        -there.subtotal,
        -there.net_total,
        -there.tax_total,
        -there.total,
    )
    for line, opposite in zip(there.lines, back.lines, strict=True):
        assert (opposite.net, opposite.tax, opposite.total) == (-line.net, -line.tax, -line.total)
        assert (opposite.line_discount, opposite.transaction_discount) == (
            -line.line_discount,
            -line.transaction_discount,
        )


@given(inputs(signs=(1, -1)), st.randoms(use_true_random=False))
def test_the_order_of_lines_changes_nothing(work: PriceInput, random: object) -> None:
    lines = list(work.lines)
    random.shuffle(lines)  # type: ignore[attr-defined]
    there, shuffled = price(work), price(msgspec.structs.replace(work, lines=tuple(lines)))

    def by_id(line: PricedLine) -> str:
        return line.line_id

    assert sorted(shuffled.lines, key=by_id) == list(there.lines)
    assert shuffled.tax_groups == there.tax_groups
    assert shuffled.discounts == there.discounts
    assert shuffled.total == there.total


def test_a_weight_is_extended_and_rounded_once() -> None:
    assert one_line(345, 1990).total == 687  # 0.345 kg × 19.90 = 6.8655


def test_what_was_asked_and_what_was_applied_are_both_kept() -> None:
    done = one_line(1000, 200, line=(amount_off(300), percent_off("10")))
    assert done.lines[0].discounts == (
        AppliedDiscount(discount_id="d", asked=300, applied=200),
        AppliedDiscount(discount_id="d", asked=0, applied=0),
    )
    assert done.total == 0
    done = one_line(-1000, 200, whole=(amount_off(300),))
    assert done.discounts == (AppliedDiscount(discount_id="d", asked=-300, applied=-200),)


def test_a_deposit_takes_no_share_of_a_discount() -> None:
    lines = (
        PriceLine(line_id="1", quantity=1000, unit_price=100, tax_class="standard"),
        PriceLine(line_id="2", quantity=1000, unit_price=25, tax_class="standard", discountable=False),
    )
    work = PriceInput(
        currency="EUR", lines=lines, discounts=(percent_off("50"),), tax=TABLE, policy=TaxPolicy()
    )
    assert [line.amount for line in price(work).lines] == [50, 25]
    only_deposit = msgspec.structs.replace(work, lines=lines[1:])
    assert price(only_deposit).transaction_discount_total == 0
    discounted = msgspec.structs.replace(lines[1], discounts=(percent_off("50"),))
    with pytest.raises(RuleError) as error:
        price(msgspec.structs.replace(work, lines=(discounted,)))
    assert error.value.code == "not_discountable"


def test_an_exchange_is_discounted_in_proportion() -> None:
    lines = (
        PriceLine(line_id="1", quantity=1000, unit_price=1000, tax_class="standard"),
        PriceLine(line_id="2", quantity=-1000, unit_price=500, tax_class="standard"),
    )
    work = PriceInput(
        currency="EUR", lines=lines, discounts=(amount_off(100),), tax=TABLE, policy=TaxPolicy()
    )
    assert [line.amount for line in price(work).lines] == [800, -400]
    even = msgspec.structs.replace(work, lines=(lines[0], msgspec.structs.replace(lines[1], quantity=-2000)))
    assert price(even).transaction_discount_total == 0


def test_an_empty_document_costs_nothing() -> None:
    work = PriceInput(
        currency="EUR", lines=(), discounts=(amount_off(100),), tax=TABLE, policy=TaxPolicy(level="document")
    )
    done = price(work)
    assert (done.total, done.lines, done.tax_groups) == (0, (), ())


def test_every_rounding_is_told_by_name() -> None:
    steps: list[RoundingStep] = []
    work = PriceInput(
        currency="EUR",
        lines=(
            PriceLine(
                line_id="L1",
                quantity=1500,
                unit_price=333,
                tax_class="reduced",
                discounts=(percent_off("10"),),
            ),
        ),
        discounts=(percent_off("1"),),
        tax=TABLE,
        policy=TaxPolicy(),
    )
    assert price(work, steps) == price(work)
    assert [(step.place, step.result) for step in steps] == [
        ("extend_line", 500),
        ("percent_discount", 50),
        ("percent_discount_transaction", 5),
        ("line_tax", 29),
    ]


def test_two_lines_with_one_id_are_refused() -> None:
    line = PriceLine(line_id="1", quantity=1000, unit_price=100, tax_class="standard")
    with pytest.raises(RuleError) as error:
        price(PriceInput(currency="EUR", lines=(line, line), tax=TABLE, policy=TaxPolicy()))
    assert error.value.code == "line_id_twice"


def test_an_unknown_currency_is_refused() -> None:
    with pytest.raises(RuleError) as error:
        price(PriceInput(currency="XXX", lines=(), tax=TABLE, policy=TaxPolicy()))
    assert error.value.code == "currency_unknown"


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("percent", "100.01"),
        ("percent", "-1"),
        ("percent", "ten"),
        ("percent", "1234"),
        ("percent", 10),
        ("amount", -1),
        ("amount", "1.00"),
    ],
)
def test_what_is_not_a_discount_is_refused(kind: str, value: str | int) -> None:
    with pytest.raises(RuleError) as error:
        Discount(discount_id="d", kind=kind, value=value)  # type: ignore[arg-type]
    assert error.value.code == "discount_invalid"


def test_priced_documents_travel_as_json() -> None:
    done = one_line(1000, 200, line=(percent_off("12.5"),))
    assert msgspec.json.decode(msgspec.json.encode(done), type=Priced) == done
    discount = percent_off("12.5")
    assert msgspec.json.decode(msgspec.json.encode(discount), type=Discount) == discount
