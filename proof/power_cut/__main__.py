"""`python -m proof.power_cut`: FULL loses no acknowledged sale at any power cut, NORMAL does; measured."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

import msgspec

from proof.power_cut.disk import replay
from proof.power_cut.recording import record
from proof.power_cut.trial import Losses, cut_power

FULL, NORMAL = 2, 1
"""`synchronous` of `pos.db` as it is, and what would be faster."""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What a run found."""

    sales: int
    cuts: int
    full: Losses
    normal: Losses
    seconds: float


def run(folder: Path, *, sales: int, cuts: int, seed: int) -> Report:
    """Sell once, replay with both settings, and cut the power of each `cuts` times."""
    began = time.perf_counter()
    recording = record(folder, sales)
    work = folder / "remains"
    work.mkdir()
    losses = {}
    for synchronous in (FULL, NORMAL):
        name = f"synchronous-{synchronous}.db"
        events = replay(recording, folder / name, synchronous)
        losses[synchronous] = cut_power(events, recording.base, name, work, cuts=cuts, seed=seed)
    return Report(
        sales=sales,
        cuts=cuts,
        full=losses[FULL],
        normal=losses[NORMAL],
        seconds=time.perf_counter() - began,
    )


def main(arguments: list[str] | None = None) -> int:
    """The exit code is 1 where FULL lost or damaged anything, or where NORMAL lost nothing: a blind proof."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cuts", type=int, default=1000, help="power cuts of each setting")
    parser.add_argument("--sales", type=int, default=60, help="sales that are recorded")
    parser.add_argument("--seed", type=int, default=1, help="of the moments and of what survives")
    parser.add_argument("--json", action="store_true", help="report as JSON")
    given = parser.parse_args(arguments)
    # Thousands of files are made and thrown away: in memory, where the machine offers it.
    memory = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        report = run(Path(folder), sales=given.sales, cuts=given.cuts, seed=given.seed)
    if given.json:
        sys.stdout.write(msgspec.json.encode(report).decode() + "\n")
    else:
        for name, found in (("FULL", report.full), ("NORMAL", report.normal)):
            sys.stdout.write(
                f"{name}: {found.cuts} cuts, {found.lost} of {found.acknowledged} acknowledged sales lost in "
                f"{found.cuts_with_loss} cuts, {found.damaged} files damaged\n"
            )
    return int(bool(report.full.lost or report.full.damaged or not report.normal.lost))


if __name__ == "__main__":
    sys.exit(main())
