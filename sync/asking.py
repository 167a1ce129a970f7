"""Questions to the hub that somebody waits for at the counter: after what was recorded, before all else."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable

from retail.cart import CartReply, CartRequest
from retail.errors import KnownError
from retail.rights import RightsReply, RightsRequest
from sync.protocol import HubDesk, SyncError

LOG = logging.getLogger(__name__)

ANSWER_WITHIN_S = 3.0
"""Longest that each part of such a question takes: a cashier has a customer before them."""

BATCHES_FIRST = 5
"""Batches of the journal that go up before a question at most: of a long queue the rest goes after it."""

Question = RightsRequest | CartRequest
Answered = Callable[[Question, RightsReply | CartReply | KnownError], None]
"""Told once for each question, on whichever thread knew the answer; must return at once."""


class Asking:
    """The queue of questions and whether it makes sense to ask just now."""

    def __init__(self, desk: HubDesk, answered: Answered, push: Callable[[], bool]) -> None:
        """`push` sends a batch of what this terminal recorded; whether more waits and may be sent now."""
        self._desk = desk
        self._push = push
        self._answered = answered
        self._lock = threading.Lock()
        self._waiting: deque[Question] = deque()
        self._away: KnownError | None = None

    def put(self, question: Question) -> bool:
        """Take a question, from any thread; False where it was answered at once, as there is no contact."""
        with self._lock:
            away = self._away
            if away is None:
                self._waiting.append(question)
        if away is not None:
            self._answered(question, away)
        return away is None

    def set_away(self, why: KnownError | None) -> None:
        """Why there is no asking now, by the sync thread; what waits is answered with that."""
        with self._lock:
            self._away = why
            if why is None:
                return
            waiting = tuple(self._waiting)
            self._waiting.clear()
        for question in waiting:
            self._answered(question, why)

    def step(self) -> KnownError | bool:
        """Ask the oldest question; whether there was one, or the error that was its answer.

        What was recorded before it goes up first: a right given back a second ago, or a card just loaded,
        would else be missing in the hub's books, and the answer "not enough" would be wrong.
        """
        if not self._waiting:
            return False
        for _ in range(BATCHES_FIRST):
            if not self._push():
                break
        with self._lock:
            question = self._waiting.popleft() if self._waiting else None
        if question is None:
            return False
        answer = self._ask(question)
        self._answered(question, answer)
        return answer if isinstance(answer, KnownError) else True

    def _ask(self, question: Question) -> RightsReply | CartReply | KnownError:
        try:
            if isinstance(question, CartRequest):
                return self._desk.carts(question)
            return self._desk.rights(question)
        except SyncError as error:
            return error
        except Exception as error:
            # A bug must not silently end the only thread that sends sales, nor leave the counter waiting.
            LOG.exception("a question to the hub failed")
            return KnownError("sync_bug", f"The program has a fault in sync: {error!r}.")
