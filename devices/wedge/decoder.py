"""Takes the keys of a till's keyboard, whoever pressed them, and gives back scans and a person's typing.

Pure: characters and their times in, events out, no clock and no Qt, so that it works whatever has the
focus. Keys are held back while they may still be the beginning of a scan, for at most `max_gap_ms`;
`tick` lets a person's keys go. Every character comes out exactly once, in its order, except those that a
scan beyond `max_length` loses.
"""

from __future__ import annotations

import msgspec

from devices.wedge.options import WedgeOptions


class Typed(msgspec.Struct, frozen=True, tag=True):
    """Characters of a person, to be given to the field that has the focus."""

    chars: str


class Scan(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """One scan, without prefix and suffix; control characters such as GS (`\\x1d`) are kept.

    `at` is the time of its last character. Not `complete`: the suffix never came, the code may be half.
    `too_long`: only the first `max_length` of `length` characters were kept. Neither may be typed into a
    field or looked up without saying so.
    """

    text: str
    at: int
    length: int
    complete: bool = True
    too_long: bool = False


Event = Typed | Scan


class WedgeDecoder:
    """Feed it every key; times are milliseconds of any one steady clock, best that of the key events."""

    def __init__(self, options: WedgeOptions | None = None) -> None:
        self._options = options or WedgeOptions()
        self._held: list[str] = []
        self._length = 0
        self._prefixed = False
        self._one_key = True
        self._after_scan = False
        self._last: int | None = None

    def feed(self, char: str, at_ms: int, *, auto_repeat: bool = False) -> list[Event]:
        """One character, and what is certain now; `auto_repeat` is a key held down, so a person's.

        A key without a character (empty text, as of Shift) is nothing to a scanner and is ignored.
        """
        if not char:
            return []
        events = self._flush() if self._gap_before(at_ms) else []
        self._last = at_ms
        if auto_repeat:
            return [*events, *self._flush(), Typed(char)]
        if self._after_scan:
            # A scanner set to send CR and LF: the second belongs to the scan that the first one ended.
            if char in self._options.suffixes:
                return events
            self._after_scan = False
        if char == self._options.prefix:
            events += self._flush()
            self._prefixed = True
        elif char in self._options.suffixes:
            events += self._finish(char)
        else:
            self._hold(char)
        return events

    def tick(self, at_ms: int) -> list[Event]:
        """Let go what a gap up to `at_ms` has made certain."""
        return self._flush() if self._gap_before(at_ms) else []

    def due_at(self) -> int | None:
        """When `tick` should be called, or None while nothing is held."""
        if self._last is None or not (self._length or self._prefixed):
            return None
        return self._last + self._options.max_gap_ms + 1

    def _gap_before(self, at_ms: int) -> bool:
        if self._last is None:
            return False
        # A clock that was set back ends the burst too: else its keys could be held for hours.
        return not 0 <= at_ms - self._last <= self._options.max_gap_ms

    def _hold(self, char: str) -> None:
        self._length += 1
        self._one_key = self._one_key and (not self._held or char == self._held[0])
        if len(self._held) < self._options.max_length:
            self._held.append(char)

    def _finish(self, suffix: str) -> list[Event]:
        """A suffix came within the gap, or on its own."""
        needed = 1 if self._prefixed else self._options.min_length
        if self._too_long or (self._may_scan and self._length >= needed):
            self._after_scan = True
            return [self._scan(complete=True)]
        return self._let_go(suffix)

    def _flush(self) -> list[Event]:
        """The burst is over without a suffix."""
        self._after_scan = False
        needed = self._options.min_incomplete if self._options.suffixes else self._options.min_length
        # Without its mark, a row of one character is a key that was held down.
        looks_scanned = self._may_scan and (self._prefixed or not self._one_key)
        if self._too_long or (looks_scanned and self._length >= needed):
            return [self._scan(complete=not self._options.suffixes)]
        return self._let_go("")

    @property
    def _may_scan(self) -> bool:
        return self._prefixed or not self._options.prefix

    @property
    def _too_long(self) -> bool:
        """Whether characters were lost already, so that giving back what is left would mislead."""
        return self._length > len(self._held)

    def _scan(self, *, complete: bool) -> Scan:
        scan = Scan(
            text="".join(self._held),
            at=self._last or 0,
            length=self._length,
            complete=complete,
            too_long=self._too_long,
        )
        self._forget()
        return scan

    def _let_go(self, after: str) -> list[Event]:
        chars = (self._options.prefix if self._prefixed else "") + "".join(self._held) + after
        self._forget()
        return [Typed(chars)] if chars else []

    def _forget(self) -> None:
        self._held = []
        self._length = 0
        self._prefixed = False
        self._one_key = True
