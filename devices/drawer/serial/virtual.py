"""A drawer trigger that is not there: opens by `07`, says by `05` whether it is open, and can jam."""

from __future__ import annotations

from pathlib import Path

from devices.virtual_line import VirtualLine

OPEN_BIT = 0x01


class VirtualDrawer:
    """The till opens `path` like a port."""

    def __init__(self, path: Path) -> None:
        self._line = VirtualLine(path, self._hear)
        self.kicks = 0
        self.is_open = False
        self.jammed = False
        self.mute = False

    def __enter__(self) -> VirtualDrawer:
        self._line.plug_in()
        return self

    def __exit__(self, *_: object) -> None:
        self._line.close()

    def vanish(self) -> None:
        """The cable is pulled."""
        self._line.vanish()

    def come_back(self) -> None:
        """The cable is plugged in again."""
        self._line.plug_in()

    def _hear(self, data: bytes) -> bytes:
        answer = b""
        for byte in data:
            if byte == 0x07:  # noqa: PLR2004 - BEL
                self.kicks += 1
                self.is_open = not self.jammed
            elif byte == 0x05 and not self.mute:  # noqa: PLR2004 - ENQ
                answer += bytes([OPEN_BIT if self.is_open else 0])
        return answer
