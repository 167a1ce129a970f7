"""A serial scanner that is not there: sends codes down a pseudo-terminal, and misbehaves when told to."""

from __future__ import annotations

from pathlib import Path

from devices.virtual_line import VirtualLine


class VirtualScanner:
    """Scans what it is told to; the till opens `path` like a port."""

    def __init__(self, path: Path, *, terminator: bytes = b"\r") -> None:
        self._terminator = terminator
        self._line = VirtualLine(path, lambda _data: b"")

    def __enter__(self) -> VirtualScanner:
        self._line.plug_in()
        return self

    def __exit__(self, *_: object) -> None:
        self._line.close()

    def scan(self, text: str) -> None:
        """A good read."""
        self._line.send(text.encode() + self._terminator)

    def scan_half(self, text: str) -> None:
        """The first half of a read, and then nothing."""
        self._line.send(text[: len(text) // 2].encode())

    def garble(self) -> None:
        """Noise of a line with another baud rate."""
        self._line.send(b"\x00\xfe\x81\x07\xff" + self._terminator)

    def send(self, data: bytes) -> None:
        """Any bytes at all."""
        self._line.send(data)

    def vanish(self) -> None:
        """The cable is pulled."""
        self._line.vanish()

    def come_back(self) -> None:
        """The cable is plugged in again; the system gives the port another number."""
        self._line.plug_in()
