"""Commands run on another thread; answers come back to the gui thread, in order, by one signal."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from pos_app.commands import Command, VoidLine
from pos_app.queries import ListSuspended, Query, SearchItems
from pos_app.views import Outcome
from ui.dispatch import Dispatcher


class WorkerBus:
    """A bus on a real thread, as the till's `db` thread is."""

    def __init__(self) -> None:
        self._work: queue.Queue[Callable[[], None] | None] = queue.Queue()
        self.gate = threading.Event()
        self.gate.set()
        self.threads: set[str] = set()
        self.heard: list[Callable[[str, Any], None]] = []
        self._thread = threading.Thread(target=self._run, name="db")
        self._thread.start()

    def send(self, command: Command, done: Callable[[Outcome], None]) -> None:
        assert isinstance(command, VoidLine)
        self._work.put(lambda: done(Outcome(ok=True, line_id=command.line_id)))

    def ask(self, query: Query[Any], done: Callable[[Any], None]) -> None:
        answer = query.text if isinstance(query, SearchItems) else ()
        self._work.put(lambda: done(answer))

    def listen(self, heard: Callable[[str, Any], None]) -> None:
        self.heard.append(heard)

    def stop(self) -> None:
        self.gate.set()
        self._work.put(None)
        self._thread.join(5)

    def _run(self) -> None:
        while (work := self._work.get()) is not None:
            self.gate.wait(5)
            self.threads.add(threading.current_thread().name)
            work()


@pytest.fixture
def worker() -> Iterator[WorkerBus]:
    bus = WorkerBus()
    yield bus
    bus.stop()


def test_answers_arrive_on_the_gui_thread_in_order(qtbot: QtBot, worker: WorkerBus) -> None:
    dispatcher = Dispatcher(worker)
    got: list[str] = []
    threads: set[str] = set()

    def done(outcome: Outcome) -> None:
        got.append(outcome.line_id)
        threads.add(threading.current_thread().name)

    for i in range(200):
        dispatcher.send(VoidLine(line_id=str(i)), done)
    assert dispatcher.property("busy") is True
    qtbot.waitUntil(lambda: len(got) == 200, timeout=60_000)
    assert got == [str(i) for i in range(200)]
    assert threads == {threading.main_thread().name}
    assert worker.threads == {"db"}
    assert dispatcher.property("busy") is False
    dispatcher.close()


def test_the_screen_lives_while_a_command_is_slow(qtbot: QtBot, worker: WorkerBus) -> None:
    dispatcher = Dispatcher(worker)
    worker.gate.clear()
    got: list[Outcome] = []
    beats: list[int] = []
    timer = QTimer()
    timer.timeout.connect(lambda: beats.append(1))
    timer.start(1)
    dispatcher.send(VoidLine(line_id="slow"), got.append)
    qtbot.waitUntil(lambda: len(beats) > 5, timeout=60_000)
    assert got == []
    worker.gate.set()
    qtbot.waitUntil(lambda: len(got) == 1, timeout=60_000)
    dispatcher.close()


def test_stale_answers_are_dropped(qtbot: QtBot, worker: WorkerBus) -> None:
    dispatcher = Dispatcher(worker)
    worker.gate.clear()
    got: list[object] = []
    for text in ("b", "br", "bro"):
        dispatcher.ask_latest("search", SearchItems(text=text), got.append)
    worker.gate.set()
    qtbot.waitUntil(lambda: len(got) == 1, timeout=60_000)
    assert got == ["bro"]
    dispatcher.ask_latest("search", SearchItems(text="brot"), got.append)
    dispatcher.forget("search")
    done: list[object] = []
    dispatcher.ask(ListSuspended(), done.append)
    qtbot.waitUntil(lambda: len(done) == 1, timeout=60_000)
    assert got == ["bro"]
    dispatcher.close()


def test_news_reaches_every_listener_until_it_is_closed(qtbot: QtBot, worker: WorkerBus) -> None:
    dispatcher = Dispatcher(worker)
    first: list[tuple[str, object]] = []
    dispatcher.on_news(lambda topic, view: first.append((topic, view)))
    worker.heard[0]("sync", 1)
    qtbot.waitUntil(lambda: first == [("sync", 1)], timeout=60_000)
    dispatcher.close()
    worker.heard[0]("sync", 2)
    dispatcher.send(VoidLine(line_id="late"), lambda outcome: first.append(("late", outcome)))
    assert first == [("sync", 1)]
