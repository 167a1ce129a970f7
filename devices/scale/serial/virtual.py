"""A scale that is not there: answers like a Toledo 8217, weighs what it is told to, and lies when told to."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from devices.virtual_line import VirtualLine
from retail.errors import KnownError

Lie = Literal["", "garbage", "overlong", "above_capacity", "jumps", "mute", "endless"]
LIES: tuple[Lie, ...] = ("", "garbage", "overlong", "above_capacity", "jumps", "mute", "endless")

_STATUS = {"moving": 0x61, "overload": 0x62, "underload": 0x64, "zero": 0x70, "lost_zero": 0x68}


class VirtualScale:
    """The till opens `path` like a port."""

    def __init__(self, path: Path) -> None:
        self._line = VirtualLine(path, self._hear)
        self._weight = 0
        self._state = "zero"
        self._lie: Lie = ""
        self._jumps: Iterator[int] = itertools.cycle((0, 250))
        self.asked = 0
        """How often the till asked."""

    def __enter__(self) -> VirtualScale:
        self._line.plug_in()
        return self

    def __exit__(self, *_: object) -> None:
        self._line.close()

    def put(self, weight: int) -> None:
        """Goods of so many thousandths of kg lie on it, and it has come to rest."""
        self._weight, self._state = weight, "zero" if weight == 0 else ""

    def be(self, state: str) -> None:
        """`moving`, `overload`, `underload`, `zero` or `lost_zero`. Raises KnownError."""
        if state not in _STATUS:
            raise KnownError("unknown_scale_state", f"{state!r} is none of {', '.join(_STATUS)}.")
        self._state = state

    def lie(self, how: Lie) -> None:
        """Answer wrongly from now on; an empty text ends it."""
        self._lie = how

    def say(self, data: bytes) -> None:
        """Any bytes, unasked."""
        self._line.send(data)

    def vanish(self) -> None:
        """The cable is pulled."""
        self._line.vanish()

    def come_back(self) -> None:
        """The cable is plugged in again."""
        self._line.plug_in()

    def _hear(self, data: bytes) -> bytes:
        asked = data.count(b"W")
        self.asked += asked
        return b"".join(self._answer() for _ in range(asked))

    def _answer(self) -> bytes:
        lies = {
            "mute": b"",
            "garbage": b"\x02\x1bHELLO\x00\r",
            "overlong": b"\x02" + b"9" * 40 + b".345\r",
            "endless": b"\x02" + b"1" * 200,
            "above_capacity": b"\x02999.999\r",
        }
        if self._lie in lies:
            return lies[self._lie]
        if self._state:
            return b"\x02?" + bytes([_STATUS[self._state]]) + b"\r"
        weight = self._weight + (next(self._jumps) if self._lie == "jumps" else 0)
        return f"\x02{weight // 1000:02d}.{weight % 1000:03d}\r".encode()
