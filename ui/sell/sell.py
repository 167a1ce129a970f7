"""The sell screen's acts: what a scan, a typed word, a tap and each key do to the sale."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, QCoreApplication, QObject, Signal, Slot

from pos_app.commands import AddItem, Scan, UndoVoid, VoidLine
from pos_app.commands.customers import DetachCustomer
from pos_app.views import LineView, Notice
from retail.transaction import EntryMethod
from ui.keys import ANYWHERE, KeyTable, key_name, label_of
from ui.routes import Router
from ui.screen import ScreenModel
from ui.sell.cart import CartModel
from ui.sell.grid import GridModel
from ui.sell.search import SearchModel
from ui.sell.sheets import Sheets
from ui.till import Till
from ui.words import notice, say

STRIP = (
    "quantity",
    "discount_line",
    "override_price",
    "void_line",
    "department",
    "gift_card",
    "customers",
    "returns",
    "suspend",
    "suspended",
    "share",
    "price_check",
    "discount_sale",
    "void_sale",
    "undo",
)
"""The key strip, in the order of use; the sheet of all keys has the rest."""
BESIDE = frozenset({"customers", "returns"})
"""Screens that the strip leads to; their keys work anywhere."""


class SellModel(ScreenModel):
    """Joins cart, grid and search; every act of the sale begins here."""

    changed = Signal()
    strip_changed = Signal()
    """Apart from `changed`: a scan must not build the buttons anew."""

    def __init__(
        self, till: Till, keys: KeyTable, router: Router, sheets: Sheets, parent: QObject | None = None
    ) -> None:
        super().__init__("sell", till, keys, parent)
        self._router = router
        self._sheets = sheets
        self._cart = CartModel(till, self)
        self._grid = GridModel(till, self)
        self._search = SearchModel(till, self)
        self._unknown: Notice | None = None
        self._arrivals = 0
        self._can_undo = False
        self._waiting_for_search = False
        self._search.results_arrived.connect(self._results_arrived)
        till.unknown_code.connect(self._show_unknown)
        till.sale_changed.connect(self._sale_changed)
        till.view_changed.connect(self._catalogue_changed)
        self.acts = {
            "quantity": self._edit_quantity,
            "discount_line": lambda: self._on_line(sheets.discount_line),
            "override_price": lambda: self._on_line(sheets.override_price),
            "void_line": self._void_line,
            "department": self._department,
            "gift_card": sheets.sell_gift_card,
            "suspend": lambda: self._with_lines(sheets.suspend),
            "suspended": lambda: router.go("suspended"),
            "share": lambda: self._with_lines(sheets.share),
            "price_check": lambda: router.go("price_check"),
            "discount_sale": lambda: self._with_lines(sheets.discount_sale),
            "void_sale": lambda: self._with_lines(sheets.void_sale),
            "undo": self._undo,
            "pay": self._pay,
            "up": lambda: self._step(-1),
            "down": lambda: self._step(1),
            "next_category": lambda: self._grid.step(1),
            "last_category": lambda: self._grid.step(-1),
            "clear": self._clear,
        }

    @property
    def lines(self) -> CartModel:
        """The lines and totals, for other screens that show them."""
        return self._cart

    @Property(QObject, constant=True)
    def cart(self) -> CartModel:
        """The lines and totals."""
        return self._cart

    @Property(QObject, constant=True)
    def grid(self) -> GridModel:
        """The categories and their tiles."""
        return self._grid

    @Property(QObject, constant=True)
    def search(self) -> SearchModel:
        """What is typed and found."""
        return self._search

    @Property(str, notify=changed)
    def unknown_text(self) -> str:
        """What is wrong with the code just scanned and what to do; empty while nothing is."""
        return "" if self._unknown is None else say(self._unknown)

    @Property(str, notify=changed)
    def pay_text(self) -> str:
        """The label of the pay button."""
        text = QCoreApplication.translate("Sell", "Pay {amount}")
        if self._cart.gives_back:
            text = QCoreApplication.translate("Sell", "Give back {amount}")
        elif self._cart.rest_text:
            rest = QCoreApplication.translate("Sell", "Pay the other {amount}")
            return rest.format(amount=self._cart.rest_text)
        return text.format(amount=self._cart.total_text)

    @Property(list, notify=strip_changed)
    def strip(self) -> list[dict[str, str]]:
        """The key strip: act, label, key and icon of each button."""
        bindings = [
            self.keys.binding(ANYWHERE if act in BESIDE else "sell", act)
            for act in STRIP
            if act != "undo" or self._can_undo
        ]
        return [
            {"act": one.act, "label": label_of(one), "key": key_name(one.keys[0]), "icon": one.icon}
            for one in bindings
        ]

    def entered(self) -> None:
        """The grid is asked for once; a new catalogue asks again."""
        if self._grid.blank:
            self._grid.refresh()

    @Slot()
    def _sale_changed(self) -> None:
        can_undo = self.till.sale is not None and self.till.sale.can_undo_void
        if can_undo != self._can_undo:
            self._can_undo = can_undo
            self.strip_changed.emit()
        self.changed.emit()

    @Slot()
    def _catalogue_changed(self) -> None:
        arrivals = 0 if self.till.view is None else self.till.view.arrivals
        if arrivals != self._arrivals:
            self._arrivals = arrivals
            self._grid.refresh()

    def can(self, act: str) -> bool:
        """Del and Esc belong to the field while something is typed in it."""
        if act == "void_line":
            return not self._search.wanted
        return super().can(act)

    def press(self, key: str) -> bool:
        """F8 voids whatever is typed; Del only in an empty field."""
        if key == "F8":
            self._void_line()
            return True
        return super().press(key)

    @Slot(str)
    def run(self, act: str) -> None:
        """An act of this screen, or the way to one beside it."""
        if act in BESIDE:
            self._router.go(act)
        else:
            super().run(act)

    @Slot()
    def detach(self) -> None:
        """Take the customer off the sale."""
        self.till.send(DetachCustomer())

    def scan(self, raw: str) -> None:
        """A scan counts with the quantity typed before it; what was half typed is gone."""
        quantity = self._search.take_quantity()
        self._search.edit("")
        self._forget_unknown()
        self.till.send(Scan(raw=raw, quantity=quantity))

    @Slot()
    def submit(self) -> None:
        """Enter in the field: a number is looked up as a code, a word adds what was chosen or found first."""
        search = self._search
        if not search.wanted:
            return
        if search.is_code and not search.has_choice:
            code, quantity = search.code, search.take_quantity()
            search.edit("")
            self._forget_unknown()
            self.till.send(Scan(raw=code, quantity=quantity, entry="keyed"))
        elif not search.settled:
            self._waiting_for_search = True
        elif search.sku_chosen():
            self.add_found(search.sku_chosen())

    @Slot(str)
    def add_found(self, sku: str) -> None:
        """A search result was tapped or chosen."""
        self._add(sku, "search")

    @Slot(str)
    def add_tile(self, sku: str) -> None:
        """A tile of the grid was tapped."""
        self._add(sku, "grid")

    @Slot(str)
    def type_text(self, text: str) -> None:
        """The field's text changed by hand."""
        self._waiting_for_search = False
        if text and self._unknown is not None:
            self._unknown = None
            self.changed.emit()
        self._search.edit(text)

    def _add(self, sku: str, entry: EntryMethod) -> None:
        quantity = self._search.take_quantity() if self._search.has_quantity() else None
        self._search.edit("")
        self._forget_unknown()
        self.till.send(AddItem(sku=sku, quantity=quantity, entry=entry))

    @Slot()
    def _results_arrived(self) -> None:
        if self._waiting_for_search and self._search.settled:
            self._waiting_for_search = False
            self.submit()

    def _step(self, by: int) -> None:
        if self._search.active:
            self._search.step(by)
        else:
            self._cart.step(by)

    def _clear(self) -> None:
        if not self._search.clear():
            self._forget_unknown()
            self.till.say(None)

    @Slot(object)
    def _show_unknown(self, found: Notice) -> None:
        self._unknown = found
        self._router.go("sell")
        self.changed.emit()

    def _forget_unknown(self) -> None:
        if self._unknown is not None:
            self._unknown = None
            self.changed.emit()

    def _department(self) -> None:
        code = "" if self._unknown is None else str(self._unknown.params.get("code", ""))
        self._forget_unknown()
        self._sheets.department(code)

    def _edit_quantity(self) -> None:
        line = self._cart.line
        if line is not None and line.quantity_fixed:
            self.till.say(notice("quantity_fixed", name=line.name), aloud=True)
        else:
            self._on_line(self._sheets.quantity)

    def _on_line(self, open_sheet: Callable[[LineView], None]) -> None:
        line = self._cart.line
        if line is None or line.voided:
            self.till.say(notice("nothing_selected"), aloud=True)
        else:
            open_sheet(line)

    def _with_lines(self, act: Callable[[], None]) -> None:
        if not self._cart.payable:
            self.till.say(notice("nothing_to_pay"), aloud=True)
        else:
            act()

    def _void_line(self) -> None:
        line = self._cart.line
        if line is None:
            self.till.say(notice("nothing_selected"), aloud=True)
        elif line.voided:
            key = key_name(self.keys.binding("sell", "undo").keys[0])
            self.till.say(notice("already_void", name=line.name, key=key))
        else:
            self.till.send(VoidLine(line_id=line.line_id))

    def _undo(self) -> None:
        if self.till.sale is None or not self.till.sale.can_undo_void:
            self.till.say(notice("nothing_to_undo"), aloud=True)
        else:
            line = self._cart.line
            self.till.send(UndoVoid(line_id=line.line_id if line is not None and line.voided else ""))

    def _pay(self) -> None:
        self._with_lines(lambda: self._router.go("tender"))
