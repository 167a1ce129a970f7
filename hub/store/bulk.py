"""Many rows into one table: the statement is compiled once, the rows go to the driver as they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Dialect, Insert, Table, insert
from sqlalchemy.dialects import postgresql, sqlite

from hub.store.database import Connection
from hub.store.tables import stock


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that all name the same columns; nothing where there are none."""
    if rows:
        _run(connection, _insert_text(table, tuple(rows[0]), connection.dialect), rows)


def add_to_stock(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add `on_hand` of each row to what is on hand of its store and SKU."""
    if rows:
        _run(connection, _stock_text(connection.dialect), rows)


def _run(
    connection: Connection, compiled: tuple[str, tuple[str, ...] | None], rows: Sequence[Mapping[str, Any]]
) -> None:
    text, order = compiled
    if order is None:
        connection.exec_driver_sql(text, [dict(row) for row in rows])
    else:
        pick = itemgetter(*order)
        connection.exec_driver_sql(text, [pick(row) for row in rows])


# The tables and dialects of a process are few.
@lru_cache(maxsize=64)
def _insert_text(
    table: Table, columns: tuple[str, ...], dialect: Dialect
) -> tuple[str, tuple[str, ...] | None]:
    return _compiled(insert(table).values(dict.fromkeys(columns)), dialect)


@lru_cache(maxsize=4)
def _stock_text(dialect: Dialect) -> tuple[str, tuple[str, ...] | None]:
    """Both databases say ON CONFLICT; SQLAlchemy has it in each dialect apart."""
    make = postgresql.insert if dialect.name == "postgresql" else sqlite.insert
    statement = make(stock).values(dict.fromkeys(("store_id", "sku", "on_hand")))
    return _compiled(
        statement.on_conflict_do_update(
            index_elements=["store_id", "sku"],
            set_={"on_hand": stock.c.on_hand + statement.excluded.on_hand},
        ),
        dialect,
    )


def _compiled(statement: Insert, dialect: Dialect) -> tuple[str, tuple[str, ...] | None]:
    """The SQL, and the order of its parameters where the driver takes them by place."""
    compiled = statement.compile(dialect=dialect)
    order = compiled.positiontup
    return str(compiled), None if order is None else tuple(order)
