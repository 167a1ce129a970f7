"""Lets one machine serve a PostgreSQL database at a time, by a lock of a session that lasts while it serves.

A lock of a session needs no clock and no one to tidy it: the server lets it go when the process that holds
it ends, or half a minute after its machine fell silent. A row with a time in it would lock the hub out after
each kill until that time has passed, and would trust the clocks of two machines. Where the database was
restarted, or a standby took over, no lock is left: each holder asks again, and the first one has it.
"""

from __future__ import annotations

import logging
import os
import secrets
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import Engine

from hub.store.database import Database, lock_key
from hub.store.serving import Serving
from retail.errors import RuleError

LOOK_EVERY_S = 1.0
PATIENCE_S = 5.0
"""How long a lock that is held is asked for: who was killed a moment ago lets go of it soon."""
AGAIN_S = 0.2
STOP_S = 5.0
NAME = "tillbridge-serves"
_LOG = logging.getLogger("tillbridge.hub")
# The server notices within half a minute that a machine is gone, and here that the server is.
# Keepalives speak for a quiet line alone; of what was sent and not acknowledged the last one decides, else
# TCP would send it again for a quarter of an hour.
_KEEP_ALIVE = {
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 25_000,
}
_NOTICE = (
    "SELECT set_config(name, chosen, false) FROM pg_settings JOIN (VALUES ('tcp_keepalives_idle', '10'), "
    "('tcp_keepalives_interval', '5'), ('tcp_keepalives_count', '3'), ('tcp_user_timeout', '25000'), "
    "('idle_session_timeout', '0')) "
    "AS wanted (name, chosen) USING (name)"
)
_TAKE = "SELECT pg_try_advisory_lock(%s)"
_WHO = (
    "SELECT application_name FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE locktype = 'advisory' "
    "AND granted AND objsubid = 1 AND ((classid::bigint << 32) | objid::bigint) = %s "
    "AND pg_locks.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)
# The server says which session is this one: a pooler tells its clients numbers of its own.
_END_MINE = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE application_name = %s AND pid <> pg_backend_pid()"
)
_HOST_CHARACTERS = 24
"""A session's name has 63 at most."""


@contextmanager
def serving(folder: Path, database: Database, lost: Callable[[], None]) -> Iterator[None]:
    """Hold folder and database for the block, alone among all machines.

    Raises `RuleError` where another serves one of them, also at the end, after `lost` was called.
    """
    with ExitStack() as stack:
        stack.enter_context(closing(Serving(folder)))
        if not database.on_postgres:
            yield
            return
        lease = stack.enter_context(closing(Lease(database.engine, lost)))
        yield
        lease.check()


class Lease:
    """The right to serve a database; `lost` is called once where another has taken it."""

    def __init__(
        self, engine: Engine, lost: Callable[[], None], *, look_every_s: float = LOOK_EVERY_S
    ) -> None:
        """Raises `RuleError` (`hub_served_elsewhere`) where another serves the database."""
        self._engine = engine
        self._lost = lost
        self._look_every_s = look_every_s
        host = "".join(one if one.isascii() and one.isprintable() else "-" for one in socket.gethostname())
        self._name = f"{NAME} {host[:_HOST_CHARACTERS]} {os.getpid()} {secrets.token_hex(4)}"
        self._stopping = threading.Event()
        self._refusal: RuleError | None = None
        try:
            self._line = self._taken()
        except psycopg.OperationalError as error:
            raise RuleError("database_unreachable", "The hub's database does not answer.") from error
        self._thread = threading.Thread(target=self._watch, name="lease", daemon=True)
        self._thread.start()

    def check(self) -> None:
        """Raise `RuleError` (`hub_served_elsewhere`) where the lease was lost to another."""
        if self._refusal is not None:
            raise self._refusal

    def close(self) -> None:
        """Let another serve."""
        self._stopping.set()
        self._thread.join(STOP_S)
        self._line.close()

    def _watch(self) -> None:
        while not self._stopping.wait(self._look_every_s):
            try:
                self._line.execute("SELECT 1")
            except psycopg.Error:
                self._line.close()
                if not self._again():
                    return

    def _again(self) -> bool:
        """Take the lock anew as soon as the server answers; False where it is over."""
        _LOG.warning("the line to the database broke; asking again for the right to serve it")
        while not self._stopping.wait(AGAIN_S):
            try:
                line = self._taken()
            except psycopg.Error:
                continue
            except RuleError as refusal:
                self._refusal = refusal
                _LOG.error("%s", refusal.message)
                self._lost()
                return False
            self._line = line
            if self._stopping.is_set():
                # Whoever closes may have waited long enough.
                line.close()
            return True
        return False

    def _taken(self) -> psycopg.Connection[tuple[object, ...]]:
        """A line that holds the lock. Raises `RuleError` where another does, and `psycopg.Error`."""
        line = self._connected()
        key = lock_key("serving")
        try:
            line.execute(_NOTICE)
            # Of a line that broke on this side alone, the server may not know yet.
            line.execute(_END_MINE, [self._name])
            deadline = time.monotonic() + PATIENCE_S
            while line.execute(_TAKE, [key]).fetchone() != (True,):
                if time.monotonic() > deadline:
                    raise _refused(line.execute(_WHO, [key]).fetchone())
                self._stopping.wait(AGAIN_S)
        except BaseException:
            line.close()
            raise
        return line

    def _connected(self) -> psycopg.Connection[tuple[object, ...]]:
        arguments, named = self._engine.dialect.create_connect_args(self._engine.url)
        # A hot standby would give the lock as well, to whoever comes there.
        only = {"target_session_attrs": "read-write", "application_name": self._name}
        options = {**named, **only, **_KEEP_ALIVE}
        return psycopg.connect(*arguments, autocommit=True, connect_timeout=10, **options)


def _refused(holder: tuple[object, ...] | None) -> RuleError:
    words = str(holder[0]).split() if holder else []
    where = f" on {words[1]}" if words[:1] == [NAME] and len(words) > 1 else ""
    return RuleError(
        "hub_served_elsewhere",
        f"Another hub serves this database already{where}. Stop it first. Where its machine was lost a "
        "moment ago, try again in half a minute.",
    )
