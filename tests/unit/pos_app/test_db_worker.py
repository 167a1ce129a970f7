"""The `db` thread: order, the cashier first, errors that travel, and an end that forgets nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future

import pytest

from pos_app.db_worker import BACKGROUND, CASHIER, DbWorker, OnDbThread

WAIT_S = 100.0


@pytest.fixture
def worker() -> Iterator[DbWorker]:
    """A running worker, ended afterwards."""
    one = DbWorker()
    one.start()
    yield one
    one.stop()


def held_up(worker: DbWorker) -> threading.Event:
    """Keep the thread busy until the event is set, so that jobs pile up behind it."""
    begun, go_on = threading.Event(), threading.Event()

    def wait() -> None:
        begun.set()
        assert go_on.wait(WAIT_S)

    worker.post(wait)
    assert begun.wait(WAIT_S)
    return go_on


def test_jobs_run_one_after_the_other_on_one_thread(worker: DbWorker) -> None:
    names = [worker.submit(lambda: threading.current_thread().name) for _ in range(3)]
    assert {name.result(WAIT_S) for name in names} == {"db"}


def test_equal_jobs_keep_their_order_and_the_cashier_goes_first(worker: DbWorker) -> None:
    done: list[str] = []
    go_on = held_up(worker)
    for name, priority in (
        ("sync 1", BACKGROUND),
        ("scan 1", CASHIER),
        ("sync 2", BACKGROUND),
        ("scan 2", CASHIER),
    ):
        worker.post(lambda name=name: done.append(name), priority)  # type: ignore[misc]
    go_on.set()
    worker.call(lambda: None)
    assert done == ["scan 1", "scan 2", "sync 1", "sync 2"]


def test_an_error_travels_to_who_waits_and_the_thread_lives_on(worker: DbWorker) -> None:
    with pytest.raises(ZeroDivisionError):
        worker.call(lambda: 1 // 0)
    assert worker.call(lambda: 7) == 7


def test_an_error_that_nobody_waits_for_is_logged(worker: DbWorker, caplog: pytest.LogCaptureFixture) -> None:
    worker.post(lambda: 1 // 0)  # type: ignore[arg-type]
    assert worker.call(lambda: 7) == 7
    assert "a job of the db thread failed" in caplog.text


def test_a_call_from_the_thread_itself_runs_at_once(worker: DbWorker) -> None:
    assert worker.call(lambda: worker.call(lambda: "inside")) == "inside"


def test_a_job_nobody_wants_any_more_is_left_out(worker: DbWorker) -> None:
    done: list[str] = []
    go_on = held_up(worker)
    future = worker.submit(lambda: done.append("late"))
    assert future.cancel()
    go_on.set()
    worker.call(lambda: None)
    assert done == []


def test_the_end_finishes_what_was_handed_in_and_takes_nothing_more() -> None:
    worker = DbWorker()
    worker.start()
    done: list[int] = []
    go_on = held_up(worker)
    for number in range(3):
        worker.post(lambda number=number: done.append(number), BACKGROUND)  # type: ignore[misc]
    stopping = threading.Thread(target=worker.stop)
    stopping.start()
    go_on.set()
    stopping.join(WAIT_S)
    assert done == [0, 1, 2]
    worker.post(lambda: done.append(99))
    with pytest.raises(CancelledError):
        worker.call(lambda: 1)
    assert done == [0, 1, 2]
    worker.stop()


def test_a_worker_that_never_ran_has_nothing_to_end() -> None:
    DbWorker().stop()


def test_jobs_handed_in_during_the_end_are_done_or_refused_never_lost() -> None:
    """Ten threads hand jobs in while the worker ends: every future is answered."""
    worker = DbWorker()
    worker.start()
    futures: list[Future[object]] = []
    start = threading.Barrier(11)

    def hand_in() -> None:
        start.wait(WAIT_S)
        futures.extend(worker.submit(lambda: 1) for _ in range(50))

    threads = [threading.Thread(target=hand_in) for _ in range(10)]
    for thread in threads:
        thread.start()
    start.wait(WAIT_S)
    worker.stop()
    for thread in threads:
        thread.join(WAIT_S)
    assert len(futures) == 500
    assert all(future.cancelled() or future.result(WAIT_S) == 1 for future in futures)


def test_a_repository_is_used_from_afar(worker: DbWorker) -> None:
    class Shelf:
        """Something that lives on the `db` thread."""

        def where(self, prefix: str, *, suffix: str) -> str:
            return f"{prefix}{threading.current_thread().name}{suffix}"

    shelf = OnDbThread(worker, Shelf())
    assert shelf.where("<", suffix=">") == "<db>"
