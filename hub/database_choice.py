"""Which database a hub's data folder belongs to: a SQLite file in it, or a PostgreSQL named in it."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from hub.store.database import Database, open_engine, open_postgres
from hub.store.poke_line import Announcer
from hub.store.postgres_engine import without_password
from retail.errors import RuleError

FILE = "hub.db"
NONCES = "nonces.db"
NAMED = "database.url"
"""Holds the URL of the database, without a password: libpq finds that in its own files."""


def is_hub(folder: Path) -> bool:
    """Whether a hub lives in the folder."""
    return (folder / FILE).exists() or (folder / NAMED).exists()


def on_server(folder: Path, url: str = "") -> bool:
    """Whether the hub of the folder keeps its data in PostgreSQL."""
    return bool(url) or (folder / NAMED).exists()


def open_database(folder: Path, url: str = "", replica: str = "") -> Database:
    """The database of the folder, not upgraded; `url` where it is of PostgreSQL (see `remember`).

    Raises `RuleError` for a URL that is none, and where the folder holds a hub on SQLite already.
    """
    named = folder / NAMED
    if url and (folder / FILE).exists() and not named.exists():
        raise RuleError(
            "hub_has_a_file",
            f"The hub in {folder} keeps its data in {FILE} there. `tillbridge hub move` takes them to "
            "PostgreSQL; for another hub take a new folder.",
        )
    wanted = url or (named.read_text().strip() if named.exists() else "")
    if not wanted:
        return Database(open_engine(folder / FILE))
    engine = open_postgres(wanted)
    database = Database(engine, open_postgres(replica) if replica else None)
    database.announce_by(Announcer(engine))
    return database


def remember(folder: Path, url: str) -> None:
    """Commands on this folder use that database from now on, also where nobody names it."""
    if url:
        shown = without_password(url) + "\n"
        named = folder / NAMED
        if not named.exists() or named.read_text() != shown:
            # Whole or not at all, and there after a power cut: it says where the hub is.
            descriptor, fresh = tempfile.mkstemp(dir=folder, prefix=NAMED)
            with os.fdopen(descriptor, "w") as file:
                file.write(shown)
                file.flush()
                os.fsync(file.fileno())
            Path(fresh).replace(named)
