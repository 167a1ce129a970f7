"""What the screens need of a keyboard-wedge decoder: it tells a scanner's keys from a person's typing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol


class WedgeEvent(Protocol):
    """What the decoder made of the oldest characters it was fed and had not yet settled."""

    @property
    def kind(self) -> Literal["scan", "typed"]:
        """`scan`: a code came from a scanner; `typed`: a person pressed these keys."""

    @property
    def text(self) -> str:
        """The code without prefix and suffix, or the characters typed."""

    @property
    def settled(self) -> int:
        """How many fed characters this event accounts for, oldest first, prefix and suffix included."""


class WedgeDecoder(Protocol):
    """A pure decoder: every character fed is settled by exactly one event, in the order it was fed."""

    def feed(self, char: str, at_ms: int) -> Sequence[WedgeEvent]:
        """One character pressed at `at_ms` (monotonic milliseconds); the events that this decided."""

    def tick(self, at_ms: int) -> Sequence[WedgeEvent]:
        """Time has passed without a key; the events that this decided."""

    def flush(self) -> Sequence[WedgeEvent]:
        """Settle everything held now: a key came that no scanner sends."""
