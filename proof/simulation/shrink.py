"""Makes a failing schedule small: steps, then faults, are left out while it still fails by the same rule."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from proof.simulation.schedule import Step

Fails = Callable[[Sequence[Step]], bool]


def shrink(steps: Sequence[Step], fails: Fails) -> tuple[Step, ...]:
    """A part of `steps` that fails and of which no single step or fault can be spared."""
    kept = tuple(steps)
    before = None
    while before != kept:
        before = kept
        kept = _without_faults(_without_steps(kept, fails), fails)
    return kept


def _without_steps(steps: tuple[Step, ...], fails: Fails) -> tuple[Step, ...]:
    """Leave out halves, quarters, … and at last single steps."""
    size = max(1, len(steps) // 2)
    while True:
        place = 0
        while place < len(steps):
            fewer = steps[:place] + steps[place + size :]
            if fails(fewer):
                steps = fewer
            else:
                place += size
        if size == 1:
            return steps
        size //= 2


def _without_faults(steps: tuple[Step, ...], fails: Fails) -> tuple[Step, ...]:
    """Calm the weather and let tills live, where it fails nevertheless."""
    for place in range(len(steps)):
        for fault, none in (("doom", 0), ("weather", "calm")):
            easier = replace(steps[place], **{fault: none})
            tried = (*steps[:place], easier, *steps[place + 1 :])
            if easier != steps[place] and fails(tried):
                steps = tried
    return steps
