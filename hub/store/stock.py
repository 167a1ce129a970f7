"""Stock as a ledger of movements, and the sum of them per store and SKU."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Row, bindparam, func, insert, select, update

from hub.store.database import Connection
from hub.store.tables import movement, stock


def post(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Add movements (rows of the table) and move what is on hand by their deltas."""
    if not rows:
        return
    connection.execute(insert(movement), rows)
    totals: Counter[tuple[str, str]] = Counter()
    for row in rows:
        totals[row["store_id"], row["sku"]] += row["delta"]
    known = _known(connection, totals)
    # In sorted order, so that two writers of a database with row locks cannot wait for each other.
    changes = [
        {"at_store": store_id, "of_sku": sku, "delta": delta}
        for (store_id, sku), delta in sorted(totals.items())
        if (store_id, sku) in known
    ]
    if changes:
        connection.execute(
            update(stock)
            .where(stock.c.store_id == bindparam("at_store"), stock.c.sku == bindparam("of_sku"))
            .values(on_hand=stock.c.on_hand + bindparam("delta")),
            changes,
        )
    fresh = [
        {"store_id": store_id, "sku": sku, "on_hand": delta}
        for (store_id, sku), delta in sorted(totals.items())
        if (store_id, sku) not in known
    ]
    if fresh:
        connection.execute(insert(stock), fresh)


def on_hand(connection: Connection, store_id: str, sku: str) -> int:
    """What is on hand, in thousandths; 0 for what never moved."""
    query = select(stock.c.on_hand).where(stock.c.store_id == store_id, stock.c.sku == sku)
    return connection.execute(query).scalar_one_or_none() or 0


def movements_of(connection: Connection, op_id: str) -> Sequence[Row[Any]]:
    """The movements that an op made."""
    return connection.execute(select(movement).where(movement.c.op_id == op_id)).all()


def disagreements(connection: Connection) -> Iterator[Row[Any]]:
    """Store, SKU, on hand and sum of movements wherever the last two differ."""
    moved = (
        select(movement.c.store_id, movement.c.sku, func.sum(movement.c.delta).label("moved"))
        .group_by(movement.c.store_id, movement.c.sku)
        .subquery()
    )
    query = (
        select(stock.c.store_id, stock.c.sku, stock.c.on_hand, moved.c.moved)
        .outerjoin(moved, (moved.c.store_id == stock.c.store_id) & (moved.c.sku == stock.c.sku))
        .where(func.coalesce(moved.c.moved, 0) != stock.c.on_hand)
    )
    yield from connection.execute(query)


def _known(connection: Connection, keys: Counter[tuple[str, str]]) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for store_id in {store_id for store_id, _ in keys}:
        skus = [sku for owner, sku in keys if owner == store_id]
        query = select(stock.c.sku).where(stock.c.store_id == store_id, stock.c.sku.in_(skus))
        found.update((store_id, sku) for sku in connection.execute(query).scalars())
    return found
