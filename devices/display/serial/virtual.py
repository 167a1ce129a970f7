"""A line display that is not there: keeps what a customer would read, and every byte that is no command."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from devices.virtual_line import VirtualLine

WAIT_S = 10.0
_ESC, _US, _CR, _CLEAR = 0x1B, 0x1F, 0x0D, 0x0C


class VirtualDisplay:
    """Two lines of `columns` characters, as Epson's and CD5220's commands draw them; strict."""

    def __init__(self, path: Path, *, columns: int = 20, encoding: str = "cp858") -> None:
        self._line = VirtualLine(path, self._hear)
        self._columns = columns
        self._encoding = encoding
        self._rows = [bytearray(b" " * columns), bytearray(b" " * columns)]
        self._row = self._column = 0
        self._held = bytearray()
        self._changed = threading.Condition()
        self.errors: list[bytes] = []
        self.greetings = 0

    def __enter__(self) -> VirtualDisplay:
        self._line.plug_in()
        return self

    def __exit__(self, *_: object) -> None:
        self._line.close()

    @property
    def lines(self) -> tuple[str, str]:
        """What it shows now."""
        upper, lower = (bytes(row).decode(self._encoding) for row in self._rows)
        return upper, lower

    def wait(self, until: Callable[[tuple[str, str]], bool]) -> None:
        """Until what is shown is so; raises TimeoutError."""
        with self._changed:
            if not self._changed.wait_for(lambda: until(self.lines), WAIT_S):
                raise TimeoutError(f"the display shows {self.lines}")

    def vanish(self) -> None:
        """The cable is pulled; what was shown is gone."""
        self._line.vanish()
        self._rows = [bytearray(b" " * self._columns) for _ in range(2)]

    def come_back(self) -> None:
        """The cable is plugged in again."""
        self._line.plug_in()

    def _hear(self, data: bytes) -> bytes:
        with self._changed:
            self._held += data
            while self._held:
                used = self._command() if self._held[0] < ord(" ") else self._draw()
                if not used:
                    break
                del self._held[:used]
            self._changed.notify_all()
        return b""

    def _draw(self) -> int:
        if self._column < self._columns:
            self._rows[self._row][self._column] = self._held[0]
            self._column += 1
        else:
            self.errors.append(bytes(self._held[:1]))
        return 1

    def _command(self) -> int:
        """Bytes of the command at the front, 0 while it is not whole."""
        held = self._held
        if held[0] == _CLEAR:
            self._rows = [bytearray(b" " * self._columns) for _ in range(2)]
            return 1
        if held[:2] == bytes([_ESC]) + b"@":
            self.greetings += 1
            return 2
        if held[:2] == bytes([_ESC]) + b"Q":
            return self._whole_line()
        length = {bytes([_ESC]) + b"t": 3, bytes([_US]) + b"$": 4}.get(bytes(held[:2]), 0)
        if length or (len(held) == 1 and held[0] in (_ESC, _US)):
            if held[0] == _US and len(held) >= length > 0:
                self._column, self._row = held[2] - 1, held[3] - 1
            return length if len(held) >= length else 0
        self.errors.append(bytes(held[:2]))
        return 1

    def _whole_line(self) -> int:
        end = self._held.find(_CR)
        if end < 0:
            return 0
        text = bytes(self._held[3:end])
        if len(text) > self._columns or bytes(self._held[2:3]) not in (b"A", b"B"):
            self.errors.append(bytes(self._held[: end + 1]))
        else:
            self._rows[self._held[2] - ord("A")][: len(text)] = text
        return end + 1
