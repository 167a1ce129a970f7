"""Sheets of stock work: the quantity of a line, and the reference number of a document."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, QCoreApplication, Slot

from pos_app.commands.stock import SetStockHead, SetStockQuantity
from pos_app.views.stock import StockDocumentView, StockLineView
from ui.screen import SheetModel
from ui.sell.line_sheets import EntrySheet
from ui.till import Till
from ui.words import notice, say

translate = QCoreApplication.translate


class StockQuantitySheet(EntrySheet):
    """How many of one item; 0 in a count says that there is none."""

    def __init__(
        self, till: Till, close: Callable[[SheetModel], None], view: StockDocumentView, line: StockLineView
    ) -> None:
        super().__init__(till, close)
        self._view = view
        self._line = line

    @Property(str, constant=True)
    def title(self) -> str:
        """What is asked."""
        if self._view.kind == "count":
            return translate("Stock", "How many are there?")
        return translate("Stock", "How many?")

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
        """Whether there are parts of a unit."""
        return self._line.unit != "pcs"

    @Slot(str)
    def accept(self, text: str) -> None:
        """Set it."""
        quantity = self.till.figures.read_quantity(text)
        if quantity is None:
            self.blame(say(notice("quantity_unreadable")))
            return
        command = SetStockQuantity(document_id=self._view.document_id, sku=self._line.sku, quantity=quantity)
        self.till.send(command, self.done, self.refused)


class ReferenceSheet(EntrySheet):
    """The number of a delivery note or the like."""

    def __init__(self, till: Till, close: Callable[[SheetModel], None], view: StockDocumentView) -> None:
        super().__init__(till, close)
        self._view = view

    @Property(str, constant=True)
    def start(self) -> str:
        """What stands there now."""
        return self._view.reference

    @Slot(str)
    def accept(self, text: str) -> None:
        """Keep it."""
        command = SetStockHead(document_id=self._view.document_id, reference=text.strip())
        self.till.send(command, self.done, self.refused)
