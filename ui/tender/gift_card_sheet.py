"""The gift card sheet: its code scanned or typed, to pay with it; with an amount, to sell it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, Signal, Slot

from pos_app.commands.loyalty import SellGiftCard
from pos_app.views import Notice
from retail.gift_card import looks_ours
from ui.screen import SheetModel
from ui.sell.line_sheets import EntrySheet
from ui.till import Till
from ui.words import notice, say

_AIM = 3
"""Characters that a scanner may put before a code (M1.1)."""


def is_gift_card(raw: str) -> bool:
    """Whether a scan is the code of a gift card that a hub made."""
    return looks_ours(raw) or looks_ours(raw[_AIM:])


class GiftCardSheet(EntrySheet):
    """Takes scans itself: the code goes into its field and nowhere else, and is forgotten with the sheet."""

    changed = Signal()

    def __init__(
        self,
        till: Till,
        close: Callable[[SheetModel], None],
        pay: Callable[[str], None] | None = None,
        code: str = "",
    ) -> None:
        super().__init__(till, close)
        self._pay = pay
        self._code = code
        self._code_wrong = False

    @Property(bool, constant=True)
    def sells(self) -> bool:
        """Whether a card is sold, rather than paid with."""
        return self._pay is None

    @Property(str, notify=changed)
    def code(self) -> str:
        """What was scanned or typed."""
        return self._code

    @Property(bool, notify=changed)
    def code_wrong(self) -> bool:
        """Whether what is wrong is the code, not the amount."""
        return self._code_wrong

    @Property(str, constant=True)
    def unit(self) -> str:
        """The currency beside the amount."""
        return self.till.figures.currency

    @Property(str, constant=True)
    def separator(self) -> str:
        """The decimal sign of the keypad."""
        return self.till.figures.separator

    def takes_scan(self, raw: str) -> bool:
        """A scan is the card's code."""
        self.type_code(raw)
        if not self.sells:
            self.accept("")
        return True

    @Slot(str)
    def type_code(self, text: str) -> None:
        """What stands in the field of the code."""
        if text != self._code:
            self._code = text
            self._code_wrong = False
            self.blame("")
            self.changed.emit()

    @Slot(str)
    def accept(self, text: str) -> None:
        """Pay with it, or sell it with the amount typed."""
        self._code_wrong = not self._code.strip()
        self.changed.emit()
        if self._code_wrong:
            self.blame(say(notice("gift_card_code_missing")))
        elif self._pay is not None:
            pay, code = self._pay, self._code
            self.close()
            pay(code)
        else:
            amount = self.till.figures.read_amount(text)
            if not amount:
                self.blame(say(notice("amount_unreadable", example=self.till.figures.typed(2500))))
                return
            self.till.send(SellGiftCard(code=self._code, amount=amount), self.done, self._refused)

    def _refused(self, found: Notice) -> None:
        self._code_wrong = found.code == "gift_card_code_invalid"
        self.changed.emit()
        self.refused(found)
