"""Finding an item by hand: a word searches as it is typed, a number is a code and waits for Enter."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, QObject, Signal, Slot

from pos_app.queries import SearchItems
from pos_app.views import ItemTile
from ui.rows import Rows
from ui.sell.grid import TileRow, tile_row
from ui.till import Till

_CODE_SIGNS = set("0123456789 -")


class ItemFinding(QObject):
    """What stands in the field and what it finds; `take_sku` and `take_code` are told of what is wanted."""

    changed = Signal()
    selected_changed = Signal()

    def __init__(
        self,
        till: Till,
        take_sku: Callable[[str], None],
        take_code: Callable[[str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._till = till
        self._take_sku = take_sku
        self._take_code = take_code
        self._results = Rows(TileRow, self)
        self._text = ""
        self._answered = ""
        self._selected = -1

    @Property(str, notify=changed)
    def text(self) -> str:
        """What stands in the field."""
        return self._text

    @Property(QObject, constant=True)
    def results(self) -> Rows:
        """The items that a word finds."""
        return self._results

    @Property(bool, notify=changed)
    def searching(self) -> bool:
        """Whether a word stands in the field: its results take the place of the lines."""
        wanted = self._text.strip()
        return wanted != "" and not set(wanted) <= _CODE_SIGNS

    @Property(bool, notify=changed)
    def nothing(self) -> bool:
        """Whether the word was looked for and nothing has it."""
        return self._answered != "" and self._answered == self._text.strip() and not len(self._results)

    @Property(int, notify=selected_changed)
    def selected(self) -> int:
        """The result that Enter takes; -1 for none."""
        return self._selected

    @Slot(str)
    def type_text(self, text: str) -> None:
        """The field was edited."""
        if text == self._text:
            return
        self._text = text
        if self.searching:
            wanted = text.strip()
            query = SearchItems(text=wanted)
            ask = self._till.dispatcher.ask_latest
            ask("stock_search", query, lambda found: self._take(wanted, found))
        else:
            self._till.dispatcher.forget("stock_search")
            self._take("", ())
        self.changed.emit()

    @Slot()
    def submit(self) -> None:
        """Enter: take what is selected, or look the number up."""
        row = self._results.at(max(0, self._selected))
        if row is not None:
            self.pick(row.key)
        elif self._text.strip() and not self.searching:
            code = "".join(self._text.split()).replace("-", "")
            self.type_text("")
            self._take_code(code)

    @Slot(str)
    def pick(self, sku: str) -> None:
        """A result was tapped."""
        self.type_text("")
        self._take_sku(sku)

    @Slot(int)
    def step(self, by: int) -> None:
        """Move through the results."""
        if len(self._results):
            self._select(max(0, min(self._selected + by, len(self._results) - 1)))

    def _take(self, wanted: str, found: tuple[ItemTile, ...]) -> None:
        self._answered = wanted
        self._results.show([tile_row(item, self._till.figures) for item in found])
        self._select(0 if found else -1)
        self.changed.emit()

    def _select(self, row: int) -> None:
        self._selected = row
        self.selected_changed.emit()
