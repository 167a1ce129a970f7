"""The card sheet: a payment made on a terminal of its own, recorded by hand. Never a card number (rule 7)."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import Property, QCoreApplication, Signal, Slot

from pos_app.commands import TenderCard
from pos_app.views import Notice, Outcome, TenderView
from ui.picks import Pick
from ui.screen import SheetModel
from ui.till import Then, Till
from ui.words import notice, say

BRANDS = ("Visa", "Mastercard", "girocard", "Maestro", "American Express")
_LAST4 = re.compile(r"[0-9]{4}")


class CardSheet(SheetModel):
    """Brand and last four only; both may be left out."""

    changed = Signal()

    def __init__(
        self,
        till: Till,
        close: Callable[[SheetModel], None],
        txn_id: str,
        amount: int,
        took: Then,
        paid_with: TenderView | None = None,
    ) -> None:
        super().__init__(till, close)
        self._txn_id = txn_id
        self._amount = amount
        self._took = took
        self._brand = "" if paid_with is None else paid_with.brand
        self._first_brand = self._brand
        self._last4 = "" if paid_with is None else paid_with.last4
        self._waiting = False

    @Property(str, constant=True)
    def amount_text(self) -> str:
        """What the card terminal must have taken, or given back."""
        return self.till.figures.money(abs(self._amount))

    @Property(bool, constant=True)
    def gives_back(self) -> bool:
        """Whether the money goes to the customer."""
        return self._amount < 0

    @Property(str, constant=True)
    def start(self) -> str:
        """The last four of the card that paid, to be compared with the one shown."""
        return self._last4

    @Property(list, constant=True)
    def brands(self) -> list[Pick]:
        """The brands to pick from."""
        other = QCoreApplication.translate("Tender", "Another card")
        return [*({"key": b, "text": b} for b in self._keys[:-1]), {"key": "", "text": other}]  # type: ignore[list-item]

    @Property(str, notify=changed)
    def brand(self) -> str:
        """The brand picked; empty for another card."""
        return self._brand

    @Slot(str)
    def choose(self, brand: str) -> None:
        """Pick a brand."""
        self._brand = brand
        self.changed.emit()

    @Slot(int)
    def step(self, by: int) -> None:
        """Pick the brand above or below, without leaving the field."""
        keys = self._keys
        self.choose(keys[(keys.index(self._brand) + by) % len(keys)])

    @property
    def _keys(self) -> list[str]:
        """The brands known, and the one that paid where it is none of them; nothing for another card."""
        return [*dict.fromkeys((*BRANDS, *filter(None, (self._first_brand,)))), ""]

    @Slot(str)
    def accept(self, last4: str) -> None:
        """Record the payment."""
        if last4 and _LAST4.fullmatch(last4) is None:
            self.blame(say(notice("last4_unreadable")))
        elif not self._waiting:
            self._waiting = True
            command = TenderCard(
                txn_id=self._txn_id, amount=self._amount, brand=self._brand, last4=last4 or None
            )
            self.till.send(command, self._done, self._refused)

    def _done(self, outcome: Outcome) -> None:
        self._waiting = False
        if outcome.ok:
            self.close()
        self._took(outcome)

    def _refused(self, found: Notice) -> None:
        self.blame(say(found))
