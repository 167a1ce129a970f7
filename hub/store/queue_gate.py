"""Keeps one queue, such as a store whose tills send a day's sales, from holding all lines of a worker.

Of one queue one is at work in the whole hub (`Database.run`); whoever else waited for it inside PostgreSQL
would each hold a connection, of which a worker has few, and callers about other stores would wait for theirs.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

AT_WORK = 2
"""Of one queue with a connection: one at work, and the next, so that nothing is lost between the two."""
WAITING = 6
"""Of one queue without a connection; each holds a thread of the worker's."""
WAITING_IN_ALL = 16


class Crowded(Exception):
    """Too many wait, or for too long: come again."""


class _Queue:
    """One queue while somebody is in it."""

    def __init__(self) -> None:
        self.inside = 0
        self.waiting: deque[object] = deque()

    @property
    def has_room(self) -> bool:
        return self.inside < AT_WORK


class QueueGate:
    """The gate of one process."""

    def __init__(self, wait_s: float) -> None:
        """`wait_s`: how long to wait at the gate."""
        self._wait_s = wait_s
        self._changed = threading.Condition()
        self._queues: dict[str, _Queue] = {}

    @contextmanager
    def through(self, name: str) -> Iterator[None]:
        """Go in when there is room, in the order of coming. Raises `Crowded` at once, or after the wait."""
        with self._changed:
            queue = self._queues.setdefault(name, _Queue())
            if queue.waiting or not queue.has_room:
                self._wait(queue)
            queue.inside += 1
        try:
            yield
        finally:
            with self._changed:
                queue.inside -= 1
                if not queue.inside and not queue.waiting:
                    del self._queues[name]
                self._changed.notify_all()

    def _wait(self, queue: _Queue) -> None:
        in_all = sum(len(one.waiting) for one in self._queues.values())
        if len(queue.waiting) >= WAITING or in_all >= WAITING_IN_ALL:
            raise Crowded
        ticket = object()
        queue.waiting.append(ticket)
        try:
            if not self._changed.wait_for(
                lambda: queue.has_room and queue.waiting[0] is ticket, self._wait_s
            ):
                raise Crowded
        finally:
            queue.waiting.remove(ticket)
            # There may be room for the next as well.
            self._changed.notify_all()
