"""`tillbridge simulate`: runs of the seeded simulation, and of its mutants."""

from __future__ import annotations

import argparse
import sys
import time

from retail.errors import KnownError

HELP = (
    "Run the seeded simulation: the real sync engine, databases and hub in one process, over a line that "
    "loses, doubles and delays, with crashes, restores, rollbacks, clones and clocks that jump. Afterwards "
    "everything is healed, and what must always hold is checked (docs/simulation.md). The exit code is 1 "
    "where something did not hold, or a mutant was not caught."
)
SEEDS = 100
SHRUNK = 3
"""Failures whose schedule is made small: each costs a hundred runs."""
PROGRESS_S = 60.0
MUTANT_SEEDS = 400


class Progress:
    """Says every minute how far a long run has come."""

    def __init__(self, seeds: int) -> None:
        self._seeds = seeds
        self._done = self._failed = 0
        self._begun = self._said = time.monotonic()

    def hear(self, *, failed: bool) -> None:
        """One more seed was run."""
        self._done += 1
        self._failed += failed
        now = time.monotonic()
        if now - self._said >= PROGRESS_S:
            self._said = now
            rate = self._done / (now - self._begun)
            _say(f"{self._done} of {self._seeds} seeds, {self._failed} failed, {rate:.2f} a second")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare which seeds, and what is told of them."""
    parser.add_argument("--seeds", type=int, default=SEEDS, metavar="N", help=f"how many (default {SEEDS})")
    parser.add_argument("--first", type=int, default=0, metavar="S", help="the first seed (default 0)")
    parser.add_argument("--seed", type=int, metavar="S", help="replay this one and shrink it where it fails")
    parser.add_argument("--trace", action="store_true", help="with --seed: tell everything that happened")
    parser.add_argument("--mutant", metavar="NAME", default="", help="with --seed: plant this wrong design")
    parser.add_argument("--no-mutants", action="store_true", help="do not look whether mutants are caught")
    parser.add_argument("--workers", type=int, default=1, metavar="N", help="processes (default 1)")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")


def run(args: argparse.Namespace) -> int:
    """Run the seeds, or one of them. Raises KnownError for a mutant that is none."""
    return _replay(args) if args.seed is not None else _run(args)


def _run(args: argparse.Namespace) -> int:
    import msgspec

    from proof.simulation.mutants import MUTANTS
    from proof.simulation.report import Caught, Failure, Report
    from proof.simulation.runner import Result, a_template, catch, run_seeds, smallest

    progress = Progress(args.seeds)

    def tell(result: Result) -> None:
        if result.broken:
            _say(f"seed {result.seed} fails: {result.broken[0][0]}: {result.broken[0][1]}")
        progress.hear(failed=bool(result.broken))

    begun = time.monotonic()
    results = run_seeds(range(args.first, args.first + args.seeds), args.workers, tell)
    seconds = time.monotonic() - begun
    failed: list[Failure] = []
    caught: list[Caught] = []
    with a_template() as template:
        for result in results:
            if result.broken:
                rule, message = result.broken[0]
                steps = smallest(template, result.seed) if len(failed) < SHRUNK else ()
                failed.append(
                    Failure(seed=result.seed, rule=rule, message=message, schedule=tuple(map(str, steps)))
                )
        for mutant in () if args.no_mutants else MUTANTS:
            caught.append(catch(template, mutant, range(args.first, args.first + MUTANT_SEEDS)))
            _say(f"mutant {mutant.name!r}: {_words(caught[-1].seed)} {caught[-1].message}")
    report = Report(
        seeds=len(results),
        first_seed=args.first,
        failures=len(failed),
        lost=sum(one.lost for one in results),
        doubled=sum(one.doubled for one in results),
        receipts=sum(one.receipts for one in results),
        ops=sum(one.ops for one in results),
        lost_by_physics=sum(one.physics for one in results),
        mutants=len(caught),
        mutants_caught=sum(one.seed is not None for one in caught),
        seconds=round(seconds, 3),
        runs_per_second=round(len(results) / seconds, 3) if results else 0.0,
        workers=args.workers,
        failed=tuple(failed),
        caught=tuple(caught),
    )
    if args.json:
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(report), indent=2).decode() + "\n")
    else:
        sys.stdout.write(_summary(report))
    return 1 if report.failures or report.mutants_caught < report.mutants else 0


def _replay(args: argparse.Namespace) -> int:
    from proof.simulation.mutants import BY_NAME, NONE
    from proof.simulation.runner import a_template, run_seed, smallest

    if args.mutant and args.mutant not in BY_NAME:
        raise KnownError(
            "mutant_unknown", f"There is no mutant {args.mutant!r}. There are: {', '.join(BY_NAME)}."
        )
    mutant = BY_NAME.get(args.mutant, NONE)
    with a_template() as template:
        result = run_seed(template, args.seed, mutant)
        if args.trace:
            sys.stdout.write("\n".join(result.trace) + "\n")
        for rule, message in result.broken:
            sys.stdout.write(f"{rule}: {message}\n")
        if not result.broken:
            sys.stdout.write(f"seed {args.seed}: all holds, {result.ops} entries\n")
            return 0
        steps = smallest(template, args.seed, mutant)
        sys.stdout.write("the smallest schedule that fails:\n" + "".join(f"  {step}\n" for step in steps))
        return 1


def _summary(report: object) -> str:
    import msgspec

    shown = msgspec.to_builtins(report)
    return "".join(f"{name}: {value}\n" for name, value in shown.items() if not isinstance(value, list))


def _words(seed: int | None) -> str:
    return "not caught" if seed is None else f"caught by seed {seed}:"


def _say(line: str) -> None:
    """Progress goes to stderr: stdout is the report."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
