"""A serial line to a printer, with the handshake by DSR that receipt printers use and systems do not know.

pyserial's own `write` cannot say how much of a piece went out when its time was over; a receipt whose middle
was sent twice would be the price. So where the system lets us, bytes go to its handle directly.
"""

from __future__ import annotations

import contextlib
import os
import select
import time
from collections.abc import Callable
from typing import Any, TypeVar

from devices import serial_line
from devices.printer.line import Line, LineLost, Stopped

PIECE = 64
"""Bytes sent between two looks at the handshake: less than any printer's buffer still has free."""
BREATH_S = 0.005
DRAIN_S = 0.3

Done = TypeVar("Done")


class SerialLink(Line):
    """An open port, used by one thread and by this program alone."""

    def __init__(self, options: serial_line.SerialOptions, *, dsr: bool, stopped: Callable[[], bool]) -> None:
        """Open; raises LineLost or Stopped. `dsr`: send only while the printer holds DSR up."""
        super().__init__(stopped)
        if stopped():
            raise Stopped
        try:
            self._port = serial_line.open_port(options)
        except serial_line.LineLost as error:
            raise LineLost(str(error)) from error
        self._dsr = dsr
        with contextlib.suppress(Exception):  # what came before was for somebody else
            self._port.reset_input_buffer()

    def close(self) -> None:
        """Let the port go; what a stalled printer did not take is thrown away, or closing waits for it."""
        with contextlib.suppress(Exception):
            end = time.monotonic() + DRAIN_S
            while _waiting(self._port) and time.monotonic() < end:
                time.sleep(BREATH_S)
            if _waiting(self._port):
                self._port.reset_output_buffer()
        with contextlib.suppress(Exception):
            self._port.close()

    def _write(self, data: memoryview, seconds: float) -> int:
        return self._guarded(lambda: self._when_ready(data[:PIECE], seconds), "the line broke while sending")

    def _write_now(self, data: memoryview, seconds: float) -> int:
        return self._guarded(lambda: _put(self._port, data, seconds), "the line broke while sending")

    def _read(self, seconds: float) -> bytes:
        def read() -> bytes:
            self._port.timeout = seconds
            return bytes(self._port.read(1))

        return self._guarded(read, "the line broke while waiting for an answer")

    def _when_ready(self, data: memoryview, seconds: float) -> int:
        if self._dsr and (_waiting(self._port) or not self._port.dsr):
            time.sleep(min(seconds, BREATH_S))
            return 0
        return _put(self._port, data, seconds)

    def _guarded(self, call: Callable[[], Done], what: str) -> Done:
        try:
            return call()
        except Exception as error:
            # pyserial lets OSError, termios.error, TypeError and its own errors through.
            raise LineLost(f"{what} ({error})") from error


def _waiting(port: Any) -> int:
    """Bytes that the system has taken and the printer has not."""
    return int(getattr(port, "out_waiting", 0))


def _put(port: Any, data: memoryview, seconds: float) -> int:
    if os.name == "nt":
        # Windows waits in `write` for as long as the handshake does, up to pyserial's write timeout.
        return int(port.write(bytes(data)))
    handle = port.fileno()
    if not select.select([], [handle], [], seconds)[1]:
        return 0
    with contextlib.suppress(BlockingIOError):
        return os.write(handle, data)
    return 0
