"""Time and chance as ports, so that a test can say what time it is."""

from __future__ import annotations

from typing import Protocol


class Clock(Protocol):
    """The terminal's clock."""

    def now(self) -> int:
        """UTC milliseconds since 1970."""
        ...


class IdSource(Protocol):
    """Where new identities come from (rule 5)."""

    def new(self) -> str:
        """A fresh UUIDv7."""
        ...
