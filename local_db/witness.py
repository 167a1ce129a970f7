"""The witness beside `pos.db`: how far the journal had come, so that a file put back from a copy is noticed.

Two places of the file are written in turn, each with a digest of its own: a power cut tears one at most, and
the other still says nearly the same. Writing in place takes no new room on a full disk, and nothing is
synced: the commit before it is, so a witness is never ahead of a journal that was not put back.
docs/algorithms/sync.md tells what it is for.
"""

from __future__ import annotations

import hashlib
import logging
import os
from pathlib import Path

import msgspec

logger = logging.getLogger(__name__)

PLACE_BYTES = 2048
_DIGEST = 32


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """What was durable when the witness was written."""

    n: int = 0
    """Counts the writings: of two whole places the greater one is the newer."""
    epoch: str = ""
    terminal_id: str = ""
    """Empty before it belongs to a hub."""
    seq: int
    hash: str
    counters: dict[str, int] = {}
    """Numbers that must not be given out twice, by the name of their counter."""


class Witness:
    """The file; without it, or torn, there is no mark, which is no error: the hub finds a fork too."""

    def __init__(self, path: Path) -> None:
        """Raises OSError where the file cannot be opened or made."""
        self._handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        self._well = True
        self.mark = self._read()

    @staticmethod
    def look(path: Path) -> Mark | None:
        """What a witness says that is only read. Raises OSError."""
        return _newest(path.read_bytes())

    def note(self, mark: Mark) -> None:
        """Remember it in the place that is due. Never raises: what it follows is durable already."""
        after = msgspec.structs.replace(mark, n=self.mark.n + 1 if self.mark else 1)
        try:
            os.lseek(self._handle, after.n % 2 * PLACE_BYTES, os.SEEK_SET)
            os.write(self._handle, _packed(after))
        except OSError as error:
            if self._well:
                logger.warning("the witness cannot be written: %s", error)
            self._well = False
            return
        self._well = True
        self.mark = after

    def close(self) -> None:
        os.close(self._handle)

    def _read(self) -> Mark | None:
        os.lseek(self._handle, 0, os.SEEK_SET)
        return _newest(os.read(self._handle, 2 * PLACE_BYTES))


def _newest(content: bytes) -> Mark | None:
    marks = [_unpacked(content[place : place + PLACE_BYTES]) for place in (0, PLACE_BYTES)]
    return max(filter(None, marks), key=lambda mark: mark.n, default=None)


def _packed(mark: Mark) -> bytes:
    """A place's content: digest, JSON, blanks. Raises OSError where it does not fit."""
    text = msgspec.json.encode(mark)
    if len(text) + _DIGEST > PLACE_BYTES:
        raise OSError(f"{len(text)} bytes are too many for a witness")
    return hashlib.sha256(text).hexdigest()[:_DIGEST].encode() + text.ljust(PLACE_BYTES - _DIGEST)


def _unpacked(place: bytes) -> Mark | None:
    text = place[_DIGEST:].rstrip()
    if hashlib.sha256(text).hexdigest()[:_DIGEST].encode() != place[:_DIGEST]:
        return None
    try:
        return msgspec.json.decode(text, type=Mark)
    except msgspec.MsgspecError:
        return None
