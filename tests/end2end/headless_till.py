"""A whole till without its window, in the test's own process: threads, printer and sync as ever."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from pos_app.bootstrap.terminal import Terminal
from pos_app.commands import Command, OpenSession, SignIn
from pos_app.machine import SystemClock
from pos_app.places import places
from pos_app.queries import ListOperators, Query
from pos_app.till import Till
from pos_app.views import ChangeView, Outcome, SaleView
from pos_app.views.sync import SyncView

R = TypeVar("R")
WAIT_S = 180.0
"""Long enough for a hub that was away: the sync thread waits up to a minute between two attempts."""


class MovedClock(SystemClock):
    """The machine's clock, put forward."""

    ahead_ms = 0

    def now(self) -> int:
        return super().now() + self.ahead_ms


class HeadlessTill:
    """Speaks to the till's bus as the screens do; opened on folders that were enrolled before."""

    def __init__(self, folders: tuple[str, ...]) -> None:
        _, data, _, keys = folders
        self.clock = MovedClock()
        self._terminal = Terminal(places(Path(data), Path(keys)), self.clock)
        self._told = threading.Condition()
        self._fresh = self._closed = False
        self.sync: SyncView | None = None
        self.till: Till = self._terminal.start()
        self.till.listen(self._hear)

    def close(self) -> None:
        """End its threads and let go of its files; again does nothing."""
        if not self._closed:
            self._closed = True
            self._terminal.stop()

    def _hear(self, topic: str, view: object) -> None:
        with self._told:
            self._fresh = True
            if topic == "sync" and isinstance(view, SyncView):
                self.sync = view
            self._told.notify_all()

    def until(self, found: Callable[[], R]) -> R:
        """Look again after every piece of news until there is something, and give it."""
        deadline = time.monotonic() + WAIT_S
        while True:
            with self._told:
                self._fresh = False
            if there := found():
                return there
            with self._told:
                self._told.wait_for(lambda: self._fresh, 1.0)
            assert time.monotonic() < deadline, self.sync

    def ready(self, pin: str) -> None:
        """Catalogue and people are here; the first of them signs in and opens a session."""
        self.until(self.synced)
        person = self.ask(ListOperators())[0]
        self.ok(SignIn(operator_id=person.operator_id, pin=pin))
        self.ok(OpenSession(opening_float=10_000))
        self.until(self.synced)

    def synced(self) -> bool:
        """Whether all that this till made is at the hub and all of the hub is here."""
        now = self.sync
        if now is None or now.state != "idle" or now.waiting_ops or not now.scopes:
            return False
        return not any(scope.rows_to_go for scope in now.scopes)

    def send(self, command: Command) -> Outcome:
        """Carry out a command."""
        outcome: Outcome = self._answer(lambda done: self.till.send(command, done))
        return outcome

    def ok(self, command: Command) -> Outcome:
        """Carry out a command that must be possible."""
        outcome = self.send(command)
        assert outcome.ok, outcome
        return outcome

    def sale(self, command: Command) -> SaleView:
        """The open sale after a command."""
        sale = self.ok(command).sale
        assert sale is not None
        return sale

    def change(self, command: Command) -> ChangeView:
        """What completing the sale gave."""
        change = self.ok(command).change
        assert change is not None
        return change

    def ask(self, query: Query[R]) -> R:
        """Answer a query that has an answer."""
        answer: R = self._answer(lambda done: self.till.ask(query, done))
        return answer

    @staticmethod
    def _answer(begin: Callable[[Callable[[Any], None]], None]) -> Any:
        answers: list[Any] = []
        there = threading.Event()

        def take(answer: object) -> None:
            answers.append(answer)
            there.set()

        begin(take)
        assert there.wait(WAIT_S), "no answer"
        return answers[0]
