"""From nothing to the till's first screen with a large catalogue, and what memory it then holds.

Files are in the system's cache, as on a machine that started its till yesterday; Python's byte code is there.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing

from local_db.keys import create_keys
from pos_app.bootstrap.hub_link import HubAddress, write_address
from pos_app.cli.demo.processes import Program
from pos_app.places import Places
from proof.bench.asked import DRAWN_IN_MEMORY
from proof.bench.catalogues import catalogue
from proof.bench.counter import Counter
from proof.bench.figures import Figures, figures, milliseconds
from proof.bench.machine import resident_mb
from proof.bench.report import Limit, Measure, at_most, measure, ratio
from proof.bench.shop import STORE_ID, TERMINAL_ID, cashier, configure, open_terminal
from proof.bench.sizes import Sizes
from proof.bench.suite import Place
from proof.bench.turns import in_turn, timed

MOST_RATIO = 1.5
MOST_MORE_MB = 100.0
SALES = 20
NOBODY = "http://127.0.0.1:9"
"""The hub does not answer: a till opens all the same."""
_SETTLE_S = 0.5
_IMPORTS = "import devices.manager, pos_app.bootstrap.terminal, ui.application"


def run(sizes: Sizes, place: Place) -> list[Measure]:
    """Start the till and the empty window in turn, each in a process of its own."""
    places = Places(data=place.work / "terminal", keys=place.work / "keys")
    _furnish(places, sizes, place)
    till, empty = _Starts(lambda: _till(places)), _Starts(_empty)
    taken = in_turn(sizes.starts, 1, till.once, empty.once, _import_all)
    return _verdicts(sizes, taken, till, empty)


def _furnish(places: Places, sizes: Sizes, place: Place) -> None:
    keys, operator = create_keys(places.key_file), cashier()
    goods = catalogue(place.kept, sizes.start_items)
    with closing(open_terminal(places.data, keys, goods)) as terminal:
        configure(terminal, operator)
        write_address(
            terminal.store,
            HubAddress(url=NOBODY, fingerprint="", terminal_id=TERMINAL_ID, store_id=STORE_ID),
        )
        counter = Counter(terminal, keys, operator, sizes.start_items)
        counter.open_session()
        counter.sell(SALES)


class _Starts:
    """Starts one program again and again; `memory` collects what each held, in MB.

    `first_frames` collects the seconds to a frame that may have nothing in it yet.
    """

    def __init__(self, begin: Callable[[], Program]) -> None:
        self._begin = begin
        self.memory: list[float] = []
        self.first_frames: list[float] = []

    def once(self, _number: int) -> float:
        """Seconds to the first frame that shows something."""
        start = time.perf_counter()
        with self._begin() as program:
            program.wait_for("first frame")
            self.first_frames.append(time.perf_counter() - start)
            program.wait_for("window shown")
            seconds = time.perf_counter() - start
            time.sleep(_SETTLE_S)
            self.memory.append(resident_mb(program.process.pid))
        return seconds


def _till(places: Places) -> Program:
    words = ["proof.bench.start_window", str(places.data), str(places.keys)]
    return Program("till", [sys.executable, "-m", *words], DRAWN_IN_MEMORY)


def _empty() -> Program:
    return Program("empty", [sys.executable, "-m", "proof.bench.empty_window"], DRAWN_IN_MEMORY)


def _import_all(_number: int) -> float:
    return timed(lambda: subprocess.run([sys.executable, "-c", _IMPORTS], check=True))


def _verdicts(sizes: Sizes, taken: Sequence[Sequence[float]], till: _Starts, bare: _Starts) -> list[Measure]:
    first_screen, held = milliseconds(taken[0]), figures(till.memory[1:], "MB")
    empty = Limit(name="an empty QML window with the same imports", figures=milliseconds(taken[1]))
    empty_held = Limit(name=empty.name, figures=figures(bare.memory[1:], "MB"))
    items = f"{sizes.start_items:,} items"
    return [
        measure(
            "start",
            f"the till with {items} and a hub that does not answer, to the frame with its first screen",
            first_screen,
            limit=empty,
            goals=(at_most(f"≤ {MOST_RATIO:g} × an empty window", ratio(first_screen, empty), MOST_RATIO),),
            parts={
                "its first frame, still empty": milliseconds(till.first_frames[1:]),
                "Python with the same imports, no window": milliseconds(taken[2]),
            },
        ),
        measure(
            "start_memory",
            f"resident memory of the till with {items}, {_SETTLE_S:g} s after its first screen",
            held,
            limit=empty_held,
            goals=(
                at_most(
                    f"≤ {MOST_MORE_MB:g} MB more than an empty window", _more(held, empty_held), MOST_MORE_MB
                ),
            ),
        ),
    ]


def _more(held: Figures, limit: Limit) -> float:
    return round(held.median - limit.figures.median, 1)
