"""One process at a time owns a terminal's data folder; the lock goes when the process dies."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from retail.errors import KnownError


class TerminalLock:
    """Held from construction to `release`. Raises `KnownError("terminal_in_use")` where another holds it."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        if not _try_lock(self._handle):
            os.close(self._handle)
            raise KnownError(
                "terminal_in_use",
                f"Another program has this terminal open (data folder {path.parent}). Close it first.",
                path=str(path.parent),
            )

    def release(self) -> None:
        """Let go; the file stays, it means nothing by itself."""
        os.close(self._handle)


if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
