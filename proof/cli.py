"""`tillbridge bench`: measures what was promised against limits taken in the same run.

`tillbridge bench scan DIR` measures the decoders on a folder of pictures instead.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from retail.errors import KnownError

HELP = (
    "Measure what was promised (docs/bench.md) against limits taken in the same run, in turn. Figures of "
    "another machine cannot be compared, ratios can. The exit code is 1 where a bench could not be carried "
    "out; a goal that is missed is reported, not failed. `bench scan DIR` counts what the decoders read, "
    "rightly and wrongly, in the pictures of a folder that have a text file beside them "
    "(docs/devices/camera.md)."
)
STDOUT = "-"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare where the report goes, and what is measured."""
    parser.add_argument("what", nargs="?", choices=["scan"], help="measure decoders on pictures")
    parser.add_argument("pictures", nargs="?", type=Path, metavar="DIR", help="the folder of pictures")
    parser.add_argument(
        "--json",
        metavar="FILE",
        nargs="?",
        const=STDOUT,
        help="write the report as JSON, to stdout without FILE",
    )
    parser.add_argument(
        "--only", metavar="NAME", action="append", default=[], help="only this bench; may be given again"
    )
    parser.add_argument("--quick", action="store_true", help="fewer rounds and smaller catalogues")
    parser.add_argument(
        "--folder",
        type=Path,
        metavar="DIR",
        help="where databases are written and catalogues kept between runs (default: the user's cache)",
    )


def run(args: argparse.Namespace) -> int:
    """Run the benches. Raises KnownError for a name that is none or a file that cannot be written."""
    if args.what == "scan":
        return _scan(args)
    import msgspec

    from proof.bench.sizes import FULL, QUICK
    from proof.bench.suite import BENCHES, run_suite

    unknown = [name for name in args.only if name not in BENCHES]
    if unknown:
        raise KnownError(
            "bench_unknown", f"There is no bench {', '.join(unknown)}. There are: {', '.join(BENCHES)}."
        )
    names = [name for name in BENCHES if name in args.only or not args.only]
    report = run_suite(names, QUICK if args.quick else FULL, args.folder or default_folder(), _say)
    if args.json:
        _write(args.json, msgspec.json.format(msgspec.json.encode(report), indent=2).decode())
    missed = [one.name for one in report.measures if one.met is False]
    if missed:
        _say(f"missed: {', '.join(missed)}")
    return 1 if report.failures else 0


def default_folder() -> Path:
    """The cache folder of the user: on a disk, not in memory as a temporary folder may be."""
    import platformdirs

    return platformdirs.user_cache_path("tillbridge", appauthor=False) / "bench"


def _scan(args: argparse.Namespace) -> int:
    """Measure the decoders; the table goes to stderr where the report goes to stdout."""
    import msgspec

    from proof.bench.scan_images import measure_scans, table

    if args.pictures is None:
        raise KnownError("bench_no_pictures", "Say which folder of pictures: tillbridge bench scan DIR.")
    report = measure_scans(args.pictures, _say)
    if args.json:
        _write(args.json, msgspec.json.format(msgspec.json.encode(report), indent=2).decode())
    if args.json == STDOUT:
        _say(table(report))
    else:
        sys.stdout.write(f"{table(report)}\n")
    return 1 if report.unreadable else 0


def _write(target: str, text: str) -> None:
    if target == STDOUT:
        sys.stdout.write(f"{text}\n")
        return
    try:
        Path(target).write_text(f"{text}\n", "utf-8")
    except OSError as error:
        raise KnownError("bench_file", f"{target} cannot be written: {error.strerror}.") from error


def _say(line: str) -> None:
    """Progress goes to stderr: stdout may be the report."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
