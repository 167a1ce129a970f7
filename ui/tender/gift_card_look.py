"""A gift card looked at: what the hub says is on it, and whether to pay with it or to load it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, QCoreApplication, Signal, Slot

from pos_app.commands.loyalty import AskGiftCard
from pos_app.queries.loyalty import ListValueAsks
from pos_app.views import Notice, Outcome
from pos_app.views.loyalty import ValueAskView
from ui.screen import SheetModel
from ui.till import Till
from ui.words import notice, say

translate = QCoreApplication.translate
ASKED = "gift_card_balance"


class GiftCardLook(SheetModel):
    """Asks the hub as soon as there is a code. What can be done stays the same while one waits for it.

    The code is forgotten with the sheet; `pay` and `load` are given it.
    """

    changed = Signal()

    def __init__(
        self,
        till: Till,
        close: Callable[[SheetModel], None],
        code: str,
        pay: Callable[[str], None],
        load: Callable[[str], None],
    ) -> None:
        super().__init__(till, close)
        self._pay = pay
        self._load = load
        self._typed = code
        self._code = ""
        self._told: ValueAskView | None = None
        self._waits = False
        self._blocked = self._unheard = False
        sale = till.sale
        # A sale that sells a gift card is paid with money: the second card is to be loaded too.
        # Practice takes nothing off a card.
        self._pays = (
            sale is not None
            and not sale.training
            and sale.total > 0
            and not any(line.kind == "gift_card" and not line.voided for line in sale.lines)
        )
        till.news.connect(self._on_news)
        if code:
            self.ask()

    def left(self) -> None:
        """Nobody waits for the answer any more."""
        self.till.news.disconnect(self._on_news)
        self.till.dispatcher.forget(ASKED)

    @Property(str, notify=changed)
    def typed(self) -> str:
        """What stands in the field of the code."""
        return self._typed

    @Property(bool, notify=changed)
    def chosen(self) -> bool:
        """Whether a card was read, and the hub is asked or has answered."""
        return self._code != ""

    @Property(str, notify=changed)
    def last4(self) -> str:
        """The end of the card's code, to be compared with the card."""
        return f"•••• {self._code[-4:].upper()}" if self._code else ""

    @Property(bool, constant=True)
    def pays(self) -> bool:
        """Whether there is a sale to pay for."""
        return self._pays

    @Property(bool, notify=changed)
    def worth(self) -> bool:
        """Whether paying with it may do: something is on it, or nobody knows."""
        return not self._blocked and (self._told is None or self._told.available > 0)

    @Property(bool, notify=changed)
    def unheard(self) -> bool:
        """Whether the hub did not answer: asking again comes before all else."""
        return self._unheard

    @Property(bool, notify=changed)
    def loads(self) -> bool:
        """Whether it may be sold or topped up: not while it is blocked."""
        return not self._blocked

    @Property(str, notify=changed)
    def balance_text(self) -> str:
        """What is on the card; empty while nobody knows."""
        told = self._told
        return "" if told is None else self.till.figures.money(told.available, told.currency)

    @Property(str, notify=changed)
    def state_text(self) -> str:
        """How old that is, or that the hub is being asked; empty where it said why not."""
        if self._told is not None:
            moment = self.till.figures.moment(self._told.as_of)
            return translate("Tender", "On the card, as of {moment}").format(moment=moment)
        return translate("Tender", "Asking the hub …") if self._waits else ""

    def takes_scan(self, raw: str) -> bool:
        """A scan is the code of a card."""
        self.type_code(raw)
        self.ask()
        return True

    @Slot(str)
    def type_code(self, text: str) -> None:
        """What stands in the field of the code."""
        if text != self._typed:
            self._typed = text
            self.blame("")
            self.changed.emit()

    @Slot()
    def ask(self) -> None:
        """Ask the hub what is on the card."""
        if not self._typed.strip():
            self.blame(say(notice("gift_card_code_missing")))
            return
        self._code, self._told, self._waits, self._blocked, self._unheard = "", None, True, False, False
        self.blame("")
        self.till.send(AskGiftCard(code=self._typed), self._asked, self._refused)

    @Slot()
    def pay(self) -> None:
        """Pay the sale with it."""
        code = self._typed
        self.close()
        self._pay(code)

    @Slot()
    def load(self) -> None:
        """Sell it, or load it with more."""
        code = self._typed
        self.close()
        self._load(code)

    def _asked(self, outcome: Outcome) -> None:
        if outcome.ok:
            self._code = "".join(sign for sign in self._typed if sign.isalnum())
        self.changed.emit()

    def _refused(self, found: Notice) -> None:
        self._waits = False
        self.blame(say(found))
        self.changed.emit()

    @Slot(str, object)
    def _on_news(self, topic: str, view: object) -> None:
        if topic != "answer" or not self._waits or not isinstance(view, Outcome):
            return
        said = view.notice
        if said is not None and said.code.startswith("balance_"):
            # It is said here, where the card is: not in the bar besides.
            self._waits = False
            self._blocked = said.code == "balance_blocked"
            self._unheard = said.code == "balance_needs_hub"
            self._problem = say(said)
            self.problem_changed.emit()
            self.till.say(None)
            self.changed.emit()
        else:
            self.till.dispatcher.ask_latest(ASKED, ListValueAsks(), self._take)

    def _take(self, asks: tuple[ValueAskView, ...]) -> None:
        told = next((one for one in asks if one.kind == "gift_card" and not one.quantity), None)
        if told is not None and not told.pending:
            self._told, self._waits = told, False
            self.changed.emit()
