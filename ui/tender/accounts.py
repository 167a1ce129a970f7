"""Paying with points, gift cards and store credit: the ways there are, and what waits for the hub."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, QCoreApplication, QObject, Signal, Slot

from pos_app.commands import Command
from pos_app.commands.loyalty import (
    CancelAsk,
    RefundToGiftCard,
    TenderGiftCard,
    TenderPoints,
    TenderStoreCredit,
)
from pos_app.queries.loyalty import ShowValuePayment
from pos_app.views.loyalty import ValueAskView, ValuePaymentView
from ui.till import Till
from ui.words import notice

translate = QCoreApplication.translate
ASKED = "value_payment"


class AccountsModel(QObject):
    """What the payment screen shows of accounts. `send` takes the command for a way that was chosen."""

    changed = Signal()

    def __init__(
        self,
        till: Till,
        send: Callable[[Command], None],
        open_gift_card: Callable[[], None],
        typed: Callable[[], int | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._till = till
        self._send = send
        self._open_gift_card = open_gift_card
        self._typed = typed
        self._view: ValuePaymentView | None = None
        self._card = ""

    @Property(list, notify=changed)
    def ways(self) -> list[dict[str, str]]:
        """The ways open now: key, text and icon of each button, and the act whose key does the same."""
        view = self._view
        if view is None or not view.allowed or self._waits is not None:
            return []
        return self._backs(view) if view.refund else self._pays(view)

    @Property(str, notify=changed)
    def waiting(self) -> str:
        """What the hub is being asked for; empty while nothing is."""
        ask = self._waits
        if ask is None:
            return ""
        if ask.kind == "points":
            text = translate("Tender", "Asking the hub for {count} points …")
            return text.format(count=ask.quantity)
        if ask.kind == "gift_card":
            text = translate("Tender", "Asking the hub for {amount} of gift card {card} …")
            return text.format(amount=self._money(ask.quantity), card=f"•••• {ask.last4}")
        return translate("Tender", "Asking the hub for {amount} of store credit …").format(
            amount=self._money(ask.quantity)
        )

    def refresh(self) -> None:
        """Ask anew what can pay."""
        self._till.dispatcher.ask_latest(ASKED, ShowValuePayment(), self._take)

    def forget(self) -> None:
        """The screen is left."""
        self._till.dispatcher.forget(ASKED)
        self._view = None
        self._card = ""
        self.changed.emit()

    @Slot(str)
    def choose(self, key: str) -> None:
        """Pay, or give back, this way; with an amount typed that much of it."""
        view = self._view
        if view is None:
            return
        if key == "gift_card" and view.refund:
            self._back_to_card(view)
        elif key == "gift_card":
            self._open_gift_card()
        elif key == "points":
            self._send(TenderPoints(txn_id=view.txn_id, points=self._points(view)))
        elif key == "credit" and view.allowed and not view.customer:
            self._till.say(notice("customer_needed"), aloud=True)
        elif key == "credit":
            self._send(TenderStoreCredit(txn_id=view.txn_id, amount=self._typed()))
        else:
            self._send(RefundToGiftCard(txn_id=view.txn_id, account_id=key, amount=self._typed()))

    def _back_to_card(self, view: ValuePaymentView) -> None:
        """The key for gift cards, where money goes back: onto the first card that paid."""
        if view.gift_cards:
            self.choose(view.gift_cards[0].payment_id)
        else:
            self._till.say(notice("card_did_not_pay"), aloud=True)

    def pay_by_card(self, code: str) -> None:
        """The code of a gift card was scanned or typed."""
        if self._view is not None:
            self._send(TenderGiftCard(txn_id=self._view.txn_id, code=code, amount=self._typed()))

    def pay_when_ready(self, code: str) -> None:
        """Pay with this gift card as soon as it is known what can pay."""
        self._card = code
        if self._view is not None:
            self._take(self._view)

    @Slot()
    def cancel(self) -> None:
        """Wait no longer."""
        ask = self._waits
        if ask is not None:
            self._till.send(CancelAsk(request_id=ask.request_id), lambda _: self.refresh())

    @property
    def _waits(self) -> ValueAskView | None:
        asks = self._view.asks if self._view else ()
        return next((ask for ask in asks if ask.pending), None)

    def _pays(self, view: ValuePaymentView) -> list[dict[str, str]]:
        ways = [_way("gift_card", translate("Tender", "Gift card"), "tag", "gift_card")]
        if view.points:
            text = translate("Tender", "{count} points, {amount}")
            text = text.format(count=view.points, amount=self._money(view.points_amount))
            ways.append(_way("points", text, "coins", "points"))
        if view.credit:
            text = translate("Tender", "Store credit, {amount}")
            ways.append(_way("credit", text.format(amount=self._money(view.credit)), "wallet", "credit"))
        return ways

    def _backs(self, view: ValuePaymentView) -> list[dict[str, str]]:
        ways = []
        if view.points_due:
            text = translate("Tender", "Give back {count} points, {amount}")
            text = text.format(count=view.points_due, amount=self._money(view.points_amount))
            ways.append(_way("points", text, "coins", "points"))
        for place, card in enumerate(view.gift_cards):
            text = translate("Tender", "Back to gift card {card}").format(card=f"•••• {card.last4}")
            ways.append(_way(card.payment_id, text, "tag", "" if place else "gift_card"))
        # Offered without a customer too: she who is told to put one on the sale finds the way.
        ways.append(_way("credit", translate("Tender", "As store credit"), "wallet", "credit"))
        return ways

    def _points(self, view: ValuePaymentView) -> int | None:
        """How many points the typed amount is, rounded down; None: as many as can pay."""
        typed = self._typed()
        if not typed or view.refund or not view.points_amount:
            return None
        return typed * view.points // view.points_amount

    def _take(self, view: ValuePaymentView) -> None:
        self._view = view
        card, self._card = self._card, ""
        if card:
            self.pay_by_card(card)
        self.changed.emit()

    def _money(self, minor: int) -> str:
        return self._till.figures.money(minor, "" if self._view is None else self._view.currency)


def _way(key: str, text: str, icon: str, act: str = "") -> dict[str, str]:
    return {"key": key, "text": text, "icon": icon, "act": act}
