"""Runs seeds and says what came of each."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from proof.simulation.mutants import NONE, Mutant
from proof.simulation.schedule import Step, draw
from proof.simulation.template import Template
from proof.simulation.world import a_world


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """What a run came to."""

    seed: int
    broken: tuple[tuple[str, str], ...] = ()
    lost: int = 0
    doubled: int = 0
    receipts: int = 0
    ops: int = 0
    physics: int = 0
    trace: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        return bool(self.broken)


def run_seed(
    template: Template, seed: int, mutant: Mutant = NONE, steps: Sequence[Step] | None = None
) -> Result:
    """One run: the seed's own schedule, or the given part of it."""
    schedule = draw(seed) if steps is None else steps
    with a_world(template, seed, mutant) as world:
        try:
            world.run(schedule)
        except Exception as error:  # noqa: BLE001 - a run that ends by an error is a failed run
            world.breaks("error", f"{type(error).__name__}: {error}")
        entries = world.ledger.entries.values()
        return Result(
            seed=seed,
            broken=tuple(world.broken),
            lost=len(world.lost),
            doubled=len(world.doubled),
            receipts=sum(1 for entry in entries if entry.kind in ("sale.completed", "sale.post_voided")),
            ops=len(world.ledger.entries),
            physics=len(world.ledger.lost_by_physics),
            trace=tuple(world.trace),
        )
