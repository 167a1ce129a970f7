"""A process that plays terminals which wait for news: long poll, pull, and when each receipt was read.

Started by `proof.bench.chain`: PLAN, and how many stores to watch. It answers `begin` and `end`.
"""

from __future__ import annotations

import sys
import threading
import time
from typing import Any

from pos_app.machine import SystemClock
from proof.bench.asked import answer_all
from proof.bench.chain_shop import Plan, Seat, seats
from proof.bench.counter import PROGRAM
from sync.client import HttpHub
from sync.messages import PokeRequest, PullRequest

WAIT_MS = 2_000


class Watch:
    """One watcher a store, on a thread of its own: it reads the receipts of the store's other terminals."""

    def __init__(self, plan: Plan, stores: int) -> None:
        self._plan = plan
        self._watched = seats(plan.stores, plan.terminals)[:stores]
        self._seen: dict[str, float] = {}
        self._over = threading.Event()
        self._threads: list[threading.Thread] = []
        self._ready = threading.Semaphore(0)

    def answer(self, question: str) -> Any:
        """What is asked on stdin."""
        if question == "begin":
            self._seen, self._over = {}, threading.Event()
            self._threads = [threading.Thread(target=self._follow, args=(seat,)) for seat in self._watched]
            for thread in self._threads:
                thread.start()
            for _ in self._threads:
                self._ready.acquire()
            return len(self._threads)
        self._over.set()
        for thread in self._threads:
            thread.join()
        return self._seen

    def _follow(self, seat: Seat) -> None:
        hub = HttpHub(self._plan.url, "", seat.terminal_id, seat.key, SystemClock(), program=PROGRAM)
        scope, after, epoch = f"receipts:{seat.store_id}", 0, ""
        try:
            while True:
                # What was pushed before the end is read before it, also where it came a moment ago.
                over = self._over.is_set()
                request = PullRequest(scope=scope, epoch=epoch, after=after, limit=500)
                page = hub.pull(request)
                now = time.monotonic()
                self._seen.update((row.key, now) for row in page.rows)
                after, epoch = page.next, page.head.epoch
                if after >= page.head.seq:
                    if over:
                        return
                    self._ready.release()
                    hub.poke(PokeRequest(seen={scope: after}, wait_ms=WAIT_MS))
        finally:
            hub.close()


def main() -> None:
    """Watch until stdin ends."""
    answer_all(Watch(Plan.read(sys.argv[1]), int(sys.argv[2])).answer)


if __name__ == "__main__":
    main()
