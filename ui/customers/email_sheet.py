"""Asks for the address that a receipt is sent to; the customer's own stands in the field already."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, QCoreApplication, Signal, Slot

from pos_app.commands.customers import EmailReceipt
from pos_app.views import Outcome
from ui.screen import SheetModel
from ui.sell.line_sheets import EntrySheet
from ui.till import Till
from ui.words import notice, say


class EmailSheet(EntrySheet):
    """Scans pass: the next customer's first item ends it."""

    changed = Signal()

    def __init__(
        self,
        till: Till,
        close: Callable[[SheetModel], None],
        txn_id: str,
        receipt_no: str,
        address: str,
    ) -> None:
        super().__init__(till, close)
        self._txn_id = txn_id
        self._receipt_no = receipt_no
        self._address = address
        self._waiting = False

    @Property(str, constant=True)
    def title(self) -> str:
        """Which receipt."""
        text = QCoreApplication.translate("Customers", "Send receipt {number} by e-mail")
        return text.format(number=self._receipt_no)

    @Property(str, constant=True)
    def start(self) -> str:
        """The customer's address; empty for none."""
        return self._address

    @Property(bool, notify=changed)
    def waiting(self) -> bool:
        """Whether it is being recorded."""
        return self._waiting

    @Slot(str)
    def accept(self, text: str) -> None:
        """Send it there."""
        if not text.strip():
            self.blame(say(notice("email_missing")))
        elif not self._waiting:
            self._waiting = True
            self.changed.emit()
            command = EmailReceipt(txn_id=self._txn_id, address=text.strip())
            self.till.send(command, self._answered, self.refused)

    def _answered(self, outcome: Outcome) -> None:
        self._waiting = False
        self.changed.emit()
        self.done(outcome)
