"""Taking an item back without its receipt: which, how much and for what price; a supervisor agrees."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, QCoreApplication, QObject, Signal, Slot

from pos_app.commands.returns import ReturnWithoutReceipt
from pos_app.queries import CheckPrice, SearchItems
from pos_app.views import ItemTile, Notice, Outcome, PriceCheckView
from ui.keys import KeyTable
from ui.returns.figure_sheets import BackPriceSheet, BackQuantitySheet
from ui.returns.why import WhyModel
from ui.routes import Router
from ui.rows import Rows
from ui.sell.cart_rows import PIECE, glued
from ui.sell.grid import TileRow, tile_row
from ui.sell.sheets import Sheets
from ui.side_screen import SideScreen
from ui.till import Till
from ui.words import notice, say

translate = QCoreApplication.translate

_CODE_SIGNS = set("0123456789 -")


class NoReceiptModel(SideScreen):
    """Screen `no_receipt`."""

    changed = Signal()

    selected_changed = Signal()

    def __init__(
        self,
        till: Till,
        keys: KeyTable,
        router: Router,
        sheets: Sheets,
        sell: Callable[[str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__("no_receipt", till, keys, router, sell, parent)
        self._sheets = sheets
        self._why = WhyModel(till, "no_receipt", self)
        self._why.changed.connect(self._answered)
        self._results = Rows(TileRow, self)
        self._found: dict[str, ItemTile] = {}
        self._selected = -1
        self._text = ""
        self._item: ItemTile | None = None
        self._deposit = 0
        self._quantity = PIECE
        self._price: int | None = None
        self._problem = ""
        self._sending = False
        item_acts: dict[str, Callable[[], None]] = {
            "more": lambda: self.step_quantity(1),
            "fewer": lambda: self.step_quantity(-1),
            "quantity": self._ask_quantity,
            "price": self._ask_price,
            "next_fate": self._why.next_fate,
            "next_reason": self._why.next_reason,
            "take_back": self._take_back,
        }
        self._item_acts = frozenset(item_acts)
        self.acts = {
            **self.acts,
            **item_acts,
            "up": lambda: self.select(max(0, self._selected - 1)),
            "down": lambda: self.select(self._selected + 1),
        }

    @Property(str, notify=changed)
    def text(self) -> str:
        """What stands in the field."""
        return self._text

    @Property(QObject, constant=True)
    def results(self) -> Rows:
        """The items that a word finds."""
        return self._results

    @Property(int, notify=selected_changed)
    def selected(self) -> int:
        """The result that Enter takes; -1 for none."""
        return self._selected

    @Property(bool, notify=changed)
    def found(self) -> bool:
        """Whether an item is shown."""
        return self._item is not None

    @Property(str, notify=changed)
    def name(self) -> str:
        """The item."""
        return "" if self._item is None else glued(self._item.name)

    @Property(str, notify=changed)
    def quantity_text(self) -> str:
        """How much comes back."""
        return self.till.figures.quantity(self._quantity, self._unit)

    @Property(str, notify=changed)
    def price_text(self) -> str:
        """What is paid back for one; empty while nobody has said."""
        if self._price is None:
            return ""
        price = self.till.figures.money(self._price)
        return price if self._unit == "pcs" else f"{price}\u00a0/\u00a0{self._unit}"

    @Property(str, notify=changed)
    def refund_text(self) -> str:
        """What goes back for the goods; the till itself reckons to the cent when they are on the sale."""
        goods = (self._price or 0) * self._quantity
        return self.till.figures.money((goods + PIECE // 2) // PIECE + self._deposits)

    @Property(str, notify=changed)
    def deposit_text(self) -> str:
        """The deposit in it; empty for none."""
        if not self._deposits:
            return ""
        text = translate("Returns", "with {amount} deposit")
        return text.format(amount=self.till.figures.money(self._deposits))

    @Property(QObject, constant=True)
    def why(self) -> WhyModel:
        """Why goods come back, and where they go."""
        return self._why

    @Property(bool, notify=changed)
    def ready(self) -> bool:
        """Whether an item is there and nothing under way."""
        return self._item is not None and not self._sending

    @Property(str, notify=changed)
    def problem(self) -> str:
        """What is missing, or why nothing was found or taken."""
        return self._problem

    def entered(self) -> None:
        """Start without an item."""
        self._why.start()
        super().entered()
        self._forget_item()

    def can(self, act: str) -> bool:
        """Keys of the item belong to the field while one is looked for."""
        return super().can(act) and (act not in self._item_acts or self._item is not None)

    def go_back(self) -> None:
        """From the item to the search, then to the receipts."""
        if self._item is not None or self._text:
            self._forget_item()
        else:
            self.router.go("returns")

    def scan(self, raw: str) -> None:
        """The item shown comes back once more; another one takes its place."""
        if self._home:
            super().scan(raw)
        else:
            self._look_up(raw)

    @Slot(str)
    def type_text(self, text: str) -> None:
        """The field was edited: a word searches as it is typed, a number waits for Enter."""
        if text == self._text:
            return
        self._text = text
        self._problem = ""
        wanted = text.strip()
        if wanted and not set(wanted) <= _CODE_SIGNS:
            self.till.dispatcher.ask_latest("no_receipt_search", SearchItems(text=wanted), self._take_results)
        else:
            self.till.dispatcher.forget("no_receipt_search")
            self._take_results(())
        self.changed.emit()

    @Slot()
    def submit(self) -> None:
        """Enter: look the number up, or take what is selected."""
        row = self._results.at(max(0, self._selected))
        if row is not None:
            self.take(row.key)
        elif self._text.strip():
            self._look_up("".join(self._text.split()).replace("-", ""))

    @Slot(int)
    def select(self, row: int) -> None:
        """Select a result, kept within the list."""
        row = min(row, len(self._results) - 1)
        if row != self._selected:
            self._selected = row
            self.selected_changed.emit()

    @Slot(str)
    def take(self, sku: str) -> None:
        """A result was tapped: its deposit is looked up by its code."""
        item = self._found.get(sku)
        if item is None:
            return
        self._show(item, 0)
        if item.identifier:
            query = CheckPrice(raw=item.identifier)
            self.till.dispatcher.ask_latest("no_receipt_item", query, lambda view: self._refine(item, view))

    @Slot(int)
    def step_quantity(self, by: int) -> None:
        """One more or fewer; at least one."""
        self._set_quantity(max(PIECE, self._quantity + by * PIECE))

    def _look_up(self, raw: str) -> None:
        self.till.dispatcher.ask_latest("no_receipt_item", CheckPrice(raw=raw), self._take)

    def _take(self, view: PriceCheckView) -> None:
        if not view.found or view.item is None:
            self._problem = "" if view.notice is None else say(view.notice)
            self.till.sounds.error()
            self.changed.emit()
            return
        self.till.sounds.accepted()
        if self._item is not None and self._item.sku == view.item.sku and self._unit == "pcs":
            self.step_quantity(1)
        else:
            self._show(view.item, view.deposit)

    def _refine(self, item: ItemTile, view: PriceCheckView) -> None:
        if self._item is item and view.found:
            self._deposit = view.deposit
            self.changed.emit()

    def _take_results(self, found: tuple[ItemTile, ...]) -> None:
        self._found = {item.sku: item for item in found}
        self._results.show([tile_row(item, self.till.figures) for item in found])
        self._selected = 0 if found else -1
        self.selected_changed.emit()
        self.changed.emit()

    def _show(self, item: ItemTile, deposit: int) -> None:
        self._item, self._deposit = item, deposit
        self._price = item.price
        self._quantity = PIECE
        self._text = self._problem = ""
        self._take_results(())

    def _forget_item(self) -> None:
        self.till.dispatcher.forget("no_receipt_item")
        self._item, self._price, self._deposit = None, None, 0
        self._quantity = PIECE
        self._text = self._problem = ""
        self._sending = False
        self._take_results(())

    def _set_quantity(self, quantity: int) -> None:
        self._quantity = quantity
        self._problem = ""
        self.changed.emit()

    def _ask_quantity(self) -> None:
        item = self._item
        if item is not None:
            about = (item.name, item.unit, self._quantity)
            self._sheets.show(
                "quantity",
                lambda: BackQuantitySheet(self.till, self._sheets.close, about, None, self._set_quantity),
            )

    def _ask_price(self) -> None:
        item = self._item
        if item is not None:
            self._sheets.show(
                "price",
                lambda: BackPriceSheet(
                    self.till, self._sheets.close, item.name, self._price, self._set_price
                ),
            )

    def _set_price(self, price: int) -> None:
        self._price = price
        self._problem = ""
        self.changed.emit()

    def _take_back(self) -> None:
        item = self._item
        if item is None or self._sending:
            return
        if self._why.missing:
            self._blame(notice("reason_missing"))
            return
        self._sending = True
        self.changed.emit()
        command = ReturnWithoutReceipt(
            sku=item.sku,
            quantity=self._quantity,
            unit_price=None if self._price == item.price else self._price,
            reason_id=self._why.reason_id,
            stock=self._why.stock,
        )
        self.till.send(command, self._taken_back, self._blame)

    def _taken_back(self, outcome: Outcome) -> None:
        self._sending = False
        self.changed.emit()
        if outcome.ok:
            self.router.go("sell")

    def _blame(self, found: Notice) -> None:
        self._sending = False
        self._problem = say(found)
        self.till.sounds.error()
        self.changed.emit()

    @Slot()
    def _answered(self) -> None:
        self._problem = ""
        self.changed.emit()

    @property
    def _unit(self) -> str:
        return "pcs" if self._item is None else self._item.unit

    @property
    def _deposits(self) -> int:
        return self._deposit * self._quantity // PIECE
