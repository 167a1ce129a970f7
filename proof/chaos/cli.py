"""`tillbridge chaos`: real processes under kill -9, and whether anything was lost or doubled."""

from __future__ import annotations

import argparse
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from proof.chaos.report import Report

HELP = (
    "Run a whole shop as real processes - PostgreSQL, a hub with workers, tills with printers, and a line "
    "that loses answers - and kill them at any instant. Afterwards everything is healed, and receipts on "
    "paper, ops, sales and movements are counted (docs/chaos.md). The exit code is 1 where anything is off."
)
MINUTES, TILLS, PAUSE_S = 1.0, 3, 0.6


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare how long, how many, and by which seed."""
    parser.add_argument(
        "--minutes", type=float, default=MINUTES, metavar="N", help=f"how long to sell and kill ({MINUTES:g})"
    )
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="of sales, kills and faults (1)")
    parser.add_argument("--tills", type=int, default=TILLS, metavar="N", help=f"how many tills ({TILLS})")
    parser.add_argument(
        "--pause", type=float, default=PAUSE_S, metavar="S", help=f"mean seconds between sales ({PAUSE_S:g})"
    )
    parser.add_argument(
        "--keep", type=Path, metavar="DIR", help="a new folder in which everything stays, to look at"
    )
    parser.add_argument("--json", action="store_true", help="print the report as JSON")


def run(args: argparse.Namespace) -> int:
    """0 where nothing is off. Raises KnownError where it cannot begin, as without PostgreSQL."""
    import msgspec

    from proof.chaos.run import run as run_chaos

    # A CI that gives up says SIGTERM: end as Ctrl-C does, with everything cleaned up.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    report = run_chaos(
        args.minutes * 60, seed=args.seed, tills=args.tills, pause=args.pause, say=_say, keep=args.keep
    )
    if args.json:
        print(msgspec.json.format(msgspec.json.encode(report), indent=2).decode())
    else:
        print(_summary(report))
    if args.json and not report.well:
        _say("\n".join(report.findings))
    return 0 if report.well else 1


def _summary(report: Report) -> str:
    """The figures, a line each, then what is off."""
    import msgspec

    shown = msgspec.to_builtins(report)
    findings = shown.pop("findings")
    lines = [f"{name.replace('_', ' ')}: {value}" for name, value in shown.items()]
    verdict = "Something is off:" if not report.well else "Nothing is lost and nothing doubled."
    return "\n".join([*lines, verdict, *(f"- {one}" for one in findings)])


def _say(line: str) -> None:
    """Progress goes to stderr: stdout is the report."""
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {line}\n")
    sys.stderr.flush()
