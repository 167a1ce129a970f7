"""The hub's database, SQLite or PostgreSQL behind one face: transactions, savepoints, passing trouble."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import lru_cache
from typing import TypeVar

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DataError as DataTooLarge
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from hub.store import postgres_engine, sqlite_engine
from hub.store.engine_rules import BUSY_MS, EngineRules
from hub.store.poke_line import Announcer
from hub.store.postgres_engine import open_postgres
from hub.store.prepared import Prepared
from hub.store.queue_gate import Crowded, QueueGate
from hub.store.sqlite_engine import Watch, check_sqlite, open_engine
from retail.errors import RuleError
from sync.protocol import HubBusy

__all__ = [
    "Connection",
    "Database",
    "Engine",
    "Outcome",
    "Raced",
    "Watch",
    "check_sqlite",
    "note_moved",
    "open_engine",
    "open_postgres",
    "refused_by_database",
]

T = TypeVar("T")
RETRY_AFTER_S = 2
TRIES = 4
COPY_AGAIN_S = 30.0
"""How long a replica that did not answer is left alone: a try may wait for seconds, and a thread with it."""
_MOVED = "tillbridge_moved"
_MAY_RACE = "tillbridge_may_race"
_BOLD = "tillbridge_bold"
_HUB = "hub"
_ALONE = text("SELECT pg_advisory_xact_lock(:hub)")
_ITS_TURN = text("SELECT pg_advisory_xact_lock(:key)")
_BESIDE = text("SELECT pg_advisory_xact_lock_shared(:hub)")
# A queue's work finds its rows by their keys alone. Until PostgreSQL has counted a table, as in the first
# minute of each month's new part, it would rather read it whole; and it would plan each look at a partner row
# anew, because one plan for all parts looks dear. A table that must be read whole then looks so dear that
# PostgreSQL would compile the plan first: 0.7 s for a few hundred rows.
_IN_QUEUE = Prepared(
    text(
        "SELECT pg_advisory_xact_lock_shared(:hub), pg_advisory_xact_lock(:queue), "
        "set_config('enable_seqscan', 'off', true), "
        "set_config('plan_cache_mode', 'force_generic_plan', true), set_config('jit', 'off', true)"
    )
)


class Raced(HubBusy):
    """Another writer came first; nothing was changed, and the work done again finds what that one wrote."""


class Database:
    """Transactions on one engine.

    On SQLite: any number of readers, one writer. Writers of this process queue on a lock instead of in
    SQLite's busy handler, which sleeps and is not fair; other processes (an import beside the running hub)
    are kept apart by BEGIN IMMEDIATE. On PostgreSQL it is the same for all that does not say otherwise: a
    writer has the hub to itself. What terminals do all day works side by side (`run`, `write(beside=True)`);
    who decides there by what it read must have locked the rows.
    """

    def __init__(self, engine: Engine, replica: Engine | None = None) -> None:
        """`replica`: a copy, maybe late, that answers what may be a little old (see `read_copy`)."""
        self.engine = engine
        self.replica = replica
        self.rules = postgres_engine.RULES if self.on_postgres else sqlite_engine.RULES
        self._announcer: Announcer | None = None
        self._writer = threading.Lock()
        self._gate = QueueGate(BUSY_MS / 1000)
        self._copy_again = 0.0

    @property
    def on_postgres(self) -> bool:
        """Whether several processes and several writers share the database."""
        return self.engine.dialect.name == "postgresql"

    def announce_by(self, announcer: Announcer) -> None:
        """Tell it after each commit which feeds that moved; it is closed with the database."""
        self._announcer = announcer

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that sees one state of the database throughout."""
        with _told_plainly(self.rules), self.engine.connect() as plain:
            connection = plain.execution_options(**self.rules.read_options)
            with connection.begin():
                yield connection

    @contextmanager
    def glance(self) -> Iterator[Connection]:
        """For one statement that reads: PostgreSQL is spared the beginning and the end of a transaction."""
        with self.at_once() if self.on_postgres else self.read() as connection:
            yield connection

    @contextmanager
    def read_copy(self) -> Iterator[Connection]:
        """As `read`, on the replica where there is one that answers: what it shows may be a little old."""
        if self.replica is None or time.monotonic() < self._copy_again:
            with self.read() as connection:
                yield connection
            return
        try:
            with _told_plainly(self.rules), self.replica.connect() as plain:
                connection = plain.execution_options(**self.rules.read_options)
                with connection.begin():
                    yield connection
        except HubBusy:
            self._copy_again = time.monotonic() + COPY_AGAIN_S
            raise

    @contextmanager
    def write(self, *, beside: bool = False) -> Iterator[Connection]:
        """A transaction that may write; durable when the block ends, undone when it raises.

        No other writer is at work meanwhile, except with `beside`: then others that say so too may be. Raises
        `HubBusy` where another holds the database for longer than the busy time-out, or its line broke.
        """
        with self._writing(beside=beside) as connection:
            yield connection

    def run(self, work: Callable[[Connection], T], queue: str = "") -> T:
        """Do `work` in a transaction beside others, and again where another writer came first.

        `work` may run several times, each time on what is there then. Hardly anything is ever refused: the
        first time it does without savepoints and without waiting for the answers to what it writes. Of one
        `queue` one is at work at a time. Raises `HubBusy`.
        """
        with self._at_gate(queue):
            for go in range(TRIES - 1):
                more = {_MAY_RACE: True, _BOLD: go == 0}
                try:
                    with self._writing(beside=True, queue=queue, more=more) as connection:
                        return work(connection)
                except Raced:
                    continue
            # What is refused once more is not refused because of a race.
            with self._writing(beside=True, queue=queue) as connection:
                return work(connection)

    @contextmanager
    def at_once(self) -> Iterator[Connection]:
        """Statements that each stand alone, on PostgreSQL: nothing is begun, each is done when it returns."""
        with _told_plainly(self.rules), self.engine.connect() as plain:
            yield plain.execution_options(isolation_level="AUTOCOMMIT")

    @contextmanager
    def alone(self, name: str) -> Iterator[bool]:
        """Whether this process may do the work of this name now; no other does until the block ends."""
        if not self.on_postgres:
            yield True
            return
        with _told_plainly(self.rules), self.engine.connect() as plain:
            connection = plain.execution_options(isolation_level="AUTOCOMMIT")
            values = {"key": lock_key(name)}
            mine = bool(connection.execute(text("SELECT pg_try_advisory_lock(:key)"), values).scalar_one())
            try:
                yield mine
            finally:
                if mine:
                    connection.execute(text("SELECT pg_advisory_unlock(:key)"), values)

    @contextmanager
    def in_turn(self, name: str) -> Iterator[None]:
        """Wait for whoever does the work of this name in another process. Raises `HubBusy`."""
        if not self.on_postgres:
            yield
            return
        with _told_plainly(self.rules), self.engine.connect() as plain, plain.begin():
            plain.execute(_ITS_TURN, {"key": lock_key(name)})
            yield

    def fold_log(self) -> None:
        """What was erased leaves SQLite's write-ahead log too; where readers stand in the way, later.

        PostgreSQL keeps its log for its own backups, and writes over it in time.
        """
        if not self.on_postgres:
            sqlite_engine.fold_log(self.engine)

    def close(self) -> None:
        """Give all connections back; SQLite's last one folds the WAL into the file."""
        if self._announcer is not None:
            self._announcer.close()
        self.engine.dispose()
        if self.replica is not None:
            self.replica.dispose()

    @contextmanager
    def _writing(
        self, *, beside: bool = False, queue: str = "", more: Mapping[str, bool] | None = None
    ) -> Iterator[Connection]:
        moved: dict[str, int] = {}
        options = {**self.rules.write_options, _MOVED: moved, **(more or {})}
        with self._turn(), _told_plainly(self.rules), self.engine.connect() as plain:
            connection = plain.execution_options(**options)
            with connection.begin(), _boldly(connection):
                if self.on_postgres:
                    _take_turn(connection, beside=beside, queue=queue)
                yield connection
        if moved and self._announcer is not None:
            self._announcer.tell(moved)

    @contextmanager
    def _at_gate(self, queue: str) -> Iterator[None]:
        """Wait for the others of the queue without a connection, where each waits with one else."""
        if not queue or not self.on_postgres:
            yield
            return
        with ExitStack() as stack:
            try:
                stack.enter_context(self._gate.through(queue))
            except Crowded as error:
                raise _busy() from error
            yield

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Wait for the other writers of this process, where the engine has one at a time."""
        if not self.rules.one_writer:
            yield
            return
        if not self._writer.acquire(timeout=BUSY_MS / 1000):
            raise _busy()
        try:
            yield
        finally:
            self._writer.release()


_REFUSALS = (IntegrityError, DataTooLarge, OperationalError, OverflowError, UnicodeEncodeError)
"""Of an `OperationalError` only what `_passes` leaves: PostgreSQL calls a key beyond its limits one."""


class Outcome:
    """Whether the database refused what a block wanted to write."""

    refused = False


@contextmanager
def refused_by_database(connection: Connection) -> Iterator[Outcome]:
    """A savepoint that is undone, without raising, where the data cannot be held; passing trouble is raised.

    Cannot be held: a key that is taken, a missing partner, a number or text that does not fit the column
    or its index.
    Where another writer may have taken the key just now (see `Database.run`), it raises `Raced`. Work that is
    done for the first time does without the savepoint: what is refused then ends it, and it is done again.
    """
    outcome = Outcome()
    options = connection.get_execution_options()
    if options.get(_BOLD):
        yield outcome
        return
    savepoint = connection.begin_nested()
    try:
        yield outcome
    except _REFUSALS as error:
        if _passes(error):
            raise
        savepoint.rollback()
        if options.get(_MAY_RACE) and _is_race(connection, error):
            raise _raced() from error
        outcome.refused = True
    else:
        savepoint.commit()


@contextmanager
def _boldly(connection: Connection) -> Iterator[None]:
    """Work in the hope that nothing is refused, where that was said; raises `Raced` where something is."""
    if not connection.get_execution_options().get(_BOLD):
        yield
        return
    try:
        with postgres_engine.sent_together(connection):
            yield
    except _REFUSALS as error:
        if _passes(error):
            raise
        raise _raced() from error


def _passes(error: Exception) -> bool:
    """Whether it is no refusal of the data: a line that broke, a lock that was not had."""
    return isinstance(error, OperationalError) and not postgres_engine.RULES.impossible(error)


def note_moved(connection: Connection, scope: str, seq: int) -> None:
    """The feed stands here once this transaction commits: who waits for it is told then."""
    moved: dict[str, int] | None = connection.get_execution_options().get(_MOVED)
    if moved is not None:
        moved[scope] = seq


def _take_turn(connection: Connection, *, beside: bool, queue: str) -> None:
    """Wait until this writer may work; PostgreSQL lets those that wait in by the order of their coming."""
    if not beside:
        connection.execute(_ALONE, {"hub": lock_key(_HUB)})
    elif queue:
        keys = {"hub": lock_key(_HUB), "queue": lock_key(f"queue {queue}")}
        _IN_QUEUE.run(connection, keys)
    else:
        connection.execute(_BESIDE, {"hub": lock_key(_HUB)})


# Stores and chores are few.
@lru_cache(maxsize=4096)
def lock_key(name: str) -> int:
    """The number of PostgreSQL's advisory lock that stands for `name`."""
    return int.from_bytes(hashlib.sha256(f"tillbridge {name}".encode()).digest()[:8], "big", signed=True)


