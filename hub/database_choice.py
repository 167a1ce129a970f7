"""Which database a hub's data folder belongs to: a SQLite file in it, or a PostgreSQL named in it."""

from __future__ import annotations

from pathlib import Path

from hub.store import meta
from hub.store.database import Database, open_engine, open_postgres
from hub.store.poke_line import Announcer
from hub.store.postgres_engine import without_password
from hub.whole_file import write_whole
from retail.errors import RuleError

FILE = "hub.db"
NONCES = "nonces.db"
NAMED = "database.url"
"""Holds the URL of the database, without a password: libpq finds that in its own files."""
READABLE = 0o644
"""Mode of `NAMED`: everybody who may enter the folder may read it."""


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
    wanted = url or named_url(folder)
    if not wanted:
        return Database(open_engine(folder / FILE))
    engine = open_postgres(wanted)
    database = Database(engine, open_postgres(replica) if replica else None)
    database.announce_by(Announcer(engine))
    return database


def named_url(folder: Path) -> str:
    """The URL that the folder names, "" where it names none. Raises `RuleError` where it may not be read."""
    try:
        return (folder / NAMED).read_text().strip()
    except FileNotFoundError:
        return ""
    except PermissionError as error:
        raise RuleError(
            "database_url_unreadable",
            f"{folder / NAMED} says where this hub keeps its data, but this user may not read it. Let "
            "the user that serves the hub read it; there is no password in it.",
        ) from error


def remember(folder: Path, url: str) -> None:
    """Commands on this folder use that database from now on, also where nobody names it.

    Raises `OSError`; the folder then says what it said before.
    """
    if not url:
        return
    shown = without_password(url)
    if named_url(folder) == shown:
        return
    # `hub move` is often said by root, and the hub served by a user of its own.
    write_whole(folder / NAMED, f"{shown}\n".encode(), READABLE)


def check_not_moved(database: Database) -> None:
    """Raise `RuleError` (`hub_moved`) for a file whose hub lives on PostgreSQL since."""
    with database.read() as connection:
        where = meta.get(connection, meta.MOVED_TO)
    if where is not None:
        raise RuleError(
            "hub_moved",
            f"This hub moved to {where}; what is in the file is of before. Serve it with --database and that "
            "address from a folder without the file; where the move was cut off, `tillbridge hub move` with "
            "that address finishes it. To go back to the file all the same, run "
            "`tillbridge hub restored`: terminals then send again what it lacks (docs/hub.md).",
            database=where,
        )
