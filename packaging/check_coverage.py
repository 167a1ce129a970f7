"""The coverage ratchet of `make test`: the total may only go up, retail and sync stay at every branch.

The floor is one number in packaging/coverage-floor.txt. With `--raise` it is set to what was just measured,
rounded down to a tenth; it is never lowered here.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FLOOR = ROOT / "packaging" / "coverage-floor.txt"
COMPLETE = ("retail", "sync")
"""Packages in which every line and every branch is covered."""

# Processes killed by tests lose what they measured, so a run differs from the next by a little.
JITTER = 0.2


def main() -> int:
    """Compare the last run with the floor; 0 when it holds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--raise", dest="lift", action="store_true", help="write the new, higher floor")
    arguments = parser.parse_args()
    report = measured()
    total = float(report["totals"]["percent_covered"])
    floor = float(FLOOR.read_text(encoding="ascii"))
    faults = gaps(report["files"])
    complete = "complete" if not faults else "NOT complete"
    if total < floor - JITTER:
        faults.append(f"total coverage fell to {total:.2f} %, the floor is {floor:.1f} %")
    print(f"coverage {total:.2f} %, floor {floor:.1f} %; {' and '.join(COMPLETE)} {complete}")
    for fault in faults:
        print(f"coverage: {fault}", file=sys.stderr)
    reached = math.floor(total * 10) / 10
    if reached > floor and arguments.lift and not faults:
        FLOOR.write_text(f"{reached:.1f}\n", encoding="ascii")
        print(f"coverage floor raised to {reached:.1f} %")
    elif reached > floor + 0.5:
        print("coverage: the floor can go up: make ratchet")
    return 1 if faults else 0


def measured() -> dict[str, Any]:
    """What `coverage json` says about the last run."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "coverage.json"
        command = [sys.executable, "-m", "coverage", "json", "--quiet", "-o", str(target)]
        subprocess.run(command, cwd=ROOT, check=True)
        loaded: dict[str, Any] = json.loads(target.read_text(encoding="utf-8"))
    return loaded


def gaps(files: dict[str, Any]) -> list[str]:
    """One sentence a file of the complete packages that has an uncovered line or branch."""
    found = []
    for name, file in sorted(files.items()):
        if Path(name).parts[0] not in COMPLETE:
            continue
        lines, branches = file["missing_lines"], [tuple(arc) for arc in file["missing_branches"]]
        if lines or branches:
            found.append(f"{name} is not complete: lines {few(lines)}, branches {few(branches)}")
    return found


def few(places: list[Any], limit: int = 12) -> str:
    """The first places in words, and how many more there are."""
    shown = ", ".join(str(place) for place in places[:limit]) or "all there"
    return shown if len(places) <= limit else f"{shown} and {len(places) - limit} more"


if __name__ == "__main__":
    sys.exit(main())
