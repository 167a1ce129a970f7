"""A queue of sales made without the hub, drained by the real sync engine once the hub is there."""

from __future__ import annotations

import threading
import time
from typing import Any

from pos_app.bootstrap.terminal import Terminal
from pos_app.places import Places
from pos_app.views.sync import SyncView
from proof.bench.catalogues import catalogue
from proof.bench.figures import figures
from proof.bench.hub_side import HubSide, join, sell_offline
from proof.bench.report import Measure, measure
from proof.bench.sizes import Sizes
from proof.bench.suite import Place

LONGEST_S = 600.0
SHARES = 10


def run(sizes: Sizes, place: Place) -> list[Measure]:
    """From the start of the terminal's threads, with the hub up, until everything is acknowledged."""
    places = Places(data=place.work / "terminal", keys=place.work / "keys")
    hub = HubSide(place.work / "hub")
    with hub:
        join(hub, places, catalogue(place.kept, sizes.shop_items))
    sell_offline(places, sizes.shop_items, sizes.drained_sales)
    with hub:
        watch = Watch()
        seconds = watch.drained(Terminal(places))
        arrived = hub.sales()
    if arrived != sizes.drained_sales:
        raise RuntimeError(f"{arrived} of {sizes.drained_sales} sales are at the hub")
    taken = figures([seconds], "s")
    return [
        measure(
            "drain",
            f"{sizes.drained_sales:,} sales of 5 lines from a terminal's queue to the hub, all acknowledged",
            taken,
            notes=(
                f"{sizes.drained_sales / seconds:.0f} sales/s",
                f"the queue was {watch.longest} sales long",
            ),
        )
    ]


class Watch:
    """Hears how many sales wait, as the screens do."""

    def __init__(self) -> None:
        self.longest = 0
        self._empty = threading.Event()

    def drained(self, terminal: Terminal) -> float:
        """Seconds until nothing waits. Raises RuntimeError where that takes too long."""
        start = time.perf_counter()
        till = terminal.start()
        till.listen(self._heard)
        try:
            if not self._empty.wait(LONGEST_S):
                raise RuntimeError(f"the queue is not empty after {LONGEST_S:.0f} s")
            return time.perf_counter() - start
        finally:
            terminal.stop()

    def _heard(self, topic: str, view: Any) -> None:
        if topic != "sync" or not isinstance(view, SyncView):
            return
        self.longest = max(self.longest, view.waiting_sales)
        if self.longest and not view.waiting_ops:
            self._empty.set()
