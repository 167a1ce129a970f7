"""The virtual printer on TCP: one thread, one connection at a time, as the network cards of printers do.

Used inside tests (`with VirtualPrinter() as printer:`) and by `tillbridge devices virtual-printer`.
"""

from __future__ import annotations

import contextlib
import os
import select
import socket
import struct
import threading
import time
from collections.abc import Sequence
from typing import Self

from devices.printer.virtual.mechanism import Answer, Mechanism
from devices.printer.virtual.misbehaviour import Misbehaviour, parse_misbehaviour
from devices.printer.virtual.record import Record, Watcher

DOTS_80_MM, DOTS_58_MM = 576, 384
CHUNK = 1024
IDLE_S, BUSY_S = 5.0, 0.01
ANSWER_TIMEOUT_S = 1.0
# struct linger is two shorts on Windows and two ints elsewhere.
RESET_ON_CLOSE = struct.pack("hh" if os.name == "nt" else "ii", 1, 0)


class VirtualPrinter(Record):
    """Listens from `start` (or `with`) to `close`; every property may be read from any thread."""

    def __init__(
        self,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        dots: int = DOTS_80_MM,
        watchers: Sequence[Watcher] = (),
    ) -> None:
        """Port 0 takes a free one; `dots` is the printable width (576 for 80 mm, 384 for 58 mm)."""
        super().__init__(dots, watchers)
        self._mechanism = Mechanism(dots)
        self._misbehaviour: Misbehaviour | None = None
        self._received = 0
        self._closing = False
        self._line: socket.socket | None = None
        self._listener = socket.create_server((host, port))
        self._waker, self._wake = socket.socketpair()
        self._thread = threading.Thread(target=self._run, name="virtual-printer", daemon=True)

    def start(self) -> None:
        """Begin to serve."""
        self._thread.start()

    def close(self) -> None:
        """Stop serving and free the port; a second call does nothing."""
        if self._closing:
            return
        self._closing = True
        if self._thread.ident is not None:
            self._wake.send(b"x")
            self._thread.join()
        for each in (self._listener, self._waker, self._wake):
            each.close()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return int(self._listener.getsockname()[1])

    def misbehave(self, fault: Misbehaviour | str | None) -> None:
        """Show a fault (`"paper_out"`, `"drop_line:200"`, see `parse_misbehaviour`) or, with None, none."""
        parsed = parse_misbehaviour(fault) if isinstance(fault, str) else fault
        with self._changed:
            self._misbehaviour = parsed
            self._received = 0
            self._mechanism.misbehave(parsed)
        self._tell("misbehaviour", f"{parsed.fault}:{parsed.amount}" if parsed else "ok")
        self._wake.send(b"x")

    # The printer's thread

    def _run(self) -> None:
        while not self._closing:
            self._serve_once()
        self._hang_up()

    def _serve_once(self) -> None:
        wanted = [self._waker]
        if self._line is None:
            wanted.append(self._listener)
        elif self._mechanism.has_room:
            wanted.append(self._line)
        seconds = BUSY_S if self._mechanism.busy else IDLE_S
        readable, _, _ = select.select(wanted, [], [], seconds)
        if self._waker in readable:
            self._waker.recv(CHUNK)
        if self._listener in readable:
            self._accept()
        elif self._line is not None and self._line in readable:
            self._receive(self._line)
        self._step()

    def _accept(self) -> None:
        line, _ = self._listener.accept()
        line.settimeout(ANSWER_TIMEOUT_S)
        self._line = line
        self._count_connection()
        if self._drops_at(0):
            self._drop(line)

    def _receive(self, line: socket.socket) -> None:
        try:
            data = line.recv(CHUNK)
        except OSError:
            data = b""
        if not data:
            self._hang_up()
            return
        with self._changed:
            fault = self._misbehaviour
            if fault and fault.fault == "drop_line":
                data = data[: fault.amount - self._received]
            self._received += len(data)
            events, answers = self._mechanism.receive(self._connections, data)
            self._perform(events)
        self._send(answers)
        if self._drops_at(self._received):
            self._drop(line)

    def _drops_at(self, received: int) -> bool:
        fault = self._misbehaviour
        return fault is not None and fault.fault == "drop_line" and received >= fault.amount

    def _drop(self, line: socket.socket) -> None:
        """Break the connection as a pulled plug and a restart do: by a reset, without a farewell."""
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
        self._hang_up()

    def _hang_up(self) -> None:
        if self._line is None:
            return
        self._line.close()
        self._line = None
        with self._changed:
            self._mechanism.hang_up(self._connections)
        self._tell("disconnected", str(self._connections))

    def _step(self) -> None:
        with self._changed:
            operations, answers = self._mechanism.step(time.monotonic())
            self._perform(operations)
        self._send(answers)

    def _send(self, answers: Sequence[Answer]) -> None:
        for answer in answers:
            if self._line is not None and answer.connection == self._connections:
                with contextlib.suppress(OSError):
                    self._line.sendall(answer.data)
