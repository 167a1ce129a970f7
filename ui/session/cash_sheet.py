"""Cash in and out of the till, and the drawer without a sale: amount, reason, note."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, QCoreApplication, Signal, Slot

from pos_app.commands import Command, MoveCash, OpenDrawer
from pos_app.queries import ListReasons
from pos_app.views import ReasonView
from retail.session import CashMoveKind
from ui.marked import QT_TRANSLATE_NOOP
from ui.picks import Pick, reason_picks, stepped
from ui.reason_sheet import Question, ReasonSheet
from ui.screen import SheetModel
from ui.sell.line_sheets import EntrySheet
from ui.till import Then, Till
from ui.words import notice, say

translate = QCoreApplication.translate

TITLES: dict[str, str] = {
    "float_entry": QT_TRANSLATE_NOOP("CashSheet", "Float entry: cash from the safe"),
    "cash_pickup": QT_TRANSLATE_NOOP("CashSheet", "Cash pickup: cash to the safe"),
    "paid_in": QT_TRANSLATE_NOOP("CashSheet", "Paid in"),
    "paid_out": QT_TRANSLATE_NOOP("CashSheet", "Paid out"),
}
_WITH_REASON: dict[str, str] = {"paid_in": "paid_in", "paid_out": "paid_out"}


class CashSheet(EntrySheet):
    """One cash movement; the handler asks for a supervisor where cash leaves the till."""

    changed = Signal()

    scans_pass = False

    def __init__(self, till: Till, close: Callable[[SheetModel], None], move: CashMoveKind) -> None:
        super().__init__(till, close)
        self._move = move
        self._picks: list[Pick] = []
        self._chosen = ""
        self._note = ""
        if move in _WITH_REASON:
            till.dispatcher.ask_latest("reasons", ListReasons(kind=_WITH_REASON[move]), self._take)

    @Property(str, constant=True)
    def title(self) -> str:
        """Which movement."""
        return translate("CashSheet", TITLES[self._move])

    @Property(str, constant=True)
    def unit(self) -> str:
        """The currency beside the figure."""
        return self.till.figures.currency

    @Property(str, constant=True)
    def separator(self) -> str:
        """The decimal sign of the keypad."""
        return self.till.figures.separator

    @Property(list, notify=changed)
    def picks(self) -> list[Pick]:
        """The reasons; empty where none is asked."""
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
        """Pick the reason above or below, without leaving the amount."""
        if self._picks:
            self.choose(stepped(self._picks, self._chosen, by))

    @Slot(str)
    def type_note(self, text: str) -> None:
        """The note was edited."""
        self._note = text.strip()

    @Slot(str)
    def accept(self, text: str) -> None:
        """Move that much."""
        amount = self.till.figures.read_amount(text)
        if not amount:
            example = self.till.figures.typed(5000)
            self.blame(say(notice("amount_unreadable", example=example)))
            return
        if self._picks and not self._chosen:
            self.blame(say(notice("reason_missing")))
            return
        command = MoveCash(move=self._move, amount=amount, reason_id=self._chosen, note=self._note)
        self.till.send(command, self.done, self.refused)

    def _take(self, reasons: tuple[ReasonView, ...]) -> None:
        self._picks = reason_picks(reasons, self.till.figures)
        self.changed.emit()


def _open_drawer(reason_id: str) -> Command:
    return OpenDrawer(reason_id=reason_id)


def no_sale_sheet(
    till: Till,
    close: Callable[[SheetModel], None],
    command: Callable[[str], Command] = _open_drawer,
    then: Then | None = None,
) -> ReasonSheet:
    """Why the drawer is opened without a sale; `command` is what opens it, made from the reason."""
    question = Question(
        kind="no_sale",
        title=translate("CashSheet", "Open the drawer without a sale"),
        explanation=translate("CashSheet", "It stands in the journal, with who and why."),
        accept_text=translate("CashSheet", "Open drawer"),
        icon="hand-coins",
    )
    return ReasonSheet(till, close, question, command, then)
