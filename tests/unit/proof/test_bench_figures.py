"""Samples summed up, turns taken in turn, and verdicts against goals."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proof.bench.figures import figures, milliseconds, percentile
from proof.bench.report import Limit, at_least, at_most, measure, ratio
from proof.bench.turns import in_turn

SAMPLES = st.lists(st.floats(0.001, 1000), min_size=1, max_size=60)


def test_median_percentile_and_least_of_a_row() -> None:
    found = figures([5.0, 1.0, 4.0, 2.0, 3.0], "ms")
    assert (found.unit, found.count, found.median, found.p95, found.least) == ("ms", 5, 3.0, 5.0, 1.0)


def test_nearest_rank_of_a_hundred() -> None:
    assert percentile([float(number) for number in range(1, 101)], 95) == 95.0


@given(SAMPLES)
def test_a_percentile_is_a_sample_and_95_of_100_are_not_above_it(samples: list[float]) -> None:
    found = percentile(samples, 95)
    assert found in samples
    assert sum(one <= found for one in samples) >= 0.95 * len(samples)


def test_nothing_measured_is_an_error() -> None:
    with pytest.raises(ValueError, match="nothing was measured"):
        figures([], "ms")


def test_turns_alternate_and_forget_the_warm_up() -> None:
    said: list[str] = []

    def probe(name: str) -> Callable[[int], float]:
        def say(number: int) -> float:
            said.append(f"{name}{number}")
            return float(number)

        return say

    taken = in_turn(2, 1, probe("a"), probe("b"))
    assert said == ["a0", "b0", "b1", "a1", "a2", "b2"]
    assert taken == [[1.0, 2.0], [1.0, 2.0]]


def test_a_fixed_order_stays() -> None:
    said: list[str] = []

    def probe(name: str) -> Callable[[int], float]:
        def say(_: int) -> float:
            said.append(name)
            return 0.0

        return say

    in_turn(2, 0, probe("a"), probe("b"), fixed_order=True)
    assert said == ["a", "b", "a", "b"]


@pytest.mark.parametrize(("value", "met"), [(1.99, True), (2.0, True), (2.01, False)])
def test_a_goal_of_at_most(value: float, met: bool) -> None:
    assert at_most("goal", value, 2.0).met is met


@pytest.mark.parametrize(("value", "met"), [(0.59, False), (0.6, True)])
def test_a_goal_of_at_least(value: float, met: bool) -> None:
    assert at_least("goal", value, 0.6).met is met


def test_a_measure_is_met_when_every_goal_is() -> None:
    taken, limit = milliseconds([0.004]), Limit(name="limit", figures=milliseconds([0.002]))
    assert ratio(taken, limit) == 2.0
    goals = (at_most("one", 1.0, 2.0), at_most("two", 3.0, 2.0))
    assert measure("name", "what", taken, limit=limit, goals=goals).met is False
    assert measure("name", "what", taken, limit=limit, goals=goals[:1]).met is True
    assert measure("name", "what", taken).met is None
