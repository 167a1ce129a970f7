"""What strangers may hold: a share of an item, a sum for an address, a quarter of an hour."""

from __future__ import annotations

import pytest

from hub.bootstrap import Hub
from hub.services.carts import Begun
from hub.services.hold_limits import (
    ALWAYS,
    MOST_CARTS,
    MOST_OF_ITEM,
    STRANGER_MINUTES,
    holder_of,
    share_left,
)
from hub.services.invariants import check
from hub.services.setup import STANDARD_LIST
from hub.services.stock_desk import StockDesk
from hub.store import carts, catalogue, stores
from hub.store.database import Database
from retail.cart import CartLine
from retail.errors import KnownError
from retail.hybrid_clock import Stamp
from retail.item import Item
from tests.unit.hub.conftest import HandClock
from tests.unit.hub.terminal_journal import AT, new_id

BOTH_ENGINES = True
FEW = range(25)
MINUTE = 60_000
HOME, OTHER = "192.0.2.7", "198.51.100.9"
SHELF = {"milk": 10_000, "tea": 2_000, "water": 500_000}


@pytest.fixture
def shop(hub: Hub) -> Hub:
    """Ten of milk, two of tea and 500 of water."""
    made = [Item(sku=sku, name=sku.title(), tax_class="reduced") for sku in SHELF]
    with hub.database.write() as connection:
        catalogue.put_items(connection, made)
        catalogue.put_amounts(connection, STANDARD_LIST, dict.fromkeys(SHELF, 119))
        (store,) = stores.every(connection)
    StockDesk(hub.database, hub.clock).post_count(store.profile.store_id, SHELF, "owner")
    return hub


def begin(hub: Hub, **wanted: int) -> Begun:
    stamp = Stamp(ms=AT, counter=0, node="web").text()
    lines = [CartLine(line_id=new_id(), sku=sku, quantity=many, stamp=stamp) for sku, many in wanted.items()]
    return hub.carts.begin("", lines, "web")


def hold(hub: Hub, begun: Begun, address: str = HOME) -> str:
    """Empty where it is held, else why it is not and how much could be."""
    try:
        hub.carts.hold(begun.cart.cart_id, begun.secret, 30, address)
    except KnownError as error:
        return f"{error.code} {error.params.get('most', '')}".strip()
    return ""


def test_an_address_holds_half_of_an_item_and_others_hold_the_rest(shop: Hub) -> None:
    assert hold(shop, begin(shop, milk=6_000)) == "hold_share 5000"
    assert hold(shop, begin(shop, milk=3_000)) == ""
    mine = begin(shop, milk=2_000)
    assert hold(shop, mine) == ""
    assert hold(shop, begin(shop, milk=1_000)) == "hold_share 0"
    assert hold(shop, begin(shop, milk=2_000), OTHER) == ""
    assert hold(shop, begin(shop, milk=9_000)) == "not_enough"
    # Its own goods are not counted against a cart that asks again.
    assert hold(shop, mine) == ""
    shop.carts.let_go(mine.cart.cart_id, mine.secret)
    assert hold(shop, begin(shop, milk=1_000)) == ""
    assert check(shop.engine) == []


def test_the_last_two_of_something_can_be_held_by_one_family(shop: Hub) -> None:
    assert hold(shop, begin(shop, tea=1_000)) == ""
    assert hold(shop, begin(shop, tea=1_000)) == ""
    assert hold(shop, begin(shop, tea=1_000), OTHER) == "not_enough"


def test_a_cart_holds_a_crate_at_most_and_an_address_a_hundred_units(shop: Hub) -> None:
    assert hold(shop, begin(shop, water=MOST_OF_ITEM + 1_000)) == f"hold_share {MOST_OF_ITEM}"
    for _ in range(4):
        assert hold(shop, begin(shop, water=MOST_OF_ITEM)) == ""
    assert hold(shop, begin(shop, water=5_000)) == "hold_address"
    assert hold(shop, begin(shop, water=4_000)) == ""
    assert hold(shop, begin(shop, milk=1_000)) == "hold_address"
    assert hold(shop, begin(shop, milk=1_000), OTHER) == ""


def test_so_many_carts_of_an_address_hold_goods_at_a_time(shop: Hub) -> None:
    made = [begin(shop, water=1_000) for _ in range(MOST_CARTS + 1)]
    assert [hold(shop, one) for one in made] == [""] * MOST_CARTS + ["hold_address"]
    assert hold(shop, made[0]) == ""


def test_a_stranger_holds_a_quarter_of_an_hour_and_a_customer_what_is_asked(
    shop: Hub, clock: HandClock
) -> None:
    one = begin(shop, milk=1_000)
    held = shop.carts.hold(one.cart.cart_id, one.secret, 30, HOME)
    assert (held.held_until, held.held) == (clock.now() + STRANGER_MINUTES * MINUTE, {"milk": 1_000})
    with shop.database.write() as connection:
        carts.describe(connection, one.cart.cart_id, new_id())
    assert shop.carts.hold(one.cart.cart_id, one.secret, 30, HOME).held_until == clock.now() + 30 * MINUTE


def test_the_address_is_forgotten_when_nothing_is_held(shop: Hub) -> None:
    one = begin(shop, milk=1_000)
    hold(shop, one)
    assert addresses(shop.database) == [HOME]
    shop.carts.let_go(one.cart.cart_id, one.secret)
    assert addresses(shop.database) == [""]


def addresses(database: Database) -> list[str]:
    with database.read() as connection:
        return [row[0] for row in connection.exec_driver_sql("SELECT holder FROM reservation")]


def test_a_household_is_one_holder(shop: Hub) -> None:
    assert holder_of("2001:db8:1:2:aaaa::1") == holder_of("2001:db8:1:2:bbbb::2") == "2001:db8:1:2::/64"
    assert holder_of("2001:db8:1:3::1") != holder_of("2001:db8:1:2::1")
    assert holder_of("::ffff:192.0.2.7") == holder_of("192.0.2.7") == "192.0.2.7"
    assert holder_of("fe80::1%eth0") == "fe80::/64"
    assert (holder_of(""), holder_of("testclient")) == ("", "testclient")


def test_the_share_is_whole_units() -> None:
    assert [share_left(free, mine) for free, mine in ((0, 0), (3_000, 0), (9_000, 0), (5_000, 4_000))] == [
        ALWAYS,
        ALWAYS,
        4_000,
        0,
    ]


def test_goods_are_found_with_their_stock_some_at_a_time(shop: Hub) -> None:
    with shop.database.write() as connection:
        many = [Item(sku=f"x{number:03}", name=f"Äpfel {number}", tax_class="reduced") for number in FEW]
        gone = Item(sku="x999", name="Äpfel", tax_class="reduced", active=False)
        catalogue.put_items(connection, [*many, gone])
        catalogue.put_amounts(connection, STANDARD_LIST, {one.sku: 99 for one in many[:-1]})
    mine = begin(shop)

    def find(words: str, after: str = "") -> tuple[list[str], str]:
        found = shop.carts.find_goods(mine.cart.cart_id, mine.secret, words, after)
        return [one.sku for one in found.goods], found.next

    first, more = find("äpfel")
    assert (len(first), more) == (20, "x019")
    assert find("äpfel", more) == (["x020", "x021", "x022", "x023"], "")
    assert find(" mIlk ") == (["milk"], "")
    assert find("nothing") == ([], "")
    (milk,) = shop.carts.find_goods(mine.cart.cart_id, mine.secret, "milk", "").goods
    assert milk.stock is not None
    assert (milk.unit_price, milk.stock.available, milk.stock.at) == (119, 10_000, AT)
