"""The schedule of kills: drawn from the seed alone, and each kind in a short run."""

from __future__ import annotations

from itertools import islice

from hypothesis import given
from hypothesis import strategies as st

from proof.chaos.faults import ORDER
from proof.chaos.schedule import KINDS, schedule

TILLS = 3


@given(seed=st.integers(0, 10_000))
def test_a_seed_draws_one_schedule_with_each_kind_early(seed: int) -> None:
    faults = list(islice(schedule(seed, TILLS), 40))
    assert faults == list(islice(schedule(seed, TILLS), 40))
    assert {kind for fault in faults[: len(KINDS)] for kind in fault.kinds} == set(KINDS)
    for fault in faults:
        assert len(fault.kinds) == len(set(fault.kinds)) == len(fault.tills)
        assert all(0 <= till < TILLS for till in fault.tills)


def test_other_seeds_draw_other_schedules() -> None:
    assert len({next(schedule(seed, TILLS)) for seed in range(20)}) == 20


def test_everything_that_dies_has_its_place_in_coming_back() -> None:
    assert sorted(ORDER) == sorted(KINDS)
