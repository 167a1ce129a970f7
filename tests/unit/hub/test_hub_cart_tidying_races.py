"""Tidying beside tills on PostgreSQL: a cart that a till takes at that moment is not given up."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from hub.bootstrap import Hub, build_hub
from hub.services.cart_tidying import OPEN_MS, tidy_carts
from hub.services.setup import ShopPlan, set_up
from hub.settings import HubSettings
from hub.store import carts
from hub.store.database import Connection
from tests.fakes.postgres import Databases
from tests.unit.hub.conftest import HandClock
from tests.unit.hub.shared_carts import line, put_goods


@pytest.fixture
def hub(tmp_path: Path, clock: HandClock, plan: ShopPlan, databases: Databases) -> Iterator[Hub]:
    made = build_hub(tmp_path / "hub", HubSettings(database=databases.for_a_hub()), clock)
    set_up(made.database, plan, None, clock.now())
    put_goods(made)
    yield made
    made.close()


def test_a_cart_that_is_adopted_at_that_moment_is_not_given_up(hub: Hub, clock: HandClock) -> None:
    cart_id = hub.carts.begin("", [line()], "web").cart.cart_id
    clock.ms += OPEN_MS + 1
    tidied = threading.Event()

    def tidy() -> None:
        tidy_carts(hub.database, clock)
        tidied.set()

    other = threading.Thread(target=tidy)

    def adopt(connection: Connection) -> None:
        carts.find(connection, cart_id, lock=True)
        other.start()
        # It passes the cart over. Where it would wait for it instead, it goes on when this gives up.
        tidied.wait(2)
        carts.set_state(connection, cart_id, "adopted", clock.now(), "terminal-1")

    hub.database.run(adopt)
    other.join(30)
    with hub.database.read() as connection:
        found = carts.find(connection, cart_id)
    assert found is not None and found.cart.state == "adopted"
