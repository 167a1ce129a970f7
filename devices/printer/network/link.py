"""One TCP connection to a printer, on which every wait has an end.

Our own socket and not python-escpos's: that one waits 60 s by default, takes one timeout for connecting,
writing and reading alike, raises from its status calls, and cannot be interrupted.
"""

from __future__ import annotations

import contextlib
import os
import select
import socket
import threading
import time
from collections.abc import Callable

SLICE_S = 0.05
"""The longest sleep before the stop token is asked again."""
CHUNK = 4096

Address = tuple[int, object]
"""Address family, and an address in the shape that family has."""


class LineLost(Exception):
    """The connection could not be made, was closed by the other end, or broke; the message says which."""


class WaitOver(Exception):
    """The time for this wait is over."""


class Stopped(Exception):
    """Someone asked to stop waiting."""


class Link:
    """An open connection, used by one thread. `stopped` is asked during every wait."""

    def __init__(self, host: str, port: int, *, timeout_ms: int, stopped: Callable[[], bool]) -> None:
        """Connect; raises LineLost, WaitOver or Stopped."""
        self._stopped = stopped
        self.sent = 0
        """Bytes that the operating system has taken since the connection was made."""
        self._socket = _connect(host, port, timeout_ms, stopped)

    def send(self, data: bytes, *, stall_ms: int, deadline: float) -> None:
        """Send all of `data`; raises WaitOver when nothing moves for `stall_ms` or `deadline` has passed."""
        view = memoryview(data)
        while view:
            self._wait(writing=True, deadline=min(deadline, time.monotonic() + stall_ms / 1000))
            try:
                taken = self._socket.send(view[:CHUNK])
            except OSError as error:
                raise LineLost(f"the connection broke while sending ({error})") from error
            self.sent += taken
            view = view[taken:]

    def read_byte(self, *, deadline: float) -> int:
        """The next byte; raises WaitOver at `deadline` (of `time.monotonic`)."""
        self._wait(writing=False, deadline=deadline)
        try:
            data = self._socket.recv(1)
        except OSError as error:
            raise LineLost(f"the connection broke while waiting for an answer ({error})") from error
        if not data:
            raise LineLost("the printer closed the connection")
        return data[0]

    def close(self) -> None:
        """End the connection."""
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def _wait(self, *, writing: bool, deadline: float) -> None:
        _until(
            lambda seconds: _ready(self._socket, writing=writing, seconds=seconds), deadline, self._stopped
        )


def _ready(connection: socket.socket, *, writing: bool, seconds: float) -> bool:
    wanted = [connection]
    # A failed connection shows as an exceptional condition on Windows and as writable elsewhere.
    return any(select.select([] if writing else wanted, wanted if writing else [], wanted, seconds))


def _connect(host: str, port: int, timeout_ms: int, stopped: Callable[[], bool]) -> socket.socket:
    """Try the host's addresses in turn, without ever blocking for longer than a slice."""
    deadline = time.monotonic() + timeout_ms / 1000
    problem: Exception = LineLost(f"the name {host} has no address")
    for family, address in _addresses(host, port, deadline, stopped):
        connection = socket.socket(family, socket.SOCK_STREAM)
        try:
            _connect_one(connection, address, deadline, stopped)
        except BaseException as error:
            connection.close()
            if not isinstance(error, LineLost | WaitOver):
                raise
            problem = error
        else:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return connection
    raise problem


def _addresses(host: str, port: int, deadline: float, stopped: Callable[[], bool]) -> list[Address]:
    """The addresses of `host`, asked for in a thread, because the system's resolver knows no timeout."""
    found: list[Address] = []
    trouble: list[Exception] = []
    over = threading.Event()

    def ask() -> None:
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.extend((family, address) for family, _, _, _, address in answers)
        except (OSError, UnicodeError) as error:
            trouble.append(error)
        over.set()

    threading.Thread(target=ask, name=f"resolve:{host}", daemon=True).start()
    _until(over.wait, deadline, stopped)
    if trouble:
        raise LineLost(f"the name {host} has no address ({trouble[0]})") from trouble[0]
    return found


def _connect_one(
    connection: socket.socket, address: object, deadline: float, stopped: Callable[[], bool]
) -> None:
    connection.setblocking(False)
    try:
        # The address is as getaddrinfo gave it; its shape depends on the family.
        connection.connect(address)  # type: ignore[arg-type]
    except BlockingIOError:
        _until(lambda seconds: _ready(connection, writing=True, seconds=seconds), deadline, stopped)
    except OSError as error:
        raise LineLost(f"the printer cannot be reached ({error})") from error
    problem = connection.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
    if problem:
        raise LineLost(f"the printer does not accept a connection ({os.strerror(problem)})")


def _until(happens: Callable[[float], bool], deadline: float, stopped: Callable[[], bool]) -> None:
    """Call `happens` with a slice of time until it is true; raises WaitOver or Stopped."""
    while True:
        if stopped():
            raise Stopped
        left = deadline - time.monotonic()
        if left <= 0:
            raise WaitOver
        if happens(min(left, SLICE_S)):
            return
