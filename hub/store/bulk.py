"""Many rows in one statement, compiled once: a list of rows on SQLite, one JSON document on PostgreSQL.

There each row sent by itself costs more than its insert; PostgreSQL takes a document apart faster than that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import msgspec
from sqlalchemy import (
    CTE,
    JSON,
    ColumnElement,
    Insert,
    Integer,
    LargeBinary,
    Table,
    TableValuedAlias,
    Text,
    Update,
    and_,
    bindparam,
    case,
    cast,
    column,
    func,
    insert,
    literal_column,
    select,
    true,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.elements import Grouping
from sqlalchemy.sql.selectable import Select

from hub.store.database import Connection
from hub.store.postgres_engine import Texts
from hub.store.prepared import Prepared
from hub.store.tables import feed, movement, op, stock
from retail.stock import pool_of

_ZERO: ColumnElement[int] = literal_column("0")
"""Said in the text itself: a prepared statement takes no values but those of its row."""
_ROWS = "rows"
_CHUNK = 1000
"""Ids that are asked about at once."""
_LONG = {op: "body", feed: "body"}
"""Texts that are JSON themselves: in a document their quotes would be escaped, and read twice as text.

PostgreSQL is given them apart, and in the document the place of each.
"""
Columns = tuple[tuple[Table, tuple[str, ...]], ...]
"""Tables with the columns that are given of each."""


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that all name the same columns, none of bytes; nothing where there are none."""
    insert_together(connection, {table: rows})


def insert_together(connection: Connection, several: Mapping[Table, Sequence[Mapping[str, Any]]]) -> None:
    """`insert_rows` for several tables, who is referred to first; one statement on PostgreSQL."""
    given = {table: rows for table, rows in several.items() if rows}
    if connection.dialect.name != "postgresql":
        for table, rows in given.items():
            _insert(table, tuple(rows[0])).run_many(connection, rows)
    elif given:
        _together(_columns(given)).run(connection, _documents(given))


def insert_before(
    connection: Connection,
    several: Mapping[Table, Sequence[Mapping[str, Any]]],
    then: Update,
    values: Mapping[str, Any],
) -> None:
    """Insert rows, of which each table has some, then change a row by `then`, which takes `values`."""
    if connection.dialect.name == "postgresql":
        _before(then, _columns(several)).run(connection, {**_documents(several), **values})
        return
    insert_together(connection, several)
    _before(then, ()).run(connection, values)


def which_are_there(connection: Connection, ids: ColumnElement[str], wanted: Iterable[str]) -> set[str]:
    """Those of the wanted ids that this column of ids holds."""
    ordered, found = sorted(set(wanted)), set[str]()
    for start in range(0, len(ordered), _CHUNK):
        found.update(
            connection.execute(select(ids).where(ids.in_(ordered[start : start + _CHUNK]))).scalars()
        )
    return found


def update_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write other columns of the rows with these primary keys; all name the same columns, none of bytes."""
    if rows:
        named = [{f"of_{name}": value for name, value in row.items()} for row in rows]
        _run(connection, _update(table, tuple(rows[0]), connection.dialect.name), named)


def add_to_stock(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add `on_hand` and `unavailable` of each row to those of its store and SKU, which come once.

    The pool follows. Rows are taken, and locked, in the order given.
    """
    if rows:
        _run(connection, _stock(connection.dialect.name, ()), [_as_pool(row) for row in rows])


def insert_movements(
    connection: Connection, movements: Sequence[Mapping[str, Any]], sums: Sequence[Mapping[str, Any]]
) -> None:
    """Insert movements, of which there is one at least, and `add_to_stock` what they come to."""
    if connection.dialect.name != "postgresql":
        insert_rows(connection, movement, movements)
        add_to_stock(connection, sums)
        return
    given = {movement: movements}
    values = {**_documents(given), _ROWS: as_document([_as_pool(row) for row in sums])}
    _stock("postgresql", _columns(given)).run(connection, values)


def texts(dialect: str, name: str) -> Select[tuple[str]]:
    """For an `in_`: the texts of the parameter `name`, which is their `as_document`.

    One parameter, however many they are, and so one statement.
    """
    document = bindparam(name, type_=Text)
    if dialect == "postgresql":
        return select(func.json_array_elements_text(cast(document, JSON)).column_valued("listed"))
    return select(func.json_each(document).table_valued("value").c.value)


def looked_up(
    dialect: str,
    name: str,
    of: ColumnElement[str],
    *columns: ColumnElement[Any],
    where: ColumnElement[bool] | None = None,
) -> Select[Any]:
    """`columns` of the rows (those `where`) whose column `of` is one of the texts of the parameter `name`.

    Until PostgreSQL has counted a table it takes it for small, and would read all that `where` leaves of it
    rather than look each text up. So it is told to: what has an OFFSET is not joined in another way.
    """
    chosen = select(*columns) if where is None else select(*columns).where(where)
    if dialect != "postgresql":
        return chosen.where(of.in_(texts(dialect, name)))
    listed = func.json_array_elements_text(cast(bindparam(name, type_=Text), JSON)).table_valued("value")
    found = chosen.where(of == listed.c.value).offset(_ZERO).lateral("found")
    return select(*found.c).select_from(listed.join(found, true()))


def as_document(what: object) -> str:
    """Rows or texts as the one parameter that holds them."""
    return msgspec.json.encode(what).decode()


