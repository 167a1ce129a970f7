"""When to try again after a failure: exponential, capped, with full jitter from an injected random."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sync.ports import Clock, Signal

Random = Callable[[], float]
"""A number in [0, 1), as `random.random`."""

EVERY_S = {"count": 30.0, "hello": 60.0, "push": 30.0, "pull": 30.0, "search": 600.0, "images": 300.0}
"""Lanes in order of urgency, with the seconds after which each is done again unasked (± 20 %)."""
REFUSED_S = 300.0
"""How long nothing is asked of a hub that does not know us."""
SEEK_S = 5.0
"""Least time between two looks for a hub that somebody wanted to ask in vain."""
AHEAD_S = 1.0
"""A push that took this long is the last before a question: somebody waits for the answer at the counter."""
FIRST = 1.0
CAP = 60.0
LEAST = 0.5
JITTER = 0.2


@dataclass(frozen=True, kw_only=True)
class Timing:
    """What a thread of sync needs of the world to know when: replaced as a whole in tests."""

    clock: Clock
    random: Random
    signal: Signal
    """What this one thread waits on."""


def delay(failures: int, random: float, *, first: float = FIRST, cap: float = CAP) -> float:
    """Seconds to wait after the given number of failures in a row (at least 1).

    Full jitter: anything from `LEAST` to the longest wait, which doubles with each failure up to `cap`, so
    that terminals that lost the same hub do not come back together.
    """
    # 2**n of a long outage would not fit a float; by then the cap has long been reached.
    longest = min(cap, first * 2.0 ** min(failures - 1, 32))
    return max(LEAST, random * longest)


def jittered(seconds: float, random: float) -> float:
    """`seconds` ± 20 %, so that terminals started together drift apart."""
    return seconds * (1 - JITTER + 2 * JITTER * random)


class Lane:
    """One kind of work of the sync thread: when it is due, and how often it failed in a row.

    Times are monotonic seconds. A lane in back-off is not brought forward by `hurry`.
    """

    def __init__(self, every: float, random: Random) -> None:
        self.every = every
        self.due_at = 0.0
        self.failures = 0
        self._failed_at = 0.0
        self._random = random

    def hurry(self) -> None:
        """Make it due now, unless it waits after a failure."""
        if not self.failures:
            self.due_at = 0.0

    def done(self, now: float) -> None:
        """It succeeded and has nothing left to do until its timer."""
        self.failures = 0
        self.due_at = now + jittered(self.every, self._random())

    def again(self, at: float = 0.0, *, forgive: bool = True) -> None:
        """It succeeded and has more to do, at once or at a given time.

        Without `forgive` failures still count: what succeeded was a part, and the whole may fail again.
        """
        if forgive:
            self.failures = 0
        self.due_at = at

    def failed(self, now: float, at_least: float = 0.0) -> None:
        """It failed: due after the back-off, and not before `at_least` seconds."""
        self.failures += 1
        self._failed_at = now
        self.due_at = now + max(delay(self.failures, self._random()), at_least)

    def seek(self, least: float) -> None:
        """Somebody waits: in back-off, try again when `least` seconds have passed since the last failure."""
        if self.failures:
            self.due_at = min(self.due_at, self._failed_at + least)

    def hold(self, now: float, seconds: float) -> None:
        """Not before about that many seconds, whatever it was doing."""
        self.failures = max(1, self.failures)
        self.due_at = now + jittered(seconds, self._random())
