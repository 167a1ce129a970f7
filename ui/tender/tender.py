"""The payment screen: exact, quick cash, typed amount, card, split; a scan is refused aloud."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Property, QCoreApplication, QObject, Signal, Slot

from pos_app.commands import Command, FinishSale, RemoveTender, TenderCash
from pos_app.queries import ShowPayment
from pos_app.views import Notice, Outcome, PaymentView, TenderView
from ui.keys import KeyTable, key_name
from ui.marked import QT_TRANSLATE_NOOP
from ui.routes import Router
from ui.rows import Row, Rows
from ui.screen import ScreenModel
from ui.sell.cart import CartModel
from ui.sell.sheets import Sheets
from ui.tender.accounts import AccountsModel
from ui.tender.card_sheet import CardSheet
from ui.tender.gift_card_sheet import GiftCardSheet, is_gift_card
from ui.till import Till
from ui.words import notice, say

_KINDS = {
    "cash": QT_TRANSLATE_NOOP("Tender", "Cash"),
    "card": QT_TRANSLATE_NOOP("Tender", "Card"),
    "points": QT_TRANSLATE_NOOP("Tender", "Points"),
    "gift_card": QT_TRANSLATE_NOOP("Tender", "Gift card"),
    "store_credit": QT_TRANSLATE_NOOP("Tender", "Store credit"),
}


class TenderRow(Row, frozen=True, kw_only=True):
    """One tender already taken; its key is the payment's id."""

    text: str
    detail: str
    amount_text: str


