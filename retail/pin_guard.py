"""Guessing at PINs is slowed, then stopped: a pure rule over a state that the caller stores durably (M8.2).

One guard is kept per operator and one per terminal. The operator's guard locks; the terminal's only delays,
so that nobody can lock a whole shop out by typing nonsense for every tile.
"""

from __future__ import annotations

import msgspec


class GuardPolicy(msgspec.Struct, frozen=True, kw_only=True):
    """How long (ms) each failure makes one wait.

    `free` failures cost nothing; the next cost `delays_ms` one after the other, and every failure beyond them
    `lock_ms`.
    """

    free: int
    delays_ms: tuple[int, ...]
    lock_ms: int


OPERATOR_POLICY = GuardPolicy(free=2, delays_ms=(5_000, 15_000, 60_000, 300_000), lock_ms=1_800_000)
"""Third failure 5 s, then 15 s, 1 min, 5 min, and from the seventh on 30 minutes."""

TERMINAL_POLICY = GuardPolicy(free=10, delays_ms=(5_000, 10_000), lock_ms=30_000)
"""A terminal slows down after ten failures in a row of anybody, but never by more than 30 s."""


class PinGuard(msgspec.Struct, frozen=True, kw_only=True):
    """Failures in a row, and the UTC ms until which no try is looked at (0: none)."""

    failures: int = 0
    locked_until: int = 0


def lockout(failures: int, now: int, policy: GuardPolicy = OPERATOR_POLICY) -> int:
    """UTC ms before which no further try is allowed after that many failures in a row; `now` when at once."""
    step = failures - policy.free
    if step <= 0:
        return now
    if step <= len(policy.delays_ms):
        return now + policy.delays_ms[step - 1]
    return now + policy.lock_ms


def wait_ms(guard: PinGuard, now: int) -> int:
    """How long a try must still wait, 0 when it may be made."""
    return max(0, guard.locked_until - now)


def after_failure(guard: PinGuard, now: int, policy: GuardPolicy = OPERATOR_POLICY) -> PinGuard:
    """The guard after a wrong PIN at `now`; a wait already running is never shortened."""
    failures = guard.failures + 1
    return PinGuard(failures=failures, locked_until=max(guard.locked_until, lockout(failures, now, policy)))


def after_success(guard: PinGuard) -> PinGuard:
    """The guard after a right PIN, or after a supervisor freed the operator: nothing remembered."""
    return msgspec.structs.replace(guard, failures=0, locked_until=0)
