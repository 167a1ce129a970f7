"""Price check: scan or type a code and read the price; nothing is sold unless asked."""

from __future__ import annotations

from PySide6.QtCore import Property, QCoreApplication, QObject, Signal, Slot

from pos_app.commands import AddItem, Scan
from pos_app.queries import CheckPrice, SearchItems
from pos_app.queries.stock import StockOf
from pos_app.views import ItemTile, Outcome, PriceCheckView, StockView
from ui.keys import KeyTable
from ui.price_check.stock_facts import StockFacts, facts_of
from ui.routes import Router
from ui.rows import Rows
from ui.screen import ScreenModel
from ui.sell.grid import TileRow, tile_row
from ui.till import Till
from ui.words import say

_CODE_SIGNS = set("0123456789 -")


class PriceCheckModel(ScreenModel):
    """A code shows its item; a word shows what the search finds."""

    changed = Signal()

    def __init__(self, till: Till, keys: KeyTable, router: Router, parent: QObject | None = None) -> None:
        super().__init__("price_check", till, keys, parent)
        self._router = router
        self._text = ""
        self._view: PriceCheckView | None = None
        self._tile: TileRow | None = None
        self._stock = StockFacts()
        self._results = Rows(TileRow, self)
        self._found: dict[str, ItemTile] = {}
        self.acts = {"add": self._add, "back": self._back}

    @Property(str, notify=changed)
    def text(self) -> str:
        """What stands in the field."""
        return self._text

    @Property(QObject, constant=True)
    def results(self) -> Rows:
        """What a word finds."""
        return self._results

    @Property(bool, notify=changed)
    def found(self) -> bool:
        """Whether an item is shown."""
        return self._tile is not None

    @Property(str, notify=changed)
    def name(self) -> str:
        """The item."""
        return "" if self._tile is None else self._tile.name

    @Property(str, notify=changed)
    def price_text(self) -> str:
        """What it costs: a pack with a weight or price in its code as a whole."""
        if self._view is not None and self._view.of_pack and self._view.price is not None:
            return self.till.figures.money(self._view.price)
        return "" if self._tile is None else self._tile.price_text

    @Property(str, notify=changed)
    def deposit_text(self) -> str:
        """The deposit on top; empty for none."""
        if self._view is None or not self._view.deposit:
            return ""
        text = QCoreApplication.translate("PriceCheck", "plus {amount} deposit")
        return text.format(amount=self.till.figures.money(self._view.deposit))

    @Property(str, notify=changed)
    def detail(self) -> str:
        """Its code, its age limit, and the price of one unit where the whole pack's stands above."""
        if self._tile is None:
            return ""
        unit = self._tile.price_text if self._view is not None and self._view.of_pack else ""
        return " · ".join(word for word in (unit, self._tile.code, self._tile.age_text) if word)

    @Property(str, notify=changed)
    def picture(self) -> str:
        """Its picture; empty for a drawn tile."""
        return "" if self._tile is None else self._tile.picture

    @Property(str, notify=changed)
    def initials(self) -> str:
        """What a drawn tile shows."""
        return "" if self._tile is None else self._tile.initials

    @Property(int, notify=changed)
    def colour(self) -> int:
        """The colour of a drawn tile."""
        return 0 if self._tile is None else self._tile.colour

    @Property(bool, notify=changed)
    def stock_known(self) -> bool:
        """Whether anything is known of its stock, here or elsewhere."""
        return self._tile is not None and (self._stock.here != "" or self._stock.elsewhere_known)

    @Property(str, notify=changed)
    def stock_here(self) -> str:
        """How many are here; empty where nobody keeps its stock here."""
        return self._stock.here

    @Property(str, notify=changed)
    def stock_tone(self) -> str:
        """`positive` where some are free, else `caution`."""
        return self._stock.tone

    @Property(str, notify=changed)
    def stock_note(self) -> str:
        """What of it is promised, damaged, or held for this till."""
        return self._stock.note

    @Property(str, notify=changed)
    def stock_age(self) -> str:
        """How old that is."""
        return self._stock.age

    @Property(list, notify=changed)
    def elsewhere(self) -> list[dict[str, str]]:
        """Other stores that have it."""
        return list(self._stock.elsewhere)

    @Property(str, notify=changed)
    def elsewhere_age(self) -> str:
        """How old that is; empty where nothing is known of other stores."""
        return self._stock.elsewhere_age

    @Property(str, notify=changed)
    def problem(self) -> str:
        """Why nothing is shown."""
        if self._view is None or self._view.found or self._view.notice is None:
            return ""
        return say(self._view.notice)

    def entered(self) -> None:
        """Start empty."""
        self._forget()

    def scan(self, raw: str) -> None:
        """Look up, do not sell."""
        self._text = ""
        self._look_up(raw)

    def can(self, act: str) -> bool:
        """There must be an item to add."""
        return super().can(act) and (act != "add" or self._tile is not None)

    @Slot(str)
    def type_text(self, text: str) -> None:
        """The field's text changed: a word searches as it is typed, a number waits for Enter."""
        if text == self._text:
            return
        self._text = text
        wanted = text.strip()
        if wanted and not set(wanted) <= _CODE_SIGNS:
            self.till.dispatcher.ask_latest("price_search", SearchItems(text=wanted), self._take_results)
        else:
            self.till.dispatcher.forget("price_search")
            self._take_results(())
        self.changed.emit()

    @Slot()
    def submit(self) -> None:
        """Enter: look the number up, or show what was found first."""
        first = self._results.at(0)
        if first is not None:
            self.show_item(first.key)
        elif self._text.strip():
            code = "".join(self._text.split()).replace("-", "")
            self._text = ""
            self._look_up(code)

    @Slot(str)
    def show_item(self, sku: str) -> None:
        """A result was tapped."""
        item = self._found.get(sku)
        if item is not None:
            self._text = ""
            self._view = PriceCheckView(raw=item.identifier, found=False, item=item, price=item.price)
            self._tile = tile_row(item, self.till.figures)
            self._stock = StockFacts()
            query = StockOf(sku=sku)
            self.till.dispatcher.ask_latest("price_stock", query, lambda found: self._take_stock(sku, found))
            self._take_results(())

    def _look_up(self, code: str) -> None:
        self._take_results(())
        self.till.dispatcher.forget("price_stock")
        self.till.dispatcher.ask_latest("price", CheckPrice(raw=code), self._take)

    def _take(self, view: PriceCheckView) -> None:
        self._view = view
        self._tile = None
        self._stock = StockFacts()
        if view.found and view.item is not None:
            self._tile = tile_row(view.item, self.till.figures)
            self._stock = facts_of(view.stock, view.item.unit, self.till.figures)
            self.till.say(view.notice, aloud=view.notice is not None)
            if view.notice is None:
                self.till.sounds.accepted()
        else:
            self.till.sounds.error()
        self.changed.emit()

    def _take_stock(self, sku: str, found: StockView) -> None:
        if self._tile is not None and self._tile.key == sku and self._view and self._view.item:
            self._stock = facts_of(found, self._view.item.unit, self.till.figures)
            self.changed.emit()

    def _take_results(self, found: tuple[ItemTile, ...]) -> None:
        self._found = {item.sku: item for item in found}
        self._results.show([tile_row(item, self.till.figures) for item in found])
        self.changed.emit()

    def _add(self) -> None:
        if self._view is not None and self._view.found:
            self.till.send(Scan(raw=self._view.raw, entry="keyed"), self._added)
        elif self._tile is not None:
            self.till.send(AddItem(sku=self._tile.key, entry="search"), self._added)

    def _added(self, outcome: Outcome) -> None:
        if outcome.ok:
            self._router.go("sell")

    def _back(self) -> None:
        if self._text:
            self.type_text("")
        else:
            self._router.go("sell")

    def _forget(self) -> None:
        self._text = ""
        self._view = None
        self._tile = None
        self._stock = StockFacts()
        self._take_results(())
