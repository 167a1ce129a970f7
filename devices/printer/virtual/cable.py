"""A serial cable to a `VirtualPrinter`: its far end is a pseudo-terminal that the till opens like a port."""

from __future__ import annotations

import contextlib
import socket
import threading
from pathlib import Path
from typing import Self

from devices.printer.virtual.server import VirtualPrinter
from devices.virtual_line import VirtualLine


class SerialCable:
    """Plugged in from `with` to its end; when the printer drops the line, the port vanishes."""

    def __init__(self, path: Path, printer: VirtualPrinter) -> None:
        """`path` is the port's name while it is there."""
        self._printer = printer
        self._line = VirtualLine(path, self._hear)
        self._socket: socket.socket | None = None

    def __enter__(self) -> Self:
        self._line.plug_in()
        return self

    def __exit__(self, *_: object) -> None:
        self.pull()

    def pull(self) -> None:
        """Take the cable out."""
        self._line.close()
        if self._socket is not None:
            with contextlib.suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)
            self._socket.close()
            self._socket = None

    def _hear(self, data: bytes) -> bytes:
        try:
            if self._socket is None:
                self._socket = socket.create_connection(("127.0.0.1", self._printer.port), timeout=30)
                threading.Thread(target=self._answer, args=(self._socket,), daemon=True).start()
            self._socket.sendall(data)
        except OSError:
            self._line.vanish()
        return b""

    def _answer(self, line: socket.socket) -> None:
        with contextlib.suppress(OSError):
            line.settimeout(None)
            while data := line.recv(1024):
                self._line.send(data)
        self._line.vanish()
