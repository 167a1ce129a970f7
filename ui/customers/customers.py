"""The customers screen: find somebody by name, phone, e-mail or card, look, and put her on the sale."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, QCoreApplication, QObject, Signal, Slot

from pos_app.commands.customers import AttachCustomer, DetachCustomer
from pos_app.commands.loyalty import AskAccount
from pos_app.queries.customers import FindCustomers, ShowCustomer
from pos_app.views import Outcome
from pos_app.views.customers import CustomerHit, CustomerView
from ui.customers.facts import HitRow, card_text, facts_of, hit_row, title_of
from ui.customers.form import CustomerFormModel
from ui.keys import KeyTable
from ui.routes import Router
from ui.rows import Rows
from ui.side_screen import SideScreen
from ui.till import Till
from ui.words import notice

translate = QCoreApplication.translate


class CustomersModel(SideScreen):
    """Screen `customers`. Whoever is on the sale is shown first."""

    changed = Signal()

    selected_changed = Signal()

    def __init__(
        self,
        till: Till,
        keys: KeyTable,
        router: Router,
        sell: Callable[[str], None],
        form: CustomerFormModel,
        parent: QObject | None = None,
    ) -> None:
        super().__init__("customers", till, keys, router, sell, parent)
        self._form = form
        self._rows = Rows(HitRow, self)
        self._text = self._answered = ""
        self._scanned = self._wanted = ""
        self._selected = -1
        self._view: CustomerView | None = None
        self._attach_first = False
        self._asking = ""
        till.topic_changed.connect(self._on_topic)
        till.news.connect(self._on_news)
        till.sale_changed.connect(self.changed)
        self.acts = {
            **self.acts,
            "up": lambda: self.select(max(0, self._selected - 1)),
            "down": lambda: self.select(self._selected + 1),
            "new": self._new,
            "edit": self._edit,
            "attach": self._attach,
            "ask_hub": self._ask_hub,
            "detach": lambda: till.send(DetachCustomer()),
        }

    @Property(QObject, constant=True)
    def rows(self) -> Rows:
        """The customers found."""
        return self._rows

    @Property(str, notify=changed)
    def text(self) -> str:
        """What stands in the field."""
        return self._text

    @Property(int, notify=selected_changed)
    def selected(self) -> int:
        """The row whose customer is shown; -1 for none."""
        return self._selected

    @Property(str, notify=changed)
    def empty_text(self) -> str:
        """What the empty list says: what to do, or that nobody was found."""
        if self._answered:
            return translate("Customers", "Nobody found for {text}").format(text=self._answered)
        return translate("Customers", "Who is it?")

    @Property(bool, notify=changed)
    def searched(self) -> bool:
        """Whether an answer for something typed or scanned is shown."""
        return self._answered != ""

    @Property(bool, notify=changed)
    def shown_one(self) -> bool:
        """Whether somebody is shown."""
        return self._view is not None

    @Property(str, notify=changed)
    def name(self) -> str:
        """Who is shown."""
        return "" if self._view is None else title_of(self._view)

    @Property(list, notify=changed)
    def facts(self) -> list[dict[str, str]]:
        """What is known of her."""
        return [] if self._view is None else facts_of(self._view, self.till.figures)

    @Property(bool, notify=changed)
    def waiting(self) -> bool:
        """Whether something about her is not at the hub yet."""
        return self._view is not None and not self._view.at_hub

    @Property(bool, notify=changed)
    def asking(self) -> bool:
        """Whether the hub is being asked how her account stands now."""
        return self._view is not None and self._view.customer_id == self._asking

    @Property(bool, notify=changed)
    def has_account(self) -> bool:
        """Whether the store has points or credit for her to ask for."""
        return self._view is not None and self._view.balance is not None

    @Property(bool, notify=changed)
    def attached(self) -> bool:
        """Whether she is on the open sale."""
        sale = self.till.sale
        on_sale = "" if sale is None or sale.customer is None else sale.customer.customer_id
        return self._view is not None and self._view.customer_id == on_sale

    def entered(self) -> None:
        """Start empty, or with who is on the sale."""
        self._text = self._answered = self._scanned = ""
        self._attach_first = False
        self._view = None
        self._take("", ())
        super().entered()
        if self._wanted:
            self._show(self._wanted)
            self._wanted = ""

    def refresh(self) -> None:
        """Look at the one shown anew, or at who is on the sale."""
        sale = self.till.sale
        if self._view is not None:
            self._show(self._view.customer_id)
        elif sale is not None and sale.customer is not None:
            self._show(sale.customer.customer_id)

    def can(self, act: str) -> bool:
        """Somebody must be shown to be changed, put on the sale or taken off it."""
        if act == "edit":
            return self._view is not None
        if act == "ask_hub":
            return bool(self.has_account and not self.asking)
        if act == "attach":
            return self._view is not None and not self.attached
        if act == "detach":
            return bool(self.attached)
        return super().can(act)

    def go_back(self) -> None:
        """Out of the field first."""
        if self._text:
            self.type_text("")
        else:
            super().go_back()

    def scan(self, raw: str) -> None:
        """A shop card shows its owner; nothing is sold here."""
        if self._home:
            super().scan(raw)
            return
        self._text = ""
        self._scanned = card = card_text(raw)
        query = FindCustomers(text=card)
        self.till.dispatcher.ask_latest("customers", query, lambda found: self._take_scanned(card, found))

    @Slot(str)
    def type_text(self, text: str) -> None:
        """The field was edited: search as it is typed."""
        if text == self._text:
            return
        self._text, self._scanned = text, ""
        self._attach_first = False
        wanted = text.strip()
        if wanted:
            query = FindCustomers(text=wanted)
            self.till.dispatcher.ask_latest("customers", query, lambda found: self._take(wanted, found))
        else:
            self.till.dispatcher.forget("customers")
            self._take("", ())
        self.changed.emit()

    @Slot()
    def submit(self) -> None:
        """Enter: put the selected one on the sale."""
        if self._text.strip() != self._answered:
            self._attach_first = True
        else:
            row = self._rows.at(self._selected)
            if row is not None:
                self._put_on(row.key)

    @Slot(int)
    def select(self, row: int) -> None:
        """Select a row, kept within the list, and show her."""
        row = min(row, len(self._rows) - 1)
        found = self._rows.at(row)
        self._selected = row
        self.selected_changed.emit()
        if found is not None:
            self._show(found.key)

    def _take(self, wanted: str, found: tuple[CustomerHit, ...]) -> None:
        self._answered = wanted
        self._rows.show([hit_row(one) for one in found])
        if wanted:
            self._view = None
        self._selected = -1
        self.select(0)
        self.changed.emit()
        if self._attach_first:
            self._attach_first = False
            self.submit()

    def _take_scanned(self, card: str, found: tuple[CustomerHit, ...]) -> None:
        self._take(card, found)
        if found:
            self.till.sounds.accepted()
        else:
            self.till.say(notice("customer_card_unknown", code=card), aloud=True)

    def _show(self, customer_id: str) -> None:
        query = ShowCustomer(customer_id=customer_id)
        self.till.dispatcher.ask_latest("customer", query, self._take_one)

    def _take_one(self, view: CustomerView) -> None:
        self._view = view
        self.changed.emit()

    def _new(self) -> None:
        typed = self._text.strip()
        field = "email" if "@" in typed else "phone" if _is_phone(typed) else "name"
        start = {field: typed} if typed else {}
        if self._scanned:
            start["card_code"] = self._scanned
        self._form.begin(None, start)
        self.router.go("customer_form")

    def _edit(self) -> None:
        if self._view is not None:
            self._form.begin(self._view, {})
            self._wanted = self._view.customer_id
            self.router.go("customer_form")

    def _ask_hub(self) -> None:
        """Ask for her points and credit as they are now; the answer comes as news."""
        view = self._view
        if view is not None:
            self._asking = view.customer_id
            self.till.send(AskAccount(customer_id=view.customer_id), self._hub_asked)
            self.changed.emit()

    def _hub_asked(self, outcome: Outcome) -> None:
        if not outcome.ok:
            self._hub_answered()

    def _hub_answered(self) -> None:
        self._asking = ""
        self.changed.emit()

    @Slot(str, object)
    def _on_news(self, topic: str, view: object) -> None:
        """The hub answered, or could not be asked: its notice is in the bar."""
        if topic == "answer" and isinstance(view, Outcome) and self._asking:
            self._hub_answered()
            if self.shown:
                self.refresh()

    def _attach(self) -> None:
        if self._view is not None:
            self._put_on(self._view.customer_id)

    def _put_on(self, customer_id: str) -> None:
        self.till.send(AttachCustomer(customer_id=customer_id), self._attached)

    def _attached(self, outcome: Outcome) -> None:
        if outcome.ok:
            self.router.go("sell")

    @Slot(str)
    def _on_topic(self, topic: str) -> None:
        if topic == "customers" and self.shown:
            self.refresh()


def _is_phone(text: str) -> bool:
    """Whether what was typed to find somebody is the beginning of a number, not of a name."""
    return text != "" and set(text) <= set("0123456789 +-/()")
