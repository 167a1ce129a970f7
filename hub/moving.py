"""Moves a hub from its SQLite file to PostgreSQL; terminals go on as if nothing had happened.

The folder keeps its keys and its certificate. What says where the hub's data are is `database.url`: it is
written once the copy is committed and has proved to be the same; until then the file is the hub.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import msgspec

from hub.database_choice import FILE, NAMED, NONCES, open_database, remember
from hub.services.clock import Clock
from hub.store import meta
from hub.store.copying import Told, analyse, copy_all
from hub.store.database import Connection, Database, open_engine, open_postgres
from hub.store.postgres_engine import without_password
from hub.store.serving import Serving
from hub.store.upgrade import check_not_gone, upgrade
from retail.errors import RuleError

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
    what it was, in its file. A move that was cut off after its end is finished by another.
    """
    shown = without_password(url)
    with closing(Serving(data_dir)):
        if (data_dir / NAMED).exists():
            rows = {}
            _check_left_over(data_dir, shown)
        else:
            rows = _move(data_dir, url, clock, told)
        return Moved(rows=rows, database=shown, aside=_put_aside(data_dir))


def _move(data_dir: Path, url: str, clock: Clock, told: Told) -> dict[str, int]:
    check_not_gone(data_dir / FILE, had_content=True)
    source, target = open_database(data_dir), Database(open_postgres(url))
    with closing(source), closing(target):
        upgrade(source, data_dir / "backups")
        check_not_moved(source)
        # Nobody writes to the file meanwhile, such as an import: it would be lost.
        with source.write() as old:
            with _nonces(data_dir) as nonces, target.write() as new:
                copied = copy_all(old, nonces, new, clock.now(), told)
            remember(data_dir, url)
        analyse(target)
    return {name: content.rows for name, content in copied.items()}


def check_not_moved(database: Database) -> None:
    """Raise `RuleError` (`hub_moved`) for a file whose hub lives on PostgreSQL since."""
    with database.read() as connection:
        where = meta.get(connection, meta.MOVED_TO)
    if where is not None:
        raise RuleError(
            "hub_moved",
            f"This hub moved to {where}; what is in the file is of before. Serve it with --database and that "
            "address from a folder without the file. To go back to the file all the same, run "
            "`tillbridge hub restored`: terminals then send again what it lacks (docs/hub.md).",
            database=where,
        )


def _check_left_over(data_dir: Path, shown: str) -> None:
    """Raise `RuleError` unless a move to this very database was cut off before the file was put aside."""
    where = (data_dir / NAMED).read_text().strip()
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


def _put_aside(data_dir: Path) -> str:
    """Rename the file, as far as no other program still works on it; what it is called now."""
    path, log = data_dir / FILE, data_dir / f"{FILE}-wal"
    database = Database(open_engine(path))
    with closing(database):
        with database.write() as connection:
            meta.put(connection, meta.MOVED_TO, (data_dir / NAMED).read_text().strip())
        database.fold_log()
    if log.exists() and log.stat().st_size:
        return FILE
    try:
        path.rename(data_dir / ASIDE)
    except OSError:
        # It stays under its name: `database.url` goes first, and what is written in it says the rest.
        return FILE
    return ASIDE
