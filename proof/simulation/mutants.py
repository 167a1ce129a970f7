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
    breaks: tuple[str, ...] = ()
    """Rules that this design breaks: caught is what is found by one of them."""
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
    Mutant(name="no dedup", breaks=("stranger", "doubled"), patches=mutant_hubs.no_dedup),
    Mutant(name="acknowledge all", breaks=("lost",), parts=Parts(worker=mutant_tills.acknowledges_all)),
    Mutant(
        name="dedup by seq only",
        breaks=("lost",),
        patches=mutant_hubs.dedup_by_seq,
        parts=Parts(worker=mutant_tills.compares_nothing),
    ),
    Mutant(name="acknowledge by seq", breaks=("lost",), parts=Parts(worker=mutant_tills.acknowledges_by_seq)),
    Mutant(name="cursor before rows", breaks=("cursor",), parts=Parts(replica=mutant_tills.CursorFirst)),
    Mutant(name="serial cursor", breaks=("cursor",), patches=mutant_hubs.serial_cursor),
    Mutant(name="poison blocks", breaks=("drain",), patches=mutant_hubs.poison_blocks),
    Mutant(name="no witness", breaks=("receipt_twice",), parts=Parts(witness=mutant_tills.NoWitness)),
    Mutant(name="no generation", breaks=("cursor", "right_overspent"), begins_generation=False),
    Mutant(name="no freeze after a restore", breaks=("strict",), patches=mutant_stock.no_freeze),
    Mutant(
        name="reclaim on expiry", breaks=("strict", "right_overspent"), patches=mutant_stock.reclaim_on_expiry
    ),
    Mutant(name="last-writer stock", breaks=("stock",), patches=mutant_stock.last_writer_stock),
)
BY_NAME = {mutant.name: mutant for mutant in MUTANTS}
