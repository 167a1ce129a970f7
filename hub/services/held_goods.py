"""What a cart holds becomes the right of the till that takes it: at the counter its shopper has the goods.

Nothing is promised anew, so that no unit can be missing: what was reserved is granted, in the transaction
that gives the cart to the till, and comes back as every right does.
"""

from __future__ import annotations

import msgspec

from hub.services.cart_prices import owner_of
from hub.services.rights import show_right, show_stock, use_by_of
from hub.store import pool, reservations, rights
from hub.store.database import Connection
from hub.store.feeds import Outgoing
from hub.store.identity import new_id
from hub.store.pool import StockRow
from hub.store.reservations import Reservation
from hub.store.rights import RightRecord
from hub.store.terminals import TerminalRecord
from retail.cart import Cart
from retail.cart_merge import live
from retail.granting import Grant
from retail.rights import Right
from retail.stock import given_back


class HeldGoods(msgspec.Struct, frozen=True, kw_only=True):
    """What a cart holds, locked in the order of every writer: stock first, then the reservation."""

    rows: dict[str, StockRow]
    reserved: tuple[Reservation, ...]


def lock_held(connection: Connection, store_id: str, cart_id: str, now: int) -> HeldGoods:
    """What the cart holds in a store; to be called before the cart is locked.

    Nothing after a restore: what the hub forgot to have been sold must not be granted.
    """
    skus = reservations.held_for(connection, owner_of(cart_id), now)
    if not skus or rights.awaited(connection):
        return HeldGoods(rows={}, reserved=())
    rows = pool.locked(connection, store_id, skus)
    found = reservations.open_of(connection, store_id, [owner_of(cart_id)])
    # What was held anew at this very moment, with other goods, stays a reservation: the sale uses it up.
    mine = (one for one in found if one.expires_at > now and all(line.sku in rows for line in one.lines))
    return HeldGoods(rows=rows, reserved=tuple(mine))


def hand_to(
    connection: Connection, terminal: TerminalRecord, cart: Cart, held: HeldGoods, wanted: Outgoing, now: int
) -> tuple[Right, ...]:
    """Rights of the terminal to what is held and wanted; what is held beyond that goes back to the pool."""
    if not held.reserved:
        return ()
    kept: dict[str, int] = {}
    for one in held.reserved:
        for line in one.lines:
            kept[line.sku] = kept.get(line.sku, 0) + line.held
        one.state, one.closed_at = "released", now
    reservations.save(connection, held.reserved)
    left = dict.fromkeys(kept, 0)
    for wish in live(cart.lines):
        if wish.sku in left:
            left[wish.sku] += wish.quantity
    use_by = use_by_of(connection, terminal.store_id, now)
    made = [
        RightRecord(
            grant_id=new_id(now),
            terminal_id=terminal.terminal_id,
            store_id=terminal.store_id,
            kind="stock",
            subject=sku,
            grant=Grant(quantity=quantity),
            use_by=use_by,
            granted_at=now,
        )
        for sku in sorted(kept)
        if (quantity := min(kept[sku], left[sku])) > 0
    ]
    rights.add(connection, made)
    for record in made:
        show_right(wanted, record)
        kept[record.subject] -= record.grant.quantity
    _give_back(connection, held, kept, wanted, now)
    return tuple(right for record in made if (right := record.shown()) is not None)


def _give_back(
    connection: Connection, held: HeldGoods, loose: dict[str, int], wanted: Outgoing, now: int
) -> None:
    freed = [held.rows[sku] for sku, quantity in sorted(loose.items()) if quantity]
    for row in freed:
        row.pool, row.moved_at = given_back(row.pool, loose[row.sku]), now
        show_stock(wanted, row)
    pool.save(connection, freed)


def as_they_stand(connection: Connection, given: tuple[Right, ...]) -> tuple[Right, ...]:
    """Rights that were told before, less those that are over: a till put back from a copy asks again."""
    known = rights.find(connection, [one.grant_id for one in given])
    shown = (known[one.grant_id].shown() for one in given if one.grant_id in known)
    return tuple(one for one in shown if one is not None)
