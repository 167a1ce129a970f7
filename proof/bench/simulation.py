"""How many runs of the seeded simulation a second one core does: what an hour of it is worth."""

from __future__ import annotations

import time

from proof.bench.figures import MS, figures
from proof.bench.report import Measure, measure
from proof.bench.sizes import Sizes
from proof.bench.suite import Place
from proof.simulation.runner import a_template, run_seed

MINUTES = 60


def run(sizes: Sizes, place: Place) -> list[Measure]:
    """Seeds from 0 on, each a run with its faults, its healing and all that is checked."""
    del place  # Its databases are in memory.
    taken: list[float] = []
    with a_template() as template:
        for seed in range(sizes.simulated_seeds + 1):
            start = time.perf_counter()
            result = run_seed(template, seed)
            seconds = time.perf_counter() - start
            if result.broken:
                raise RuntimeError(f"seed {seed} does not hold: {result.broken[0]}")
            # The first one warms up.
            taken += [seconds] if seed else []
    rate = len(taken) / sum(taken)
    return [
        measure(
            "simulation",
            "one run of `tillbridge simulate`: schedule, faults, healing, checks",
            figures([one * MS for one in taken], "ms"),
            notes=(f"{rate:.2f} runs/s on one core, {rate * MINUTES * MINUTES:,.0f} an hour",),
        )
    ]
