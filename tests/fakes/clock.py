"""A clock that stands still until a test moves it, and ids that count up: fakes of `pos_app.ports.clock`."""

from __future__ import annotations

import itertools

from retail.ids import uuid7

NOON = 1_796_040_000_000
"""2026-11-30 12:00 UTC, 13:00 in Berlin and Zurich."""


class FixedClock:
    """`Clock`: says `at` until it is told otherwise."""

    def __init__(self, at: int = NOON) -> None:
        self.at = at

    def now(self) -> int:
        """UTC milliseconds."""
        return self.at

    def pass_ms(self, ms: int) -> None:
        """Let time go by."""
        self.at += ms


class CountedIds:
    """`IdSource`: UUIDv7 that are all different and sort in the order in which they were made."""

    def __init__(self, first: int = 1) -> None:
        self._numbers = itertools.count(first)

    def new(self) -> str:
        """The next one."""
        return uuid7(NOON + next(self._numbers), bytes(10))
