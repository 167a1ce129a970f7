"""Cuts what a serial scanner sends into codes; pure: bytes and times in, codes and torn reads out."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from devices.serial_line import SerialOptions

KEPT_CONTROLS = "\x1d\x1e\x04"
"""GS, RS and EOT are part of GS1 and ISO 15434 data; any other control character is noise of the line."""
AIM_LENGTH = 3


class SerialScannerOptions(SerialOptions, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the scanner is set: see its handbook's page on the serial interface."""

    prefix: str = ""
    """What it sends before each code; a code without it is torn."""
    suffix: str = ""
    """What it sends after each code, before the terminator; a code without it is torn."""
    terminators: str = "\r\n"
    """Characters of which one ends a code; empty if a pause does."""
    gap_ms: Annotated[int, msgspec.Meta(ge=5, le=5000)] = 150
    """Longest pause within a code; after it a code without terminator is torn, or ends if there is none."""
    max_length: Annotated[int, msgspec.Meta(ge=1, le=65_536)] = 4096
    aim_ids: bool = False
    """Whether it is set to send AIM identifiers (`]E0` …) first; then a code without one is torn."""
    encoding: Literal["utf-8", "latin-1", "cp1252"] = "utf-8"


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """One code, or what was left of one."""

    text: str
    problem: Literal["", "torn", "too_long"] = ""


class ScanFramer:
    """Collects the bytes of one code at a time."""

    def __init__(self, options: SerialScannerOptions) -> None:
        self._options = options
        self._ends = frozenset(options.terminators.encode("latin-1", "ignore"))
        self._held = bytearray()
        self._last_ms = 0
        self._too_long = False

    def feed(self, data: bytes, at_ms: int) -> list[Found]:
        """Bytes that came at `at_ms` (steady milliseconds), and the codes that they complete."""
        found = self.tick(at_ms)
        self._last_ms = at_ms
        for byte in data:
            if byte in self._ends:
                found += self._end(whole=True)
            elif len(self._held) < self._options.max_length:
                self._held.append(byte)
            else:
                self._too_long = True
        return found

    def tick(self, at_ms: int) -> list[Found]:
        """Let go what a pause up to `at_ms` has made certain."""
        if self._held and at_ms - self._last_ms > self._options.gap_ms:
            return self._end(whole=not self._ends)
        return []

    def broken(self) -> list[Found]:
        """The line broke: what was half is torn."""
        return self._end(whole=False)

    def _end(self, *, whole: bool) -> list[Found]:
        data, self._held = bytes(self._held), bytearray()
        too_long, self._too_long = self._too_long, False
        if not data:
            return []
        text = data.decode(self._options.encoding, "replace")
        if too_long:
            return [Found(text=text, problem="too_long")]
        inner = self._unwrapped(text) if whole else None
        if inner is None:
            return [Found(text=text, problem="torn")]
        return [Found(text=inner)]

    def _unwrapped(self, text: str) -> str | None:
        """The code without prefix and suffix, or None where something of it is missing or garbled."""
        options = self._options
        if not (text.startswith(options.prefix) and text.endswith(options.suffix)):
            return None
        inner = text[len(options.prefix) : len(text) - len(options.suffix)]
        garbled = any(
            sign == "\ufffd" or (ord(sign) < ord(" ") and sign not in KEPT_CONTROLS) for sign in inner
        )
        headless = options.aim_ids and (len(inner) <= AIM_LENGTH or not inner.startswith("]"))
        return None if garbled or headless or not inner else inner
