"""The picture folder: files named by the SHA-256 of their content, each written whole or not at all.

It keeps to a budget: when it is full, the pictures that were not looked at for longest make room.
"""

from __future__ import annotations

import hashlib
import os
import re
import threading
from pathlib import Path
from typing import NamedTuple

from retail.errors import DataError, KnownError

_DIGEST = re.compile(r"[0-9a-f]{64}")
_KINDS = (
    (b"\x89PNG", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"RIFF", ".webp"),
    (b"<svg", ".svg"),
    (b"<?xml", ".svg"),
)
_UNFINISHED = ".new"
DEFAULT_BUDGET = 256 * 1024 * 1024
"""Bytes; some 10,000 pictures."""
_MOST_MISSED = 200


class _Kept(NamedTuple):
    """A picture that is here."""

    name: str
    size: int
    marked: bool
    """Whether its file's time says already that it was used in this run."""


class ImageFolder:
    """Knows what it holds without asking the disk for every item that is drawn; any thread may look."""

    def __init__(self, folder: Path, budget: int = DEFAULT_BUDGET) -> None:
        self._folder = folder
        self._budget = budget
        self._lock = threading.Lock()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._kept: dict[str, _Kept] = {}
        """The least lately used first: order of insertion."""
        self._missed: dict[str, None] = {}
        found = []
        for path in folder.iterdir():
            if path.suffix == _UNFINISHED:
                path.unlink(missing_ok=True)
            elif _DIGEST.fullmatch(path.stem):
                there = path.stat()
                found.append((there.st_mtime_ns, path.stem, _Kept(path.name, there.st_size, marked=False)))
        self._kept.update({digest: kept for _, digest, kept in sorted(found)})
        self._bytes = sum(kept.size for kept in self._kept.values())

    def __contains__(self, digest: str) -> bool:
        return digest in self._kept

    @property
    def has_room(self) -> bool:
        """Whether pictures may come that nobody has asked for yet."""
        return self._bytes < self._budget

    def path_of(self, digest: str) -> str:
        """Where the picture lies, empty where it has not arrived; counts as a use of it."""
        with self._lock:
            kept = self._kept.pop(digest, None)
            if kept is None:
                self._miss(digest)
                return ""
            path = self._folder / kept.name
            if not kept.marked:
                # Once a run is enough to know after a start which were used.
                try:
                    os.utime(path)
                except OSError:
                    # It was taken away behind our back: it is fetched again.
                    self._bytes -= kept.size
                    self._miss(digest)
                    return ""
            self._kept[digest] = kept._replace(marked=True)
            return str(path)

    def missed(self) -> tuple[str, ...]:
        """Pictures that were looked for in vain, the latest first."""
        with self._lock:
            return tuple(reversed(self._missed))

    def store(self, digest: str, content: bytes) -> None:
        """Keep a picture.

        Raises `DataError("image_content")` where its SHA-256 is not `digest`, `KnownError("image_disk")`.
        """
        if hashlib.sha256(content).hexdigest() != digest:
            raise DataError("image_content", "The picture is not the one that was asked for.", digest=digest)
        name = digest + _ending(content)
        try:
            self._write(name, content)
        except OSError as error:
            raise KnownError(
                "image_disk", f"The disk refused a picture: {error.strerror}. Items sell without it."
            ) from error
        with self._lock:
            before = self._kept.pop(digest, None)
            self._bytes += len(content) - (before.size if before else 0)
            self._kept[digest] = _Kept(name, len(content), marked=True)
            self._missed.pop(digest, None)
            self._make_room()

    def _write(self, name: str, content: bytes) -> None:
        """The whole file or none of it."""
        draft = self._folder / (name + _UNFINISHED)
        try:
            with draft.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(self._folder / name)
        except OSError:
            draft.unlink(missing_ok=True)
            raise

    def _miss(self, digest: str) -> None:
        if not digest:
            return
        self._missed.pop(digest, None)
        self._missed[digest] = None
        if len(self._missed) > _MOST_MISSED:
            del self._missed[next(iter(self._missed))]

    def _make_room(self) -> None:
        while self._bytes > self._budget and len(self._kept) > 1:
            digest = next(iter(self._kept))
            kept = self._kept.pop(digest)
            self._bytes -= kept.size
            (self._folder / kept.name).unlink(missing_ok=True)


def _ending(content: bytes) -> str:
    """The file ending by which Qt picks its reader."""
    start = content[:64].lstrip()
    return next((ending for magic, ending in _KINDS if start.startswith(magic)), "")
