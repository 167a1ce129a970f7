"""One serial line, found by a lasting name, on which every wait has an end; used by one thread.

Names: a path (`/dev/serial/by-id/…`, `/dev/ttyS0`), a Windows port (`COM3`), the lasting name of a USB cable
(`usb:0403:6001:A50285BI`, also found at another socket), or `tcp:host:port` for a port server.
"""

from __future__ import annotations

import contextlib
import errno
import logging
import time
from collections.abc import Callable
from typing import Annotated, Any, Literal

import msgspec
import serial

from devices.usb_ports import path_of

log = logging.getLogger(__name__)

SLICE_S = 0.05
"""The longest sleep before the stop token is asked again."""
TCP = "tcp:"
_CHUNK = 4096
_WRITE_S = 1.0
"""For a piece of this many bytes; what was taken of a piece that took longer is not known."""
_PIECE = 64

_REASONS = {
    errno.ENOENT: "there is no such port",
    errno.EACCES: "this user may not use it; see tillbridge doctor",
    errno.EBUSY: "another program uses it",
    errno.EAGAIN: "another program uses it",
    errno.ECONNREFUSED: "nothing listens there",
}

Framing = Literal["8N1", "7E1", "7O1", "8E1", "8O1", "7N1", "7N2", "8N2", "7E2", "7O2"]
"""Data bits, parity (None, Even, Odd), stop bits."""


class SerialOptions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Options shared by the drivers; names and defaults are repeated in each driver's `manifest.toml`."""

    port: Annotated[str, msgspec.Meta(min_length=1)]
    """Lasting name of the port, see the module."""
    baud: Annotated[int, msgspec.Meta(ge=110, le=4_000_000)] = 9600
    framing: Framing = "8N1"
    flow: Literal["none", "rts_cts", "xon_xoff"] = "none"


class LineLost(Exception):
    """The port is not there, is used by another program, or broke; the message says which."""


class WaitOver(Exception):
    """The time for this wait is over."""


class Stopped(Exception):
    """Someone asked to stop waiting."""


class SerialLine:
    """An open port. `stopped` is asked during every wait."""

    def __init__(self, options: SerialOptions, stopped: Callable[[], bool]) -> None:
        """Open; raises LineLost or Stopped."""
        if stopped():
            raise Stopped
        self.stopped = stopped
        self._port = open_port(options)

    def send(self, data: bytes, *, deadline: float) -> None:
        """Send all of `data`; raises WaitOver at `deadline` (of `time.monotonic`), LineLost, Stopped."""
        for start in range(0, len(data), _PIECE):
            self._check(deadline)
            try:
                self._port.write(data[start : start + _PIECE])
            except serial.SerialTimeoutException as error:
                raise WaitOver from error
            except Exception as error:
                raise _lost("the line broke while sending", error) from error

    def read(self, *, deadline: float) -> bytes:
        """What has come, at least one byte; raises WaitOver at `deadline`, LineLost, Stopped."""
        while True:
            data = self.poll()
            if data:
                return data
            self._check(deadline)

    def poll(self) -> bytes:
        """What comes within a slice of time, or nothing; raises LineLost, Stopped."""
        if self.stopped():
            raise Stopped
        try:
            first: bytes = self._port.read(1)
            if not first:
                return b""
            more: bytes = self._port.read(min(self._port.in_waiting, _CHUNK))
        except Exception as error:
            raise _lost("the line broke", error) from error
        return first + more

    def forget(self) -> None:
        """Throw away what came so far: an answer to an earlier question is never taken for the next one's."""
        try:
            self._port.reset_input_buffer()
        except Exception as error:
            raise _lost("the line broke", error) from error

    def close(self) -> None:
        """Let the port go."""
        with contextlib.suppress(Exception):
            self._port.close()

    def _check(self, deadline: float) -> None:
        if self.stopped():
            raise Stopped
        if time.monotonic() >= deadline:
            raise WaitOver


def open_port(options: SerialOptions) -> Any:
    """The port by pyserial, for one program alone; raises LineLost."""
    bits, parity, stops = options.framing
    settings: dict[str, Any] = {
        "baudrate": options.baud,
        "bytesize": int(bits),
        "parity": parity,
        "stopbits": int(stops),
        "timeout": SLICE_S,
        "write_timeout": _WRITE_S,
        "rtscts": options.flow == "rts_cts",
        "xonxoff": options.flow == "xon_xoff",
    }
    try:
        if options.port.startswith(TCP):
            return serial.serial_for_url(f"socket://{options.port.removeprefix(TCP)}", **settings)
        return serial.Serial(path_of(options.port), exclusive=True, **settings)
    except Exception as error:
        raise _lost("it cannot be opened", error) from error


def _lost(what: str, error: Exception) -> LineLost:
    # pyserial lets OSError, termios.error, TypeError and its own errors through, each with other words.
    reason = _REASONS.get(getattr(error, "errno", None) or 0, "")
    log.debug("%s: %r", what, error)
    return LineLost(f"{what}: {reason or 'it may have been unplugged or switched off'}")
