"""How much of the goods strangers may hold: of each item a share, and for each address a sum (stock.md).

Nobody signs in to hold goods in a cart. So one address must not be able to promise itself a shop; and since a
family, or a shop's own Wi-Fi, is one address too, it is a share of what is free and not one cart each.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping

from hub.store import pool, reservations
from hub.store.database import Connection
from retail.errors import RuleError

MOST_OF_ITEM = 24_000
"""Of one item in one cart, thousandths: a crate of bottles."""
ALWAYS = 2_000
"""Of one item an address may hold this much, however little there is."""
MOST_OF_ADDRESS = 100_000
"""Of all goods together."""
MOST_CARTS = 12
"""Carts of one address that hold goods at the same time."""
STRANGER_MINUTES = 15
"""Longest hold of a cart that names no customer."""
IPV6_NETWORK = 64
"""Bits by which one household is known; within them a phone changes its address as it likes."""


def longest(minutes: int, customer_id: str | None) -> int:
    """For how long such a cart may hold goods that asks for `minutes`."""
    return minutes if customer_id else min(minutes, STRANGER_MINUTES)


def holder_of(address: str) -> str:
    """The name under which the share of this address is counted; empty for none: it is not bounded."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        mapped = parsed.ipv4_mapped
        if mapped is None:
            return str(ipaddress.ip_network((int(parsed), IPV6_NETWORK), strict=False))
        parsed = mapped
    return str(parsed)


def check_hold(
    connection: Connection, store_id: str, holder: str, lines: Mapping[str, int], before: Mapping[str, int]
) -> None:
    """Raise `RuleError` where this address may not hold `lines` (SKU → thousandths) in one more cart.

    `hold_share` (params sku, most) where it is too much of one item, `hold_address` where it is too much
    in all. What the cart held `before` it may hold on. What there is not enough of is said by the
    reservation itself. The stock is locked by the caller, and of one holder one asks at a time.
    """
    if not holder:
        return
    held = reservations.held_from(connection, holder)
    carts = {owner for owner, _, _ in held}
    if len(carts) >= MOST_CARTS or sum(held.values()) + sum(lines.values()) > MOST_OF_ADDRESS:
        raise RuleError("hold_address", "Too many goods are being held from this address.")
    rows = pool.locked(connection, store_id, lines)
    for sku, wanted in sorted(lines.items()):
        free = rows[sku].pool.web_pool
        mine = sum(part for (_, store, one), part in held.items() if (store, one) == (store_id, sku))
        most = max(before.get(sku, 0), min(MOST_OF_ITEM, share_left(free, mine)))
        if most < wanted <= free:
            raise RuleError("hold_share", "That is more than can be held.", sku=sku, most=most)


def share_left(free: int, mine: int) -> int:
    """What an address that holds `mine` of an item may hold besides, of the `free` that nobody was promised.

    Half of both together, in whole units, and at least `ALWAYS`.
    """
    half = (free + mine) // 2_000 * 1_000
    return max(0, max(half, ALWAYS) - mine)
