"""What the screens need of a keyboard-wedge decoder: it tells a scanner's keys from a person's typing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable


@runtime_checkable
class Typed(Protocol):
    """Keys that a person pressed, oldest first."""

    @property
    def chars(self) -> str:
        """One character a key."""


@runtime_checkable
class Scanned(Protocol):
    """One scan, without prefix and suffix."""

    @property
    def text(self) -> str:
        """The code; control characters such as GS are kept."""

    @property
    def complete(self) -> bool:
        """False where the suffix never came: the code may be half."""

    @property
    def too_long(self) -> bool:
        """Whether characters were lost because the code was longer than any."""


class WedgeDecoder(Protocol):
    """A pure decoder: every character fed comes out in one event, in its order, or belongs to a scan."""

    def feed(self, char: str, at_ms: int, *, auto_repeat: bool = False) -> Sequence[Typed | Scanned]:
        """One character pressed at `at_ms` (steady milliseconds), and what is certain now."""

    def tick(self, at_ms: int) -> Sequence[Typed | Scanned]:
        """Let go what a gap up to `at_ms` has made certain."""

    def due_at(self) -> int | None:
        """When `tick` should be called, or None while nothing is held."""
