"""Carts of one address that ask at the same moment, on PostgreSQL, hold no more than one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from hub.bootstrap import Hub, build_hub
from hub.services.carts import Begun
from hub.services.hold_limits import MOST_OF_ADDRESS, MOST_OF_ITEM
from hub.services.setup import STANDARD_LIST, ShopPlan, set_up
from hub.services.stock_desk import StockDesk
from hub.settings import HubSettings
from hub.store import catalogue, reservations, stores
from retail.cart import CartLine
from retail.errors import KnownError
from retail.hybrid_clock import Stamp
from retail.item import Item
from tests.fakes.postgres import Databases
from tests.unit.hub.conftest import HandClock
from tests.unit.hub.terminal_journal import AT, new_id

HOME = "192.0.2.7"
SHELF = {f"drink{number}": 500_000 for number in range(6)}


@pytest.fixture
def hub(tmp_path: Path, clock: HandClock, plan: ShopPlan, databases: Databases) -> Iterator[Hub]:
    made = build_hub(tmp_path / "hub", HubSettings(database=databases.for_a_hub()), clock)
    set_up(made.database, plan, None, clock.now())
    with made.database.write() as connection:
        catalogue.put_items(connection, [Item(sku=sku, name=sku, tax_class="reduced") for sku in SHELF])
        catalogue.put_amounts(connection, STANDARD_LIST, dict.fromkeys(SHELF, 119))
        (store,) = stores.every(connection)
    StockDesk(made.database, clock).post_count(store.profile.store_id, SHELF, "owner")
    yield made
    made.close()


def test_an_address_holds_its_sum_though_its_carts_ask_at_once(hub: Hub) -> None:
    # Each wants other goods: no lock on the stock stands between them.
    made = [begin(hub, sku) for sku in SHELF]
    gate = Barrier(len(made))

    def hold(begun: Begun) -> str:
        gate.wait()
        try:
            hub.carts.hold(begun.cart.cart_id, begun.secret, 10, HOME)
        except KnownError as error:
            return error.code
        return ""

    with ThreadPoolExecutor(len(made)) as threads:
        told = list(threads.map(hold, made))
    fit = MOST_OF_ADDRESS // MOST_OF_ITEM
    assert sorted(told) == [""] * fit + ["hold_address"] * (len(made) - fit)
    with hub.database.read() as connection:
        held = reservations.held_from(connection, HOME)
    assert sum(held.values()) == fit * MOST_OF_ITEM


def begin(hub: Hub, sku: str) -> Begun:
    stamp = Stamp(ms=AT, counter=0, node="web").text()
    line = CartLine(line_id=new_id(), sku=sku, quantity=MOST_OF_ITEM, stamp=stamp)
    return hub.carts.begin("", [line], "web")
