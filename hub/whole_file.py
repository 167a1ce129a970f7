"""Writes small files that are there whole or not at all, and still there after a power cut."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

PRIVATE = 0o600
"""Mode of a file that only its owner reads."""


def write_whole(path: Path, content: bytes, mode: int = PRIVATE) -> None:
    """Put the content in the place of what the file held; who reads meanwhile sees the one or the other.

    Raises `OSError`; the file then holds what it held before.
    """
    descriptor, fresh = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if os.name == "posix":
            Path(fresh).chmod(mode)
        Path(fresh).replace(path)
    except BaseException:
        Path(fresh).unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Let the new name last; Windows does by itself, and some file systems of a network cannot."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
