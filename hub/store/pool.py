"""Stock rows as the pool's rules work on them: read under lock, in sorted order, and written back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import Any

import msgspec
from sqlalchemy import Row, bindparam, func, select

from hub.store.bulk import add_to_stock, as_document, texts, update_rows
from hub.store.database import Connection
from hub.store.prepared import Prepared
from hub.store.stock_tables import hub_movement
from hub.store.tables import movement, op, stock
from retail.hybrid_clock import Stamp
from retail.sale_record import DAMAGED
from retail.stock import BEGUN, Pool, StockState

_CHUNK = 100
_AHEAD_MS = 86_400_000


class StockRow(msgspec.Struct, kw_only=True):
    """One SKU of one store, to be changed and saved."""

    store_id: str
    sku: str
    on_hand: int
    unavailable: int
    pool: Pool
    tracked: bool
    moved_at: int
    seen: dict[str, str]


def locked(connection: Connection, store_id: str, skus: Iterable[str]) -> dict[str, StockRow]:
    """The rows of these SKUs that there are, held until the transaction ends."""
    values = {"of": store_id, "skus": as_document(sorted(set(skus)))}
    return {row.sku: _row(row) for row in _lock(connection.dialect.name).run(connection, values)}


@lru_cache(maxsize=2)
def _lock(dialect: str) -> Prepared:
    these = (stock.c.store_id == bindparam("of")) & stock.c.sku.in_(texts(dialect, "skus"))
    return Prepared(select(stock).where(these).order_by(stock.c.sku).with_for_update(of=stock))


def make_missing(connection: Connection, store_id: str, skus: Iterable[str]) -> None:
    """See to it that each of these SKUs has a row."""
    add_to_stock(
        connection,
        [{"store_id": store_id, "sku": sku, "on_hand": 0, "unavailable": 0} for sku in sorted(set(skus))],
    )


def save(connection: Connection, rows: Iterable[StockRow]) -> None:
    """Write back all but what is on hand, which only movements change."""
    values = [
        {
            "store_id": row.store_id,
            "sku": row.sku,
            "web_pool": row.pool.web_pool,
            "oversold": row.pool.oversold,
            "tracked": int(row.tracked),
            "moved_at": row.moved_at,
            "seen": msgspec.json.encode(row.seen, order="sorted").decode(),
        }
        for row in rows
    ]
    update_rows(connection, stock, values)


def newest_ops(connection: Connection, store_id: str, skus: Iterable[str]) -> dict[str, dict[str, str]]:
    """sku → terminal → hybrid time of its newest op that moved it; for SKUs whose stock begins to be kept."""
    wanted = sorted(set(skus))
    found: dict[str, dict[str, str]] = {}
    for start in range(0, len(wanted), _CHUNK):
        query = (
            select(movement.c.sku, op.c.terminal_id, func.max(op.c.hlc).label("newest"))
            .join(op, op.c.op_id == movement.c.op_id)
            .where(movement.c.store_id == store_id, movement.c.sku.in_(wanted[start : start + _CHUNK]))
            .group_by(movement.c.sku, op.c.terminal_id)
        )
        for row in connection.execute(query):
            found.setdefault(row.sku, {})[row.terminal_id] = row.newest
    return found


class Later(msgspec.Struct, kw_only=True):
    """What moved an item after a moment."""

    moved: int = 0
    damaged: int = 0
    """Of this, by how much what is damaged moved."""
    counted: bool = False
    """Somebody has counted since, and found a difference."""


def moved_after(connection: Connection, row: StockRow, after: Stamp, but: Collection[str]) -> Later:
    """What ops moved whose hybrid time is later than `after`, all but these ops.

    What the hub had received by then is no later, whatever the clock of the till says that sent it. What the
    hub moved itself is a count too, but for what begins to keep the stock.
    """
    here = hub_movement.c
    counts = select(here.sku).where(
        here.store_id == row.store_id, here.sku == row.sku, here.at >= after.ms, here.reason != BEGUN
    )
    query = (
        select(op.c.op_id, op.c.hlc, op.c.kind, movement.c.delta, movement.c.reason)
        .join(op, op.c.op_id == movement.c.op_id)
        .where(movement.c.store_id == row.store_id, movement.c.sku == row.sku)
        # Of years of sales few ops are looked at; hybrid times stand little ahead of their clocks.
        .where(movement.c.at >= after.ms - _AHEAD_MS, op.c.received_at >= after.ms)
    )
    found = Later(counted=connection.execute(counts.limit(1)).first() is not None)
    for one in connection.execute(query):
        if one.op_id in but or one.hlc <= after.text():
            continue
        found.moved += one.delta
        found.damaged += one.delta if one.reason == DAMAGED else 0
        found.counted |= one.kind == "stock.counted"
    return found


def of_store(
    connection: Connection, store_id: str, *, after: str = "", limit: int = 500, tracked: bool = False
) -> list[StockRow]:
    """Rows of a store by SKU, behind `after`; with `tracked` only of SKUs whose stock is kept."""
    query = select(stock).where(stock.c.store_id == store_id, stock.c.sku > after)
    if tracked:
        query = query.where(stock.c.tracked == 1)
    return [_row(row) for row in connection.execute(query.order_by(stock.c.sku).limit(limit))]


def moved_since(connection: Connection, since: int) -> Sequence[str]:
    """SKUs of which a pool somewhere changed at or after `since` (UTC ms)."""
    query = select(stock.c.sku).where(stock.c.tracked == 1, stock.c.moved_at >= since).distinct()
    return connection.execute(query.order_by(stock.c.sku)).scalars().all()


def everywhere(connection: Connection, skus: Sequence[str]) -> list[StockRow]:
    """The kept rows of these SKUs in all stores."""
    query = select(stock).where(stock.c.sku.in_(skus), stock.c.tracked == 1)
    return [_row(row) for row in connection.execute(query.order_by(stock.c.sku, stock.c.store_id))]


def state(row: StockRow) -> StockState:
    """What the store's terminals are told."""
    return StockState(
        sku=row.sku,
        on_hand=row.on_hand,
        unavailable=row.unavailable,
        available=row.pool.web_pool,
        tracked=row.tracked,
        seen=row.seen,
        at=row.moved_at,
    )


def _row(row: Row[Any]) -> StockRow:
    return StockRow(
        store_id=row.store_id,
        sku=row.sku,
        on_hand=row.on_hand,
        unavailable=row.unavailable,
        pool=Pool(web_pool=row.web_pool, oversold=row.oversold),
        tracked=bool(row.tracked),
        moved_at=row.moved_at,
        seen=msgspec.json.decode(row.seen, type=dict[str, str]),
    )
