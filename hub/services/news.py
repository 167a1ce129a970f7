"""Tells long polls that a feed has moved, whichever thread or process moved it.

Holds the newest `seq` of each feed in memory, so that ten thousand waiting terminals ask the database
nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping

from sync import messages as m


class News:
    """The newest `seq` of each feed, and those who wait for a change of it."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._seqs: dict[str, int] = {}
        self._epochs: dict[str, str] = {}
        self._listeners: set[Callable[[], None]] = set()
        self._closed = False

    def announce(self, heads: Iterable[m.ScopeHead]) -> None:
        """These feeds stand here now; wakes everyone who waits when one of them is new."""
        with self._changed:
            before = dict(self._seqs)
            for head in heads:
                # Of one history a lower number was read before what is known, and only told later.
                goes_on = self._epochs.get(head.scope, head.epoch) == head.epoch
                known = self._seqs.get(head.scope, 0) if goes_on else 0
                self._seqs[head.scope], self._epochs[head.scope] = max(known, head.seq), head.epoch
            if self._seqs != before:
                self._wake()

    def heard(self, moved: Mapping[str, int]) -> None:
        """A hint that feeds have come so far; one that was overtaken by another says nothing."""
        with self._changed:
            fresh = {scope: seq for scope, seq in moved.items() if seq > self._seqs.get(scope, 0)}
            if fresh:
                self._seqs.update(fresh)
                self._wake()

    def newest(self, scope: str) -> int:
        """How far the feed has come, as far as is known here."""
        with self._changed:
            return self._seqs.get(scope, 0)

    def goes_on(self, head: m.ScopeHead) -> bool:
        """Whether this is the feed's history as far as is known here, and not one of before a restore."""
        with self._changed:
            return self._epochs.get(head.scope, head.epoch) == head.epoch

    def ahead(self, seen: Mapping[str, int]) -> tuple[str, ...]:
        """Which of these scopes have moved past what was seen."""
        with self._changed:
            return self._ahead(seen)

    def wait(self, seen: Mapping[str, int], seconds: float) -> tuple[str, ...]:
        """As `ahead`, but waits up to `seconds` for the first of them; empty after a quiet wait."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or bool(self._ahead(seen)), seconds)
            return self._ahead(seen)

    def listen(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Call back, from any thread, at every change and at the end; returns how to stop that."""
        with self._changed:
            self._listeners.add(callback)

        def stop() -> None:
            with self._changed:
                self._listeners.discard(callback)

        return stop

    @property
    def closed(self) -> bool:
        """Whether the hub is going down, so that nobody should wait any longer."""
        return self._closed

    def close(self) -> None:
        """Wake everyone: the hub is going down."""
        with self._changed:
            self._closed = True
            self._wake()

    def _ahead(self, seen: Mapping[str, int]) -> tuple[str, ...]:
        return tuple(sorted(scope for scope, seq in seen.items() if self._seqs.get(scope, 0) > seq))

    def _wake(self) -> None:
        self._changed.notify_all()
        for callback in list(self._listeners):
            callback()