def _is_race(connection: Connection, error: Exception) -> bool:
    on_postgres = connection.dialect.name == "postgresql"
    return on_postgres and isinstance(error, DBAPIError) and postgres_engine.RULES.raced(error)


@contextmanager
def _told_plainly(rules: EngineRules) -> Iterator[None]:
    """Passing trouble as `HubBusy`: nothing was applied, the caller may come again."""
    try:
        yield
    except PoolTimeout as error:
        raise _busy() from error
    except DBAPIError as error:
        if rules.raced(error):
            raise _raced() from error
        if rules.passing(error):
            raise _busy(f" ({_first_line(error)})") from error
        if rules.impossible(error):
            raise RuleError("value_impossible", "A value of the request can stand in no database.") from error
        raise


def _first_line(error: DBAPIError) -> str:
    """What the engine says, without what follows: PostgreSQL adds the row that it speaks of."""
    return next(iter(str(error.orig).splitlines()), "")


def _busy(why: str = "") -> HubBusy:
    return HubBusy(
        "hub_busy",
        f"The hub cannot write at this moment{why}; nothing was changed. Try again in a few seconds.",
        retry_after=RETRY_AFTER_S,
    )


def _raced() -> Raced:
    return Raced(
        "hub_busy",
        "The hub was writing the same for another; nothing was changed. Try again in a few seconds.",
        retry_after=RETRY_AFTER_S,
    )
