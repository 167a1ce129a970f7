"""Bring a hub's database to this program's schema by numbered migrations, after a backup."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DatabaseError

from hub.store.database import Database
from hub.store.postgres_engine import check_server
from retail.errors import DataError

PAGE_BYTES = 4096
MIGRATIONS = Path(__file__).parent / "migrations"
PATIENCE_S = 5.0
"""How long who serves may take to let go: one that was killed a moment ago, or another that upgrades."""
AGAIN_S = 0.2
_FILE = re.compile(r"m([0-9]{4})_\w+\.py")


def upgrade(database: Database, backups: Path, migrations: Path = MIGRATIONS) -> str | None:
    """Apply the migrations that are missing; returns the revision found, None for a new file.

    Before an existing file is changed, a whole copy is put into `backups`; PostgreSQL is backed up by its own
    means (docs/hub.md). Raises `DataError`
    (`database_newer`) for a file of a newer program, which stays as it is, `database_unreadable`, and
    (`hub_serves_older`) while a hub serves the PostgreSQL database that is to be upgraded.
    """
    known = sorted(
        match[1] for path in (migrations / "versions").iterdir() if (match := _FILE.match(path.name))
    )
    newest = known[-1]
    try:
        with database.read() as connection:
            if database.on_postgres:
                check_server(connection)
            found = _revision(connection)
    except DatabaseError as error:
        raise DataError(
            "database_unreadable",
            f"The hub's database cannot be read ({error.orig}). Put the data folder back from a backup, "
            "then run `tillbridge hub restored`.",
        ) from error
    if found is not None and found not in known:
        raise DataError(
            "database_newer",
            f"The hub's database was written by a newer program (schema {found}). "
            "Install that version or a later one, or open a backup made before it was upgraded.",
            found=found,
        )
    if found != newest:
        if found is not None and not database.on_postgres:
            back_up(database, backups / f"hub-before-{newest}.db")
        with _unserved(database, found), database.write() as connection:
            # One transaction for all missing migrations: all or none. Another program that was started at the
            # same moment may have done it since.
            if _revision(connection) == found:
                _migrate(connection, migrations)
    return found


@contextmanager
def _unserved(database: Database, found: str | None) -> Iterator[None]:
    """Keep hubs from serving an existing PostgreSQL database for the block, by the lock of their lease.

    Where the schema is not the one `found` any more nothing is left to do, whoever serves it. Raises
    `DataError` (`hub_serves_older`).
    """
    if found is None or not database.on_postgres:
        yield
        return
    deadline = time.monotonic() + PATIENCE_S
    while True:
        with database.alone("serving") as mine:
            if mine:
                yield
                return
        with database.read() as connection:
            if _revision(connection) != found:
                yield
                return
        if time.monotonic() > deadline:
            raise DataError(
                "hub_serves_older", "A hub of an older program serves this database. Stop it first."
            )
        time.sleep(AGAIN_S)


def make_tables(connection: Connection) -> None:
    """This program's schema in a database that has nothing yet, in the transaction of the connection."""
    _migrate(connection, MIGRATIONS)


def check_not_gone(path: Path, *, had_content: bool) -> None:
    """Raise `DataError("database_gone")` for a file that is empty or missing and once held something.

    SQLite takes what is smaller than a page for a new file: a hub with no store, to
    which no terminal is known.
    """
    if had_content and (not path.exists() or path.stat().st_size < PAGE_BYTES):
        raise DataError(
            "database_gone",
            f"The hub's database {path.name} is empty or missing, though this hub was in use. Nothing was "
            "changed. Put it back from a backup, then run `tillbridge hub restored`.",
        )


def damage(connection: Connection) -> list[str]:
    """What SQLite finds wrong with its file, a few lines at most; PostgreSQL checks its pages by itself."""
    if connection.dialect.name != "sqlite":
        return []
    found = connection.exec_driver_sql("PRAGMA quick_check(5)").scalars().all()
    return [str(word) for word in found if word != "ok"]


def back_up(database: Database, target: Path) -> Path:
    """A whole, consistent copy of the database as one file; an older copy of that name is kept beside it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    count = 1
    path = target
    while path.exists():
        count += 1
        path = target.with_stem(f"{target.stem}-{count}")
    raw = database.engine.raw_connection()
    try:
        raw.cursor().execute("VACUUM INTO ?", (str(path),))
    finally:
        raw.close()
    return path


def _revision(connection: Connection) -> str | None:
    """The number of the schema, kept by Alembic in a table of its own; None in a new file."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    return None if found is None else str(found)


def _migrate(connection: Connection, migrations: Path) -> None:
    # Every command opens the database, few have something to upgrade: Alembic would be half their start.
    from alembic import command  # noqa: PLC0415 - see above
    from alembic.config import Config  # noqa: PLC0415 - see above

    config = Config()
    config.set_main_option("script_location", migrations.as_posix())
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
