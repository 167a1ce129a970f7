"""Counts failures per name in a sliding window: a brake against guessing.

In memory where the hub is one process, in the database where it is several.
"""

from __future__ import annotations

import threading
from collections import deque
from typing import Protocol

from hub.store.database import Database
from hub.store.shared_limit import SharedLimit

MAX_NAMES = 10_000


class Limit(Protocol):
    """At most so many failures a name within a time (UTC milliseconds)."""

    def allows(self, name: str, now: int) -> bool: ...
    def note(self, name: str, now: int) -> None: ...
    def forget(self, name: str) -> None: ...


def limit_of(database: Database, about: str, most: int, window_ms: int) -> Limit:
    """A limit that holds for all workers of the hub together; `about` names what is guessed."""
    if database.on_postgres:
        return SharedLimit(database, about, most, window_ms)
    return RateLimit(most, window_ms)


class RateLimit:
    """At most `most` failures a name within `window_ms`."""

    def __init__(self, most: int, window_ms: int) -> None:
        self._most = most
        self._window_ms = window_ms
        self._failures: dict[str, deque[int]] = {}
        self._lock = threading.Lock()

    def allows(self, name: str, now: int) -> bool:
        """Whether `name` may try again at `now` (UTC ms)."""
        with self._lock:
            return len(self._recent(name, now)) < self._most

    def note(self, name: str, now: int) -> None:
        """A failure of `name`."""
        with self._lock:
            if name not in self._failures and len(self._failures) >= MAX_NAMES:
                # The oldest name goes: memory stays bounded even under a flood of addresses.
                del self._failures[next(iter(self._failures))]
            recent = self._recent(name, now)
            recent.append(now)
            self._failures[name] = recent

    def forget(self, name: str) -> None:
        """`name` has succeeded."""
        with self._lock:
            self._failures.pop(name, None)

    def _recent(self, name: str, now: int) -> deque[int]:
        times = self._failures.get(name, deque[int]())
        while times and times[0] <= now - self._window_ms:
            times.popleft()
        return times
