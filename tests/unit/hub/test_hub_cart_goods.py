"""A shopper's search for goods costs the same however few of a catalogue's items her store sells."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from hub.bootstrap import Hub
from hub.services.cart_goods import A_PAGE, FoundGoods, found_goods
from hub.services.setup import STANDARD_LIST
from hub.store import catalogue, price_changes, stores
from retail.item import Item, PriceChange
from tests.unit.hub.terminal_journal import AT

BOTH_ENGINES = True
ITEMS = 1_500
STATEMENTS = 10
PRICED = {f"x{number:04}": 99 for number in range(7, ITEMS, 60)}
WITHDRAWN = "x0067"
BEGUN, TO_COME = "x1498", "x1499"


def test_each_item_that_is_sold_is_reached_among_many_that_are_not(hub: Hub) -> None:
    fill(hub)
    sold = sorted({*PRICED, BEGUN} - {WITHDRAWN})
    assert len(sold) > A_PAGE
    with counted(hub) as statements:
        first = find(hub, "thing", "")
    assert [one.sku for one in first.goods] == sold[:A_PAGE]
    assert len(statements) <= STATEMENTS
    with counted(hub) as statements:
        rest = find(hub, "thing", first.next)
    assert ([one.sku for one in rest.goods], rest.next) == (sold[A_PAGE:], "")
    assert len(statements) <= STATEMENTS
    assert rest.goods[-1].unit_price == 50


def fill(hub: Hub) -> None:
    """Of many items a few have a price, one of those is withdrawn, and two have a dated one alone."""
    made = [
        Item(sku=sku, name=f"Thing {sku}", tax_class="reduced", active=sku != WITHDRAWN)
        for sku in (f"x{number:04}" for number in range(ITEMS))
    ]
    dated = [
        PriceChange(sku=BEGUN, amount=50, effective_from=AT),
        PriceChange(sku=TO_COME, amount=50, effective_from=AT + 1),
    ]
    with hub.database.write() as connection:
        for start in range(0, ITEMS, 500):
            catalogue.put_items(connection, made[start : start + 500])
        catalogue.put_amounts(connection, STANDARD_LIST, PRICED)
        price_changes.put(connection, STANDARD_LIST, dated)


def find(hub: Hub, words: str, after: str) -> FoundGoods:
    with hub.database.read() as connection:
        (store,) = stores.every(connection)
        return found_goods(connection, store.profile.store_id, words, after, AT)


@contextmanager
def counted(hub: Hub) -> Iterator[list[str]]:
    """The statements of the block."""
    seen: list[str] = []

    def note(*told: object) -> None:
        seen.append(str(told[2]))

    event.listen(hub.database.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(hub.database.engine, "before_cursor_execute", note)
