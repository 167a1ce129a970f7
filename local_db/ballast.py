"""A reserve of disk space: a file given up when the disk is full, so that the sale in hand is saved."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

DEFAULT_BYTES = 8 * 1024 * 1024
_ROOM_FACTOR = 4
_PIECE = 1024 * 1024


class Ballast:
    """The file beside `pos.db`, of `size` bytes."""

    def __init__(self, path: Path, size: int = DEFAULT_BYTES) -> None:
        self._path = path
        self._size = size
        self._there = path.exists() and path.stat().st_size == size

    @property
    def there(self) -> bool:
        """False after it was given up: the disk is nearly full, somebody should be told."""
        return self._there

    def drop(self) -> bool:
        """Give it up; true where that made room."""
        if not self._there:
            return False
        self._path.unlink(missing_ok=True)
        self._there = False
        return True

    def restore(self) -> None:
        """Lay it down again where the disk has plenty of room; give up where it fills up meanwhile.

        Never raises: this runs after a commit, and what is durable must not look as if it had failed.
        """
        if self._there:
            return
        try:
            if shutil.disk_usage(self._path.parent).free < _ROOM_FACTOR * self._size:
                return
            self._write()
        except OSError:
            with suppress(OSError):
                self._path.unlink(missing_ok=True)
            return
        self._there = True

    def _write(self) -> None:
        """Random bytes: a file system that packs zeros would hold nothing back."""
        with self._path.open("wb") as file:
            left = self._size
            while left:
                left -= file.write(os.urandom(min(left, _PIECE)))
            file.flush()
            os.fsync(file.fileno())
