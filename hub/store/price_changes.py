"""Prices that come into force at a moment to come, by price list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, delete, insert, select

from hub.store.database import Connection
from hub.store.promotion_tables import price_change
from retail.item import PriceChange


def in_force(connection: Connection, price_list: str, skus: Iterable[str], at: int) -> dict[str, int]:
    """Of these SKUs the latest dated price whose moment has come, minor units."""
    query = (
        select(price_change.c.sku, price_change.c.amount)
        .where(
            price_change.c.price_list == price_list,
            price_change.c.sku.in_(list(skus)),
            price_change.c.effective_from <= at,
        )
        .order_by(price_change.c.effective_from)
    )
    return {row.sku: row.amount for row in connection.execute(query)}


def begun(sku: ColumnElement[str], price_list: str, at: int) -> Select[tuple[str]]:
    """Dated prices of the row's `sku` whose moment has come, for a query about items."""
    return select(price_change.c.sku).where(
        price_change.c.price_list == price_list,
        price_change.c.sku == sku,
        price_change.c.effective_from <= at,
    )


def of_skus(connection: Connection, price_list: str, skus: Iterable[str]) -> list[PriceChange]:
    """All dated prices of these SKUs, passed ones too."""
    query = select(price_change).where(
        price_change.c.price_list == price_list, price_change.c.sku.in_(list(skus))
    )
    return [_change(row) for row in connection.execute(query)]


def upcoming(connection: Connection, price_list: str, after: int, limit: int) -> list[PriceChange]:
    """Those that are still to come, the next one first."""
    query = (
        select(price_change)
        .where(price_change.c.price_list == price_list, price_change.c.effective_from > after)
        .order_by(price_change.c.effective_from, price_change.c.sku)
        .limit(limit)
    )
    return [_change(row) for row in connection.execute(query)]


def put(connection: Connection, price_list: str, wanted: Sequence[PriceChange]) -> None:
    """Set dated prices; one of the same SKU and moment is replaced."""
    remove(connection, price_list, wanted)
    if wanted:
        connection.execute(
            insert(price_change),
            [
                {
                    "price_list": price_list,
                    "sku": one.sku,
                    "effective_from": one.effective_from,
                    "amount": one.amount,
                }
                for one in wanted
            ],
        )


def remove(connection: Connection, price_list: str, gone: Sequence[PriceChange]) -> None:
    """Take dated prices away."""
    for one in gone:
        connection.execute(
            delete(price_change).where(
                price_change.c.price_list == price_list,
                price_change.c.sku == one.sku,
                price_change.c.effective_from == one.effective_from,
            )
        )


def _change(row: Row[Any]) -> PriceChange:
    return PriceChange(sku=row.sku, amount=row.amount, effective_from=row.effective_from)
