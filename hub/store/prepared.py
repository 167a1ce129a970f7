"""Statements of the push and of every signed request: compiled once, then handed to the driver as they are.

SQLAlchemy writes the SQL for each database; what is saved is its work at each execution, which costs more
than the statement itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import BindParameter, CursorResult, Dialect, Executable, bindparam
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ClauseElement

from hub.store.database import Connection

SIZES = (1, 5, 10, 20, 50, 100)
"""Lengths of lists for which there is a statement; a shorter list repeats its last value."""


class Prepared:
    """One statement with named parameters."""

    def __init__(self, statement: Executable) -> None:
        """`statement` names each parameter by `bindparam` and has no list that grows (see `places`)."""
        self._statement = statement
        self._texts: dict[str, tuple[str, tuple[str, ...] | None]] = {}

    def run(self, connection: Connection, values: Mapping[str, Any]) -> CursorResult[Any]:
        """Execute with these parameters."""
        text, order = self._text(connection.dialect)
        given = dict(values) if order is None else tuple([values[name] for name in order])
        return connection.exec_driver_sql(text, given)

    def run_many(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Execute once for each row."""
        text, order = self._text(connection.dialect)
        if order is None:
            connection.exec_driver_sql(text, [dict(row) for row in rows])
        elif len(order) == 1:
            connection.exec_driver_sql(text, [(row[order[0]],) for row in rows])
        else:
            pick = itemgetter(*order)
            connection.exec_driver_sql(text, [pick(row) for row in rows])

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
