"""What must always hold of stock at the hub: the pool's equation, rights within bounds, feeds that say so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from hub.services.rights import STOCK
from hub.services.scopes import RIGHT, stock_scope, terminal_scope
from hub.services.stock_ops import KINDS
from hub.store import feeds, pool, reservations, rights, stock, stores, terminals
from hub.store.database import Connection
from hub.store.pool import StockRow
from retail.errors import KnownError
from retail.events import StockMoved
from retail.granting import Grant

A_PAGE = 1000
Broken = tuple[str, str, str]
"""Rule (pool, right or movements), its subject, and what is wrong."""


def broken(connection: Connection) -> Iterator[Broken]:
    """All that does not hold."""
    promised = _promised(connection)
    for store in stores.every(connection):
        store_id = store.profile.store_id
        shown = {
            row.key: row.body
            for row in feeds.live_rows(connection, stock_scope(store_id))
            if row.kind == STOCK
        }
        for row in _rows(connection, store_id):
            held = promised.pop((store_id, row.sku), 0)
            yield from ((("pool", row.sku, f"{what} in {store_id}")) for what in _pool(row, held))
            told = shown.pop(row.sku, None)
            if told != (msgspec.to_builtins(pool.state(row)) if row.tracked else None):
                yield "pool", row.sku, f"the feed of {store_id} has another picture of it"
        yield from (("pool", sku, f"{store_id} has no stock of it, but its feed has") for sku in shown)
    yield from (("pool", sku, f"it is promised in {store_id}, which has none") for store_id, sku in promised)
    yield from _rights(connection)


def moves_as_said(connection: Connection, row: Any) -> bool:
    """Whether an applied op moved what it says, where it is a stock document; of others nothing is said."""
    if row.kind not in KINDS:
        return True
    try:
        body = msgspec.json.decode(row.body, type=StockMoved)
    except (msgspec.MsgspecError, KnownError):
        return False
    said = () if body.origin.training else body.movements
    found = stock.movements_of(connection, row.op_id)
    return sorted((one.line_id, one.sku, one.delta) for one in found) == sorted(
        (one.line_id, one.sku, one.delta) for one in said
    )


def _promised(connection: Connection) -> dict[tuple[str, str], int]:
    """(store, SKU) → what rights and reservations hold."""
    sums = reservations.reserved(connection)
    for one in rights.held_records(connection):
        if one.kind == STOCK:
            sums[one.store_id, one.subject] = sums.get((one.store_id, one.subject), 0) + one.grant.held
    return {key: amount for key, amount in sums.items() if amount}


def _rows(connection: Connection, store_id: str) -> Iterator[StockRow]:
    after = ""
    while page := pool.of_store(connection, store_id, after=after, limit=A_PAGE):
        yield from page
        after = page[-1].sku


def _pool(row: StockRow, held: int) -> Iterator[str]:
    if row.pool.free + held != row.on_hand - row.unavailable:
        yield f"pool {row.pool.free} and promises of {held} are not what may be sold of it"
    if row.pool.web_pool < 0 or row.pool.oversold < 0 or (row.pool.web_pool and row.pool.oversold):
        yield f"a pool of {row.pool.web_pool} and {row.pool.oversold} oversold cannot be"


def _rights(connection: Connection) -> Iterator[Broken]:
    """Each right within its bounds, and each terminal told of exactly those that it may spend."""
    for terminal in terminals.every(connection):
        scope = terminal_scope(terminal.terminal_id)
        told = {row.key: row.body for row in feeds.live_rows(connection, scope) if row.kind == RIGHT}
        for one in rights.of_terminal(connection, terminal.terminal_id, closed=True):
            if not _bounded(one.grant):
                yield "right", one.grant_id, "more of it is used than was granted"
            shown = one.shown()
            if told.pop(one.grant_id, None) != (None if shown is None else msgspec.to_builtins(shown)):
                yield "right", one.grant_id, "the feed of its holder has another picture of it"
        yield from (("right", key, "a terminal was told of a right that is none") for key in told)


def _bounded(grant: Grant) -> bool:
    used = grant.spent + grant.returned
    return min(grant.spent, grant.returned) >= 0 and (
        used <= grant.quantity if grant.held else used == grant.quantity
    )
