"""A store whose hub was away for a working day: how long its tills take to send what they sold meanwhile."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

from pos_app.bootstrap.terminal import Terminal
from pos_app.places import Places
from proof.bench.catalogues import catalogue
from proof.bench.drain import Watch
from proof.bench.figures import figures
from proof.bench.hub_side import HubSide, join, sell_offline
from proof.bench.report import Measure, measure
from proof.bench.sizes import Sizes
from proof.bench.suite import Place

SALES_AN_HOUR = 120
"""Of each till."""


def run(sizes: Sizes, place: Place) -> list[Measure]:
    """From the start of the tills' threads, with the hub up, until all has been acknowledged."""
    sales = max(1, round(sizes.drained_hours * SALES_AN_HOUR))
    tills = [
        Places(data=place.work / f"till{number}", keys=place.work / f"keys{number}")
        for number in range(1, sizes.drained_tills + 1)
    ]
    hub = HubSide(place.work / "hub")
    with hub:
        for number, places in enumerate(tills, 1):
            join(hub, places, catalogue(place.kept, sizes.shop_items), number)
    for places in tills:
        sell_offline(places, sizes.shop_items, sales)
    with hub, ThreadPoolExecutor(len(tills)) as pool:
        start = time.perf_counter()
        list(pool.map(lambda places: Watch().drained(Terminal(places)), tills))
        seconds = time.perf_counter() - start
        arrived = hub.sales()
    if arrived != len(tills) * sales:
        raise RuntimeError(f"{arrived} of {len(tills) * sales} sales are at the hub")
    return [
        measure(
            "drain_store",
            f"{sizes.drained_hours:g} hours of sales of {len(tills)} tills, {SALES_AN_HOUR} of 5 lines "
            "an hour each, from their queues to the store's hub on SQLite, all acknowledged",
            figures([seconds], "s"),
            notes=(
                f"{arrived:,} sales, {arrived / seconds:.0f} sales/s; the tills are threads of one process",
            ),
        )
    ]
