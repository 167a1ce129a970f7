"""The best use of units: equal to brute force for small sales, no unit twice, close to it beyond."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retail import promotion_search
from retail.promotion import AmountOff, BuyGet, FixedPrice, Goods, PercentOff, Promotion
from retail.promotion_book import PromotionBook
from retail.promotion_cluster import Kind
from retail.promotion_search import best_use
from retail.promotion_worth import pieces, unit_off, worth
from retail.rounding import Rounding, divide

Unit = tuple[int, str]
"""Price and sku."""


def half_up(numerator: int, denominator: int) -> int:
    return divide(numerator, denominator, Rounding.HALF_UP)


ACTIONS = st.one_of(
    st.builds(PercentOff, percent=st.sampled_from(["10", "25", "33.3", "50"])),
    st.builds(AmountOff, amount=st.integers(1, 150)),
    st.builds(FixedPrice, quantity=st.integers(1, 3), amount=st.integers(0, 600)),
    st.builds(BuyGet, buy=st.integers(0, 2), get=st.integers(1, 2), percent=st.sampled_from(["50", "100"])),
)
SKUS = "abc"


@st.composite
def books(draw: st.DrawFn, most: int = 3) -> PromotionBook:
    """Up to `most` promotions on units."""
    count = draw(st.integers(0, most))
    return PromotionBook(
        Promotion(
            promotion_id=f"p{number}",
            name=f"P {number}",
            goods=Goods(skus=tuple(draw(st.sets(st.sampled_from(SKUS))))),
            minimum_quantity=draw(st.sampled_from([0, 0, 2, 3])),
            minimum_amount=draw(st.sampled_from([0, 0, 400])),
            action=draw(ACTIONS),
            limit=draw(st.sampled_from([0, 0, 1, 2])),
            priority=draw(st.integers(0, 1)),
        )
        for number in range(count)
    )


UNITS = st.lists(st.tuples(st.sampled_from([99, 100, 250, 333]), st.sampled_from(SKUS)), max_size=6)


def kinds_of(units: Sequence[Unit], book: PromotionBook) -> list[Kind]:
    counts: dict[tuple[int, tuple[int, ...]], int] = {}
    for price, sku in units:
        wanted = tuple(sorted(book.places(sku, "")))
        if wanted:
            counts[price, wanted] = counts.get((price, wanted), 0) + 1
    rows = sorted(counts.items(), key=lambda row: (-row[0][0], row[0][1]))
    return [Kind(price, wanted, count) for (price, wanted), count in rows]


def brute_alone(promotion: Promotion, prices: tuple[int, ...], times: int = 0) -> int:
    """The most that a promotion takes off these units, by trying every set of units for its next time."""
    if promotion.limit and times >= promotion.limit:
        return 0
    most = 0
    action = promotion.action
    for chosen in combinations(range(len(prices)), pieces(promotion)):
        picked = [prices[at] for at in chosen]
        rest = tuple(price for at, price in enumerate(prices) if at not in chosen)
        if isinstance(action, FixedPrice):
            off = sum(picked) - action.amount
        elif isinstance(action, BuyGet):
            off = sum(unit_off(promotion, price, half_up) for price in sorted(picked)[: action.get])
        else:
            off = unit_off(promotion, picked[0], half_up)
        if off > 0:
            most = max(most, off + brute_alone(promotion, rest, times + 1))
    return most


def brute(units: Sequence[Unit], book: PromotionBook) -> int:
    """The most over every way to give each unit to a promotion that wants it, or to none."""
    given: list[list[int]] = [[] for _ in book]
    known: dict[tuple[int, tuple[int, ...]], int] = {}

    def alone(place: int) -> int:
        promotion, prices = book[place], tuple(sorted(given[place]))
        if len(prices) < promotion.minimum_quantity or sum(prices) < promotion.minimum_amount:
            return 0
        if (place, prices) not in known:
            known[place, prices] = brute_alone(promotion, prices)
        return known[place, prices]

    def share(at: int) -> int:
        if at == len(units):
            return sum(map(alone, range(len(book))))
        price, sku = units[at]
        most = share(at + 1)
        for place in book.places(sku, ""):
            given[place].append(price)
            most = max(most, share(at + 1))
            given[place].pop()
        return most

    return share(0)


@settings(deadline=None, max_examples=150)
@given(UNITS, books())
def test_it_takes_off_as_much_as_any_way_of_sharing_the_units_out(
    units: list[Unit], book: PromotionBook
) -> None:
    found = best_use(kinds_of(units, book), book, half_up)
    assert sum(served.worth.total for served in found.values()) == brute(units, book)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 400), st.sampled_from(SKUS)), max_size=30), books(most=5))
def test_no_unit_serves_two_and_none_is_made_up(units: list[Unit], book: PromotionBook) -> None:
    kinds = kinds_of(units, book)
    found = best_use(kinds, book, half_up)
    used = [0] * len(kinds)
    for place, served in found.items():
        assert served.worth.total > 0
        assert not book[place].limit or served.worth.times <= book[place].limit
        for number, count in served.kinds.items():
            assert place in kinds[number].wanted_by
            used[number] += count
    assert all(count <= kind.units for count, kind in zip(used, kinds, strict=True))


@settings(deadline=None, max_examples=80)
@given(UNITS, books())
def test_the_greedy_way_stays_within_its_bound(units: list[Unit], book: PromotionBook) -> None:
    kinds = kinds_of(units, book)
    exact = sum(served.worth.total for served in best_use(kinds, book, half_up).values())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(promotion_search, "EXACT_WAYS", 0)
        found = best_use(kinds, book, half_up)
    greedy = sum(served.worth.total for served in found.values())
    most = max((max(pieces(one), one.minimum_quantity, len(units)) for one in book), default=0)
    assert exact >= greedy
    assert greedy * (most + 1) >= exact


@settings(deadline=None, max_examples=60)
@given(UNITS, books(), st.tuples(st.sampled_from([99, 250]), st.sampled_from(SKUS)))
def test_one_more_unit_never_takes_less_off(units: list[Unit], book: PromotionBook, more: Unit) -> None:
    def total(all_units: list[Unit]) -> int:
        return sum(one.worth.total for one in best_use(kinds_of(all_units, book), book, half_up).values())

    assert total([*units, more]) >= total(units)


def total(units: Sequence[Unit], *promotions: Promotion, ways: int = 0) -> dict[str, tuple[int, int]]:
    """What each promotion takes, and how often, with at most `ways` tried."""
    book = PromotionBook(promotions)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(promotion_search, "EXACT_WAYS", ways)
        found = best_use(kinds_of(units, book), book, half_up)
    return {book[place].promotion_id: served.worth[:2] for place, served in found.items()}


def offer(name: str, action: FixedPrice | BuyGet | PercentOff | AmountOff, **more: object) -> Promotion:
    return Promotion(promotion_id=name, name=name, action=action, **more)  # type: ignore[arg-type]


def test_a_weak_bundle_does_not_spoil_better_plain_ones() -> None:
    units = [(500, "a")] * 3
    found = total(
        units, offer("p", PercentOff(percent="10")), offer("q", FixedPrice(quantity=3, amount=1440))
    )
    assert found == {"p": (150, 3)}


def test_ten_thousand_pieces_are_shared_out_at_once() -> None:
    bundle, half = FixedPrice(quantity=3, amount=200), BuyGet(buy=1, get=1, percent="50")
    units = [(100, "a")] * 9_999 + [(90, "b")] * 2
    found = total(units, offer("p", bundle), offer("q", half, goods=Goods(skus=("b",))), ways=600)
    assert found == {"p": (333_300, 3_333), "q": (45, 1)}


def test_the_greedy_way_minds_limits_and_minimums() -> None:
    units = [(300, "a"), (200, "a"), (0, "a"), (250, "b"), (250, "b"), (250, "b")]
    found = total(
        units,
        offer("p", AmountOff(amount=50), minimum_amount=450, goods=Goods(skus=("a",))),
        offer("q", PercentOff(percent="10"), minimum_quantity=2),
        offer("r", FixedPrice(quantity=2, amount=300), limit=1, goods=Goods(skus=("b",))),
        offer("s", FixedPrice(quantity=9, amount=1)),
        offer("t", FixedPrice(quantity=1, amount=999)),
    )
    assert found["r"] == (200, 1)
    assert sum(off for off, _ in found.values()) >= 200 + 75


def test_who_lost_its_units_waits_for_its_new_turn() -> None:
    units = [(100, "a")] * 2 + [(80, "b")] * 2 + [(60, "c")] * 2
    found = total(
        units,
        offer("p", FixedPrice(quantity=2, amount=90), goods=Goods(skus=("a",))),
        offer("q", FixedPrice(quantity=2, amount=100), goods=Goods(skus=("a", "b", "c"))),
        offer("r", FixedPrice(quantity=2, amount=110), goods=Goods(skus=("b",))),
    )
    assert found == {"p": (110, 1), "q": (80, 2)}
    weak = offer("q", FixedPrice(quantity=2, amount=100), goods=Goods(skus=("a", "c")))
    other = offer("r", FixedPrice(quantity=2, amount=110), goods=Goods(skus=("b", "c")))
    first = offer("p", FixedPrice(quantity=2, amount=90), goods=Goods(skus=("a",)))
    assert total(units, first, weak, other) == {"p": (110, 1), "q": (20, 1), "r": (50, 1)}


def test_bundles_go_on_over_prices_that_have_run_out() -> None:
    runs = [(100, 3), (95, 0), (90, 3)]
    found = worth(offer("p", FixedPrice(quantity=2, amount=100)), runs, half_up)
    assert found == (270, 3, (3, 0, 3))
