"""Rounding and allocation: exact, symmetric about zero, and never a cent lost."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retail.allocation import allocate, share_out
from retail.rounding import Rounder, Rounding, RoundingStep, divide

DECIMAL_MODE = {
    Rounding.HALF_UP: ROUND_HALF_UP,
    Rounding.HALF_EVEN: ROUND_HALF_EVEN,
    Rounding.HALF_DOWN: ROUND_HALF_DOWN,
    Rounding.UP: ROUND_UP,
    Rounding.DOWN: ROUND_DOWN,
}
AMOUNT = st.integers(-(10**12), 10**12)
WAYS = st.sampled_from(list(Rounding))


@given(st.integers(-(10**9), 10**9), st.sampled_from([1, 2, 4, 5, 8, 10, 100, 1000]), WAYS)
def test_rounding_agrees_with_decimal(numerator: int, denominator: int, how: Rounding) -> None:
    exact = Decimal(numerator) / Decimal(denominator)
    assert divide(numerator, denominator, how) == int(exact.quantize(Decimal(1), DECIMAL_MODE[how]))


@given(AMOUNT, AMOUNT.filter(bool), WAYS)
def test_rounding_is_near_and_symmetric(numerator: int, denominator: int, how: Rounding) -> None:
    rounded = divide(numerator, denominator, how)
    assert abs(Fraction(numerator, denominator) - rounded) < 1
    assert divide(-numerator, denominator, how) == -rounded
    assert divide(numerator, -denominator, how) == -rounded


def test_nothing_divides_by_zero() -> None:
    with pytest.raises(ZeroDivisionError):
        divide(1, 0, Rounding.HALF_UP)


def test_a_rounder_keeps_its_steps_when_asked() -> None:
    steps: list[RoundingStep] = []
    assert Rounder(steps).divide("line_tax", "L1", (23, 2), Rounding.HALF_UP) == 12
    assert steps == [RoundingStep(place="line_tax", subject="L1", numerator=23, denominator=2, result=12)]
    assert Rounder().divide("line_tax", "L1", (23, 2), Rounding.DOWN) == 11


@given(AMOUNT, st.lists(st.integers(0, 10**6), min_size=1, max_size=30))
def test_parts_add_up_and_stay_near_their_share(total: int, weights: list[int]) -> None:
    parts = allocate(total, weights)
    assert sum(parts) == total
    assert [-part for part in parts] == allocate(-total, weights)
    whole = sum(weights)
    if whole:
        for part, weight in zip(parts, weights, strict=True):
            assert abs(part - Fraction(total * weight, whole)) < 1
            assert weight or part == 0


@given(AMOUNT, st.lists(st.integers(0, 50), min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_who_gets_how_much_does_not_depend_on_the_order(
    total: int, weights: list[int], random: object
) -> None:
    shuffled = list(weights)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    before = sorted(zip(weights, allocate(total, weights), strict=True))
    assert before == sorted(zip(shuffled, allocate(total, shuffled), strict=True))


@given(
    st.lists(st.integers(-(10**6), 10**6), min_size=1, max_size=12), st.sampled_from([1, 7, 1000, 119]), WAYS
)
def test_shares_of_mixed_signs_add_up(numerators: list[int], denominator: int, how: Rounding) -> None:
    total = divide(sum(numerators), denominator, how)
    parts = share_out(total, numerators, denominator)
    assert sum(parts) == total
    for part, numerator in zip(parts, numerators, strict=True):
        assert abs(part - Fraction(numerator, denominator)) < 1
    assert share_out(-total, [-numerator for numerator in numerators], denominator) == [-p for p in parts]


def test_what_cannot_be_allocated_is_refused() -> None:
    assert allocate(0, []) == []
    with pytest.raises(ValueError, match="nothing to allocate"):
        allocate(1, [])
    with pytest.raises(ValueError, match="negative"):
        allocate(1, [1, -1])
    with pytest.raises(ValueError, match="not the rounded sum"):
        share_out(5, [1, 1], 2)
