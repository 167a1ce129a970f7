"""Refuses a SQLite that can corrupt a database in WAL mode when two connections checkpoint at once."""

from __future__ import annotations

from retail.errors import KnownError

FIXED = (3, 51, 3)
BACKPORTS = ((3, 44, 6), (3, 50, 7))
"""The fix of the WAL-reset bug went into these older lines too, from the named patch on."""


def check_sqlite_version(version: tuple[int, ...]) -> None:
    """Refuse a version between 3.7.0 and 3.51.2 that lacks the fix. Raises `KnownError("sqlite_unsafe")`."""
    if version >= FIXED:
        return
    if any(version[:2] == line[:2] and version >= line for line in BACKPORTS):
        return
    found = ".".join(map(str, version))
    raise KnownError(
        "sqlite_unsafe",
        f"This program was started with SQLite {found}, which can damage its files. "
        "Install the sqlcipher3 package that the program names (it brings SQLite 3.51.3 or newer).",
        version=found,
    )
