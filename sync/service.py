"""Starts and stops the two threads of sync: `sync`, and `sync-poke` with a line of its own."""

from __future__ import annotations

import random as randomness
import threading
import time
from typing import Protocol

from sync.asking import Answered, Question
from sync.backoff import Random, Timing
from sync.poke import PokeLoop
from sync.ports import Clock, Outbox, Replica, Snapshots
from sync.protocol import HubTerminal
from sync.worker import Listener, SyncWorker, WorkerSettings


class HubLine(HubTerminal, Protocol):
    """A `HubTerminal` whose calls can be ended from another thread, as `sync.client.HttpHub`."""

    def cut(self) -> None:
        """End the call under way; it and every later one raise `HubUnreachable`."""
        ...

    def close(self) -> None:
        """Let go of the connection; by the thread that used it."""
        ...


class SyncService:
    """What the terminal's composition root holds of sync.

    `listener` is called on the sync thread with each new `SyncStatus`, `answered` on any thread with what the
    hub said to each `ask`. Two lines are needed, since a long
    poll holds one for 25 seconds: with one alone a sale would wait for it.
    """

    def __init__(  # noqa: PLR0913 - what the composition root hands in, by name
        self,
        line: HubLine,
        poke_line: HubLine,
        outbox: Outbox,
        replica: Replica,
        clock: Clock,
        *,
        settings: WorkerSettings,
        listener: Listener,
        answered: Answered,
        random: Random = randomness.random,
        snapshots: Snapshots | None = None,
    ) -> None:
        self._lines = (line, poke_line)
        self._poke = PokeLoop(poke_line, timing(clock, random), hint=self._hint)
        self._worker = SyncWorker(
            line,
            outbox,
            replica,
            timing(clock, random),
            settings=settings,
            listener=listener,
            seen=self._poke.seen,
            answered=answered,
            snapshots=snapshots,
        )
        self._threads = (
            threading.Thread(target=self._run_worker, name="sync", daemon=True),
            threading.Thread(target=self._run_poke, name="sync-poke", daemon=True),
        )

    def _hint(self, scopes: tuple[str, ...]) -> None:
        self._worker.hint(scopes)

    def start(self) -> None:
        """Start both threads; once."""
        for thread in self._threads:
            thread.start()

    def nudge(self) -> None:
        """Something was journaled: push soon. From any thread, never blocks."""
        self._worker.nudge()

    def ask(self, question: Question) -> None:
        """Ask the hub while somebody waits. From any thread, never blocks; `answered` gets what it says."""
        self._worker.ask(question)

    def stop(self, timeout: float = 1.0) -> bool:
        """Stop both threads; False where one is still in a connect after `timeout` seconds.

        Such a thread is a daemon and touches no port any more when its connect has ended.
        """
        self._worker.stop()
        self._poke.stop()
        for line in self._lines:
            line.cut()
        deadline = time.monotonic() + timeout
        for thread in self._threads:
            thread.join(max(0.0, deadline - time.monotonic()))
        return not any(thread.is_alive() for thread in self._threads)

    def _run_worker(self) -> None:
        try:
            self._worker.run()
        finally:
            self._lines[0].close()

    def _run_poke(self) -> None:
        try:
            self._poke.run()
        finally:
            self._lines[1].close()


def timing(clock: Clock, random: Random) -> Timing:
    """Timing of one thread, which waits on an event of its own."""
    return Timing(clock=clock, random=random, signal=threading.Event())
