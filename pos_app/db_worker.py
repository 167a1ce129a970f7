"""The `db` thread: every command, query and replica write runs here, the cashier's work first."""

from __future__ import annotations

import itertools
import logging
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

logger = logging.getLogger(__name__)

T = TypeVar("T")

CASHIER = 0
BACKGROUND = 1
_STOP = 2
"""Behind everything: what was handed in before the stop is still done."""

CALL_TIMEOUT_S = 60.0
"""Longest that another thread waits for its turn on the `db` thread."""


class DbWorker:
    """One thread, one queue; jobs of equal priority keep their order."""

    def __init__(self) -> None:
        self._jobs: queue.PriorityQueue[tuple[int, int, Callable[[], None] | None]] = queue.PriorityQueue()
        self._order = itertools.count()
        self._stopping = False
        self._door = threading.Lock()
        """Held while a job goes in or the stop does, so that no job can slip in behind the stop."""
        self._thread = threading.Thread(target=self._run, name="db", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def submit(self, job: Callable[[], T], priority: int = CASHIER) -> Future[T]:
        """Hand a job in; its result or exception arrives in the future."""
        future: Future[T] = Future()

        def run() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                future.set_result(job())
            except BaseException as error:  # noqa: BLE001 - it travels to whoever waits for the future
                future.set_exception(error)

        with self._door:
            if self._stopping:
                future.cancel()
            else:
                self._jobs.put((priority, next(self._order), run))
        return future

    def post(self, job: Callable[[], None], priority: int = CASHIER) -> None:
        """Hand a job in that nobody waits for; an exception is logged."""
        self.submit(job, priority).add_done_callback(_log_failure)

    def call(self, job: Callable[[], T], priority: int = BACKGROUND) -> T:
        """Run a job on the `db` thread and wait for it; from the `db` thread itself it runs at once."""
        if threading.current_thread() is self._thread:
            return job()
        return self.submit(job, priority).result(timeout=CALL_TIMEOUT_S)

    def stop(self) -> None:
        """Finish what was handed in, then end."""
        with self._door:
            if self._stopping or not self._thread.is_alive():
                return
            self._stopping = True
            self._jobs.put((_STOP, next(self._order), None))
        self._thread.join(timeout=CALL_TIMEOUT_S)

    def _run(self) -> None:
        while True:
            _, _, job = self._jobs.get()
            if job is None:
                return
            job()


class OnDbThread:
    """Stands in for a repository on other threads: every call of a method runs on the `db` thread."""

    def __init__(self, worker: DbWorker, target: object) -> None:
        self._worker = worker
        self._target = target

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method = getattr(self._target, name)

        def call(*args: Any, **named: Any) -> Any:
            return self._worker.call(lambda: method(*args, **named))

        return call


def _log_failure(future: Future[None]) -> None:
    if not future.cancelled() and future.exception() is not None:
        logger.error("a job of the db thread failed", exc_info=future.exception())
