"""Where the hub takes its time from."""

from __future__ import annotations

from typing import Protocol


class Clock(Protocol):
    """Gives the time; tests hand in one that they move."""

    def now(self) -> int:
        """UTC milliseconds since 1970."""
        ...
