"""Guessing is slowed, then stopped; a right PIN forgets it (M8.2)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retail.pin_guard import (
    OPERATOR_POLICY,
    TERMINAL_POLICY,
    GuardPolicy,
    PinGuard,
    after_failure,
    after_success,
    lockout,
    wait_ms,
)


@pytest.mark.parametrize(
    ("failures", "wait"),
    [(0, 0), (2, 0), (3, 5_000), (4, 15_000), (5, 60_000), (6, 300_000), (7, 1_800_000), (500, 1_800_000)],
)
def test_the_operators_wait_grows_and_ends_in_a_lock(failures: int, wait: int) -> None:
    assert lockout(failures, 1000) == 1000 + wait


@given(st.sampled_from([OPERATOR_POLICY, TERMINAL_POLICY]), st.integers(0, 100))
def test_one_more_failure_never_shortens_the_wait(policy: GuardPolicy, failures: int) -> None:
    assert lockout(failures + 1, 0, policy) >= lockout(failures, 0, policy)


def test_a_terminal_is_never_locked_for_long() -> None:
    assert lockout(10, 0, TERMINAL_POLICY) == 0
    assert max(lockout(failures, 0, TERMINAL_POLICY) for failures in range(1000)) == 30_000


def test_failures_add_up_and_success_forgets_them() -> None:
    guard = PinGuard()
    for _ in range(3):
        guard = after_failure(guard, 1000)
    assert guard == PinGuard(failures=3, locked_until=6000)
    assert [wait_ms(guard, now) for now in (1000, 5999, 6000, 9000)] == [5000, 1, 0, 0]
    assert after_success(guard) == PinGuard()


def test_a_clock_set_back_does_not_shorten_a_wait() -> None:
    guard = PinGuard(failures=6, locked_until=500_000)
    assert after_failure(PinGuard(failures=0, locked_until=500_000), 100).locked_until == 500_000
    assert after_failure(guard, 100).locked_until == 1_800_100
