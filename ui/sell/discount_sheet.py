"""The discount sheet: a percentage or an amount off a line or the whole sale, and how to take it away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, QCoreApplication, Signal, Slot

from pos_app.commands import DiscountLine, DiscountSale
from pos_app.views import LineView
from ui.screen import SheetModel
from ui.sell.line_sheets import EntrySheet
from ui.till import Till
from ui.words import notice, say

QUICK_PERCENTS = ("5", "10", "20", "50")


class DiscountSheet(EntrySheet):
    """`line` None is the whole sale. Above the cashier's limit the handler asks for a supervisor."""

    kind_changed = Signal()

    def __init__(self, till: Till, close: Callable[[SheetModel], None], line: LineView | None) -> None:
        super().__init__(till, close)
        self._line = line
        self._by_amount = False

    @Property(str, constant=True)
    def title(self) -> str:
        """What is asked."""
        if self._line is None:
            return QCoreApplication.translate("Sheets", "Discount on the whole sale")
        return QCoreApplication.translate("Sheets", "Discount")

    @Property(str, constant=True)
    def name(self) -> str:
        """The item, or what the sale costs now."""
        if self._line is not None:
            return self._line.name
        return self.till.figures.money(self.till.sale.total if self.till.sale is not None else 0)

    @Property(bool, notify=kind_changed)
    def by_amount(self) -> bool:
        """Whether an amount is typed, not a percentage."""
        return self._by_amount

    @Property(str, notify=kind_changed)
    def unit(self) -> str:
        """The unit beside the figure."""
        return self.till.figures.currency if self._by_amount else "%"

    @Property(str, constant=True)
    def separator(self) -> str:
        """The decimal sign of the keypad."""
        return self.till.figures.separator

    @Property(list, constant=True)
    def quick(self) -> list[str]:
        """Percentages to tap."""
        return list(QUICK_PERCENTS)

    @Property(bool, constant=True)
    def removable(self) -> bool:
        """Whether there is a discount to take away."""
        if self._line is not None:
            return self._line.discount > 0
        return self.till.sale is not None and self.till.sale.sale_discount_text != ""

    @Slot(bool)
    def choose(self, by_amount: bool) -> None:
        """Type an amount, or a percentage."""
        self._by_amount = by_amount
        self.blame("")
        self.kind_changed.emit()

    @Slot(str)
    def accept(self, text: str) -> None:
        """Take that much off."""
        if self._by_amount:
            amount = self.till.figures.read_amount(text)
            if not amount:
                example = self.till.figures.typed(250)
                self.blame(say(notice("amount_unreadable", example=example)))
                return
            self._send(None, amount)
        else:
            percent = self.till.figures.read_percent(text)
            if percent is None:
                self.blame(say(notice("percent_unreadable")))
                return
            self._send(percent, None)

    @Slot()
    def remove(self) -> None:
        """Take the discount away."""
        self._send(None, None)

    def _send(self, percent: str | None, amount: int | None) -> None:
        command = (
            DiscountSale(percent=percent, amount=amount)
            if self._line is None
            else DiscountLine(line_id=self._line.line_id, percent=percent, amount=amount)
        )
        self.till.send(command, self.done, self.refused)
