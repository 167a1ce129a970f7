"""PostgreSQL as the hub's database, for chains: many writers, rows have locks, a reader sees one state."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from decimal import Decimal
from struct import pack
from typing import Any

import psycopg
from psycopg.abc import Buffer
from psycopg.adapt import Dumper, Loader
from psycopg.pq import Format
from psycopg.rows import TupleRow
from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, IntegrityError, OperationalError

from hub.store.engine_rules import BUSY_MS, EngineRules
from hub.store.prepared import raise_as_sqlalchemy
from retail.errors import DataError as UnusableData
from retail.errors import RuleError

DRIVER = "postgresql+psycopg"
_NAMES = ("postgresql", "postgres", DRIVER)
POOL = 10
OVERFLOW = 6
"""Connections of one worker at most: the sum of both."""
CONNECT_S = 10
WRITES = "READ COMMITTED"
"""Whoever waited for its turn sees what was written meanwhile, whatever the server's own setting."""
FIRST_VERSION = 13
BYTE_ORDER = ("C", "POSIX", "C.UTF-8", "C.utf8")
"""Collations that order text by its bytes, as SQLite does and as bounds of partitions want it."""

_DURABLE = (
    "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'"
)
_TEXT, _TEXT_ARRAY = 25, 1009
"""Numbers of types, the same in every PostgreSQL."""
UNIQUE_VIOLATION = "23505"
_DATA_EXCEPTION = "22"
_LIMIT_EXCEEDED = "54"
"""Class of SQLSTATE: too much for this server at all, as a text of over 2,704 bytes in an index."""
_RACED = ("40001", "40P01", UNIQUE_VIOLATION)
"""Serialisation failure, deadlock, a key that another writer took at the same moment."""
_PASSING = ("08", "25006", "40", "53", "55P03", "57", "58")
"""Classes of SQLSTATE: line lost, a server that only reads now, rolled back, no room, lock not had, server
goes down, disk. See the appendix “PostgreSQL Error Codes” of its manual."""


class _Cursor(psycopg.Cursor[TupleRow]):
    """Waits for the answer before it says what came: psycopg's own, among others sent together, does not."""

    @property
    def description(self) -> list[psycopg.Column] | None:
        self._fetch_pipeline()
        return super().description

    @property
    def rowcount(self) -> int:
        self._fetch_pipeline()
        return super().rowcount


class Texts(list[str | None]):
    """Texts that go to PostgreSQL as an array of them, as they are: nothing is escaped and read again."""


class _TextsDumper(Dumper):
    """Writes `Texts` as PostgreSQL sends and takes arrays (`array_recv` of its source)."""

    format = Format.BINARY
    oid = _TEXT_ARRAY

    def dump(self, obj: Texts) -> bytes:
        one_dimension, counted_from = 1, 1
        parts = [pack("!5i", one_dimension, int(None in obj), _TEXT, len(obj), counted_from)]
        for one in obj:
            data = b"" if one is None else one.encode()
            parts += (pack("!i", -1 if one is None else len(data)), data)
        return b"".join(parts)


class _WholeLoader(Loader):
    """PostgreSQL sums whole numbers of 64 bits as `numeric`; here, as from SQLite, they are whole numbers."""

    def load(self, data: Buffer) -> int | Decimal:
        found = Decimal(bytes(data).decode())
        return int(found) if found == found.to_integral_value() else found


def postgres_url(given: str) -> URL:
    """`given` as a URL for our driver. Raises `RuleError` without repeating it: it may hold a password."""
    try:
        url = make_url(given)
    except (ArgumentError, ValueError):
        url = None
    if url is None or url.drivername not in _NAMES:
        raise RuleError(
            "database_url_invalid", "The database must be named as postgresql://user@host:port/name."
        )
    return url.set(drivername=DRIVER)


def without_password(given: str) -> str:
    """The URL as it may be kept and shown. Raises `RuleError`."""
    url = postgres_url(given)
    return url.set(password=None).difference_update_query(["password"]).render_as_string()


def has_password(given: str) -> bool:
    """Whether the URL itself holds a password. Raises `RuleError`."""
    url = postgres_url(given)
    return url.password is not None or "password" in url.query


