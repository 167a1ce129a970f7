"""Brings a database file to this program's schema by numbered Alembic migrations, after a backup.

The number of the last migration stands in the file's `user_version`, so that a start with nothing to do costs
one pragma and does not even import Alembic.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
from sqlalchemy import Connection
from sqlcipher3 import dbapi2

from local_db import faults
from local_db.engine import pragma
from retail.errors import DataError

_FOLDER = Path(__file__).parent / "migrations"
BACKUPS_KEPT = 5


class Migrations(msgspec.Struct, frozen=True, kw_only=True):
    """The numbered migrations of one file, and the number of the newest."""

    folder: Path
    newest: int


POS_MIGRATIONS = Migrations(folder=_FOLDER / "pos", newest=7)
CATALOGUE_MIGRATIONS = Migrations(folder=_FOLDER / "catalogue", newest=3)


def upgrade(
    connection: Connection,
    migrations: Migrations,
    *,
    file_name: str,
    backup: Callable[[int], object] | None = None,
) -> int:
    """Bring the file up to date in one transaction; returns the version it had (0: it was new).

    `backup` is called with the old version before a file that holds something is touched. Raises
    `DataError("file_newer")` for a file that a newer program wrote, `StoreFull` on a full disk.
    """
    driver: dbapi2.Connection = connection.connection.driver_connection
    version = check_version(driver, migrations, file_name)
    if version == migrations.newest:
        return version
    with faults.in_plain_words(file_name):
        if version > 0 and backup is not None:
            backup(version)
        _migrate(connection, driver, migrations)
    return version


def take_back(connection: Connection, migrations: Migrations, to: int) -> None:
    """Undo the migrations above `to`, in one transaction: for a program that knows no newer format."""
    driver: dbapi2.Connection = connection.connection.driver_connection
    with connection.begin():
        driver.execute("BEGIN IMMEDIATE")
        _run_alembic(connection, migrations, back_to=f"{to:04d}")
        driver.execute(f"PRAGMA user_version = {to}")


def _migrate(connection: Connection, driver: dbapi2.Connection, migrations: Migrations) -> None:
    # SQLAlchemy's transaction ends in the driver's commit or rollback; only its beginning is said here.
    with connection.begin():
        driver.execute("BEGIN IMMEDIATE")
        _run_alembic(connection, migrations)
        driver.execute(f"PRAGMA user_version = {migrations.newest}")


def check_version(driver: dbapi2.Connection, migrations: Migrations, file_name: str) -> int:
    """The file's version. Raises `DataError("file_newer")` where this program is too old for it."""
    version = int(pragma(driver, "user_version"))
    if version > migrations.newest:
        raise DataError(
            "file_newer",
            f"The file {file_name} was written by a newer version of this program (format {version}, this "
            f"program knows {migrations.newest}). Install that version again, or a newer one.",
            file=file_name,
            found=version,
            known=migrations.newest,
        )
    return version


def back_up(driver: dbapi2.Connection, folder: Path, name: str) -> Path:
    """Write a whole copy of the file, encrypted with the same key, and keep only the newest few."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    taken = [int(path.stem.rsplit("-", 1)[1]) for path in folder.glob(f"{name}-*.db")]
    target = folder / f"{name}-{max(taken, default=0) + 1:06d}.db"
    driver.execute("VACUUM INTO ?", (str(target),))
    for old in sorted(folder.glob(f"{name}-*.db"))[:-BACKUPS_KEPT]:
        old.unlink()
    return target


def _run_alembic(connection: Connection, migrations: Migrations, back_to: str = "") -> None:
    # Alembic and Mako take longer to import than the rest of this package; most starts need neither.
    from alembic import command  # noqa: PLC0415 - loaded by the command that needs it
    from alembic.config import Config  # noqa: PLC0415 - loaded by the command that needs it

    config = Config()
    config.set_main_option("script_location", _FOLDER.as_posix())
    config.set_main_option("version_locations", migrations.folder.as_posix())
    config.set_main_option("path_separator", "newline")
    config.attributes["connection"] = connection
    if back_to:
        command.downgrade(config, back_to)
    else:
        command.upgrade(config, "head")
