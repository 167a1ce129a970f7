"""Sheets on the whole sale: a department line, the age question, suspending and voiding."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, QCoreApplication, Signal, Slot

from pos_app.commands import AddDepartmentLine, ConfirmAge, SuspendSale, VoidSale
from pos_app.queries import ListDepartments, ListReasons
from pos_app.views import AgePrompt, DepartmentView, ReasonView
from ui.picks import Pick, reason_picks, stepped
from ui.screen import SheetModel
from ui.sell.line_sheets import EntrySheet
from ui.till import Till
from ui.words import notice, say


class DepartmentSheet(EntrySheet):
    """A price keyed by hand for what has no item."""

    changed = Signal()

    def __init__(self, till: Till, close: Callable[[SheetModel], None], code: str) -> None:
        super().__init__(till, close)
        self._code = code
        self._picks: list[Pick] = []
        self._chosen = ""
        till.dispatcher.ask_latest("departments", ListDepartments(), self._take)

    @Property(str, constant=True)
    def code(self) -> str:
        """The unknown barcode that led here, or empty."""
        return self._code

    @Property(list, notify=changed)
    def picks(self) -> list[Pick]:
        """The departments."""
        return self._picks

    @Property(str, notify=changed)
    def chosen(self) -> str:
        """The department picked."""
        return self._chosen

    @Property(str, constant=True)
    def unit(self) -> str:
        """The currency beside the figure."""
        return self.till.figures.currency

    @Property(str, constant=True)
    def separator(self) -> str:
        """The decimal sign of the keypad."""
        return self.till.figures.separator

    @Slot(str)
    def choose(self, key: str) -> None:
        """Pick a department."""
        self._chosen = key
        self.blame("")
        self.changed.emit()

    @Slot(int)
    def step(self, by: int) -> None:
        """Pick the department above or below, without leaving the amount."""
        if self._picks:
            self.choose(stepped(self._picks, self._chosen, by))

    @Slot(str)
    def accept(self, text: str) -> None:
        """Sell it at that price."""
        amount = self.till.figures.read_amount(text)
        if not amount:
            example = self.till.figures.typed(250)
            self.blame(say(notice("amount_unreadable", example=example)))
            return
        command = AddDepartmentLine(department_id=self._chosen, amount=amount, code=self._code)
        self.till.send(command, self.done, self.refused)

    def _take(self, found: tuple[DepartmentView, ...]) -> None:
        self._picks = [{"key": one.department_id, "text": one.name} for one in found]
        self._chosen = self._picks[0]["key"] if self._picks else ""
        self.changed.emit()


class AgeSheet(SheetModel):
    """The buyer must be old enough; the latest birth date that is, is said as a date to compare with."""

    scans_pass = False

    def __init__(self, till: Till, close: Callable[[SheetModel], None], prompt: AgePrompt) -> None:
        super().__init__(till, close)
        self._prompt = prompt

    @Property(str, constant=True)
    def name(self) -> str:
        """The item."""
        return self._prompt.item_name

    @Property(str, constant=True)
    def age_text(self) -> str:
        """The age, as it stands on the sign."""
        return f"{self._prompt.age_limit}+"

    @Property(str, constant=True)
    def born_text(self) -> str:
        """The date to compare the document with."""
        return self.till.figures.day(self._prompt.born_on_or_before)

    @Slot()
    def confirm(self) -> None:
        """Old enough: the item counts."""
        self._answer(True)

    @Slot()
    def cancel(self) -> None:
        """Not old enough, or no document: the item is left out."""
        self._answer(False)

    def _answer(self, confirmed: bool) -> None:
        self.close()
        self.till.send(ConfirmAge(age_limit=self._prompt.age_limit, confirmed=confirmed))


class SuspendSheet(EntrySheet):
    """Park the sale with a word to know it by, and a slip to open it with at any till where it is wanted."""

    changed = Signal()

    def __init__(self, till: Till, close: Callable[[SheetModel], None]) -> None:
        super().__init__(till, close)
        self._slip = till.view.prints_slips if till.view is not None else None

    @Property(bool, constant=True)
    def prints(self) -> bool:
        """Whether this till has a printer."""
        return self._slip is not None

    @Property(bool, notify=changed)
    def slip(self) -> bool:
        """Whether the slip is printed; as the last time until it is switched."""
        return bool(self._slip)

    @Slot()
    def switch_slip(self) -> None:
        """The other way."""
        self._slip = not self._slip
        self.changed.emit()

    @Slot(str)
    def accept(self, note: str) -> None:
        """Park it."""
        self.till.send(SuspendSale(note=note.strip(), slip=self._slip), self.done, self.refused)


class VoidSaleSheet(EntrySheet):
    """Cancel the whole sale: asked once, because one key would be too few."""

    changed = Signal()

    def __init__(self, till: Till, close: Callable[[SheetModel], None]) -> None:
        super().__init__(till, close)
        self._picks: list[Pick] = []
        self._chosen = ""
        till.dispatcher.ask_latest("reasons", ListReasons(kind="void"), self._take)

    @Property(str, constant=True)
    def total_text(self) -> str:
        """What would be lost."""
        return self.till.figures.money(self.till.sale.total if self.till.sale is not None else 0)

    @Property(str, constant=True)
    def title(self) -> str:
        """The question."""
        return QCoreApplication.translate("Sheets", "Void the whole sale?")

    @Property(list, notify=changed)
    def picks(self) -> list[Pick]:
        """The reasons."""
        return self._picks

    @Property(str, notify=changed)
    def chosen(self) -> str:
        """The reason picked."""
        return self._chosen

    @Slot(str)
    def choose(self, key: str) -> None:
        """Pick a reason."""
        self._chosen = key
        self.blame("")
        self.changed.emit()

    @Slot(int)
    def step(self, by: int) -> None:
        """Pick the reason above or below."""
        if self._picks:
            self.choose(stepped(self._picks, self._chosen, by))

    @Slot()
    def accept(self) -> None:
        """Void it."""
        if self._picks and not self._chosen:
            self.blame(say(notice("reason_missing")))
            return
        self.till.send(VoidSale(reason_id=self._chosen), self.done, self.refused)

    def _take(self, reasons: tuple[ReasonView, ...]) -> None:
        self._picks = reason_picks(reasons, self.till.figures)
        self.changed.emit()
