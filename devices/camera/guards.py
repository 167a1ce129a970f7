"""Decides which codes in a camera's view are handed on, and that each is once while it stays in view.

Two decoders can agree on a wrong but valid number, so a code must be read several times in a row, more often
if the catalogue does not know it. Pure: times come in, nothing waits. docs/devices/camera.md has the table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

import msgspec

from devices.imaging.found import Found
from retail.identifiers import ParsedCode, parse

PAIR_MS: Final = 900
"""The till takes both codes of one pack for one when they come within a second; less the way to it."""


class GuardOptions(msgspec.Struct, frozen=True, kw_only=True):
    """The numbers; `CameraOptions` says what they mean."""

    equal_reads: int = 2
    unknown_reads: int = 5
    away_ms: int = 1500


class _Seen(msgspec.Struct):
    """A code in view: its reads in a row, when it was seen last, and what became of it."""

    row: int
    at: int
    code: ParsedCode
    known: bool | None = None
    handed_on: int | None = None
    """When it was, or was taken for the other code of a pack that was; steady time in ms."""


class Guards:
    """One camera's memory of what it sees; used from the camera's thread alone."""

    def __init__(self, options: GuardOptions, known: Callable[[str], bool]) -> None:
        self._options = options
        self._known = known
        self._seen: dict[str, _Seen] = {}

    def look(self, codes: Iterable[Found], at_ms: int) -> list[Found]:
        """Take one frame's codes, at a steady time in ms; give back those to hand on now.

        A frame without any code breaks no row: a hand or a blur in between is common. A frame that holds
        other codes but not this one does.
        """
        self._forget(at_ms)
        # One text in two kinds of code is one item in the customer's hand.
        frame = {code.text: code for code in codes if code.text}
        if not frame:
            return []
        for text, seen in self._seen.items():
            if text not in frame:
                seen.row = 0
        return [code for text, code in frame.items() if self._believed(text, code, at_ms)]

    def _believed(self, text: str, code: Found, at_ms: int) -> bool:
        seen = self._seen.get(text)
        if seen is None:
            seen = self._seen[text] = _Seen(row=0, at=at_ms, code=parse(code.raw))
        seen.row += 1
        seen.at = at_ms
        if seen.handed_on is not None or seen.row < self._options.equal_reads:
            return False
        if seen.known is None:
            # Asked once while it stays in view: the answer takes a database.
            seen.known = self._known(code.raw)
        if not seen.known and seen.row < self._options.unknown_reads:
            return False
        seen.handed_on = at_ms
        return not self._counted_already(seen.code, at_ms)

    def _counted_already(self, code: ParsedCode, at_ms: int) -> bool:
        """Whether it is the other code of a pack in view, too late for the till to see that they are one."""
        return code.gtin14 is not None and any(
            other.handed_on is not None
            and at_ms - other.handed_on > PAIR_MS
            and other.code.gtin14 == code.gtin14
            and {other.code.kind, code.kind} == {"gtin", "gs1"}
            for other in self._seen.values()
        )

    def _forget(self, at_ms: int) -> None:
        """Let go of codes that left the view; a row counts only while it is not interrupted for so long."""
        gone = [text for text, seen in self._seen.items() if at_ms - seen.at >= self._options.away_ms]
        for text in gone:
            del self._seen[text]
