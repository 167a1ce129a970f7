"""The inside of the virtual printer: receive buffer, status bytes and faults, without any socket.

As in a real printer, `DLE EOT` and `DLE DC4` are obeyed when they arrive, wherever they stand in the
bytes, while everything else waits in the buffer for its turn; a printer without paper stops there and
goes on when there is paper again.
"""

from __future__ import annotations

import re
from collections import deque

import msgspec

from devices.printer.virtual.decoder import Decoder
from devices.printer.virtual.misbehaviour import Misbehaviour
from devices.printer.virtual.operations import Drawer, JobAnswer
from devices.printer.virtual.paper import PaperEvent

BUFFER = 16_384
"""Bytes of the receive buffer; when it is full nothing is read, not even a status question."""

REAL_TIME = re.compile(rb"\x10(?:\x04([\x01-\x04])|\x14\x01([\x00\x01])([\x01-\x08]))", re.DOTALL)
CARRY = 4
"""Bytes to keep so that a real-time command split over two pieces is seen."""
PULSE_STEP_MS = 100

STATUS = 0b0001_0010
OFFLINE, COVER, STOPPED, LOW, OUT = 0x08, 0x04, 0x20, 0x0C, 0x60
JOB_LOW, JOB_OUT = 0x03, 0x0C
PAPER_NUMBER = 1


class Answer(msgspec.Struct, frozen=True):
    """A byte to send back, if that connection is still there."""

    connection: int
    data: bytes


class Mechanism:
    """Feeds the decoder at the pace, and to the point, that the fault at hand allows."""

    def __init__(self, dots: int) -> None:
        self._decoder = Decoder(dots)
        self._buffer: deque[tuple[int, bytes]] = deque()
        self._waiting = 0
        self._tail = b""
        self._misbehaviour: Misbehaviour | None = None
        self._processed = 0
        self._last_step: float | None = None

    @property
    def has_room(self) -> bool:
        """Whether more bytes are taken from the line."""
        return self._waiting < BUFFER

    @property
    def busy(self) -> bool:
        """Whether bytes wait that could be printed now or soon."""
        return bool(self._buffer) and not self._stopped

    def misbehave(self, misbehaviour: Misbehaviour | None) -> None:
        """Show this fault from now on, and count its bytes from here."""
        self._misbehaviour = misbehaviour
        self._processed = 0
        self._last_step = None

    def receive(self, connection: int, data: bytes) -> tuple[list[PaperEvent], list[Answer]]:
        """Take bytes from the line; returns what happens without waiting its turn."""
        events: list[PaperEvent] = []
        answers: list[Answer] = []
        if self._fault == "mute":
            return events, answers
        seen = self._tail + data
        end = 0
        for found in REAL_TIME.finditer(seen):
            end = found.end()
            if found[1]:
                answers.append(Answer(connection, bytes([self._real_time(found[1][0])])))
            else:
                events.append(Drawer(5 if found[2][0] else 2, found[3][0] * PULSE_STEP_MS))
        self._tail = seen[max(end, len(seen) - CARRY) :]
        if self._fault != "swallow":
            self._buffer.append((connection, data))
            self._waiting += len(data)
        return events, answers

    def hang_up(self, connection: int) -> None:
        """The connection is over; what it sent is still printed."""
        self._tail = b""
        self._buffer.append((connection, b""))

    def step(self, now: float) -> tuple[list[PaperEvent], list[Answer]]:
        """Print what can be printed at `now` (seconds of a monotonic clock)."""
        operations: list[PaperEvent] = []
        answers: list[Answer] = []
        budget = self._budget(now)
        while self._buffer and (budget > 0 or not self._buffer[0][1]):
            connection, data = self._buffer.popleft()
            part, rest = data[:budget], data[budget:]
            if rest:
                self._buffer.appendleft((connection, rest))
            budget -= len(part)
            self._processed += len(part)
            self._waiting -= len(part)
            for operation in self._decoder.feed(part) if data else self._decoder.end_of_stream():
                if isinstance(operation, JobAnswer):
                    answers.append(Answer(connection, bytes([self._job_status(operation.number)])))
                else:
                    operations.append(operation)
        return operations, answers

    @property
    def _fault(self) -> str | None:
        return self._misbehaviour.fault if self._misbehaviour else None

    @property
    def _stopped(self) -> bool:
        """Whether paper or cover stops the printer now."""
        misbehaviour = self._misbehaviour
        if misbehaviour is None or misbehaviour.fault not in ("paper_out", "cover_open"):
            return False
        return self._processed >= misbehaviour.amount

    def _budget(self, now: float) -> int:
        """Bytes that may be printed now."""
        misbehaviour = self._misbehaviour
        if misbehaviour is None:
            return BUFFER
        if misbehaviour.fault in ("paper_out", "cover_open"):
            return max(0, misbehaviour.amount - self._processed)
        if misbehaviour.fault != "slow":
            return BUFFER
        since = now - (self._last_step if self._last_step is not None else now)
        budget = int(since * misbehaviour.amount)
        if budget or self._last_step is None:
            self._last_step = now
        return budget

    def _real_time(self, number: int) -> int:
        out = self._stopped and self._fault == "paper_out"
        cover = self._stopped and self._fault == "cover_open"
        low = self._fault == "paper_low" or out
        flags = {
            1: OFFLINE if self._stopped else 0,
            2: (COVER if cover else 0) | (STOPPED if out else 0),
            3: 0,
            4: (LOW if low else 0) | (OUT if out else 0),
        }
        return STATUS | flags[number]

    def _job_status(self, number: int) -> int:
        if number != PAPER_NUMBER:
            return 0
        return JOB_LOW if self._fault == "paper_low" else 0
