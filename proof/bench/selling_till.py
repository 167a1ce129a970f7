"""A whole till without its window that sells as fast as it can, printer and sync as they always run.

`python -m proof.bench.selling_till DATA KEYS ITEMS` takes numbers of sales, a line each, and answers with the
memory that the process holds once they are made, printed and at the hub.
"""

from __future__ import annotations

import os
import random
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pos_app import commands as c
from pos_app.bootstrap.terminal import Terminal
from pos_app.places import Places
from pos_app.queries import ListOperators, ListPrintJobs
from pos_app.till import Till
from pos_app.views import Outcome
from pos_app.views.sync import SyncView
from proof.bench.asked import answer_all, say
from proof.bench.counter import payment
from proof.bench.goods import gtin13
from proof.bench.machine import resident_mb
from proof.bench.shop import CASHIER_PIN

LINES = 2
_AT_ONCE = 100
"""Sales between two looks at the queues: a shop would sell no more while its printer prints."""
_LONGEST_S = 120.0
_LOOK_S = 0.05
_SEED = 11


def main(data: Path, keys: Path, items: str) -> None:
    """Sign in, open a session and sell on demand."""
    terminal = Terminal(Places(data=data, keys=keys))
    counter = _Counter(terminal.start(), int(items))
    counter.open_session()
    say("ready")
    answer_all(lambda asked: counter.sell(int(asked)))
    terminal.stop()


class _Counter:
    """Sells by the till's bus, as screens do."""

    def __init__(self, till: Till, items: int) -> None:
        self._till = till
        self._items = items
        self._chance = random.Random(_SEED)
        self._waiting = 1
        till.listen(self._hear)

    def open_session(self) -> None:
        """The first person of the shop begins."""
        person = self._answer(lambda done: self._till.ask(ListOperators(), done))[0]
        self._do(c.SignIn(operator_id=person.operator_id, pin=CASHIER_PIN))
        self._do(c.OpenSession(opening_float=20_000))

    def sell(self, count: int) -> float:
        """MB that this process holds after so many sales more."""
        for number in range(1, count + 1):
            for item in self._chance.sample(range(1, self._items + 1), LINES):
                outcome = self._do(c.Scan(raw=gtin13(item)))
            if outcome.sale is None:
                raise RuntimeError("nothing is on the sale")
            self._do(payment(outcome.sale))
            if number % _AT_ONCE == 0 or number == count:
                self._settle()
        return resident_mb(os.getpid())

    def _settle(self) -> None:
        """Wait until all is on paper and at the hub."""
        deadline = time.monotonic() + _LONGEST_S
        while self._waiting or self._answer(lambda done: self._till.ask(ListPrintJobs(), done)):
            if time.monotonic() > deadline:
                raise RuntimeError(f"{self._waiting} entries still wait for the hub, or receipts for paper")
            time.sleep(_LOOK_S)

    def _hear(self, topic: str, view: Any) -> None:
        if topic == "sync" and isinstance(view, SyncView):
            self._waiting = view.waiting_ops

    def _do(self, command: c.Command) -> Outcome:
        outcome: Outcome = self._answer(lambda done: self._till.send(command, done))
        if not outcome.ok:
            raise RuntimeError(f"{type(command).__name__} was refused: {outcome}")
        return outcome

    @staticmethod
    def _answer(begin: Callable[[Callable[[Any], None]], None]) -> Any:
        answers: list[Any] = []
        there = threading.Event()

        def take(answer: object) -> None:
            answers.append(answer)
            there.set()

        begin(take)
        if not there.wait(_LONGEST_S):
            raise RuntimeError("the till does not answer")
        return answers[0]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
