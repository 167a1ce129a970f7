"""Stock as a ledger of movements, and the sum of them per store and SKU; damaged goods count apart too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Row, case, func, select, union_all

from hub.store.bulk import add_to_stock, insert_movements
from hub.store.database import Connection
from hub.store.stock_tables import hub_movement
from hub.store.tables import movement, stock
from retail.sale_record import DAMAGED


def post(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Add movements (rows of the table) and move what is on hand by their deltas."""
    if rows:
        insert_movements(connection, rows, _sums(rows))


def move(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Move what is on hand, and its pool, by the deltas of movements that are kept."""
    add_to_stock(connection, _sums(rows))


def _sums(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """What movements come to, as rows of `add_to_stock`."""
    totals: Counter[tuple[str, str]] = Counter()
    damaged: Counter[tuple[str, str]] = Counter()
    for row in rows:
        totals[row["store_id"], row["sku"]] += row["delta"]
        if row["reason"] == DAMAGED:
            damaged[row["store_id"], row["sku"]] += row["delta"]
    # In sorted order, so that two writers of a database with row locks cannot wait for each other.
    return [
        {"store_id": store_id, "sku": sku, "on_hand": delta, "unavailable": damaged[store_id, sku]}
        for (store_id, sku), delta in sorted(totals.items())
    ]


def on_hand(connection: Connection, store_id: str, sku: str) -> int:
    """What is on hand, in thousandths; 0 for what never moved."""
    query = select(stock.c.on_hand).where(stock.c.store_id == store_id, stock.c.sku == sku)
    return connection.execute(query).scalar_one_or_none() or 0


def unavailable(connection: Connection, store_id: str, sku: str) -> int:
    """What of it is on hand but not for sale, in thousandths."""
    query = select(stock.c.unavailable).where(stock.c.store_id == store_id, stock.c.sku == sku)
    return connection.execute(query).scalar_one_or_none() or 0


def movements_of(connection: Connection, op_id: str) -> Sequence[Row[Any]]:
    """The movements that an op made."""
    return connection.execute(select(movement).where(movement.c.op_id == op_id)).all()


def disagreements(connection: Connection) -> Iterator[Row[Any]]:
    """Store, SKU, on hand and sum of movements where these differ, or those of what is not for sale."""
    columns = ("store_id", "sku", "delta", "reason")
    both = union_all(
        select(*(movement.c[name] for name in columns)), select(*(hub_movement.c[name] for name in columns))
    ).subquery()
    apart = func.sum(case((both.c.reason == DAMAGED, both.c.delta), else_=0))
    moved = (
        select(
            both.c.store_id,
            both.c.sku,
            func.sum(both.c.delta).label("moved"),
            apart.label("damaged"),
        )
        .group_by(both.c.store_id, both.c.sku)
        .subquery()
    )
    query = (
        select(stock.c.store_id, stock.c.sku, stock.c.on_hand, moved.c.moved)
        .outerjoin(moved, (moved.c.store_id == stock.c.store_id) & (moved.c.sku == stock.c.sku))
        .where(
            (func.coalesce(moved.c.moved, 0) != stock.c.on_hand)
            | (func.coalesce(moved.c.damaged, 0) != stock.c.unavailable)
        )
    )
    yield from connection.execute(query)
