"""The picture folder: files named by the SHA-256 of their content, each written whole or not at all."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

from retail.errors import DataError

_DIGEST = re.compile(r"[0-9a-f]{64}")
_KINDS = (
    (b"\x89PNG", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"RIFF", ".webp"),
    (b"<svg", ".svg"),
    (b"<?xml", ".svg"),
)
_UNFINISHED = ".new"


class ImageFolder:
    """Knows what it holds without asking the disk for every item that is drawn."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._names: dict[str, str] = {}
        for path in folder.iterdir():
            if path.suffix == _UNFINISHED:
                path.unlink(missing_ok=True)
            elif _DIGEST.fullmatch(path.stem):
                self._names[path.stem] = path.name

    def __contains__(self, digest: str) -> bool:
        return digest in self._names

    def path_of(self, digest: str) -> str:
        """Where the picture lies, empty where it has not arrived."""
        name = self._names.get(digest)
        return str(self._folder / name) if name else ""

    def store(self, digest: str, content: bytes) -> None:
        """Keep a picture. Raises `DataError("image_content")` where its SHA-256 is not `digest`."""
        if hashlib.sha256(content).hexdigest() != digest:
            raise DataError("image_content", "The picture is not the one that was asked for.", digest=digest)
        name = digest + _ending(content)
        draft = self._folder / (name + _UNFINISHED)
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self._folder / name)
        self._names[digest] = name


def _ending(content: bytes) -> str:
    """The file ending by which Qt picks its reader."""
    start = content[:64].lstrip()
    return next((ending for magic, ending in _KINDS if start.startswith(magic)), "")
