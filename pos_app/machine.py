"""The real clock and the real source of identities, behind their ports."""

from __future__ import annotations

import secrets
import time

from retail.ids import RANDOM_BYTES, uuid7


class SystemClock:
    """The machine's clock."""

    def now(self) -> int:
        """UTC milliseconds since 1970."""
        return time.time_ns() // 1_000_000  # noqa: TID251 - this is the clock behind the port

    def monotonic(self) -> float:
        """Seconds since some moment; never jumps."""
        return time.monotonic()


class SystemIds:
    """UUIDv7 from the machine's clock and its random source."""

    def __init__(self, clock: SystemClock) -> None:
        self._clock = clock

    def new(self) -> str:
        return uuid7(self._clock.now(), secrets.token_bytes(RANDOM_BYTES))
