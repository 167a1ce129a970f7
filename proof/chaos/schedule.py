"""When what is killed, drawn from a seed: one thing at a time, and at times two at once."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Literal, get_args

import msgspec

Kind = Literal["till", "worker", "hub", "line", "database", "printer"]
KINDS: tuple[Kind, ...] = get_args(Kind)
WEIGHTS: dict[Kind, int] = {"till": 6, "worker": 3, "hub": 2, "line": 2, "database": 2, "printer": 2}
_TWO_AT_ONCE = 0.25


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """What dies, and when."""

    after_s: float
    """Since the fault before it was over."""
    kinds: tuple[Kind, ...]
    down_s: float
    """How long it stays dead."""
    tills: tuple[int, ...]
    """Which of the tills, or whose printer, as a number in [0, tills), one for each of `kinds`."""


def schedule(seed: int, tills: int) -> Iterator[Fault]:
    """Faults without end; among the first ones is each kind once, so that a short run knows them all."""
    chance = random.Random(f"{seed}/schedule")
    first = list(KINDS)
    chance.shuffle(first)
    while True:
        kinds = [first.pop() if first else _draw(chance)]
        if chance.random() < _TWO_AT_ONCE:
            other = _draw(chance)
            kinds += [other] if other not in kinds else []
        yield Fault(
            after_s=chance.uniform(1.0, 5.0),
            kinds=tuple(kinds),
            down_s=chance.uniform(0.1, 2.0),
            tills=tuple(chance.randrange(tills) for _ in kinds),
        )


def _draw(chance: random.Random) -> Kind:
    return chance.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
