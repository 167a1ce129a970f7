"""A whole catalogue taken over by a terminal, until it scans and until it searches, against the bare driver.

The packed files lie on this machine's disk: what a network takes is another matter. The terminal fetches them
part by part, checks signature and digests, builds and swaps; the limit unpacks and loads, and checks nothing.
"""

from __future__ import annotations

import shutil
import time
from contextlib import closing
from pathlib import Path
from typing import cast

from local_db.keys import TerminalKeys, create_keys
from local_db.snapshots import LocalSnapshots
from local_db.terminal import CATALOGUE_DB, LocalTerminal
from proof.bench.figures import figures
from proof.bench.goods import gtin13
from proof.bench.raw_snapshot import load, schema
from proof.bench.report import Limit, Measure, at_most, measure, ratio
from proof.bench.shop import cashier, configure, open_terminal
from proof.bench.sizes import Sizes
from proof.bench.snapshot_files import CATALOGUE, PRICES, OfferedFiles, offered_folder
from proof.bench.suite import Place
from proof.bench.turns import in_turn
from sync.protocol import HubApi
from sync.snapshot import SnapshotTaker

MOST_RATIO = 1.5


def run(sizes: Sizes, place: Place) -> list[Measure]:
    """Every size of catalogue, into an empty terminal each time."""
    keys = create_keys(place.work / "keys.json")
    made = schema(place.work)
    found = []
    for count in sizes.items:
        offered = OfferedFiles(offered_folder(place.kept, count))
        found += _one_size(place.work, keys, offered, count, made, sizes.snapshots)
    return found


def _one_size(
    work: Path,
    keys: TerminalKeys,
    offered: OfferedFiles,
    count: int,
    made: list[tuple[str, str]],
    rounds: int,
) -> list[Measure]:
    ours: list[tuple[float, float]] = []
    bare: list[tuple[float, float]] = []
    packed = {"items": offered.paths[CATALOGUE], "prices": offered.paths[PRICES]}

    def take(_number: int) -> float:
        ours.append(take_over(work / "till", keys, offered, count))
        return ours[-1][1]

    def take_bare(_number: int) -> float:
        bare.append(load(packed, work, made))
        return bare[-1][1]

    in_turn(rounds, 1, take, take_bare)
    return [
        _verdict(f"snapshot_{count}_{name}", [one[at] for one in ours[1:]], [one[at] for one in bare[1:]])
        for at, name in enumerate(("scan", "search"))
    ]


def take_over(data: Path, keys: TerminalKeys, offered: OfferedFiles, count: int) -> tuple[float, float]:
    """Seconds from the offer to a scan that finds, and to a search that finds, in a new terminal."""
    shutil.rmtree(data, ignore_errors=True)
    with closing(open_terminal(data, keys)) as terminal:
        configure(terminal, cashier())
        snapshots = LocalSnapshots(data, data / CATALOGUE_DB, terminal.catalogue_file.swap)
        start = time.perf_counter()
        take_snapshots(terminal, snapshots, offered)
        if terminal.catalogue.find(f"gtin:0{gtin13(count)}") is None:
            raise RuntimeError("the last item is not found")
        scan_ready = time.perf_counter() - start
        while snapshots.fill_search():
            pass
        if not terminal.catalogue.search("schokolade zartbitter", 1):
            raise RuntimeError("nothing is found by words")
        return scan_ready, time.perf_counter() - start


def take_snapshots(terminal: LocalTerminal, snapshots: LocalSnapshots, offered: OfferedFiles) -> None:
    """Fetch, check, build, swap."""
    api = cast(HubApi, offered)
    taker = SnapshotTaker(api, terminal.replica, snapshots, offered.offered.signing_key)
    taker.hear((CATALOGUE, PRICES))
    while (taken := taker.step(CATALOGUE)) is None or not taken.finished:
        if taken is None:
            raise RuntimeError("the snapshot was not taken")


def _verdict(name: str, ours: list[float], bare: list[float]) -> Measure:
    taken = figures(ours, "s")
    limit = Limit(
        name="unpacked and loaded by the bare driver in one statement a table, nothing checked",
        figures=figures(bare, "s"),
    )
    return measure(
        name,
        "fetched from this disk part by part, checked, built, swapped in; into an empty terminal",
        taken,
        limit=limit,
        goals=(at_most(f"≤ {MOST_RATIO:g} × the same work bare", ratio(taken, limit), MOST_RATIO),),
    )
