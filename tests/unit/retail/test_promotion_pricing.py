"""Promotions in a priced document: levels, exclusivity, groups, what is left alone, and why not."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from retail.discount import Discount
from retail.errors import RuleError
from retail.pricing import Priced, PriceInput, PriceLine, price
from retail.promotion import AmountOff, BuyGet, FixedPrice, Goods, PercentOff, Promotion
from retail.promotion_book import PromotionBook
from retail.promotion_time import in_force, unchanged_until
from retail.rounding import RoundingStep
from retail.tax import TaxPolicy, TaxRate, TaxTable

TAX = TaxTable(classes={"a": (TaxRate(code="V", name="V", rate="0.19", letter="A"),)})


def a_line(number: int, sku: str = "a", unit_price: int = 200, pieces: int = 1, **more: Any) -> PriceLine:
    return PriceLine(
        line_id=f"{number:03}",
        quantity=pieces * 1000,
        unit_price=unit_price,
        tax_class="a",
        sku=sku,
        **more,
    )


def a_promotion(name: str = "p", **fields: Any) -> Promotion:
    fields.setdefault("action", PercentOff(percent="10"))
    return Promotion(promotion_id=name, name=name.upper(), **fields)


def priced(
    lines: Sequence[PriceLine],
    *promotions: Promotion,
    discounts: tuple[Discount, ...] = (),
    steps: list[RoundingStep] | None = None,
) -> Priced:
    work = PriceInput(
        currency="EUR",
        lines=tuple(lines),
        discounts=discounts,
        promotions=promotions,
        tax=TAX,
        policy=TaxPolicy(),
    )
    return price(work, steps)


def why(done: Priced) -> dict[str, str]:
    return {one.promotion_id: one.why_not for one in done.outcomes}


def taken(done: Priced) -> dict[str, int]:
    return {one.promotion_id: one.applied for one in done.outcomes if one.applied}


def on_whole(name: str, **fields: Any) -> Promotion:
    return a_promotion(name, level="order", **fields)


def test_what_a_person_set_or_a_deposit_is_left_alone() -> None:
    lines = [
        a_line(1, promotable=False),
        a_line(2, discountable=False),
        a_line(3, pieces=-1),
        a_line(4, unit_price=0),
    ]
    done = priced(lines, a_promotion(), on_whole("w"))
    assert done.promotion_total == 0
    assert why(done) == {"p": "left_out", "w": "left_out"}


def test_weighed_goods_take_a_percentage_only() -> None:
    cheese = a_line(1, unit_price=1290, weighed=True)
    cheese = replace(cheese, quantity=345)
    done = priced([cheese], a_promotion("p"), a_promotion("q", action=AmountOff(amount=50)))
    assert (taken(done), why(done)["q"]) == ({"p": 45}, "left_out")
    assert done.lines[0].promotions[0].quantity == 345


def test_a_code_is_waited_for_on_both_levels() -> None:
    done = priced([a_line(1)], a_promotion("p", trigger="code"), on_whole("w", trigger="code"))
    assert why(done) == {"p": "code_needed", "w": "code_needed"}


def test_it_says_what_is_missing() -> None:
    done = priced(
        [a_line(1, pieces=2)],
        a_promotion("a", action=FixedPrice(quantity=3, amount=500)),
        a_promotion("b", minimum_amount=1000),
        a_promotion("c", action=FixedPrice(quantity=2, amount=500)),
        on_whole("d", minimum_quantity=5),
        on_whole("e", minimum_amount=450),
        on_whole("f", action=AmountOff(amount=0)),
    )
    told = {
        one.promotion_id: (one.why_not, one.missing_quantity, one.missing_amount) for one in done.outcomes
    }
    assert told == {
        "a": ("minimum_quantity", 1, 0),
        "b": ("minimum_amount", 0, 600),
        "c": ("no_saving", 0, 0),
        "d": ("minimum_quantity", 3, 0),
        "e": ("minimum_amount", 0, 50),
        "f": ("no_saving", 0, 0),
    }


def test_what_is_left_over_tells_what_the_next_time_needs() -> None:
    multi = a_promotion(action=FixedPrice(quantity=3, amount=500))
    assert priced([a_line(1, pieces=5)], multi).outcomes[0].missing_quantity == 1
    assert priced([a_line(1, pieces=6)], multi).outcomes[0].missing_quantity == 0
    assert priced([a_line(1, pieces=5)], replace(multi, limit=1)).outcomes[0].missing_quantity == 0


def test_the_better_of_two_takes_the_units() -> None:
    done = priced([a_line(1, pieces=3)], a_promotion("a"), a_promotion("b", action=BuyGet(buy=2, get=1)))
    assert (taken(done), why(done)["a"]) == ({"b": 200}, "other_promotion")
    equal = priced([a_line(1)], a_promotion("a"), a_promotion("b", priority=1))
    assert taken(equal) == {"b": 20}


def test_those_on_the_whole_follow_each_other() -> None:
    lines = [a_line(1, unit_price=1000)]
    done = priced(lines, on_whole("a"), on_whole("b", priority=1), on_whole("c", base="initial"))
    assert [one.promotion_id for one in done.lines[0].promotions] == ["b", "a", "c"]
    assert taken(done) == {"b": 100, "a": 90, "c": 100}
    assert done.total == 710


def test_a_whole_base_never_takes_more_than_is_left() -> None:
    done = priced(
        [a_line(1)], a_promotion(action=PercentOff(percent="90")), on_whole("w", action=AmountOff(amount=500))
    )
    assert (done.total, taken(done)) == (0, {"p": 180, "w": 20})
    half = on_whole("w", action=PercentOff(percent="50"), base="initial")
    assert priced([a_line(1)], a_promotion(action=PercentOff(percent="90")), half).total == 0


def test_of_a_group_the_best_counts() -> None:
    small, large = on_whole("a", group="g"), on_whole("b", group="g", action=AmountOff(amount=90))
    done = priced([a_line(1)], small, large)
    assert (taken(done), why(done)["a"]) == ({"b": 90}, "group_taken")


def test_an_exclusive_one_stands_alone_where_that_is_more() -> None:
    alone = on_whole("a", exclusive=True, action=PercentOff(percent="15"))
    assert taken(priced([a_line(1)], alone, on_whole("b"))) == {"a": 30}
    done = priced([a_line(1)], alone, on_whole("b"), on_whole("c"))
    assert (taken(done), why(done)["a"]) == ({"b": 20, "c": 18}, "other_promotion")
    served = priced([a_line(1), a_line(2, "b")], a_promotion(goods=Goods(skus=("a",))), alone)
    assert taken(served) == {"p": 20, "a": 30}


def test_units_of_an_exclusive_one_are_closed_to_those_on_the_whole() -> None:
    first = a_promotion(goods=Goods(skus=("a",)), exclusive=True, limit=1)
    done = priced([a_line(1, pieces=2)], first, on_whole("w"))
    assert taken(done) == {"p": 20, "w": 20}
    none = priced([a_line(1)], first, on_whole("w"))
    assert why(none)["w"] == "other_promotion"
    both = priced(
        [a_line(1)], first, replace(first, promotion_id="q"), on_whole("w", goods=Goods(skus=("z",)))
    )
    assert taken(both) == {"p": 20}


def test_promotions_come_before_what_a_person_gives() -> None:
    line = a_line(1, discounts=(Discount(discount_id="d", kind="percent", value="10"),))
    off = Discount(discount_id="w", kind="amount", value=100)
    done = priced([line], a_promotion(), discounts=(off,)).lines[0]
    assert (done.promotion_discount, done.line_discount, done.transaction_discount) == (20, 18, 100)
    assert (done.extended, done.amount) == (200, 62)


def test_the_roundings_can_be_followed() -> None:
    steps: list[RoundingStep] = []
    lines = [a_line(1, unit_price=99), a_line(2, "b", unit_price=55)]
    priced(
        lines,
        a_promotion(goods=Goods(skus=("a",))),
        on_whole("w"),
        on_whole("x", action=AmountOff(amount=1)),
        steps=steps,
    )
    told = [(one.place, one.subject, one.result) for one in steps if "promotion" in one.place]
    assert told == [("percent_promotion", "p", 10), ("percent_promotion_whole", "w", 14)]


def test_goods_are_named_by_sku_or_category_and_names_by_language() -> None:
    tea = a_line(1, "t", category="drinks")
    offer = a_promotion(
        goods=Goods(skus=("x",), categories=("drinks",)), texts={"de": "Tee", "de-AT": "Tee!"}
    )
    for language, name in (("de-AT", "Tee!"), ("de-DE", "Tee"), ("fr", "P")):
        book = PromotionBook([offer, offer], language)
        assert (len(book), book[0], list(book[:1]), list(book)) == (1, offer, [offer], [offer])
        done = price(PriceInput(currency="EUR", lines=(tea,), promotions=book, tax=TAX, policy=TaxPolicy()))
        assert done.lines[0].promotions[0].name == name
    assert priced([a_line(1, "y", category="food")], offer).outcomes == ()


@pytest.mark.parametrize(
    "fields",
    [
        {"name": ""},
        {"minimum_quantity": -1},
        {"from_time": "8:00"},
        {"from_time": "08:00", "to_time": "08:00"},
        {"valid_from": 5, "valid_to": 5},
        {"valid_from": 5, "valid_to": 4},
        {"weekdays": (0,)},
        {"group": "g"},
        {"level": "order", "limit": 1},
        {"level": "order", "action": BuyGet(buy=1, get=1)},
        {"action": PercentOff(percent="101")},
        {"action": AmountOff(amount=-1)},
        {"action": FixedPrice(quantity=0, amount=1)},
        {"action": BuyGet(buy=1, get=0)},
    ],
)
def test_what_makes_no_sense_is_refused(fields: dict[str, Any]) -> None:
    given: dict[str, Any] = {"promotion_id": "p", "name": "P", "action": PercentOff(percent="1")} | fields
    with pytest.raises(RuleError):
        Promotion(**given)


def test_it_travels_as_json() -> None:
    one = a_promotion(action=BuyGet(buy=2, get=1), goods=Goods(skus=("a",)), texts={"de": "x"})
    assert msgspec.json.decode(msgspec.json.encode(one), type=Promotion) == one


def test_it_counts_at_its_time() -> None:
    monday = 1_795_996_800_000  # 30 November 2026, 00:00 UTC
    hour = 3_600_000
    spanned = a_promotion(valid_from=monday, valid_to=monday + hour)
    assert [in_force(spanned, monday + at, "UTC") for at in (-1, 0, hour - 1, hour)] == [
        False,
        True,
        True,
        False,
    ]
    morning = a_promotion(weekdays=(1,), from_time="08:00", to_time="12:00")
    assert in_force(morning, monday + 7 * hour, "Europe/Berlin")
    assert not in_force(morning, monday + 7 * hour, "UTC")
    assert not in_force(morning, monday + 32 * hour, "UTC")
    night = a_promotion(weekdays=(1,), from_time="22:00", to_time="02:00")
    found = [in_force(night, monday + at * hour, "UTC") for at in (1, 21, 22, 25, 26, 46)]
    assert found == [False, False, True, True, False, False]
    assert in_force(a_promotion(from_time="08:00"), monday + 23 * hour, "UTC")
    assert in_force(a_promotion(weekdays=(2,)), monday + 24 * hour, "UTC")


SKUS = st.sampled_from("abc")
LINES = st.lists(
    st.tuples(SKUS, st.integers(0, 999), st.integers(1, 12), st.booleans()), min_size=1, max_size=8
)
ACTIONS = st.one_of(
    st.builds(PercentOff, percent=st.sampled_from(["7.5", "100"])),
    st.builds(AmountOff, amount=st.integers(0, 2000)),
    st.builds(FixedPrice, quantity=st.integers(1, 5), amount=st.integers(0, 1500)),
    st.builds(BuyGet, buy=st.integers(0, 3), get=st.integers(1, 2), percent=st.sampled_from(["30", "100"])),
)


@st.composite
def offers(draw: st.DrawFn) -> list[Promotion]:
    found = []
    for number in range(draw(st.integers(1, 6))):
        action = draw(ACTIONS)
        whole = isinstance(action, PercentOff | AmountOff) and draw(st.booleans())
        found.append(
            Promotion(
                promotion_id=f"p{number}",
                name="x",
                level="order" if whole else "line",
                goods=Goods(skus=tuple(draw(st.sets(SKUS)))),
                action=action,
                limit=0 if whole else draw(st.integers(0, 2)),
                minimum_quantity=draw(st.sampled_from([0, 0, 3, 7])),
                minimum_amount=draw(st.sampled_from([0, 0, 1500])),
                priority=draw(st.integers(0, 2)),
                exclusive=draw(st.booleans()),
                group=draw(st.sampled_from(["", "g"])) if whole else "",
                base=draw(st.sampled_from(["initial", "discounted"])),
            )
        )
    return found


@settings(deadline=None, max_examples=100)
@given(LINES, offers(), st.randoms(use_true_random=False))
def test_no_line_falls_below_zero_and_no_order_matters(
    rows: list[tuple[str, int, int, bool]], promotions: list[Promotion], random: Random
) -> None:
    lines = [a_line(number, *row[:3], weighed=row[3]) for number, row in enumerate(rows)]
    done = priced(lines, *promotions)
    for line, asked in zip(done.lines, lines, strict=True):
        assert 0 <= line.amount <= line.extended
        assert line.promotion_discount == sum(one.applied for one in line.promotions)
        assert sum(one.quantity for one in line.promotions) <= asked.quantity
        assert all(one.applied >= 0 for one in line.promotions)
    assert done.promotion_total == sum(one.applied for one in done.outcomes)
    assert done.total == done.subtotal - done.promotion_total
    random.shuffle(lines)
    random.shuffle(promotions)
    again = priced(lines, *promotions)
    assert {one.line_id: one for one in again.lines} == {one.line_id: one for one in done.lines}
    assert again.outcomes == done.outcomes


@given(
    st.integers(0, 300_000),
    st.lists(st.tuples(st.integers(0, 300_000), st.integers(1, 300_000)), max_size=4),
    st.integers(0, 5),
)
def test_none_begins_or_ends_before_the_moment_said(
    at: int, validities: list[tuple[int, int]], minute: int
) -> None:
    found = [
        a_promotion(valid_from=since, valid_to=since + length, to_time=f"00:0{minute}")
        for since, length in validities
    ]
    until = unchanged_until(found, at)
    assert at < until <= at + 60_000
    for one in found:
        assert in_force(one, at, "UTC") == in_force(one, until - 1, "UTC")
