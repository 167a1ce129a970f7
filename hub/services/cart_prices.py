"""What a shared cart shows to a shopper: the hub's prices of this moment, and how much of it is there.

Never what a client says: a cart holds goods and quantities alone. The till has the last word at the counter.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from hub.services.setup import STANDARD_LIST
from hub.store import carts, catalogue, pool, promotions, reservations, sales, stores, terminals
from hub.store.database import Connection
from hub.store.stores import StoreRecord
from retail.cart import Cart, CartLine
from retail.cart_merge import live
from retail.errors import DataError, KnownError, RuleError
from retail.item import Item
from retail.pricing import Priced, PricedLine, PriceInput, PriceLine, price
from retail.promotion_time import in_force

DEPOSIT = "/deposit"
"""Behind a line's id: the deposit on its goods."""


def owner_of(cart_id: str) -> str:
    """The name under which goods are held for a cart."""
    return f"cart:{cart_id}"


class ShownStock(msgspec.Struct, frozen=True, kw_only=True):
    """How much could be promised to anyone, thousandths of the unit; and when that was so: UTC ms."""

    available: int
    at: int


class ShownLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line that waits, with what it costs now."""

    line_id: str
    sku: str
    name: str
    unit: str
    quantity: int
    """Thousandths."""
    stamp: str
    """Hybrid time of the quantity: who changes it writes a later one, wherever its own clock stands."""
    unit_price: int
    """Minor units."""
    deposit: int
    """On all of it, minor units; part of `total`."""
    total: int
    """After promotions, with tax and deposit."""
    age_limit: int
    for_sale: bool
    """False where the goods have gone out of the range or have no price: then it costs nothing here."""
    stock: ShownStock | None
    """None where the store does not keep the stock of it."""


class ShownCart(msgspec.Struct, frozen=True, kw_only=True):
    """A cart as a shopper sees it."""

    cart_id: str
    state: str
    store_id: str
    store_name: str
    currency: str
    language: str
    lines: tuple[ShownLine, ...]
    promotion_total: int
    total: int
    """Minor units; what the till asks for may differ, if prices change or somebody gives a discount."""
    held_until: int | None
    """UTC ms until which goods are held for this cart; None where none are."""
    held: dict[str, int]
    """SKU → how much of it is held for this cart, thousandths; not in what is `available` to anyone."""
    receipts: tuple[str, ...]
    """Numbers of the receipts on which goods of this cart were paid."""
    changed_at: int
    at: int
    """Hub's time of this answer."""


def check_goods(connection: Connection, lines: Sequence[CartLine]) -> None:
    """Raise `RuleError` `item_unknown` where a line that is wanted names goods that are not sold."""
    skus = {line.sku for line in lines if not line.removed}
    known = catalogue.items(connection, skus)
    for sku in sorted(skus):
        if sku not in known or not known[sku].active:
            raise RuleError("item_unknown", f"{sku[:60]!r} is not sold here.", sku=sku)


def shown(connection: Connection, cart: Cart, at: int) -> ShownCart:
    """The cart with prices in force at `at` (UTC ms)."""
    store = stores.by_id(connection, cart.store_id)
    if store is None:
        raise DataError("store_unknown", "The store of this cart is not at this hub.")
    wanted = live(cart.lines)
    skus = sorted({line.sku for line in wanted})
    items = {sku: one for sku, one in catalogue.items(connection, skus).items() if one.active}
    prices = catalogue.amounts(connection, price_list_of(connection, cart.store_id), skus, at)
    good = [line for line in wanted if line.sku in items and line.sku in prices]
    priced = _priced(connection, store, good, items, prices, at)
    amounts = {} if priced is None else {line.line_id: line for line in priced.lines}
    kept = [row for row in pool.everywhere(connection, skus) if row.store_id == cart.store_id]
    stock = {row.sku: ShownStock(available=row.pool.web_pool, at=at) for row in kept}
    lines = tuple(
        _shown(line, items.get(line.sku), prices.get(line.sku, 0), amounts, stock.get(line.sku))
        for line in wanted
    )
    return ShownCart(
        cart_id=cart.cart_id,
        state=cart.state,
        store_id=cart.store_id,
        store_name=store.profile.name,
        currency=cart.currency,
        language=store.profile.languages[0],
        lines=lines,
        promotion_total=0 if priced is None else priced.promotion_total,
        total=sum(line.total for line in lines),
        held_until=carts.held_until(connection, owner_of(cart.cart_id), at),
        held=reservations.held_for(connection, owner_of(cart.cart_id), at),
        receipts=_receipts(connection, cart),
        changed_at=cart.changed_at,
        at=at,
    )


def _receipts(connection: Connection, cart: Cart) -> tuple[str, ...]:
    paid = {line.consumed_by for line in cart.lines if line.consumed_by}
    return sales.receipt_numbers(connection, paid) if paid else ()


def price_list_of(connection: Connection, store_id: str) -> str:
    """The list that the store's first terminal sells from; of revoked ones only where there is no other."""
    mine = [one for one in terminals.every(connection) if one.store_id == store_id]
    mine.sort(key=lambda one: one.revoked_at is not None)
    return mine[0].price_list if mine else STANDARD_LIST


def _priced(
    connection: Connection,
    store: StoreRecord,
    lines: Sequence[CartLine],
    items: dict[str, Item],
    prices: dict[str, int],
    at: int,
) -> Priced | None:
    """None where the catalogue contradicts itself so that nothing can be priced."""
    zone = store.profile.time_zone
    listed = promotions.every(connection, price_list_of(connection, store.profile.store_id))
    work = PriceInput(
        currency=store.profile.currency,
        lines=tuple(one for line in lines for one in _price_lines(line, items[line.sku], prices[line.sku])),
        promotions=[one for one in listed if in_force(one, at, zone)],
        tax=store.tax.table,
        policy=store.tax.policy,
    )
    try:
        return price(work)
    except KnownError:
        return None


def _price_lines(line: CartLine, item: Item, amount: int) -> list[PriceLine]:
    goods = PriceLine(
        line_id=line.line_id,
        quantity=line.quantity,
        unit_price=amount,
        tax_class=item.tax_class,
        sku=item.sku,
        category=item.category,
        weighed=item.measured,
    )
    if not item.deposit:
        return [goods]
    deposit = PriceLine(
        line_id=line.line_id + DEPOSIT,
        quantity=line.quantity,
        unit_price=item.deposit,
        tax_class=item.tax_class,
        discountable=False,
        promotable=False,
    )
    return [goods, deposit]


def _shown(
    line: CartLine,
    item: Item | None,
    unit_price: int,
    amounts: dict[str, PricedLine],
    stock: ShownStock | None,
) -> ShownLine:
    amount = amounts.get(line.line_id)
    deposit = amounts.get(line.line_id + DEPOSIT)
    on_top = 0 if deposit is None else deposit.total
    return ShownLine(
        line_id=line.line_id,
        sku=line.sku,
        name=line.sku if item is None else item.name,
        unit="pcs" if item is None else item.unit,
        quantity=line.quantity,
        stamp=line.stamp,
        unit_price=unit_price,
        deposit=on_top,
        total=0 if amount is None else amount.total + on_top,
        age_limit=0 if item is None else item.age_limit,
        for_sale=amount is not None,
        stock=stock,
    )
