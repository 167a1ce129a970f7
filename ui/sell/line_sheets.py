"""Sheets that change one line: its quantity or weight, and its price."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, QCoreApplication, Slot

from pos_app.commands import OverridePrice, SetQuantity
from pos_app.views import LineView, Notice, Outcome
from ui.screen import SheetModel
from ui.till import Till
from ui.words import notice, say


class EntrySheet(SheetModel):
    """A sheet with one figure to type; a refusal is shown below the field and the sheet stays open."""

    def __init__(self, till: Till, close: Callable[[SheetModel], None]) -> None:
        super().__init__(till, close)
        self._typed = ""
        self._found = ""

    def returned(self) -> None:
        """What was typed stands in the field again."""
        self._found = self._typed

    @Property(str, constant=True)
    def typed(self) -> str:
        """What stood in the field when a question came between; empty the first time."""
        return self._found

    @Slot(str)
    def keep(self, text: str) -> None:
        """What stands in the field now."""
        self._typed = text

    def done(self, outcome: Outcome) -> None:
        """Close once it is done, or when another sheet asks on."""
        if outcome.ok or outcome.age is not None or outcome.weight is not None:
            self.close()

    def refused(self, found: Notice) -> None:
        """Say why not, where it was typed."""
        self.blame(say(found))


class QuantitySheet(EntrySheet):
    """Quantity of a piece item, or the weight of a measured one, typed by hand."""

    def __init__(self, till: Till, close: Callable[[SheetModel], None], line: LineView) -> None:
        super().__init__(till, close)
        self._line = line

    @Property(str, constant=True)
    def title(self) -> str:
        """What is asked."""
        if self._line.unit == "pcs":
            return QCoreApplication.translate("Sheets", "Quantity")
        return QCoreApplication.translate("Sheets", "Weight or measure")

    @Property(str, constant=True)
    def name(self) -> str:
        """The item."""
        return self._line.name

    @Property(str, constant=True)
    def unit(self) -> str:
        """The unit beside the figure; empty for pieces."""
        return "" if self._line.unit == "pcs" else self._line.unit

    @Property(str, constant=True)
    def start(self) -> str:
        """The quantity now, selected in the field so that typing replaces it."""
        return self.till.figures.quantity(self._line.quantity, "pcs")

    @Property(str, constant=True)
    def separator(self) -> str:
        """The decimal sign of the keypad."""
        return self.till.figures.separator

    @Property(bool, constant=True)
    def decimal(self) -> bool:
        """Whether parts of a unit are sold."""
        return self._line.unit != "pcs"

    @Slot(str)
    def accept(self, text: str) -> None:
        """Set it; zero voids the line."""
        quantity = self.till.figures.read_quantity(text)
        if quantity is None:
            self.blame(say(notice("quantity_unreadable")))
            return
        self.till.send(SetQuantity(line_id=self._line.line_id, quantity=quantity), self.done, self.refused)


class PriceSheet(EntrySheet):
    """Another unit price for a line; the handler asks for a supervisor and a reason."""

    def __init__(self, till: Till, close: Callable[[SheetModel], None], line: LineView) -> None:
        super().__init__(till, close)
        self._line = line

    @Property(str, constant=True)
    def name(self) -> str:
        """The item."""
        return self._line.name

    @Property(str, constant=True)
    def now_text(self) -> str:
        """The price in force."""
        return self.till.figures.money(self._line.unit_price)

    @Property(str, constant=True)
    def unit(self) -> str:
        """The currency beside the figure."""
        return self.till.figures.currency

    @Property(str, constant=True)
    def separator(self) -> str:
        """The decimal sign of the keypad."""
        return self.till.figures.separator

    @Slot(str)
    def accept(self, text: str) -> None:
        """Ask for that price."""
        price = self.till.figures.read_amount(text)
        if price is None:
            example = self.till.figures.typed(self._line.unit_price)
            self.blame(say(notice("amount_unreadable", example=example)))
            return
        self.till.send(OverridePrice(line_id=self._line.line_id, unit_price=price), self.done, self.refused)
