"""A process that plays some of the chain's terminals: signed pushes on a few connections that stay open.

Started by `proof.bench.chain`: PLAN, its own number, and how many such processes there are. It answers
`make N` (N sales a terminal, to be sent), `send` (all at once) and `pace SECONDS` (spread over that time).
"""

from __future__ import annotations

import secrets
import sys
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

import msgspec

from pos_app.machine import SystemClock
from proof.bench.asked import answer_all
from proof.bench.chain_shop import Journal, Plan, Seat, seats
from sync import signing
from sync.messages import PushReply

PUSH = "/sync/v1/push"
Waiting = tuple[float, Seat, bytes, list[str]]
"""Seconds after the start at which it is due, whose it is, the push, its txn_ids."""


class Load:
    """The terminals of this process and what they have to send."""

    def __init__(self, plan: Plan, mine: int, processes: int) -> None:
        self._plan = plan
        self._clock = SystemClock()
        chain = seats(plan.stores, plan.terminals)
        self._journals = [Journal(seat, plan) for seat in chain[mine::processes]]
        self._waiting: deque[Waiting] = deque()

    def answer(self, question: str) -> Any:
        """What is asked on stdin."""
        word, _, number = question.partition(" ")
        if word == "make":
            now = self._clock.now()
            made = [(one.seat, *one.push(int(number), now)) for one in self._journals]
            self._waiting.extend((0.0, *push) for push in made)
            return len(made)
        if word == "pace":
            every = float(number) / len(self._waiting)
            self._waiting = deque((place * every, *push[1:]) for place, push in enumerate(self._waiting))
        return self._send()

    def _send(self) -> dict[str, Any]:
        """Seconds that each push took, and when each sale was acknowledged by the machine's own clock."""
        start = time.monotonic()
        with ThreadPoolExecutor(self._plan.connections) as pool:
            parts = list(pool.map(lambda _: self._one_line(start), range(self._plan.connections)))
        taken = [seconds for part in parts for seconds, _, _ in part]
        return {"taken": taken, "at": {txn: at for part in parts for _, at, txns in part for txn in txns}}

    def _one_line(self, start: float) -> list[tuple[float, float, list[str]]]:
        """Send what waits, one after the other, on one connection."""
        place = urlsplit(self._plan.url)
        line = HTTPConnection(place.hostname or "", place.port, timeout=60)
        done: list[tuple[float, float, list[str]]] = []
        try:
            while True:
                try:
                    due, seat, body, txns = self._waiting.popleft()
                except IndexError:
                    return done
                time.sleep(max(0.0, start + due - time.monotonic()))
                begun = time.monotonic()
                self._push(line, seat, body, len(txns))
                ended = time.monotonic()
                done.append((ended - begun, ended, txns))
        finally:
            line.close()

    def _push(self, line: HTTPConnection, seat: Seat, body: bytes, count: int) -> None:
        at, nonce = self._clock.now(), secrets.token_urlsafe(16)
        headers = {
            "content-type": "application/json",
            signing.TERMINAL_HEADER: seat.terminal_id,
            signing.TIME_HEADER: str(at),
            signing.NONCE_HEADER: nonce,
            signing.SIGNATURE_HEADER: signing.sign(seat.key, "POST", PUSH, body, at, nonce),
        }
        line.request("POST", PUSH, body, headers)
        answer = line.getresponse()
        text = answer.read()
        if answer.status != 200:  # noqa: PLR2004 - HTTP's OK
            raise RuntimeError(f"the hub answered {answer.status}: {text[:300]!r}")
        reply = msgspec.json.decode(text, type=PushReply)
        if [one.status for one in reply.results] != ["applied"] * count:
            raise RuntimeError(f"the hub did not apply what was pushed: {reply.results[:3]}")


def main() -> None:
    """Play terminals until stdin ends."""
    load = Load(Plan.read(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
    answer: Callable[[str], Any] = load.answer
    answer_all(answer)


if __name__ == "__main__":
    main()
