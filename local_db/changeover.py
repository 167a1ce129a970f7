"""Before and after another program version: whether a terminal may be upgraded, and the way back.

A program may only be changed where nothing would be cut off: the till is closed, its session too, and every
journal entry is at the hub (M8.5). The way back takes the file's format back by the migrations' own
`downgrade`, keeping every row of the older format; the catalogue is thrown away, it comes again from the hub.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from local_db import faults
from local_db.database import Database
from local_db.engine import pos_engine, pragma
from local_db.keys import TerminalKeys
from local_db.terminal import CATALOGUE_DB, POS_DB
from local_db.terminal_lock import TerminalLock
from local_db.upgrade import POS_MIGRATIONS, Migrations, back_up, check_version, take_back
from retail.errors import KnownError, RuleError

_WAITING = "SELECT count(*) FROM journal WHERE seq NOT IN (SELECT seq FROM journal_ack)"
_SESSION = "SELECT number FROM till_session WHERE state <> 'closed'"


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in the way of another program version; `ready` where nothing does."""

    format: int
    """Of `pos.db`."""
    waiting: int
    """Journal entries that the hub has not acknowledged."""
    session: int | None
    """Number of the till session that is not closed."""

    @property
    def ready(self) -> bool:
        return self.waiting == 0 and self.session is None


def standing(data: Path, keys: TerminalKeys, migrations: Migrations = POS_MIGRATIONS) -> Standing:
    """How a terminal's folder stands. Raises `KnownError` where its till is open or the file does not."""
    with _held(data, keys, migrations) as database:
        return _look(database)


def go_back(data: Path, keys: TerminalKeys, to: int, migrations: Migrations = POS_MIGRATIONS) -> bool:
    """Take the files back to format `to` of an older program; False where they have it already.

    A backup of the newer file stays in `backups`. Raises `KnownError` as `standing`, and `RuleError` while
    something is in the way.
    """
    with _held(data, keys, migrations) as database:
        stands = _look(database)
        if stands.format <= to:
            return False
        check_ready(stands)
        back_up(database.driver, data / "backups", f"pos-format-{stands.format}")
        with faults.in_plain_words(POS_DB):
            take_back(database.connection, migrations, to)
    for ending in ("", "-wal", "-shm", "-journal"):
        (data / f"{CATALOGUE_DB}{ending}").unlink(missing_ok=True)
    return True


def check_ready(stands: Standing) -> None:
    """`RuleError` that says what to do first, where something stands in the way."""
    if stands.session is not None:
        raise RuleError(
            "session_open",
            f"Till session {stands.session} is open. Close it at the till first.",
            number=stands.session,
        )
    if stands.waiting:
        raise RuleError(
            "queue_not_empty",
            f"{stands.waiting} journal entries are not at the hub yet. Open the till while the hub answers, "
            "wait until its sync screen says that everything is sent, and close it.",
            waiting=stands.waiting,
        )


@contextmanager
def _held(data: Path, keys: TerminalKeys, migrations: Migrations) -> Iterator[Database]:
    """`pos.db`, with the terminal's lock: no till runs meanwhile."""
    path = data / POS_DB
    if not path.exists():
        raise KnownError("no_terminal_here", f"There is no terminal in {data}.", path=str(data))
    lock = TerminalLock(data / "terminal.lock")
    try:
        database = Database(pos_engine(path, keys.database_key), POS_DB)
        try:
            check_version(database.driver, migrations, POS_DB)
            yield database
        finally:
            database.close()
    finally:
        lock.release()


def _look(database: Database) -> Standing:
    with database.read():
        (waiting,) = database.driver.execute(_WAITING).fetchone()
        session = database.driver.execute(_SESSION).fetchone()
    return Standing(
        format=int(pragma(database.driver, "user_version")),
        waiting=waiting,
        session=session[0] if session else None,
    )
