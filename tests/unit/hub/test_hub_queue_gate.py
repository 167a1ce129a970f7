"""A store whose tills all send at once holds neither the lines nor the threads that other stores need."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing

import pytest
from sqlalchemy import text

from hub.store.database import Database, lock_key, open_postgres
from hub.store.postgres_engine import OVERFLOW, POOL
from hub.store.queue_gate import AT_WORK, WAITING, WAITING_IN_ALL, Crowded, QueueGate
from sync.protocol import HubBusy
from tests.fakes.postgres import Databases

TILLS = POOL + OVERFLOW + 4
WAIT_S = 60


@pytest.fixture
def database(databases: Databases) -> Iterator[Database]:
    # A busy machine must not make those that wait give up before the test has looked at them.
    made = Database(open_postgres(databases.empty(), busy_ms=WAIT_S * 1000))
    made._gate = QueueGate(WAIT_S)
    yield made
    made.close()


def test_a_crowd_of_one_store_leaves_the_others_their_lines(database: Database) -> None:
    refused, done = threading.Semaphore(0), []

    def push() -> None:
        try:
            done.append(database.run(lambda connection: connection.execute(text("SELECT 1")).scalar(), "a"))
        except HubBusy:
            refused.release()

    url = database.engine.url.render_as_string(hide_password=False)
    with closing(Database(open_postgres(url))) as other, other.read() as slow:
        # A push of the store that takes its time, in another worker.
        slow.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": lock_key("queue a")})
        crowd = [threading.Thread(target=push) for _ in range(TILLS)]
        for one in crowd:
            one.start()
        for _ in range(TILLS - AT_WORK - WAITING):
            assert refused.acquire(timeout=WAIT_S / 4)
        assert database.run(lambda connection: connection.execute(text("SELECT 2")).scalar(), "b") == 2
        assert database.engine.pool.checkedout() <= AT_WORK  # type: ignore[attr-defined]
    for one in crowd:
        one.join(WAIT_S)
    assert done == [1] * (AT_WORK + WAITING)
    assert database._gate._queues == {}


def test_whoever_came_first_goes_first() -> None:
    gate, order = QueueGate(WAIT_S), []
    inside = [gate.through("a") for _ in range(AT_WORK)]
    for one in inside:
        one.__enter__()

    def go(number: int) -> None:
        with gate.through("a"):
            order.append(number)

    threads = []
    for number in range(WAITING):
        threads.append(threading.Thread(target=go, args=(number,)))
        threads[-1].start()
        while len(gate._queues["a"].waiting) <= number:
            pass
    with pytest.raises(Crowded), gate.through("a"):
        pass
    # Only one place is given up: they follow each other through it.
    inside[0].__exit__(None, None, None)
    for thread in threads:
        thread.join(WAIT_S)
    inside[1].__exit__(None, None, None)
    assert order == list(range(WAITING)) and gate._queues == {}


def test_a_wait_without_end_ends_and_many_crowds_are_one() -> None:
    hasty = QueueGate(0.01)
    with hasty.through("a"), hasty.through("a"), pytest.raises(Crowded), hasty.through("a"):
        pass
    assert hasty._queues == {}
    gate = QueueGate(WAIT_S)
    held = [gate.through(name) for name in "abcd" for _ in range(AT_WORK)]
    for one in held:
        one.__enter__()

    def go(name: str) -> None:
        with gate.through(name):
            pass

    crowds = [
        threading.Thread(target=go, args=(name,)) for name in "abcd" for _ in range(WAITING_IN_ALL // 4)
    ]
    for each in crowds:
        each.start()
    while sum(len(one.waiting) for one in gate._queues.values()) < WAITING_IN_ALL:
        pass
    with pytest.raises(Crowded), gate.through("a"):
        pass
    with gate.through("e"):
        for one in held:
            one.__exit__(None, None, None)
    for each in crowds:
        each.join(WAIT_S)
    assert gate._queues == {}
