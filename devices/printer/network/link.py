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

from devices.printer.line import Line, LineLost, Stopped, WaitOver, until

__all__ = ["LineLost", "Link", "Stopped", "WaitOver"]

Address = tuple[int, object]
"""Address family, and an address in the shape that family has."""


class Link(Line):
    """An open connection, used by one thread. `stopped` is asked during every wait."""

    def __init__(self, host: str, port: int, *, timeout_ms: int, stopped: Callable[[], bool]) -> None:
        """Connect; raises LineLost, WaitOver or Stopped."""
        super().__init__(stopped)
        self._socket = _connect(host, port, timeout_ms, stopped)

    def close(self) -> None:
        """End the connection."""
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def _write(self, data: memoryview, seconds: float) -> int:
        if not _ready(self._socket, writing=True, seconds=seconds):
            return 0
        try:
            return self._socket.send(data)
        except OSError as error:
            raise LineLost(f"the connection broke while sending ({error})") from error

    def _read(self, seconds: float) -> bytes:
        if not _ready(self._socket, writing=False, seconds=seconds):
            return b""
        try:
            data = self._socket.recv(1)
        except OSError as error:
            raise LineLost(f"the connection broke while waiting for an answer ({error})") from error
        if not data:
            raise LineLost("the printer closed the connection")
        return data


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
    until(over.wait, deadline, stopped)
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
        until(lambda seconds: _ready(connection, writing=True, seconds=seconds), deadline, stopped)
    except OSError as error:
        raise LineLost(f"the printer cannot be reached ({error})") from error
    problem = connection.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
    if problem:
        raise LineLost(f"the printer does not accept a connection ({os.strerror(problem)})")
