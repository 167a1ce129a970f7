"""Garbage that holds Qt objects is destroyed on the gui thread, whichever thread made it garbage."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from typing import ClassVar

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from ui.collecting import GuiCollector


@pytest.fixture
def collector(qapp: QGuiApplication) -> Iterator[GuiCollector]:
    made = GuiCollector()
    yield made
    made.stop()


class Noted(QObject):
    """Says on which thread it went."""

    went: ClassVar[list[str]] = []

    def __init__(self) -> None:
        super().__init__()
        self.me = self

    def __del__(self) -> None:
        self.went.append(threading.current_thread().name)


def churn() -> None:
    """Allocate enough for the automatic collector to run several times."""
    for _ in range(20_000):
        [[] for _ in range(10)].append([])


def test_other_threads_collect_nothing(collector: GuiCollector) -> None:
    Noted.went.clear()
    Noted()
    worker = threading.Thread(target=churn, name="db")
    worker.start()
    worker.join()
    assert Noted.went == []
    for _ in range(3):
        gc.collect()
    assert Noted.went == [threading.main_thread().name]


def test_the_gui_thread_collects_what_is_due(collector: GuiCollector) -> None:
    Noted.went.clear()
    Noted()
    kept: list[list[int]] = [[] for _ in range(gc.get_threshold()[0] + 100)]
    collector.check()
    assert Noted.went == [threading.main_thread().name]
    assert kept


def test_python_collects_again_afterwards(qapp: QGuiApplication) -> None:
    GuiCollector().stop()
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0
