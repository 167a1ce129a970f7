"""Opens a terminal's files to read only, also while its till is running: for `verify` and `journal`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine

from local_db.database import Database
from local_db.engine import catalogue_engine, pos_engine
from local_db.faults import check_not_gone
from local_db.keys import TerminalKeys
from local_db.terminal import CATALOGUE_DB, POS_DB
from local_db.upgrade import CATALOGUE_MIGRATIONS, POS_MIGRATIONS, Migrations, check_version
from retail.errors import DataError, KnownError


@contextmanager
def reading_pos(data: Path, keys: TerminalKeys) -> Iterator[Database]:
    """`pos.db` of a data folder inside one reading transaction.

    Raises `KnownError("no_terminal_here")` where there is none, `DataError` for a wrong key, a damaged file,
    or a file of another program version.
    """
    path = data / POS_DB
    if not path.exists():
        raise KnownError(
            "no_terminal_here",
            f"There is no terminal in {data}. Name its data folder with --data, or enrol one.",
            path=str(data),
        )
    check_not_gone(path, had_content=True)
    with _reading(pos_engine(path, keys.database_key, read_only=True), POS_DB, POS_MIGRATIONS) as database:
        yield database


@contextmanager
def reading_catalogue(data: Path) -> Iterator[Database | None]:
    """`catalogue.db` of a data folder, or None where it is missing: it comes again from the hub."""
    path = data / CATALOGUE_DB
    if not path.exists():
        yield None
        return
    engine = catalogue_engine(path, read_only=True)
    with _reading(engine, CATALOGUE_DB, CATALOGUE_MIGRATIONS) as database:
        yield database


@contextmanager
def _reading(engine: Engine, file_name: str, migrations: Migrations) -> Iterator[Database]:
    database = Database(engine, file_name)
    try:
        if check_version(database.driver, migrations, file_name) < migrations.newest:
            raise DataError(
                "file_older",
                f"The file {file_name} is of an older program version. Open the till once to upgrade it.",
                file=file_name,
            )
        with database.read():
            yield database
    finally:
        database.close()