def open_postgres(given: str, *, busy_ms: int = BUSY_MS) -> Engine:
    """An engine on the database that the URL names; nothing is connected yet. Raises `RuleError`."""
    engine = create_engine(
        postgres_url(given),
        pool_size=POOL,
        max_overflow=OVERFLOW,
        pool_timeout=BUSY_MS / 1000,
        # The one used last knows the statements already, and so does the server's process behind it.
        pool_use_lifo=True,
        # As a connection comes from the pool: whoever writes has nothing to set, and nothing to put back.
        isolation_level=WRITES,
        connect_args={"connect_timeout": CONNECT_S, "application_name": "tillbridge"},
        # The text of an error goes to the log: it must not hold PIN hashes, sessions or bodies of ops.
        hide_parameters=True,
    )

    @event.listens_for(engine, "connect")
    def prepare(raw: Any, _record: object) -> None:
        raw.adapters.register_loader("numeric", _WholeLoader)
        raw.adapters.register_dumper(Texts, _TextsDumper)
        raw.cursor_factory = _Cursor
        raw.execute(f"SET lock_timeout = {busy_ms}")
        # What was acknowledged must survive a crash, whatever the server's own setting; a stricter one stays.
        raw.execute(_DURABLE)
        raw.commit()

    event.listen(engine, "handle_error", _name_nobody)
    return engine


@contextmanager
def sent_together(connection: Connection) -> Iterator[None]:
    """In the block nobody waits for the answer to a `Prepared` that gives no rows, until rows are asked for.

    An error may so be that of an earlier statement; at the end all are known.
    """
    raw = connection.connection.driver_connection
    if not isinstance(raw, psycopg.Connection) or not psycopg.Pipeline.is_supported():
        yield
        return
    try:
        with raw.pipeline() as sent:
            try:
                yield
            except BaseException:
                # What was sent behind an error is answered too, and psycopg would write that into the log.
                with suppress(psycopg.Error):
                    sent.sync()
                raise
    except psycopg.Error as error:
        raise_as_sqlalchemy(connection, error, "(sent together)", None)


def _name_nobody(context: ExceptionContext) -> None:
    """Leave of an error what happened and to which table: the rest holds the row, and goes to the log."""
    raw, shown = context.original_exception, context.sqlalchemy_exception
    if not isinstance(raw, psycopg.Error):
        return
    plain = next(iter(str(raw).splitlines()), "")
    if (raw.sqlstate or "").startswith(_DATA_EXCEPTION):
        # These say the value in their first line too.
        plain = f"a value does not fit (SQLSTATE {raw.sqlstate})"
    raw.args = (plain,)
    if shown is not None:
        shown.args = (f"({type(raw).__module__}.{type(raw).__name__}) {plain}",)


def check_server(connection: Connection) -> None:
    """Raise `DataError` for a server that is too old, or a database that orders text by a language."""
    version = connection.dialect.server_version_info or (0,)
    if version[0] < FIRST_VERSION:
        raise UnusableData(
            "postgres_too_old", f"The hub needs PostgreSQL {FIRST_VERSION} or newer; this is {version[0]}."
        )
    query = text(
        "SELECT datcollate, pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database()"
    )
    collation, encoding = connection.execute(query).one()
    if collation not in BYTE_ORDER or encoding != "UTF8":
        raise UnusableData(
            "database_collation",
            "The hub's database must be made with ENCODING 'UTF8' and LC_COLLATE 'C'; "
            f"this one has {encoding} and {collation}. See docs/hub.md.",
        )


def sqlstate(error: DBAPIError) -> str | None:
    """The server's code for what went wrong; None where no server answered."""
    code: str | None = getattr(error.orig, "sqlstate", None)
    return code


def _passing(error: DBAPIError) -> bool:
    code = sqlstate(error)
    if error.connection_invalidated or (code is None and isinstance(error, OperationalError)):
        return True
    return code is not None and code.startswith(_PASSING)


def _raced(error: DBAPIError) -> bool:
    return sqlstate(error) in _RACED and isinstance(error, OperationalError | IntegrityError)


def _impossible(error: DBAPIError) -> bool:
    return isinstance(error, DataError) or (sqlstate(error) or "").startswith(_LIMIT_EXCEEDED)


RULES = EngineRules(
    one_writer=False,
    read_options={"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
    write_options={},
    passing=_passing,
    raced=_raced,
    impossible=_impossible,
)
