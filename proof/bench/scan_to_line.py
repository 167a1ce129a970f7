"""From the first key of a wedge scan to the frame that shows the line; against a bare window with a text.

Both are processes of their own, drawn in memory by the software scene graph, and answer in turn. One core's
worth of Qt waits 5 ms between asking for a frame and drawing it, in both.
"""

from __future__ import annotations

import random
from contextlib import closing

from local_db.keys import create_keys
from pos_app.places import Places
from proof.bench.asked import Asked
from proof.bench.catalogues import catalogue
from proof.bench.figures import milliseconds
from proof.bench.goods import gtin13
from proof.bench.report import Limit, Measure, at_most, measure, ratio
from proof.bench.shop import cashier, configure, open_terminal
from proof.bench.sizes import Sizes
from proof.bench.suite import Place
from proof.bench.turns import in_turn

MOST_RATIO = 1.5
LINES_A_SALE = 8
_SEED = 5


def run(sizes: Sizes, place: Place) -> list[Measure]:
    """Scan different items, paying after every eighth line."""
    places = Places(data=place.work / "terminal", keys=place.work / "keys")
    keys = create_keys(places.key_file)
    with closing(open_terminal(places.data, keys, catalogue(place.kept, sizes.shop_items))) as terminal:
        configure(terminal, cashier())
    with (
        Asked("proof.bench.scan_window", places.data, places.keys) as real,
        Asked("proof.bench.bare_window") as bare,
    ):
        real.hear()
        bare.hear()
        codes = shuffled_codes(sizes.shop_items)
        to_model: list[float] = []

        def scan(number: int) -> float:
            if number and number % LINES_A_SALE == 0:
                real.ask("pay")
            drawn, arrived = real.ask(codes[number % len(codes)])
            to_model.append(float(arrived))
            return float(drawn)

        def type_bare(number: int) -> float:
            return float(bare.ask(codes[number % len(codes)]))

        drawn, typed = in_turn(sizes.scans, max(1, sizes.scans // 10), scan, type_bare)
    return [_verdict(drawn, typed, to_model[-sizes.scans :])]


def shuffled_codes(items: int) -> list[str]:
    """No item twice before all came by: a second scan would raise a quantity instead of adding a line."""
    numbers = list(range(1, items + 1))
    random.Random(_SEED).shuffle(numbers)
    return [gtin13(number) for number in numbers]


def _verdict(real: list[float], bare: list[float], to_model: list[float]) -> Measure:
    taken = milliseconds(real)
    limit = Limit(
        name="the same 14 keys into a bare window, to the frame with their text", figures=milliseconds(bare)
    )
    return measure(
        "scan_to_line",
        "13 digits and Enter into the real till's window, to the frame that shows the priced, durable line",
        taken,
        limit=limit,
        goals=(at_most(f"≤ {MOST_RATIO:g} × bare key to frame", ratio(taken, limit), MOST_RATIO),),
        parts={"keys to the durable line in the cart's model, before drawing": milliseconds(to_model)},
    )
