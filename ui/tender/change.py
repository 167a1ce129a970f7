"""The change due: it fills the screen until the next scan or the next key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, QCoreApplication, QObject, QTimer, Signal, Slot

from pos_app.views import ChangeView, TenderView
from ui.customers.email_sheet import EmailSheet
from ui.keys import KeyTable
from ui.routes import Router
from ui.screen import ScreenModel
from ui.sell.sheets import Sheets
from ui.tender.tender import kind_text
from ui.till import Till

DOUBLE_PRESS_MS = 400
"""A second press so soon was meant for the payment, not for the change."""


class ChangeModel(ScreenModel):
    """Shows the last completed sale; `pass_scan` takes the scan that ends it."""

    changed = Signal()

    def __init__(
        self,
        till: Till,
        keys: KeyTable,
        router: Router,
        sheets: Sheets,
        pass_scan: Callable[[str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__("change", till, keys, parent)
        self._router = router
        self._pass_scan = pass_scan
        self._sheets = sheets
        self._view: ChangeView | None = None
        self._email = ""
        self._fresh = QTimer(self, interval=DOUBLE_PRESS_MS, singleShot=True)
        self.acts = {"next_sale": self._asked_on, "email": self._send_email}
        till.sale_changed.connect(self._remember)
        till.completed.connect(self._show)

    @Property(str, notify=changed)
    def change_text(self) -> str:
        """What the cashier gives back: the change, or what goods that came back were worth.

        Where a part went back otherwise it is the cash alone: the largest figure is what is handed over.
        """
        view = self._view
        if view is None:
            return self._money(0)
        return self._money(self._cash_back or view.given_back or view.change)

    @Property(bool, notify=changed)
    def refunded_partly(self) -> bool:
        """Whether only a part of what went back is cash."""
        return 0 < self._cash_back < self._given_back

    @Property(list, notify=changed)
    def backs(self) -> list[dict[str, str]]:
        """How money went back that is not all cash: label and figure of each way."""
        view = self._view
        if view is None or self._given_back == self._cash_back:
            return []
        return [
            {"label": kind_text(one.kind), "figure": self._money(-one.amount)}
            for one in view.tenders
            if one.amount < 0
        ]

    @Property(list, notify=changed)
    def lefts(self) -> list[dict[str, str]]:
        """What is left on the cards and the credit that paid: the customer asks for it."""
        tenders = () if self._view is None else self._view.tenders
        return [
            {"label": _left_label(one), "figure": self._money(one.left)}
            for one in tenders
            if one.left is not None
        ]

    @Property(bool, notify=changed)
    def refunded_cashless(self) -> bool:
        """Whether nothing of what went back is cash: no drawer opens and nothing is handed out."""
        return self._given_back > 0 and self._cash_back == 0

    @Property(bool, notify=changed)
    def refunded(self) -> bool:
        """Whether the customer got money back for goods."""
        return self._view is not None and self._view.given_back > 0

    @property
    def _given_back(self) -> int:
        return 0 if self._view is None else self._view.given_back

    @property
    def _cash_back(self) -> int:
        tenders = () if self._view is None else self._view.tenders
        return -sum(one.amount for one in tenders if one.kind == "cash" and one.amount < 0)

    @Property(bool, notify=changed)
    def can_email(self) -> bool:
        """Whether there is a receipt to send: practice has none."""
        return self._view is not None and not self._view.training

    @Property(bool, notify=changed)
    def anything(self) -> bool:
        """Whether there is change to give."""
        return self._view is not None and self._view.change > 0

    @Property(str, notify=changed)
    def total_text(self) -> str:
        """What the sale cost."""
        return self._money(0 if self._view is None else self._view.total)

    @Property(str, notify=changed)
    def paid_text(self) -> str:
        """What was handed over."""
        return self._money(0 if self._view is None else self._view.paid)

    @Property(str, notify=changed)
    def rounding_text(self) -> str:
        """The cash rounding; empty for none."""
        rounding = 0 if self._view is None else self._view.cash_rounding
        return self._money(rounding) if rounding else ""

    @Property(str, notify=changed)
    def receipt_no(self) -> str:
        """The number on the receipt."""
        return "" if self._view is None else self._view.receipt_no

    @Property(bool, notify=changed)
    def training(self) -> bool:
        """Whether it was only practice."""
        return self._view is not None and self._view.training

    def can(self, act: str) -> bool:
        """A training receipt is sent to nobody."""
        return super().can(act) and (act != "email" or bool(self.can_email))

    def scan(self, raw: str) -> None:
        """The next customer's first item."""
        self._next()
        self._pass_scan(raw)

    def press(self, key: str) -> bool:
        """Any figure or letter begins the next sale and is typed into its field."""
        if super().press(key):
            return True
        if len(key) == 1:
            self._next()
        return False

    @Slot()
    def _next(self) -> None:
        self._router.go("sell")

    def _asked_on(self) -> None:
        """Enter pressed twice, or a double tap, must not take the change away before anybody read it."""
        if not self._fresh.isActive():
            self._next()

    def _send_email(self) -> None:
        view = self._view
        if view is not None:
            self._sheets.show(
                "email",
                lambda: EmailSheet(self.till, self._sheets.close, view.txn_id, view.receipt_no, self._email),
            )

    @Slot()
    def _remember(self) -> None:
        """Whose sale it is, while it is open: the next one may be for somebody else."""
        sale = self.till.sale
        if sale is not None:
            self._email = "" if sale.customer is None else sale.customer.email

    @Slot(object)
    def _show(self, view: ChangeView) -> None:
        self._view = view
        self._fresh.start()
        self.changed.emit()
        self._router.go("change")

    def _money(self, minor: int) -> str:
        return self.till.figures.money(minor, "" if self._view is None else self._view.currency)


def _left_label(tender: TenderView) -> str:
    """Which card, by its end, or the credit."""
    if tender.kind == "store_credit":
        return QCoreApplication.translate("Tender", "Credit left")
    return QCoreApplication.translate("Tender", "Left on •••• {last4}").format(last4=tender.last4)
