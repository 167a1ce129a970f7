"""What a store sells, for a shopper who looks for something to put into her cart: price, stock, its time."""

from __future__ import annotations

import msgspec

from hub.services.cart_prices import ShownStock, price_list_of
from hub.store import catalogue, pool
from hub.store.database import Connection

A_PAGE = 20


class FoundItem(msgspec.Struct, frozen=True, kw_only=True):
    """An item that can be put into the cart."""

    sku: str
    name: str
    unit: str
    unit_price: int
    """Minor units, without the deposit."""
    deposit: int
    """On one unit, minor units."""
    age_limit: int
    stock: ShownStock | None
    """None where the store does not keep the stock of it."""


class FoundGoods(msgspec.Struct, frozen=True, kw_only=True):
    """Some of the goods, by item number."""

    goods: tuple[FoundItem, ...]
    next: str
    """What to ask for as `after` to see more; empty where these were the last."""
    at: int
    """Hub's time of this answer: so old are price and stock."""


def found_goods(connection: Connection, store_id: str, words: str, after: str, at: int) -> FoundGoods:
    """Goods behind the item number `after` whose name, number or barcode holds `words`."""
    price_list = price_list_of(connection, store_id)
    # Anybody may ask: what is not sold is left out by the database, or a whole catalogue would be read here.
    good = catalogue.search_sold(connection, words.strip(), price_list, A_PAGE + 1, after, at)
    page = good[:A_PAGE]
    rows = pool.everywhere(connection, [one.item.sku for one in page])
    kept = {row.sku: row.pool.web_pool for row in rows if row.store_id == store_id}
    return FoundGoods(
        goods=tuple(_found(one, kept, at) for one in page),
        next=page[-1].item.sku if len(good) > A_PAGE else "",
        at=at,
    )


def _found(one: catalogue.Found, kept: dict[str, int], at: int) -> FoundItem:
    item = one.item
    return FoundItem(
        sku=item.sku,
        name=item.name,
        unit=item.unit,
        unit_price=one.amount or 0,
        deposit=item.deposit,
        age_limit=item.age_limit,
        stock=ShownStock(available=kept[item.sku], at=at) if item.sku in kept else None,
    )
