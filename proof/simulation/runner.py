"""Runs seeds, on one core or several, and mutants until each is caught."""

from __future__ import annotations

import logging
import multiprocessing
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import msgspec

from proof.simulation.ledger import SALES
from proof.simulation.mutants import NONE, Mutant
from proof.simulation.report import Caught
from proof.simulation.schedule import Step, draw
from proof.simulation.shrink import shrink
from proof.simulation.template import Template, build_template
from proof.simulation.world import a_world

FAULTS = frozenset({"bug", "error", "circle"})
"""The program itself failed: a wrong design that ends so is not caught, it is badly planted."""
CHUNKS_EACH = 10
"""Chunks after which a worker makes way for a fresh one: a long run needs no more memory than a short one."""
CHUNK = 20
"""Seeds that a worker is given at once; it makes a template for them."""


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """What a run came to."""

    seed: int
    broken: tuple[tuple[str, str], ...] = ()
    """Rules that did not hold, with words; empty where all is well."""
    lost: int = 0
    doubled: int = 0
    receipts: int = 0
    ops: int = 0
    physics: int = 0
    trace: tuple[str, ...] = ()


@contextmanager
def a_template() -> Iterator[Template]:
    """The template of this process; the product's log is silent meanwhile, for faults are the point here."""
    quiet = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with tempfile.TemporaryDirectory() as folder:
            template = build_template(Path(folder))
            try:
                yield template
            finally:
                template.close()
    finally:
        logging.disable(quiet)


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
        return Result(
            seed=seed,
            broken=tuple(world.broken),
            lost=len(world.lost),
            doubled=len(world.doubled),
            receipts=sum(entry.kind in SALES for entry in world.ledger.entries.values()),
            ops=len(world.ledger.entries),
            physics=len(world.ledger.lost_by_physics),
            trace=tuple(world.trace),
        )


def run_seeds(seeds: Sequence[int], workers: int, tell: Callable[[Result], None]) -> list[Result]:
    """Run them all; `tell` hears of each. Results of runs that held have no trace."""
    found = []
    for result in _in_workers(seeds, workers) if workers > 1 else _here(seeds):
        tell(result)
        found.append(result)
    return found


def smallest(template: Template, seed: int, mutant: Mutant = NONE) -> tuple[Step, ...]:
    """The smallest part of a failing seed's schedule that fails by the same rule."""
    rules = {rule for rule, _ in run_seed(template, seed, mutant).broken}

    def fails(steps: Sequence[Step]) -> bool:
        return any(rule in rules for rule, _ in run_seed(template, seed, mutant, steps).broken)

    return shrink(draw(seed), fails)


def catch(template: Template, mutant: Mutant, seeds: Iterable[int]) -> Caught:
    """Run seeds until one finds the mutant by a rule that it breaks, where all holds without it."""
    for seed in seeds:
        found = dict(reversed(run_seed(template, seed, mutant).broken))
        if found.keys() & FAULTS:
            continue
        rule = next((rule for rule in mutant.breaks if rule in found), None)
        if rule is not None and not run_seed(template, seed).broken:
            return Caught(mutant=mutant.name, seed=seed, rule=rule, message=found[rule])
    return Caught(mutant=mutant.name, seed=None)


def _here(seeds: Sequence[int]) -> Iterator[Result]:
    with a_template() as template:
        for seed in seeds:
            yield _brief(run_seed(template, seed))


def _in_workers(seeds: Sequence[int], workers: int) -> Iterator[Result]:
    size = max(1, min(CHUNK, len(seeds) // workers))
    chunks = [tuple(seeds[start : start + size]) for start in range(0, len(seeds), size)]
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, max_tasks_per_child=CHUNKS_EACH) as pool:
        for results in pool.map(_chunk, chunks):
            yield from results


def _chunk(seeds: tuple[int, ...]) -> list[Result]:
    return list(_here(seeds))


def _brief(result: Result) -> Result:
    return result if result.broken else msgspec.structs.replace(result, trace=())
