"""Copies a hub's whole database from SQLite into an empty PostgreSQL, and proves that both hold the same."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any

import msgspec
import psycopg
from psycopg import sql
from sqlalchemy import Table, bindparam, func, inspect, select, text
from sqlalchemy.exc import SQLAlchemyError

from hub.store import meta
from hub.store.database import Connection, Database
from hub.store.partitions import KEYS, MONTHS_AHEAD, Month, make_months, month_of, month_of_id
from hub.store.postgres_engine import check_server
from hub.store.shared_tables import shared_nonce
from hub.store.tables import hub_meta, metadata, nonce
from hub.store.upgrade import make_tables
from retail.errors import DataError, RuleError
from sync.protocol import HubBusy

BATCH = 200
"""Rows in memory at a time: a picture is a row."""
TELL_EVERY = 2000
_SCHEMA = "alembic_version"
_SUM = 2**128
_FIRST_YEAR = 2020
"""Older ids are of no clock at all: they stay in the default partition."""
_ANYTHING = text(
    "SELECT count(*) FROM pg_class WHERE relnamespace = CAST(current_schema() AS regnamespace) "
    "AND relkind IN ('r', 'p', 'v', 'm', 'S', 'f')"
)

Told = Callable[[str, int, int], None]
"""Hears, for a table, how many rows of how many are copied."""


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """What a table holds, in whatever order."""

    rows: int
    checksum: int
    """Sum of the rows' SHA-256, each cut to 128 bits, modulo 2^128: no row less, more, twice or altered."""


def copy_all(
    source: Connection, nonces: Connection | None, target: Connection, at: int, told: Told
) -> dict[str, Content]:
    """Make the tables in `target`, fill them with the rows of `source`, and compare; rows by table.

    All of it in the transactions of the connections: raised is what leaves the target as it was. Raises
    `RuleError` (`database_not_empty`), and `DataError` for a server or a row that will not do.
    """
    if target.execute(_ANYTHING).scalar_one():
        raise RuleError(
            "database_not_empty",
            "The database to move to is not empty. Make a new one (docs/hub.md), or, if it holds what a move "
            "left that broke at its very end, drop it and create it again.",
        )
    check_server(target)
    make_tables(target)
    make_months(target, sorted(_months(source, at), key=lambda month: month.first_id))
    pairs = [(source, table, table) for table in _tables(source)]
    if nonces is not None:
        pairs.append((nonces, nonce, shared_nonce))
    copied = {table.name: _copy(where, table, target, told) for where, table, _ in pairs}
    for _, _, table in pairs:
        if (found := _content(_rows(target, table))) != copied[table.name]:
            raise DataError(
                "move_differs",
                f"The table {table.name} is not the same in both databases ({copied[table.name].rows} and "
                f"{found.rows} rows). Nothing was moved.",
            )
    return copied


def analyse(database: Database) -> None:
    """Let the server learn how its tables are filled, before the first terminal asks; else it does later."""
    with suppress(HubBusy, SQLAlchemyError), database.at_once() as connection:
        connection.execute(text("ANALYZE"))


def same_hub(source: Connection, target: Connection) -> bool:
    """Whether the target holds this very hub, as it was moved there or as it is since."""
    if not inspect(target).has_table(hub_meta.name):
        return False
    key = meta.get(source, meta.RECOVERY_KEY)
    return key is not None and meta.get(target, meta.RECOVERY_KEY) == key


def _tables(source: Connection) -> list[Table]:
    """All tables of the hub, those that are referred to first."""
    there = set(inspect(source).get_table_names()) - {_SCHEMA}
    if there != set(metadata.tables):
        strange = ", ".join(sorted(there ^ set(metadata.tables)))
        raise DataError("move_unknown_table", f"The hub's file has other tables than expected: {strange}.")
    return list(metadata.sorted_tables)


def _months(source: Connection, at: int) -> set[Month]:
    """The months in which ids of the source were made, found by leaps over its keys.

    Not those far ahead, which lie in the default partition on any hub.
    """
    found: set[Month] = set()
    end = month_of(at).plus(MONTHS_AHEAD + 1).first_id
    for name, key in KEYS.items():
        column = metadata.tables[name].c[key]
        beyond = Month(year=_FIRST_YEAR, number=1).first_id
        query = select(func.min(column)).where(column >= bindparam("beyond"), column < end)
        while (first := source.execute(query, {"beyond": beyond}).scalar()) is not None:
            month = month_of_id(first)
            beyond = f"{first}0" if month is None else month.plus(1).first_id
            if month is not None:
                found.add(month)
    return found


def _copy(source: Connection, table: Table, target: Connection, told: Told) -> Content:
    """The rows of one table, over and counted."""
    whole = source.execute(select(func.count()).select_from(table)).scalar_one()
    into = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table.name), sql.SQL(", ").join(sql.Identifier(one.name) for one in table.columns)
    )
    told(table.name, 0, whole)
    raw: Any = target.connection.driver_connection
    try:
        with raw.cursor() as cursor, cursor.copy(into) as copy:
            return _content(_sent(copy, _rows(source, table), lambda done: told(table.name, done, whole)))
    except (psycopg.DataError, psycopg.IntegrityError) as error:
        # Its own words may hold the row.
        raise DataError(
            "move_row_refused",
            f"PostgreSQL cannot hold a row of the table {table.name} (SQLSTATE {error.sqlstate or 'none'}). "
            "Nothing was moved.",
        ) from None
    except psycopg.OperationalError as error:
        raise DataError(
            "move_broke",
            f"PostgreSQL gave up at the table {table.name} (SQLSTATE {error.sqlstate or 'none'}). "
            "Nothing was moved; its log says why.",
        ) from None


def _sent(copy: Any, rows: Iterable[Sequence[Any]], told: Callable[[int], None]) -> Iterator[Sequence[Any]]:
    done = 0
    for row in rows:
        copy.write_row(row)
        done += 1
        if done % TELL_EVERY == 0:
            told(done)
        yield row
    told(done)


def _rows(connection: Connection, table: Table) -> Iterator[tuple[Any, ...]]:
    with connection.execute(select(table), execution_options={"yield_per": BATCH}) as result:
        for row in result:
            yield tuple(row)


def _content(rows: Iterable[Sequence[Any]]) -> Content:
    count = total = 0
    for row in rows:
        count += 1
        digest = hashlib.sha256(msgspec.json.encode(row)).digest()
        total = (total + int.from_bytes(digest[:16], "big")) % _SUM
    return Content(rows=count, checksum=total)
