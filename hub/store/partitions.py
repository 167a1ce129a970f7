"""Tables that grow with every sale, in partitions by month on PostgreSQL.

Their keys are UUIDv7, which sort by the time that they were made: a partition is a range of the key itself,
so that the key stays unique over all partitions. What is no UUIDv7, or of a month that has no partition, lies
in the default one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from hub.store.database import Database
from hub.store.postgres_engine import sqlstate

KEYS = {"op": "op_id", "movement": "op_id", "sale": "txn_id", "sale_line": "txn_id", "sale_tender": "txn_id"}
"""Table and the key that it is divided by; who is referred to stands before who refers."""
MONTHS_BACK = 2
"""A terminal that was away brings ids of those months."""
MONTHS_AHEAD = 2
DEFAULT = "default"
_TIMED = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}")
_A_CHECK_FAILED = "23514"
_LOCK_MS = 2000
_NAMES_OF_PARTITIONS = text(
    "SELECT child.relname FROM pg_inherits JOIN pg_class child ON child.oid = inhrelid "
    "JOIN pg_class parent ON parent.oid = inhparent WHERE parent.relname = :of"
)
_CONSTRAINTS = text(
    "SELECT conrelid::regclass::text AS owner, conname AS name, contype AS kind, "
    "pg_get_constraintdef(oid) AS definition FROM pg_constraint "
    "WHERE contype IN ('p', 'u', 'f') AND conparentid = 0 "
    "AND (conrelid = CAST(:of AS regclass) OR confrelid = CAST(:of AS regclass))"
)
_INDEXES = text(
    "SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema() AND tablename = :of "
    "AND indexname NOT IN (SELECT conname FROM pg_constraint WHERE conrelid = CAST(:of AS regclass))"
)


class Month(msgspec.Struct, frozen=True, kw_only=True):
    """A month in UTC."""

    year: int
    number: int

    def plus(self, months: int) -> Month:
        """The month so many later."""
        years, number = divmod(self.number - 1 + months, 12)
        return Month(year=self.year + years, number=number + 1)

    @property
    def first_id(self) -> str:
        """The beginning of the first UUIDv7 of the month: its 48 bits of milliseconds."""
        at = int(datetime(self.year, self.number, 1, tzinfo=UTC).timestamp()) * 1000
        digits = f"{at:012x}"
        return f"{digits[:8]}-{digits[8:]}"

    @property
    def name(self) -> str:
        return f"{self.year:04}_{self.number:02}"


def month_of(at: int) -> Month:
    """The month of a moment (UTC milliseconds)."""
    moment = datetime.fromtimestamp(at / 1000, tz=UTC)
    return Month(year=moment.year, number=moment.month)


def month_of_id(key: str) -> Month | None:
    """The month in which a UUIDv7 was made; None where its time cannot be read."""
    if _TIMED.match(key) is None:
        return None
    try:
        return month_of(int(key[:13].replace("-", ""), 16))
    except (ValueError, OverflowError, OSError):
        return None


def divide(connection: Connection, at: int) -> None:
    """Put partitioned tables in the place of those of `KEYS`, with their rows, keys, indexes and references.

    PostgreSQL can hold no key over partitions that does not contain what they are divided by: another unique
    key becomes an index. (`op` has one, terminal, epoch and seq: the lock on the chain's head keeps it.)
    """
    constraints = {
        (row.owner, row.name): row for name in KEYS for row in connection.execute(_CONSTRAINTS, {"of": name})
    }
    indexes = [str(found) for name in KEYS for found in connection.execute(_INDEXES, {"of": name}).scalars()]
    for name, key in KEYS.items():
        _run(connection, f"ALTER TABLE {name} RENAME TO {name}_whole")
        _run(
            connection,
            f"CREATE TABLE {name} (LIKE {name}_whole INCLUDING DEFAULTS) PARTITION BY RANGE ({key})",
        )
        _run(connection, f"CREATE TABLE {name}_{DEFAULT} PARTITION OF {name} DEFAULT")
        for ahead in range(-MONTHS_BACK, MONTHS_AHEAD + 1):
            _add(connection, name, month_of(at).plus(ahead))
        _run(connection, f"INSERT INTO {name} SELECT * FROM {name}_whole")  # noqa: S608 - our own names
    for name in KEYS:
        _run(connection, f"DROP TABLE {name}_whole CASCADE")
    # Keys before those that refer to them.
    for row in sorted(constraints.values(), key=lambda row: "puf".index(row.kind)):
        if row.kind == "u" and row.owner in KEYS:
            columns = row.definition.removeprefix("UNIQUE ")
            _run(connection, f"CREATE INDEX {row.name} ON {row.owner} {columns}")
        else:
            _run(connection, f"ALTER TABLE {row.owner} ADD CONSTRAINT {row.name} {row.definition}")
    for definition in indexes:
        _run(connection, definition)


def keep_ahead(database: Database, at: int) -> list[str]:
    """Make the partitions of this month and those ahead that are missing; the names of those made.

    A month whose rows lie in the default partition already (a clock was far ahead) stays there.
    """
    made: list[str] = []
    for name in KEYS:
        for ahead in range(MONTHS_AHEAD + 1):
            month = month_of(at).plus(ahead)
            try:
                with database.write() as connection:
                    # Whoever sells waits behind this: rather another time than long.
                    _run(connection, f"SET LOCAL lock_timeout = {_LOCK_MS}")
                    if _add(connection, name, month):
                        made.append(f"{name}_{month.name}")
            except DBAPIError as error:
                if sqlstate(error) != _A_CHECK_FAILED:
                    raise
    return made


def make_months(connection: Connection, months: Iterable[Month]) -> None:
    """Make the partitions of these months, before rows of theirs lie in the default one."""
    for month in months:
        for name in KEYS:
            _add(connection, name, month)


def partitions_of(connection: Connection, name: str) -> list[str]:
    """Names of a table's partitions."""
    return sorted(connection.execute(_NAMES_OF_PARTITIONS, {"of": name}).scalars())


def _add(connection: Connection, name: str, month: Month) -> bool:
    """Make the partition of a month; False where it is there."""
    part = f"{name}_{month.name}"
    if part in partitions_of(connection, name):
        return False
    first, beyond = month.first_id, month.plus(1).first_id
    _run(connection, f"CREATE TABLE {part} PARTITION OF {name} FOR VALUES FROM ('{first}') TO ('{beyond}')")
    return True


def _run(connection: Connection, statement: str) -> Any:
    # Names and bounds are of our own making.
    return connection.exec_driver_sql(statement)
