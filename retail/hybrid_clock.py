"""Hybrid logical clock: time stamps that follow wall time, never run backwards, and sort as text.

A stamp reads `0197c3f2a1b0-0003-node`: UTC milliseconds as 12 hexadecimal digits, a counter as 4, and the
node that made it. Comparing two stamps as text compares their time, then their counter, then the node's name.
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

from retail.errors import DataError

_STAMP = re.compile(r"([0-9a-f]{12})-([0-9a-f]{4})-([!-~]+)")
_MAX_COUNTER = 0xFFFF
_MAX_MS = 2**48 - 1
MAX_AHEAD_MS: Final = 300_000
"""A stamp further ahead of the hub's clock counts as exactly this far ahead."""


class Stamp(msgspec.Struct, frozen=True, kw_only=True):
    """A hybrid time taken apart: UTC milliseconds, counter, node."""

    ms: int
    counter: int
    node: str

    def text(self) -> str:
        """The sortable text form."""
        return f"{self.ms:012x}-{self.counter:04x}-{self.node}"


def parse(text: str) -> Stamp:
    """Take a stamp apart; `DataError("bad_hybrid_time")` when it is not one."""
    match = _STAMP.fullmatch(text)
    if match is None:
        raise DataError("bad_hybrid_time", f"{text!r} is not a hybrid time stamp.", text=text)
    return Stamp(ms=int(match[1], 16), counter=int(match[2], 16), node=match[3])


def tick(previous: str | None, wall_ms: int, node: str) -> str:
    """The stamp of a new local fact: later than `previous`, and no earlier than `wall_ms` (UTC ms).

    A wall clock that was set back does not turn time back: the counter goes on behind `previous`.
    """
    ms, counter = wall_ms, 0
    before = None if previous is None else parse(previous)
    if before is not None and before.ms >= wall_ms:
        ms, counter = before.ms, before.counter + 1
    if counter > _MAX_COUNTER:
        ms, counter = ms + 1, 0
    if not 0 <= ms <= _MAX_MS:
        raise DataError("bad_hybrid_time", f"{ms} ms is outside what a hybrid time can hold.", ms=ms)
    return parse(Stamp(ms=ms, counter=counter, node=node).text()).text()


def clamp(stamp: str, now: int, newest: str = "") -> str:
    """`stamp`, or the latest that a clock may say at `now` (UTC milliseconds at the hub).

    Where `newest`, the newest stamp held of the same thing, is later than that, what is later still counts
    as right behind it: a hub whose clock was set back loses no edit.

    Raises `DataError("bad_hybrid_time")` for a text that is no stamp.
    """
    parsed = parse(stamp)
    if parsed.ms <= now + MAX_AHEAD_MS:
        return stamp
    latest = Stamp(ms=now + MAX_AHEAD_MS, counter=0, node=parsed.node).text()
    if newest < latest:
        return latest
    return min(stamp, tick(newest, 0, parsed.node))
