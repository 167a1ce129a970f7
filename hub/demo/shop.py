"""Sets the demo shop up in a hub's data folder."""

from __future__ import annotations

from pathlib import Path

import msgspec

from hub.bootstrap import build_hub
from hub.demo.logo import demo_logo
from hub.services.catalogue_files import inspect, rows
from hub.services.catalogue_import import CatalogueImport
from hub.services.setup import STANDARD_LIST, OperatorPart, read_plan, set_up
from retail.errors import DataError

FOLDER = Path(__file__).parent
STORE = FOLDER / "store.toml"
CATALOGUE = FOLDER / "catalogue.csv"
PRICES = FOLDER / "prices.csv"
"""A price to come."""
ADMIN = "admin"
"""Name of who manages the demo's hub."""


class DemoShop(msgspec.Struct, frozen=True, kw_only=True):
    """What a demonstration needs to know of the shop."""

    data_dir: Path
    store_id: str
    store_name: str
    operators: tuple[OperatorPart, ...]
    """With their PINs, so that the demonstration can tell them."""
    items: int


def set_up_demo(data_dir: Path, password: str) -> DemoShop:
    """Set the demo shop up in `data_dir`, or bring one that is there back to its plan; sales stay.

    `password` is that of `ADMIN`. Raises `DataError` where the shop's own files do not hold what they must.
    """
    plan = read_plan(STORE)
    hub = build_hub(data_dir)
    try:
        store_id = set_up(hub.database, plan, (ADMIN, password), hub.clock.now(), demo_logo())
        importer = CatalogueImport(hub.database, hub.clock, STANDARD_LIST, FOLDER)
        report = importer.run(rows(inspect(CATALOGUE)))
        dated = importer.run(rows(inspect(PRICES)))
    finally:
        hub.close()
    problems = [*report.problems, *dated.problems]
    if problems:
        first = problems[0]
        raise DataError(
            "demo_damaged", f"The demo's catalogue is damaged: line {first.line}: {first.reason}."
        )
    return DemoShop(
        data_dir=data_dir,
        store_id=store_id,
        store_name=plan.store.name,
        operators=plan.operators,
        items=report.read,
    )
