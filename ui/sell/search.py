"""Search as you type, and the quantity typed before a scan."""

from __future__ import annotations

import re

from PySide6.QtCore import Property, QObject, Signal, Slot

from pos_app.queries import SearchItems
from pos_app.views import ItemTile
from ui.rows import Rows
from ui.sell.grid import TileRow, tile_row
from ui.till import Till

_TIMES = re.compile(r"\s*([0-9]{1,6}(?:[.,][0-9]{1,3})?)\s*[*x×]\s*(.*)", re.DOTALL | re.IGNORECASE)
_CODE = re.compile(r"[0-9\s-]+")


class SearchModel(QObject):
    """What is typed, what it finds, and how many are meant."""

    changed = Signal()
    results_arrived = Signal()

    def __init__(self, till: Till, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._till = till
        self._text = ""
        self._answered = ""
        self._results = Rows(TileRow, self)
        self._chosen = -1
        self._quantity: int | None = None

    @Property(QObject, constant=True)
    def results(self) -> Rows:
        """The items found, best first."""
        return self._results

    @Property(str, notify=changed)
    def text(self) -> str:
        """What stands in the field."""
        return self._text

    @Property(bool, notify=changed)
    def active(self) -> bool:
        """Whether results are shown in place of the grid."""
        return self._text.strip() != ""

    @Property(bool, notify=changed)
    def nothing_found(self) -> bool:
        """Whether the answer for what is typed has come and is empty."""
        return self._text.strip() != "" and self.settled and len(self._results) == 0

    @Property(int, notify=changed)
    def chosen(self) -> int:
        """The result that Enter adds; -1 for none."""
        return self._chosen

    @Property(str, notify=changed)
    def quantity_text(self) -> str:
        """The quantity waiting for the next item, such as `3 ×`; empty for one."""
        return "" if self._quantity is None else f"{self._till.figures.quantity(self._quantity)} ×"

    @property
    def wanted(self) -> str:
        """What is typed, without the spaces around it."""
        return self._text.strip()

    @property
    def has_choice(self) -> bool:
        """Whether a result was chosen by hand."""
        return self._chosen >= 0

    @property
    def settled(self) -> bool:
        """Whether the results are those of what is typed, and not of a letter before."""
        return self._answered == self.wanted

    @property
    def is_code(self) -> bool:
        """Whether what is typed is a number to look up, not a word to search."""
        return _CODE.fullmatch(self._text.strip()) is not None

    @property
    def code(self) -> str:
        """The number typed, without spaces and hyphens."""
        return re.sub(r"[\s-]", "", self._text)

    def sku_chosen(self) -> str:
        """The SKU of the chosen result, or of the first where none is chosen; empty without results."""
        row = self._results.at(max(0, self._chosen))
        return "" if row is None else row.key

    @Slot(str)
    def edit(self, text: str) -> None:
        """The field's text changed: take a quantity out of it, and search for the rest."""
        match = _TIMES.fullmatch(text)
        if match is not None:
            self._quantity = self._till.figures.read_quantity(match[1]) or None
            text = match[2]
        if text == self._text and match is None:
            return
        self._text = text
        self._chosen = -1
        wanted = text.strip()
        if wanted:
            self._till.dispatcher.ask_latest(
                "search", SearchItems(text=wanted), lambda found: self._take(wanted, found)
            )
        else:
            self._till.dispatcher.forget("search")
            self._take("", ())
        self.changed.emit()

    def take_quantity(self) -> int:
        """The quantity for the item that comes now, in thousandths; it counts once."""
        quantity = self._quantity
        self._quantity = None
        self.changed.emit()
        return 1000 if quantity is None else quantity

    def has_quantity(self) -> bool:
        """Whether a quantity waits for the next item."""
        return self._quantity is not None

    def step(self, by: int) -> None:
        """Choose another result."""
        if len(self._results):
            self._chosen = max(-1, min(self._chosen + by, len(self._results) - 1))
            self.changed.emit()

    def clear(self) -> bool:
        """Empty the field, or where it is empty forget the quantity; False where there was neither."""
        if self._text:
            self.edit("")
            return True
        if self._quantity is not None:
            self._quantity = None
            self.changed.emit()
            return True
        return False

    def _take(self, wanted: str, found: tuple[ItemTile, ...]) -> None:
        self._answered = wanted
        self._results.show([tile_row(item, self._till.figures) for item in found])
        self.changed.emit()
        if wanted:
            self.results_arrived.emit()