class TenderModel(ScreenModel):
    """Shows what remains and takes it; the sale completes by itself when nothing does."""

    changed = Signal()
    takes_gift_cards = True

    def __init__(
        self,
        till: Till,
        keys: KeyTable,
        router: Router,
        sheets: Sheets,
        cart: CartModel,
        parent: QObject | None = None,
    ) -> None:
        super().__init__("tender", till, keys, parent)
        self._router = router
        self._sheets = sheets
        self._cart = cart
        self._accounts = AccountsModel(till, self._by_account, self._open_gift_card, self._read, self)
        till.news.connect(self._on_news)
        till.gift_card_pays.connect(self._pay_by_card)
        self._view: PaymentView | None = None
        self._typed = ""
        self._problem = ""
        self._sending = False
        self._tenders = Rows(TenderRow, self)
        self.acts = {
            **{f"quick_{n}": partial(self.quick_cash, n - 1) for n in range(1, 7)},
            "exact": self._exact,
            "card": self._card,
            "gift_card": lambda: self._accounts.choose("gift_card"),
            "points": lambda: self._accounts.choose("points"),
            "credit": lambda: self._accounts.choose("credit"),
            "remove_tender": self._remove_last,
            "back": self._back,
        }

    @Property(bool, notify=changed)
    def ready(self) -> bool:
        """Whether what remains is known, and no tender is under way."""
        return self._view is not None and not self._sending

    @Property(QObject, constant=True)
    def cart(self) -> CartModel:
        """What is being paid for."""
        return self._cart

    @Property(QObject, constant=True)
    def accounts(self) -> AccountsModel:
        """Points, gift cards and store credit."""
        return self._accounts

    @Property(QObject, constant=True)
    def tenders(self) -> Rows:
        """What has been taken so far."""
        return self._tenders

    @Property(str, notify=changed)
    def total_text(self) -> str:
        """What the sale costs."""
        return "" if self._view is None else self._money(abs(self._view.total))

    @Property(bool, notify=changed)
    def gives_back(self) -> bool:
        """Whether money goes to the customer: more came back than was sold."""
        return self._sign < 0

    @Property(list, notify=changed)
    def cards(self) -> list[str]:
        """The cards that paid for the goods which come back: the refund belongs there first."""
        view = self._view
        return [] if view is None or self._sign > 0 else [_card_text(one) for one in view.cards]

    @Property(str, notify=changed)
    def remaining_text(self) -> str:
        """What is still to pay: where coins cover the exact amount, what the rounded one is short of."""
        view = self._view
        return "" if view is None else self._money(self._sign * (view.remaining or view.cash_remaining))

    @Property(str, notify=changed)
    def cash_text(self) -> str:
        """What is still to pay if it is paid in cash, where rounding makes it differ; empty otherwise."""
        view = self._view
        if view is None or view.cash_remaining == view.remaining:
            return ""
        text = QCoreApplication.translate("Tender", "{amount} in cash (rounding {rounding})")
        amount, rounding = self._sign * view.cash_remaining, self._sign * view.cash_rounding
        return text.format(amount=self._money(amount), rounding=self._money(rounding))

    @Property(str, notify=changed)
    def rounding_notice(self) -> str:
        """The words the law wants beside cash rounding; empty without any."""
        view = self._view
        return "" if view is None or view.cash_remaining == view.remaining else view.rounding_notice

    @Property(str, notify=changed)
    def exact_text(self) -> str:
        """The exact amount in cash."""
        return "" if self._view is None else self._money(self._sign * self._view.cash_remaining)

    @Property(list, notify=changed)
    def quick(self) -> list[dict[str, str]]:
        """Amounts a person is likely to hand over, with their keys."""
        return [
            {"text": self._money(amount), "key": self.key_of(f"quick_{place + 1}")}
            for place, amount in enumerate(self._quick)
        ]

    @Property(bool, notify=changed)
    def free(self) -> bool:
        """Whether nothing is to be paid, and the sale only needs finishing."""
        return self._free_sale()

    @Property(str, notify=changed)
    def typed(self) -> str:
        """The amount typed."""
        return self._typed

    @Property(str, notify=changed)
    def problem(self) -> str:
        """What is wrong with it."""
        return self._problem

    @Property(str, notify=changed)
    def unit(self) -> str:
        """The currency beside the field."""
        return self.till.figures.currency

    @Property(str, notify=changed)
    def separator(self) -> str:
        """The decimal sign of the keypad."""
        return self.till.figures.separator

    def entered(self) -> None:
        """Ask what remains."""
        self._typed = ""
        self._problem = ""
        self._ask()

    def left(self) -> None:
        """Forget what remained."""
        self._view = None
        self._sending = False
        self.till.dispatcher.forget("payment")
        self._accounts.forget()
        self.changed.emit()

    def can(self, act: str) -> bool:
        """Del belongs to the field while an amount is typed."""
        return super().can(act) and not (act == "remove_tender" and self._typed)

    def scan(self, raw: str) -> None:
        """A gift card pays; anything else is refused aloud: the sale must not change while it is paid."""
        if is_gift_card(raw):
            self._accounts.pay_by_card(raw)
        else:
            self.till.say(notice("scan_in_payment"), aloud=True)

    @Slot(str)
    def type_text(self, text: str) -> None:
        """The amount typed changed."""
        if text != self._typed:
            self._typed = text
            self._problem = ""
            self.changed.emit()

    @Slot()
    def submit(self) -> None:
        """Enter: take the amount typed in cash; alone it pays nothing, so that a second press is harmless."""
        if self._free_sale():
            self._finish()
            return
        amount = self._read()
        if amount:
            self._cash(self._sign * amount)
        else:
            self._problem = say(
                notice("type_amount_or_exact", key=key_name(self.keys.binding("tender", "exact").keys[0]))
            )
            self.changed.emit()

    @Slot(int)
    def quick_cash(self, place: int) -> None:
        """A quick-cash key."""
        if place < len(self._quick):
            self._cash(self._quick[place])

    @Slot(str)
    def remove(self, payment_id: str) -> None:
        """Take one tender back."""
        if self._view is not None:
            command = RemoveTender(txn_id=self._view.txn_id, payment_id=payment_id)
            self.till.send(command, lambda _: self._ask())

    def _exact(self) -> None:
        if self._free_sale():
            self._finish()
        elif self._view is not None:
            self._cash(self._view.cash_remaining)

    @Slot(int)
    def refund_to(self, place: int) -> None:
        """The refund goes to this one of the cards that paid."""
        view = self._view
        if view is not None and place < len(view.cards):
            self._card(view.cards[place])

    def _card(self, paid_with: TenderView | None = None) -> None:
        view = self._view
        if view is None or self._sending or self._free_sale() or self._unreadable():
            return
        if view.remaining == 0:
            amount_text = self._money(self._sign * view.cash_remaining)
            self._problem = say(notice("only_cash", amount=amount_text))
            self.till.sounds.error()
            self.changed.emit()
            return
        most = abs(view.remaining)
        amount = self._sign * min(self._read() or most, most)
        suggested = paid_with or (view.cards[0] if view.cards and self._sign < 0 else None)
        close = self._sheets.close
        self._sheets.show(
            "card", lambda: CardSheet(self.till, close, view.txn_id, amount, self._took, suggested)
        )

    def _open_gift_card(self) -> None:
        if self._unreadable():
            return
        close, pay = self._sheets.close, self._accounts.pay_by_card
        self._sheets.show("gift_card", lambda: GiftCardSheet(self.till, close, pay))

    @Slot(str)
    def _pay_by_card(self, code: str) -> None:
        """A gift card was looked at and shall pay: at once here, else as soon as it is known what is open."""
        self._accounts.pay_when_ready(code)
        self._router.go("tender")

    def _by_account(self, command: Command) -> None:
        if self._view is not None and not self._sending and not self._unreadable():
            self._sending = True
            self.changed.emit()
            self.till.send(command, self._took, self._refused)

    @Slot(str, object)
    def _on_news(self, topic: str, view: object) -> None:
        """The hub answered: the tender is there, or its notice says why not."""
        if topic == "answer" and isinstance(view, Outcome) and self._view is not None and view.change is None:
            self._typed = ""
            self._ask()

    def _remove_last(self) -> None:
        last = self._tenders.at(len(self._tenders) - 1)
        if last is not None:
            self.remove(last.key)

    def _back(self) -> None:
        if self._typed:
            self._typed = ""
            self.changed.emit()
        else:
            self._router.go("sell")

    def _cash(self, amount: int) -> None:
        if self._view is None or self._sending:
            return
        self._sending = True
        self.changed.emit()
        self.till.send(TenderCash(txn_id=self._view.txn_id, amount=amount), self._took, self._refused)

    def _finish(self) -> None:
        if self._view is not None and not self._sending:
            self._sending = True
            self.till.send(FinishSale(txn_id=self._view.txn_id), self._took, self._refused)

    def _took(self, outcome: Outcome) -> None:
        self._sending = False
        if outcome.ok and outcome.change is None:
            self._typed = ""
            self._problem = ""
            self._ask()
        self.changed.emit()

    def _refused(self, found: Notice) -> None:
        self._problem = say(found)
        self.till.sounds.error()
        self.changed.emit()

    def _ask(self) -> None:
        self.till.dispatcher.ask_latest("payment", ShowPayment(), self._take)
        self._accounts.refresh()

    def _take(self, view: PaymentView) -> None:
        self._view = view
        self._tenders.show([self._row(tender) for tender in view.tenders])
        self.changed.emit()

    def _row(self, tender: TenderView) -> TenderRow:
        return TenderRow(
            key=tender.payment_id,
            text=kind_text(tender.kind),
            detail=_brand_and_last4(tender),
            amount_text=self._money(abs(tender.amount)),
        )

    @property
    def _sign(self) -> int:
        """−1 where the customer gets money back: tenders of a refund are negative."""
        return -1 if self._view is not None and self._view.total < 0 else 1

    @property
    def _quick(self) -> tuple[int, ...]:
        """Without the exact amount, which has a key of its own."""
        view = self._view
        if view is None or view.total < 0:
            return ()
        return tuple(amount for amount in view.quick_cash if amount != view.cash_remaining)[:6]

    def _free_sale(self) -> bool:
        return self._view is not None and self._view.remaining == self._view.cash_remaining == 0

    def _unreadable(self) -> bool:
        """Whether what is typed is no amount: it is said, and does not mean all that is open."""
        if not self._typed or self._read():
            return False
        self._problem = say(notice("amount_unreadable", example=self.till.figures.typed(2500)))
        self.till.sounds.error()
        self.changed.emit()
        return True

    def _read(self) -> int | None:
        return self.till.figures.read_amount(self._typed) if self._typed else None

    def _money(self, minor: int) -> str:
        return self.till.figures.money(minor, "" if self._view is None else self._view.currency)


def kind_text(kind: str) -> str:
    """A tender's kind in the operator's language."""
    return QCoreApplication.translate("Tender", _KINDS.get(kind, "Card"))


def _brand_and_last4(tender: TenderView) -> str:
    last4 = f"•••• {tender.last4}" if tender.last4 else ""
    return " ".join(word for word in (tender.brand, last4) if word)


def _card_text(tender: TenderView) -> str:
    """A card as the customer knows it; just a card where nothing more was kept."""
    return _brand_and_last4(tender) or kind_text("card")
