"""Wrong designs, planted in a simulated world only: the proof counts only if each of them is caught."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

from proof.simulation import mutant_hubs, mutant_stock, mutant_tills
from proof.simulation.hub import HubMachine
from proof.simulation.terminal import Parts

Patch = tuple[Any, str, Any]
"""Owner, name and what stands there while the mutant is in force."""


@dataclass(kw_only=True, frozen=True)
class Mutant:
    """One wrong design; `NONE` is the product as it is."""

    name: str = ""
    parts: Parts = field(default_factory=Parts)
    patches: Callable[[], tuple[Patch, ...]] = tuple
    """Of the hub's code, made anew for each world."""
    begins_generation: bool = True

    def fit_hub(self, hub: HubMachine) -> None:
        """Change the hub's machine."""
        hub.begins_generation = self.begins_generation

    @contextmanager
    def planted(self) -> Iterator[None]:
        """Be in force while a world lives."""
        with ExitStack() as stack:
            for owner, name, wrong in self.patches():
                stack.callback(setattr, owner, name, getattr(owner, name))
                setattr(owner, name, wrong)
            yield


NONE = Mutant()

MUTANTS: tuple[Mutant, ...] = (
    Mutant(name="no dedup", patches=mutant_hubs.no_dedup),
    Mutant(name="acknowledge all", parts=Parts(worker=mutant_tills.acknowledges_all)),
    Mutant(
        name="dedup by seq only",
        patches=mutant_hubs.dedup_by_seq,
        parts=Parts(worker=mutant_tills.compares_nothing),
    ),
    Mutant(name="acknowledge by seq", parts=Parts(worker=mutant_tills.acknowledges_by_seq)),
    Mutant(name="cursor before rows", parts=Parts(replica=mutant_tills.CursorFirst)),
    Mutant(name="serial cursor", patches=mutant_hubs.serial_cursor),
    Mutant(name="poison blocks", patches=mutant_hubs.poison_blocks),
    Mutant(name="no witness", parts=Parts(witness=mutant_tills.NoWitness)),
    Mutant(name="no generation", begins_generation=False),
    Mutant(name="no freeze after a restore", patches=mutant_stock.no_freeze),
    Mutant(name="reclaim on expiry", patches=mutant_stock.reclaim_on_expiry),
    Mutant(name="last-writer stock", patches=mutant_stock.last_writer_stock),
)
BY_NAME = {mutant.name: mutant for mutant in MUTANTS}
