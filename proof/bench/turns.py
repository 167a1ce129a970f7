"""Runs a measure and its limit in turn, so that a machine that grows slower slows both.

Garbage is collected before and not switched off: the program that is measured runs with it too.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

Probe = Callable[[int], float]
"""Does its work for round n and returns the seconds that count; preparing does not."""


def in_turn(rounds: int, warm_up: int, *probes: Probe, fixed_order: bool = False) -> list[list[float]]:
    """Seconds of each probe, a sample a round; the first `warm_up` rounds are done and forgotten.

    The order turns round every other round, unless a probe needs what the one before it made.
    """
    gc.collect()
    taken: list[list[float]] = [[] for _ in probes]
    for number in range(warm_up + rounds):
        order = list(range(len(probes)))
        if number % 2 and not fixed_order:
            order.reverse()
        for place in order:
            seconds = probes[place](number)
            if number >= warm_up:
                taken[place].append(seconds)
    return taken


def timed(work: Callable[[], object]) -> float:
    """Seconds that one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