def insert_missing(connection: Connection, table: Table, row: Mapping[str, Any]) -> bool:
    """Insert a row unless its key is there, or is put there by another right now; whether it went in."""
    make = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    statement = make(table).values(**row).on_conflict_do_nothing()
    # Of an insert SQLAlchemy tells how many rows only where it is asked to.
    return connection.execute(statement, execution_options={"preserve_rowcount": True}).rowcount == 1


def _run(connection: Connection, statement: Prepared, rows: Sequence[Mapping[str, Any]]) -> None:
    if connection.dialect.name == "postgresql":
        statement.run(connection, {_ROWS: as_document(rows)})
    else:
        statement.run_many(connection, rows)


def _columns(given: Mapping[Table, Sequence[Mapping[str, Any]]]) -> Columns:
    return tuple((table, tuple(rows[0])) for table, rows in given.items())


def _documents(given: Mapping[Table, Sequence[Mapping[str, Any]]]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for table, rows in given.items():
        name, long = f"{_ROWS}_{table.name}", _LONG.get(table)
        if long is None:
            values[name] = as_document(rows)
        else:
            values[name] = as_document([{**row, long: place} for place, row in enumerate(rows, start=1)])
            values[f"{name}_{long}"] = Texts(row[long] for row in rows)
    return values


def _as_pool(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of `add_to_stock` with the pool that it makes where there is no other."""
    pool = pool_of(row["on_hand"] - row["unavailable"])
    return {**row, "web_pool": pool.web_pool, "oversold": pool.oversold}


def _given(
    table: Table, columns: tuple[str, ...], before: str = "", rows: str = _ROWS, place: str = ""
) -> TableValuedAlias:
    """The rows of document `rows`, as PostgreSQL sees them; `before` stands before the name of each column.

    The column `place` holds where its text stands.
    """
    if any(isinstance(table.c[name].type, LargeBinary) for name in columns):
        raise TypeError(f"{table.name} holds bytes, which JSON does not know")
    types = [
        column(f"{before}{name}", Integer() if name == place else table.c[name].type) for name in columns
    ]
    document = cast(bindparam(rows, type_=Text), JSON)
    return func.json_to_recordset(document).table_valued(*types, name="given").render_derived(with_types=True)


# The tables and dialects of a process are few.
@lru_cache(maxsize=64)
def _insert(table: Table, columns: tuple[str, ...]) -> Prepared:
    return Prepared(insert(table).values({name: bindparam(name) for name in columns}))


def _from_document(table: Table, columns: tuple[str, ...]) -> Insert:
    rows, long = f"{_ROWS}_{table.name}", _LONG.get(table)
    given = _given(table, columns, rows=rows, place=long or "")
    chosen: list[ColumnElement[Any]] = [given.c[name] for name in columns]
    if long is not None:
        # Without the brackets an element is taken of what is no array yet.
        listed = Grouping(cast(bindparam(f"{rows}_{long}"), postgresql.ARRAY(Text)))
        chosen[columns.index(long)] = listed[given.c[long]]
    return insert(table).from_select(list(columns), select(*chosen))


def _first(several: Columns) -> list[CTE]:
    """Inserts that stand before another statement; PostgreSQL looks at foreign keys when all is done."""
    return [_from_document(table, columns).cte(f"into_{table.name}") for table, columns in several]


@lru_cache(maxsize=64)
def _together(several: Columns) -> Prepared:
    *first, (table, columns) = several
    return Prepared(_from_document(table, columns).add_cte(*_first(tuple(first))))


@lru_cache(maxsize=16)
def _before(then: Update, several: Columns) -> Prepared:
    return Prepared(then.add_cte(*_first(several)))


@lru_cache(maxsize=16)
def _update(table: Table, columns: tuple[str, ...], dialect: str) -> Prepared:
    keys = table.primary_key.columns.keys()
    # A parameter of an update must not be called as the column that it sets.
    source: Mapping[str, ColumnElement[Any]] = {name: bindparam(f"of_{name}") for name in columns}
    if dialect == "postgresql":
        rows = _given(table, columns, "of_")
        source = {name: rows.c[f"of_{name}"] for name in columns}
    chosen = and_(*(table.c[name] == source[name] for name in keys))
    return Prepared(
        update(table).where(chosen).values({name: source[name] for name in columns if name not in keys})
    )


@lru_cache(maxsize=4)
def _stock(dialect: str, several: Columns) -> Prepared:
    """Both databases say ON CONFLICT; SQLAlchemy has it in each dialect apart."""
    names = ("store_id", "sku", "on_hand", "unavailable", "web_pool", "oversold")
    if dialect == "postgresql":
        made = postgresql.insert(stock).from_select(list(names), select(_given(stock, names)))
        return Prepared(_added(made).add_cte(*_first(several)))
    return Prepared(_added(sqlite.insert(stock).values({name: bindparam(name) for name in names})))


def _added(statement: postgresql.Insert | sqlite.Insert) -> Insert:
    added = statement.excluded
    # `retail.stock.moved`, said where the row is locked: what is oversold is paid off first.
    free = stock.c.web_pool - stock.c.oversold + added.on_hand - added.unavailable
    return statement.on_conflict_do_update(
        index_elements=["store_id", "sku"],
        set_={
            "on_hand": stock.c.on_hand + added.on_hand,
            "unavailable": stock.c.unavailable + added.unavailable,
            "web_pool": case((free > _ZERO, free), else_=_ZERO),
            "oversold": case((free < _ZERO, -free), else_=_ZERO),
        },
    )
