"""Sheets that ask for one figure of a return: how much comes back, and what is paid back for a piece."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, QCoreApplication, Slot

from ui.screen import SheetModel
from ui.sell.line_sheets import EntrySheet
from ui.till import Till
from ui.words import notice, say


class BackQuantitySheet(EntrySheet):
    """How much of one line comes back; `most` is what is left of it, None where nobody knows."""

    def __init__(
        self,
        till: Till,
        close: Callable[[SheetModel], None],
        about: tuple[str, str, int],
        most: int | None,
        took: Callable[[int], None],
    ) -> None:
        super().__init__(till, close)
        self._name, self._unit, self._now = about
        self._most = most
        self._took = took

    @Property(str, constant=True)
    def title(self) -> str:
        """What is asked."""
        return QCoreApplication.translate("Returns", "How much comes back?")

    @Property(str, constant=True)
    def name(self) -> str:
        """The item, and how much there is."""
        if self._most is None:
            return self._name
        left = self.till.figures.quantity(self._most, self._unit)
        return f"{self._name} · " + QCoreApplication.translate("Returns", "{quantity} left").format(
            quantity=left
        )

    @Property(str, constant=True)
    def unit(self) -> str:
        """The unit beside the figure; empty for pieces."""
        return "" if self._unit == "pcs" else self._unit

    @Property(str, constant=True)
    def start(self) -> str:
        """What is picked now, or all there is."""
        return self.till.figures.quantity(self._now or self._most or 1000, "pcs")

    @Property(str, constant=True)
    def separator(self) -> str:
        """The decimal sign of the keypad."""
        return self.till.figures.separator

    @Property(bool, constant=True)
    def decimal(self) -> bool:
        """Whether parts of a unit come back."""
        return self._unit != "pcs"

    @Slot(str)
    def accept(self, text: str) -> None:
        """Take that much back."""
        quantity = self.till.figures.read_quantity(text)
        if quantity is None:
            self.blame(say(notice("quantity_unreadable")))
        elif self._unit == "pcs" and quantity % 1000:
            self.blame(say(notice("whole_pieces_only")))
        elif self._most is not None and quantity > self._most:
            self.blame(say(notice("return_more_than_left", name=self._name)))
        else:
            self.close()
            self._took(quantity)


class BackPriceSheet(EntrySheet):
    """What goes back for one unit of an item without a receipt."""

    def __init__(
        self,
        till: Till,
        close: Callable[[SheetModel], None],
        name: str,
        now: int | None,
        took: Callable[[int], None],
    ) -> None:
        super().__init__(till, close)
        self._name = name
        self._now = now
        self._took = took

    @Property(str, constant=True)
    def name(self) -> str:
        """The item."""
        return self._name

    @Property(str, constant=True)
    def now_text(self) -> str:
        """The price in force; empty for none."""
        return "" if self._now is None else self.till.figures.money(self._now)

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
        """Pay that much back for one."""
        price = self.till.figures.read_amount(text)
        if price is None:
            example = self.till.figures.typed(self._now or 250)
            self.blame(say(notice("amount_unreadable", example=example)))
            return
        self.close()
        self._took(price)
