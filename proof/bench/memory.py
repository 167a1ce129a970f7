"""What a till and its hub hold in memory after a long day, against the same after the first sales."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from pos_app import device_entries
from pos_app.device_entries import PRINTER, SavedDevice
from pos_app.places import Places
from proof.bench.asked import Asked
from proof.bench.catalogues import catalogue
from proof.bench.figures import Figures, figures
from proof.bench.hub_side import HubSide, join, open_joined
from proof.bench.report import Limit, Measure, at_most, measure
from proof.bench.sizes import Sizes
from proof.bench.suite import Place

MOST_MORE = 1.1
"""Times what was held after the first tenth: pages of databases, and what the allocator keeps."""
MOST_A_SALE_KB = 0.5
"""In the second half, when caches are full: a row of a sale that was kept in memory would be more."""
STEPS = 10
_KB = 1024


def run(sizes: Sizes, place: Place) -> list[Measure]:
    """Ten times a tenth of the sales; the first tenth fills caches, pools and code, and is the limit."""
    places = Places(data=place.work / "terminal", keys=place.work / "keys")
    hub = HubSide(place.work / "hub")
    with hub:
        join(hub, places, catalogue(place.kept, sizes.shop_items))
        print_to(places, place.work / "receipts.bin")
        with Asked("proof.bench.selling_till", places.data, places.keys, str(sizes.shop_items)) as till:
            till.hear()
            held, at_hub = [], []
            for _ in range(STEPS):
                held.append(float(till.ask(str(sizes.remembered_sales // STEPS))))
                at_hub.append(hub.resident_mb())
        arrived = hub.sales()
    if arrived != sizes.remembered_sales:
        raise RuntimeError(f"{arrived} of {sizes.remembered_sales} sales are at the hub")
    return [
        _verdict("memory_till", "the till without its window", held, sizes.remembered_sales),
        _verdict("memory_hub", "the hub", at_hub, sizes.remembered_sales),
    ]


def print_to(places: Places, path: Path) -> None:
    """Give the terminal a receipt printer that is a file."""
    entry = SavedDevice(device_id=PRINTER, kind="printer", driver="file", options={"path": str(path)})
    with closing(open_joined(places)) as terminal, terminal.store.write() as uow:
        device_entries.save(uow.settings, entry)


def _verdict(name: str, whose: str, held: list[float], sales: int) -> Measure:
    first, last = held[0], held[-1]
    per_sale = (last - first) * _KB / (sales - sales // STEPS)
    late = (last - held[STEPS // 2 - 1]) * _KB / (sales // 2)
    return measure(
        name,
        f"resident memory of {whose} after {sales:,} sales by the real handlers, printed and at the hub",
        figures([last], "MB"),
        limit=Limit(name=f"the same process after {sales // STEPS:,}", figures=figures([first], "MB")),
        goals=(
            at_most(f"≤ {MOST_MORE:g} × that", float(f"{last / first:.4g}"), MOST_MORE),
            at_most(f"≤ {MOST_A_SALE_KB:g} kB a sale in the second half", round(late, 2), MOST_A_SALE_KB),
        ),
        parts=_steps(held, sales),
        notes=(f"{per_sale:.2f} kB a sale since then",),
    )


def _steps(held: list[float], sales: int) -> dict[str, Figures]:
    return {
        f"after {sales * step // STEPS:,} sales": figures([each], "MB") for step, each in enumerate(held, 1)
    }
