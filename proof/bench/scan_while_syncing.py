"""Scan to line while a whole catalogue is taken over behind the sale, against the same till at rest.

One process, one window; phases of rest and of work take turns, so that a machine that slows down slows both.
"""

from __future__ import annotations

from contextlib import closing

from local_db.keys import create_keys
from pos_app.places import Places
from proof.bench.asked import Asked
from proof.bench.catalogues import catalogue
from proof.bench.figures import Figures, figures, milliseconds
from proof.bench.report import Limit, Measure, at_most, measure, ratio
from proof.bench.scan_to_line import LINES_A_SALE, shuffled_codes
from proof.bench.shop import cashier, configure, open_terminal
from proof.bench.sizes import Sizes
from proof.bench.snapshot_files import offered_folder
from proof.bench.suite import Place

MOST_RATIO = 1.5
_PHASES = 4
"""Of each kind: rest, work, work, rest …"""


def run(sizes: Sizes, place: Place) -> list[Measure]:
    """Scan into a till with the largest catalogue, at rest and while the same catalogue comes anew."""
    count = sizes.items[-1]
    places = Places(data=place.work / "terminal", keys=place.work / "keys")
    keys = create_keys(places.key_file)
    with closing(open_terminal(places.data, keys, catalogue(place.kept, count))) as terminal:
        configure(terminal, cashier())
    codes = iter(shuffled_codes(count))
    samples: dict[str, list[float]] = {"idle": [], "busy": []}
    with Asked(
        "proof.bench.scan_window", places.data, places.keys, offered_folder(place.kept, count)
    ) as till:
        till.hear()
        scanned = 0
        for phase in range(2 * _PHASES):
            state = "busy" if phase % 4 in (1, 2) else "idle"
            till.ask(state)
            for number in range(max(2, sizes.scans // _PHASES)):
                if scanned and scanned % LINES_A_SALE == 0:
                    till.ask("pay")
                drawn, _ = till.ask(next(codes))
                scanned += 1
                if number:
                    samples[state].append(float(drawn))
        (catalogues,) = till.ask("idle")
    return [_verdict(samples, figures([float(catalogues)], "count"))]


def _verdict(samples: dict[str, list[float]], catalogues: Figures) -> Measure:
    taken = milliseconds(samples["busy"])
    limit = Limit(name="the same till at rest", figures=milliseconds(samples["idle"]))
    return measure(
        "scan_while_syncing",
        "13 digits and Enter, to the frame with the line, while a catalogue is taken over and deltas come",
        taken,
        limit=limit,
        goals=(at_most(f"≤ {MOST_RATIO:g} × at rest", ratio(taken, limit), MOST_RATIO),),
        parts={"whole catalogues taken over meanwhile": catalogues},
    )
