"""The work of the `sync-poke` thread: holds the hub's long poll and hands on which scopes have news."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping

from sync import messages as m
from sync.backoff import REFUSED_S, Timing, delay, jittered
from sync.protocol import HubApi, SyncError, Unauthorised

UNTIL_SEEN_S = 30.0
"""After a hint the worker reads first; asked again when it has, or after about this long."""
PAUSE_S = 1.0
"""Between two polls, so that a hub that answers at once is not asked without end."""


class PokeLoop:
    """Needs no database: the worker tells it how far the scopes were read. A hint may be lost."""

    def __init__(
        self,
        api: HubApi,
        timing: Timing,
        *,
        hint: Callable[[tuple[str, ...]], None],
    ) -> None:
        self._api = api
        self._hint = hint
        self._clock = timing.clock
        self._random = timing.random
        self._signal = timing.signal
        self._lock = threading.Lock()
        self._cursors: dict[str, int] = {}
        self._failures = 0
        self._not_before = 0.0
        self._stopping = False

    def seen(self, cursors: Mapping[str, int]) -> None:
        """How far each scope was read; from the sync thread, after each round."""
        with self._lock:
            self._cursors = dict(cursors)
        self._signal.set()

    def stop(self) -> None:
        """End `run`; the line must be cut for that to be soon."""
        self._stopping = True
        self._signal.set()

    def run(self) -> None:
        """Poll until `stop`."""
        while not self._stopping:
            self._signal.wait(self.turn())
            self._signal.clear()

    def turn(self) -> float:
        """Poll once if it is time; returns the seconds to wait, unless `seen` comes before."""
        early = self._not_before - self._clock.monotonic()
        if early > 0:
            return early
        with self._lock:
            cursors = dict(self._cursors)
        if not cursors:
            return UNTIL_SEEN_S
        try:
            ahead = self._api.poke(m.PokeRequest(seen=cursors)).ahead
        except SyncError as error:
            return self._wait_after(error)
        self._failures = 0
        self._not_before = self._clock.monotonic() + PAUSE_S
        if not ahead:
            return PAUSE_S
        self._hint(ahead)
        return jittered(UNTIL_SEEN_S, self._random())

    def _wait_after(self, error: SyncError) -> float:
        self._failures += 1
        if isinstance(error, Unauthorised):
            pause = jittered(REFUSED_S, self._random())
        else:
            pause = delay(self._failures, self._random())
        self._not_before = self._clock.monotonic() + pause
        return pause
