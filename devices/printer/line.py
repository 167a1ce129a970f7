"""The line to a printer that answers: bytes out, bytes back, and every wait has an end.

Network, serial and USB lines differ in three calls only; waiting, counting and giving up are the same.
"""

from __future__ import annotations

import abc
import time
from collections.abc import Callable
from functools import partial
from typing import TypeVar

SLICE_S = 0.05
"""The longest sleep before the stop token is asked again."""
CHUNK = 4096

Found = TypeVar("Found")


class LineLost(Exception):
    """The line could not be opened, was closed by the other end, or broke; the message says which."""


class WaitOver(Exception):
    """The time for this wait is over."""


class Stopped(Exception):
    """Someone asked to stop waiting."""


class Line(abc.ABC):
    """An open line, used by one thread. `stopped` is asked during every wait."""

    def __init__(self, stopped: Callable[[], bool]) -> None:
        self._stopped = stopped
        self._received = bytearray()
        self.sent = 0
        """Bytes that the operating system has taken since the line was opened."""

    def send(self, data: bytes, *, stall_ms: int, deadline: float) -> None:
        """Send all of `data`; raises WaitOver when nothing moves for `stall_ms` or `deadline` has passed."""
        self._send(data, self._write, stall_ms / 1000, deadline)

    def send_now(self, data: bytes, *, deadline: float) -> None:
        """Send real-time commands, which a printer takes even while it holds everything else back."""
        self._send(data, self._write_now, float("inf"), deadline)

    def read_byte(self, *, deadline: float) -> int:
        """The next byte; raises WaitOver at `deadline` (of `time.monotonic`)."""
        if not self._received:
            self._received += until(self._read, deadline, self._stopped)
        return self._received.pop(0)

    @abc.abstractmethod
    def close(self) -> None:
        """Let the line go."""

    @abc.abstractmethod
    def _write(self, data: memoryview, seconds: float) -> int:
        """Send some of `data`; 0 if none was taken within `seconds`. Raises LineLost."""

    def _write_now(self, data: memoryview, seconds: float) -> int:
        return self._write(data, seconds)

    @abc.abstractmethod
    def _read(self, seconds: float) -> bytes:
        """What came; nothing if nothing did within `seconds`. Raises LineLost."""

    def _send(
        self, data: bytes, write: Callable[[memoryview, float], int], stall_s: float, deadline: float
    ) -> None:
        view = memoryview(data)
        while view:
            chunk = view[:CHUNK]
            limit = min(deadline, time.monotonic() + stall_s)
            taken = until(partial(write, chunk), limit, self._stopped)
            self.sent += taken
            view = view[taken:]


def until(happens: Callable[[float], Found], deadline: float, stopped: Callable[[], bool]) -> Found:
    """Call `happens` with a slice of time until it gives something; raises WaitOver or Stopped."""
    while True:
        if stopped():
            raise Stopped
        left = deadline - time.monotonic()
        if left <= 0:
            raise WaitOver
        if found := happens(min(left, SLICE_S)):
            return found
