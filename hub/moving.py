"""Moves a hub from its SQLite file to PostgreSQL; terminals go on as if nothing had happened.

The folder keeps its keys and its certificate. What says where the hub's data are is `database.url`: it is
written once the copy is committed and has proved to be the same, and the file says that it is left; until the
copy is committed, the file is the hub.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import msgspec

from hub.database_choice import (
    FILE,
    NAMED,
    NONCES,
    check_not_moved,
    named_url,
    open_database,
    remember,
)
from hub.services.clock import Clock
from hub.store import meta
from hub.store.copying import Told, analyse, copy_all, same_hub
from hub.store.database import Connection, Database, open_engine, open_postgres
from hub.store.postgres_engine import without_password
from hub.store.serving import Serving
from hub.store.sqlite_engine import shut_out_others
from hub.store.upgrade import check_not_gone, upgrade
from retail.errors import RuleError
from sync.protocol import HubBusy

ASIDE = "hub-moved.db"
"""What the file is called when it is the hub no longer."""


class Moved(msgspec.Struct, frozen=True, kw_only=True):
    """How a move went."""

    rows: dict[str, int]
    """By table; empty where all was moved before."""
    database: str
    """Where the data are now, without the password."""
    aside: str
    """The name of the old file."""


def move(data_dir: Path, url: str, clock: Clock, told: Told) -> Moved:
    """Copy all of the hub in `data_dir` to the database, compare, and make that one the hub's.

    Raises `KnownError`: the target is not empty or will not do, the hub runs, the line broke. The hub is then
    what it was, in its file; except with `move_unfinished`, which says that it is on the database. A move
    that was cut off after its end is finished by another.
    """
    shown = without_password(url)
    with closing(Serving(data_dir)):
        if named_url(data_dir):
            rows = {}
            _check_left_over(data_dir, shown)
        else:
            rows = _move(data_dir, url, clock, told)
        return Moved(rows=rows, database=shown, aside=_put_aside(data_dir, shown))


def _move(data_dir: Path, url: str, clock: Clock, told: Told) -> dict[str, int]:
    """Three steps are for good, in this order: the copy is committed, the file is marked, the URL is named.

    Cut off after the first, the file is the hub, and the copy is one that nobody serves. After the second,
    neither is served until the move is said again: whoever waited to open the file, such as an import, finds
    the mark. The other way round it would find none after a cut, and write what nobody would ever see.
    """
    check_not_gone(data_dir / FILE, had_content=True)
    shown = without_password(url)
    source, target = open_database(data_dir), Database(open_postgres(url))
    with closing(source), closing(target):
        # What another program wrote to the file meanwhile would be lost.
        shut_out_others(source.engine)
        upgrade(source, data_dir / "backups")
        if _was_moved_to(source, target, shown):
            _name(data_dir, url)
            return {}
        check_not_moved(source)
        with source.write() as old:
            with _nonces(data_dir) as nonces, target.write() as new:
                copied = copy_all(old, nonces, new, clock.now(), told)
            meta.put(old, meta.MOVED_TO, shown)
        _name(data_dir, url)
        analyse(target)
    return {name: content.rows for name, content in copied.items()}


def _was_moved_to(source: Database, target: Database, shown: str) -> bool:
    """Whether a move to this very database was cut off before the folder named it."""
    with source.read() as old:
        if meta.get(old, meta.MOVED_TO) != shown:
            return False
        with target.read() as new:
            return same_hub(old, new)


def _name(data_dir: Path, url: str) -> None:
    try:
        remember(data_dir, url)
    except OSError as error:
        raise _unfinished(without_password(url), f"{data_dir / NAMED} cannot be written") from error


def _unfinished(shown: str, why: str) -> RuleError:
    return RuleError(
        "move_unfinished",
        f"The hub is in {shown} now, whole, but {why}. When that is mended, say the same "
        "`tillbridge hub move` again: it finishes the move.",
        database=shown,
    )


def _check_left_over(data_dir: Path, shown: str) -> None:
    """Raise `RuleError` unless a move to this very database was cut off before the file was put aside."""
    where = named_url(data_dir)
    if not (data_dir / FILE).exists() or where != shown:
        raise RuleError("hub_on_postgres", f"This hub keeps its data in {where} already.", database=where)


@contextmanager
def _nonces(data_dir: Path) -> Iterator[Connection | None]:
    """What was signed in the last minutes, so that none of it is taken once more."""
    with ExitStack() as stack:
        if not (data_dir / NONCES).exists():
            yield None
            return
        database = stack.enter_context(closing(Database(open_engine(data_dir / NONCES))))
        yield stack.enter_context(database.read())


def _put_aside(data_dir: Path, shown: str) -> str:
    """Rename the file, as far as no other program still works on it; what it is called now."""
    path = data_dir / FILE
    try:
        with closing(Database(open_engine(path))) as database:
            with database.write() as connection:
                # A move of an older program may have been cut off before it.
                meta.put(connection, meta.MOVED_TO, shown)
            shut_out_others(database.engine)
        path.rename(data_dir / ASIDE)
    except HubBusy as error:
        raise _unfinished(shown, f"{FILE} cannot be marked as left") from error
    except (RuleError, OSError):
        # It stays under its name: `database.url` goes first, and what is written in it says the rest.
        return FILE
    return ASIDE
