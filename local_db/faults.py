"""Turns what SQLite says of a failed statement into the words of `KnownError`s."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from pos_app.ports.store import StoreFull
from retail.errors import DataError, KnownError

BUSY = 5
IO_ERROR = 10
CORRUPT = 11
FULL = 13
READ_ONLY = 8
CANNOT_OPEN = 14
NOT_A_DATABASE = 26
_PRIMARY = 0xFF
PAGE_BYTES = 4096


def code_of(error: object) -> int:
    """SQLite's primary result code, 0 where the error is not SQLite's."""
    return getattr(error, "sqlite_errorcode", 0) & _PRIMARY


def is_damage(error: object) -> bool:
    """Whether the file itself is torn, or is no database at all."""
    return code_of(error) in (CORRUPT, NOT_A_DATABASE)


def check_not_gone(path: Path, *, had_content: bool) -> None:
    """Raise `DataError("database_gone")` for a file that is empty or missing and once held something.

    SQLite takes what is smaller than a page for a new file, and a till that sold before would begin
    at receipt 1.
    """
    if had_content and (not path.exists() or path.stat().st_size < PAGE_BYTES):
        raise DataError(
            "database_gone",
            f"The file {path.name} is empty or missing, though this terminal has recorded sales. Nothing was "
            "changed. Restore its latest backup, or begin a new terminal in another data folder.",
            file=path.name,
        )


@contextmanager
def in_plain_words(file_name: str) -> Iterator[None]:
    """SQLite's errors inside the block come out as `KnownError`s where somebody can act on them."""
    try:
        yield
    except (dbapi2.Error, DBAPIError) as error:
        found = known(error.orig if isinstance(error, DBAPIError) else error, file_name)
        if found is None:
            raise
        raise found from error


def known(error: object, file_name: str) -> KnownError | None:
    """The error in plain words, or None where the program itself is at fault."""
    code = code_of(error)
    if code == FULL:
        return StoreFull()
    if code == CORRUPT:
        return DataError(
            "database_damaged",
            f"The file {file_name} is damaged. Stop using this terminal and restore its latest backup.",
            file=file_name,
        )
    if code == NOT_A_DATABASE:
        return DataError(
            "database_unreadable",
            f"The file {file_name} cannot be read with this terminal's key: the key belongs to another file, "
            "or the file is damaged or not a database. It was left as it is. Put the right key back, or else "
            "restore the file's latest backup.",
            file=file_name,
        )
    if code == BUSY:
        return KnownError(
            "database_busy",
            f"Another program is using {file_name}. Close it and try again.",
            file=file_name,
        )
    if code in (IO_ERROR, READ_ONLY, CANNOT_OPEN):
        return KnownError(
            "database_io",
            f"The disk refused to open, read or write {file_name}: {error}. "
            "Check the disk and the rights of its folder.",
            file=file_name,
        )
    return None
