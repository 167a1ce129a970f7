"""Screens are tested without a screen: offscreen, in software, over a canned till."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from pos_app import commands as c
from pos_app import views as v
from pos_app.ports.preview import Preview
from proof.canned_till import NOW, TILL, CannedBus

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")
# A connection that gives one object a metaobject of its own is spoken of, and so fails its test.
os.environ.setdefault("QT_LOGGING_RULES", "qt.pyside.libpyside.warning=true")


class ScriptedBus(CannedBus):
    """A canned till whose answer to each kind of command can be set."""

    def __init__(self, till: v.TillView = TILL) -> None:
        super().__init__(till)
        self.answers: dict[type[c.Command], v.Outcome] = {}

    def send(self, command: c.Command, done: Callable[[v.Outcome], None]) -> None:
        self.sent.append(command)
        done(self.answers.get(type(command), self.outcome))


class Ears:
    """Counts the tones."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def accepted(self) -> None:
        self.heard.append("accepted")

    def error(self) -> None:
        self.heard.append("error")


class Desk:
    """A till without a window: its shell, what it sent, and what was heard."""

    def __init__(self, bus: ScriptedBus, preview: Preview | None = None) -> None:
        from ui.dispatch import Dispatcher
        from ui.screens import build_shell

        self.bus = bus
        self.ears = Ears()
        self.dispatcher = Dispatcher(bus)
        self.shell = build_shell(self.dispatcher, self.ears, lambda: NOW, preview)
        self.shell.start()
        self.settle()

    def close(self) -> None:
        """End it here and now: the collector may run on any thread, and Qt dies with objects of another."""
        self.dispatcher.close()
        shiboken6.delete(self.shell)
        shiboken6.delete(self.dispatcher)

    @property
    def till(self) -> Any:
        return self.shell.screen("sell").till

    @property
    def sheet(self) -> Any:
        return self.shell.sheet_model

    def screen(self, name: str) -> Any:
        return self.shell.screen(name)

    def settle(self) -> None:
        """Let every answer arrive."""
        for _ in range(8):
            QCoreApplication.sendPostedEvents()

    def press(self, *keys: str) -> None:
        for key in keys:
            self.shell.press(key)
            self.settle()

    def scan(self, raw: str) -> None:
        self.shell.scan(raw)
        self.settle()

    def answer(self, command: type[c.Command], outcome: v.Outcome) -> None:
        self.bus.answers[command] = outcome

    @property
    def last(self) -> Any:
        return self.bus.sent[-1]


@pytest.fixture(scope="session")
def qapp_cls() -> type[QGuiApplication]:
    return QGuiApplication


@pytest.fixture
def desk(qapp: QGuiApplication) -> Iterator[Desk]:
    made = Desk(ScriptedBus())
    yield made
    made.close()
