"""Statements of the push and of every signed request: compiled once, then handed to the driver as they are.

SQLAlchemy writes the SQL for each database; what is saved is its work at each execution, which costs more
than the statement itself: they go to the driver's own cursor, on the connection and in the transaction that
SQLAlchemy holds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, NoReturn

from sqlalchemy import BindParameter, Connection, CursorResult, Dialect, Executable, Result, bindparam
from sqlalchemy.engine import IteratorResult
from sqlalchemy.engine.result import SimpleResultMetaData
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ClauseElement
from sqlalchemy.sql.selectable import SelectBase

SIZES = (1, 5, 10, 20, 50, 100)
"""Lengths of lists for which there is a statement; a shorter list repeats its last value."""


class Prepared:
    """One statement with named parameters."""

    def __init__(self, statement: Executable) -> None:
        """`statement` names each parameter by `bindparam` and has no list that grows (see `places`)."""
        self._statement = statement
        self._gives_rows = isinstance(statement, SelectBase)
        self._texts: dict[str, tuple[str, tuple[str, ...] | None]] = {}
        self._columns: SimpleResultMetaData | None = None

    def run(self, connection: Connection, values: Mapping[str, Any]) -> Result[Any]:
        """Execute with these parameters; all rows are fetched.

        Of what gives no rows an error may come later, where statements are sent together
        (`postgres_engine.sent_together`).
        """
        return self.send(connection, values)()

    def send(self, connection: Connection, values: Mapping[str, Any]) -> Callable[[], Result[Any]]:
        """As `run`, but rows are waited for when they are called for: questions in a row cost one wait."""
        text, given = self._ready(connection.dialect, values)
        cursor = connection.connection.cursor()

        def rows() -> Result[Any]:
            try:
                found = cursor.fetchall() if self._gives_rows else ()
            except connection.dialect.loaded_dbapi.Error as error:
                raise_as_sqlalchemy(connection, error, text, cursor)
            return IteratorResult(self._names(cursor), iter(found))

        try:
            cursor.execute(text, given)
        except connection.dialect.loaded_dbapi.Error as error:
            raise_as_sqlalchemy(connection, error, text, cursor)
        return rows

    def stream(self, connection: Connection, values: Mapping[str, Any]) -> CursorResult[Any]:
        """Execute with these parameters; rows are fetched as they are asked for."""
        return connection.exec_driver_sql(*self._ready(connection.dialect, values))

    def run_many(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Execute once for each row."""
        text, order = self._text(connection.dialect)
        given: Sequence[Any]
        if order is None:
            given = rows
        elif len(order) == 1:
            given = [(row[order[0]],) for row in rows]
        else:
            given = list(map(itemgetter(*order), rows))
        cursor = connection.connection.cursor()
        try:
            cursor.executemany(text, given)
        except connection.dialect.loaded_dbapi.Error as error:
            raise_as_sqlalchemy(connection, error, text, cursor)

    def _ready(
        self, dialect: Dialect, values: Mapping[str, Any]
    ) -> tuple[str, Mapping[str, Any] | tuple[Any, ...]]:
        text, order = self._text(dialect)
        return text, values if order is None else tuple([values[name] for name in order])

    def _names(self, cursor: Any) -> SimpleResultMetaData:
        if self._columns is None:
            found = cursor.description if self._gives_rows else ()
            self._columns = SimpleResultMetaData([str(one[0]) for one in found])
        return self._columns

    def _text(self, dialect: Dialect) -> tuple[str, tuple[str, ...] | None]:
        found = self._texts.get(dialect.name)
        if found is None:
            assert isinstance(self._statement, ClauseElement)  # noqa: S101 - each statement is one
            compiled = self._statement.compile(dialect=dialect)
            assert isinstance(compiled, SQLCompiler)  # noqa: S101 - no dialect here compiles to anything else
            order = compiled.positiontup
            found = str(compiled), None if order is None else tuple(order)
            self._texts[dialect.name] = found
        return found


def raise_as_sqlalchemy(connection: Connection, error: Exception, text: str, cursor: Any) -> NoReturn:
    """What SQLAlchemy does with an error of the driver: names it, tells its listeners, drops a lost line."""
    connection._handle_dbapi_exception(error, text, None, cursor, None)


def size_for(count: int) -> int:
    """The least size of `SIZES` that holds `count` values; `count` itself beyond the largest."""
    return next((size for size in SIZES if size >= count), count)


@lru_cache(maxsize=64)
def places(name: str, size: int) -> list[BindParameter[Any]]:
    """Parameters `name0`, `name1`, … for an `in_` of this size."""
    return [bindparam(f"{name}{place}") for place in range(size)]


def filled(name: str, size: int, values: Sequence[Any]) -> dict[str, Any]:
    """`values`, of which there is at least one, for `places(name, size)`."""
    last = len(values) - 1
    return {f"{name}{place}": values[min(place, last)] for place in range(size)}
