"""A till without its window as a person at the counter meets it: commands in, outcomes out, one at a time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

from msgspec.structs import replace

from pos_app import commands as c
from pos_app.bootstrap.terminal import Terminal
from pos_app.places import Places
from pos_app.queries import ListOperators, ListSupervisors, Query
from pos_app.views import Outcome
from pos_app.views.sync import SyncView
from proof.chaos.store import CASHIER_PIN, SUPERVISOR_PIN

R = TypeVar("R")
ANSWER_S = 60.0
POLL_S = 0.1

Say = Callable[[str], None]


class Counter:
    """Everything said goes to `say`, a line each: what was completed, and refusals by their codes."""

    def __init__(self, places: Places, say: Say) -> None:
        self._terminal = Terminal(places)
        self._say = say
        self.sync: SyncView | None = None
        self._till = self._terminal.start()
        self._till.listen(self._hear)

    def close(self) -> None:
        """End its threads and let go of its files."""
        self._terminal.stop()

    def sign_in(self) -> None:
        """The cashier comes, once people have arrived from the hub."""
        deadline = time.monotonic() + ANSWER_S
        while not (people := self.ask(ListOperators())):
            if time.monotonic() > deadline:
                raise RuntimeError("nobody can sign in: no people arrived from the hub")
            time.sleep(POLL_S)
        cashier = next(one for one in people if one.role == "cashier")
        outcome = self.send(c.SignIn(operator_id=cashier.operator_id, pin=CASHIER_PIN))
        if not outcome.ok:
            raise RuntimeError(f"the cashier was turned away: {outcome}")

    def send(self, command: c.Command) -> Outcome:
        """Carry out a command; where a supervisor is wanted, she comes."""
        outcome: Outcome = self._answer(lambda done: self._till.send(command, done))
        if outcome.approval is not None:
            person = self.ask(ListSupervisors(permission=outcome.approval.permission))[0]
            word = c.Approving(operator_id=person.operator_id, pin=SUPERVISOR_PIN)
            self._say(f"approved {outcome.approval.permission}")
            approved = replace(command, approval=word)
            outcome = self._answer(lambda done: self._till.send(approved, done))
        if outcome.change is not None:
            self._say(f"completed {outcome.change.receipt_no}")
        elif not outcome.ok:
            code = outcome.notice.code if outcome.notice else "asks"
            self._say(f"refused {type(command).__name__} {code}")
        return outcome

    def ask(self, query: Query[R]) -> R:
        """Answer a query that has an answer."""
        answer: R = self._answer(lambda done: self._till.ask(query, done))
        return answer

    @property
    def synced(self) -> bool:
        """Whether all that this till made is at the hub, and all that the hub told it of is here."""
        now = self.sync
        if now is None or now.state != "idle" or now.waiting_ops or not now.scopes:
            return False
        return not any(scope.rows_to_go for scope in now.scopes)

    def _hear(self, topic: str, view: object) -> None:
        if topic == "sync" and isinstance(view, SyncView):
            if self.sync is None or self.sync.state != view.state:
                self._say(f"sync {view.state} {view.waiting_ops} {view.error_code}".rstrip())
            self.sync = view

    @staticmethod
    def _answer(begin: Callable[[Callable[[Any], None]], None]) -> Any:
        answers: list[Any] = []
        there = threading.Event()

        def take(answer: object) -> None:
            answers.append(answer)
            there.set()

        begin(take)
        if not there.wait(ANSWER_S):
            raise RuntimeError("the till does not answer")
        return answers[0]
