"""Turns what SQLite says of a failed statement into the words of `KnownError`s."""

from __future__ import annotations

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


def code_of(error: dbapi2.Error) -> int:
    """SQLite's primary result code, 0 where the error is not SQLite's."""
    return getattr(error, "sqlite_errorcode", 0) & _PRIMARY


def is_damage(error: dbapi2.Error) -> bool:
    """Whether the file itself is torn, or is no database at all."""
    return code_of(error) in (CORRUPT, NOT_A_DATABASE)


def known(error: dbapi2.Error, file_name: str) -> KnownError | None:
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
            "or the file is damaged or not a database.",
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
