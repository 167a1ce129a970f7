"""Bring a hub's database to this program's schema by numbered migrations, after a backup."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from hub.store.database import Database
from retail.errors import DataError

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(database: Database, backups: Path, migrations: Path = MIGRATIONS) -> str | None:
    """Apply the migrations that are missing; returns the revision found, None for a new file.

    Before an existing file is changed, a whole copy is put into `backups`. Raises `DataError`
    (`database_newer`) for a file of a newer program, which stays as it is.
    """
    scripts = ScriptDirectory.from_config(_config(migrations))
    known = {script.revision for script in scripts.walk_revisions()}
    with database.read() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    if found is not None and found not in known:
        raise DataError(
            "database_newer",
            f"The hub's database was written by a newer program (schema {found}). "
            "Install that version or a later one, or open a backup made before it was upgraded.",
            found=found,
        )
    newest = scripts.get_current_head()
    if found != newest:
        if found is not None:
            back_up(database, backups / f"hub-before-{newest}.db")
        with database.write() as connection:
            # One transaction for all missing migrations: all or none.
            command.upgrade(_config(migrations, connection), "head")
    return found


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


def _config(migrations: Path, connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", migrations.as_posix())
    config.attributes["connection"] = connection
    return config
