"""The benches by name, and the run over them; one that fails is reported and does not stop the others."""

from __future__ import annotations

import importlib
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import msgspec

from proof.bench.machine import load, machine
from proof.bench.report import Failure, Measure, Report
from proof.bench.sizes import Sizes
from retail.errors import KnownError


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where a bench works: `work` is emptied after it, `kept` holds catalogues from run to run."""

    work: Path
    kept: Path


Bench = Callable[[Sizes, Place], Sequence[Measure]]

BENCHES: tuple[str, ...] = (
    "commit",
    "barcode",
    "search",
    "scan_to_line",
    "push",
    "drain",
    "drain_store",
    "chain",
    "simulation",
    "start",
    "close_day",
    "memory",
    "decode",
    "snapshot",
    "scan_while_syncing",
)
"""Each is a module of this package with `run(sizes, place)`."""


def run_suite(names: Sequence[str], sizes: Sizes, folder: Path, say: Callable[[str], None]) -> Report:
    """Run the named benches one after another; `say` hears how it goes."""
    folder.mkdir(parents=True, exist_ok=True)
    report = Report(
        started_at=datetime.now(UTC).isoformat(timespec="seconds"), size=sizes.name, machine=machine(folder)
    )
    for name in names:
        say(f"{name} …")
        try:
            found = _run_one(name, sizes, folder)
        except Exception as error:  # noqa: BLE001 - the other benches go on, and the report tells of this one
            failure = Failure(name=name, error=_words(error))
            say(f"{name} failed: {failure.error}")
            report = msgspec.structs.replace(report, failures=(*report.failures, failure))
            continue
        for one in found:
            say(line_of(one))
        report = msgspec.structs.replace(report, measures=(*report.measures, *found))
    return report


def line_of(one: Measure) -> str:
    """A measure as one line for a person."""
    parts = [f"{one.name}: {one.figures.median:g} {one.figures.unit} (p95 {one.figures.p95:g})"]
    if one.limit:
        parts.append(f"limit {one.limit.figures.median:g}, ratio {one.ratio:g}")
    parts += [f"{goal.text}: {goal.value:g} {'met' if goal.met else 'MISSED'}" for goal in one.goals]
    return "; ".join(parts)


def _run_one(name: str, sizes: Sizes, folder: Path) -> list[Measure]:
    bench = cast(Bench, importlib.import_module(f"proof.bench.{name}").run)
    work = Path(tempfile.mkdtemp(prefix=f"{name}-", dir=folder))
    kept = folder / "catalogues"
    kept.mkdir(exist_ok=True)
    before, start = load(), time.perf_counter()
    try:
        found = bench(sizes, Place(work=work, kept=kept))
    finally:
        shutil.rmtree(work, ignore_errors=True)
    took = round(time.perf_counter() - start, 1)
    return [msgspec.structs.replace(one, load=(before, load()), took_s=took) for one in found]


def _words(error: Exception) -> str:
    return error.message if isinstance(error, KnownError) else f"{type(error).__name__}: {error}"
