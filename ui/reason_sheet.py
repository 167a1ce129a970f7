"""A sheet that asks why before an act that leaves a trace: no-sale, post-void."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from PySide6.QtCore import Property, Signal, Slot

from pos_app.commands import Command
from pos_app.queries import ListReasons
from pos_app.views import Outcome, ReasonView
from ui.picks import Pick, reason_picks, stepped
from ui.screen import SheetModel
from ui.sell.line_sheets import EntrySheet
from ui.till import Then, Till
from ui.words import notice, say


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked, in the operator's language, and the reasons it is asked from."""

    kind: str
    """Kind of the reasons, as in `ListReasons`."""
    title: str
    explanation: str
    accept_text: str
    icon: str
    danger: bool = False


class ReasonSheet(EntrySheet):
    """`command` makes the command from the reason; the handler asks for a supervisor where one is needed."""

    changed = Signal()

    scans_pass = False

    def __init__(
        self,
        till: Till,
        close: Callable[[SheetModel], None],
        question: Question,
        command: Callable[[str], Command],
        then: Then | None = None,
    ) -> None:
        super().__init__(till, close)
        self._question = question
        self._command = command
        self._then = then
        self._picks: list[Pick] = []
        self._chosen = ""
        till.dispatcher.ask_latest("reasons", ListReasons(kind=question.kind), self._take)

    @Property(str, constant=True)
    def title(self) -> str:
        """What is about to happen."""
        return self._question.title

    @Property(str, constant=True)
    def explanation(self) -> str:
        """What it means."""
        return self._question.explanation

    @Property(str, constant=True)
    def accept_text(self) -> str:
        """The label of the button."""
        return self._question.accept_text

    @Property(str, constant=True)
    def icon(self) -> str:
        """The icon of the button."""
        return self._question.icon

    @Property(bool, constant=True)
    def danger(self) -> bool:
        """Whether it cannot be taken back."""
        return self._question.danger

    @Property(list, notify=changed)
    def picks(self) -> list[Pick]:
        """The reasons; empty where the shop keeps none."""
        return self._picks

    @Property(str, notify=changed)
    def chosen(self) -> str:
        """The reason picked."""
        return self._chosen

    @Slot(str)
    def choose(self, key: str) -> None:
        """Pick a reason."""
        self._chosen = key
        self.changed.emit()
        self.blame("")

    @Slot(int)
    def step(self, by: int) -> None:
        """Pick the reason above or below."""
        if self._picks:
            self.choose(stepped(self._picks, self._chosen, by))

    @Slot()
    def accept(self) -> None:
        """Do it."""
        if self._picks and not self._chosen:
            self.blame(say(notice("reason_missing")))
            return
        self.till.send(self._command(self._chosen), self._finished, self.refused)

    def _finished(self, outcome: Outcome) -> None:
        self.done(outcome)
        if outcome.ok and self._then is not None:
            self._then(outcome)

    def _take(self, reasons: tuple[ReasonView, ...]) -> None:
        self._picks = reason_picks(reasons, self.till.figures)
        self.changed.emit()
