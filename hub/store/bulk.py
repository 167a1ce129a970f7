"""Many rows into one table: the statement is compiled once, the rows go to the driver as they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Table, bindparam, case, insert, literal_column
from sqlalchemy.dialects import postgresql, sqlite

from hub.store.database import Connection
from hub.store.prepared import Prepared
from hub.store.tables import stock
from retail.stock import pool_of

_ZERO: ColumnElement[int] = literal_column("0")
"""Said in the text itself: a prepared statement takes no values but those of its row."""


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that all name the same columns; nothing where there are none."""
    if rows:
        _insert(table, tuple(rows[0])).run_many(connection, rows)


def add_to_stock(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add `on_hand` and `unavailable` of each row to those of its store and SKU; the pool follows."""
    if rows:
        made = [(row, pool_of(row["on_hand"] - row["unavailable"])) for row in rows]
        _stock(connection.dialect.name).run_many(
            connection, [{**row, "web_pool": pool.web_pool, "oversold": pool.oversold} for row, pool in made]
        )


def insert_missing(connection: Connection, table: Table, row: Mapping[str, Any]) -> bool:
    """Insert a row unless its key is there, or is put there by another right now; whether it went in."""
    make = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    statement = make(table).values(**row).on_conflict_do_nothing()
    # Of an insert SQLAlchemy tells how many rows only where it is asked to.
    return connection.execute(statement, execution_options={"preserve_rowcount": True}).rowcount == 1


# The tables and dialects of a process are few.
@lru_cache(maxsize=64)
def _insert(table: Table, columns: tuple[str, ...]) -> Prepared:
    return Prepared(insert(table).values({name: bindparam(name) for name in columns}))


@lru_cache(maxsize=4)
def _stock(dialect: str) -> Prepared:
    """Both databases say ON CONFLICT; SQLAlchemy has it in each dialect apart."""
    make = postgresql.insert if dialect == "postgresql" else sqlite.insert
    names = ("store_id", "sku", "on_hand", "unavailable", "web_pool", "oversold")
    statement = make(stock).values({name: bindparam(name) for name in names})
    added = statement.excluded
    # `retail.stock.moved`, said where the row is locked: what is oversold is paid off first.
    free = stock.c.web_pool - stock.c.oversold + added.on_hand - added.unavailable
    return Prepared(
        statement.on_conflict_do_update(
            index_elements=["store_id", "sku"],
            set_={
                "on_hand": stock.c.on_hand + added.on_hand,
                "unavailable": stock.c.unavailable + added.unavailable,
                "web_pool": case((free > _ZERO, free), else_=_ZERO),
                "oversold": case((free < _ZERO, -free), else_=_ZERO),
            },
        )
    )
