"""Sends commands and queries to the till and brings every answer back to the gui thread by one signal."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import Property, QObject, Qt, Signal, Slot

from pos_app.bus import Bus
from pos_app.commands import Command
from pos_app.queries import Query
from pos_app.views import Outcome

R = TypeVar("R")
logger = logging.getLogger(__name__)


class Dispatcher(QObject):
    """The screens' way to the till. Order is kept; nothing here blocks.

    Every answer and every piece of news crosses to the gui thread by the one queued signal `_arrived`.
    """

    busy_changed = Signal()
    _arrived = Signal(object, object)

    def __init__(self, bus: Bus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus = bus
        self._open = True
        self._under_way = 0
        self._latest: dict[str, int] = {}
        self._heard: list[Callable[[str, Any], None]] = []
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)
        bus.listen(lambda topic, view: self._cross(self._tell, (topic, view)))

    @Property(bool, notify=busy_changed)
    def busy(self) -> bool:
        """Whether a command is under way."""
        return self._under_way > 0

    def send(self, command: Command, done: Callable[[Outcome], None]) -> None:
        """Carry a command out; `done` is called on the gui thread with what it did."""
        self._count(1)

        def on_gui(outcome: Outcome) -> None:
            self._count(-1)
            done(outcome)
            logger.debug("%s: shown", type(command).__name__)

        self._bus.send(command, lambda outcome: self._cross(on_gui, outcome))

    def ask(self, query: Query[R], done: Callable[[R], None]) -> None:
        """Look something up; `done` is called on the gui thread, or never if the look-up failed."""
        self._bus.ask(query, lambda answer: self._cross(done, answer))

    def ask_latest(self, about: str, query: Query[R], done: Callable[[R], None]) -> None:
        """As `ask`, but an answer is dropped when the same subject has been asked again meanwhile."""
        number = self._latest.get(about, 0) + 1
        self._latest[about] = number

        def if_latest(answer: R) -> None:
            if self._latest[about] == number:
                done(answer)

        self.ask(query, if_latest)

    def forget(self, about: str) -> None:
        """Drop the answers still on their way for this subject."""
        self._latest[about] = self._latest.get(about, 0) + 1

    def on_news(self, heard: Callable[[str, Any], None]) -> None:
        """Be told on the gui thread of news (topic, view) that no command of ours caused."""
        self._heard.append(heard)

    def close(self) -> None:
        """Take no further answers: the window is going."""
        self._open = False
        self._heard.clear()

    def _cross(self, call: Callable[[Any], None], answer: object) -> None:
        """Called on any thread."""
        if self._open:
            self._arrived.emit(call, answer)

    @Slot(object, object)
    def _on_arrived(self, call: Callable[[Any], None], answer: object) -> None:
        if self._open:
            call(answer)

    def _tell(self, news: tuple[str, Any]) -> None:
        for heard in self._heard:
            heard(*news)

    def _count(self, by: int) -> None:
        before = self._under_way > 0
        self._under_way += by
        if before != (self._under_way > 0):
            self.busy_changed.emit()
