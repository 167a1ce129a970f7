"""Items to tap: the categories, and the tiles of the chosen one or of a search."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Property, QObject, QTimer, QUrl, Signal, Slot

from pos_app.queries import CategoryItems, ListCategories
from pos_app.views import CategoryView, ItemTile
from ui.figures import Figures
from ui.rows import Row, Rows
from ui.sell.cart_rows import glued
from ui.till import Till

_PAGE = 60
_PICTURES_MS = 3_000
_COLOURS = 12


class CategoryRow(Row, frozen=True, kw_only=True):
    """One category; `colour` counts from 0 into the theme's category colours."""

    name: str
    colour: int


class TileRow(Row, frozen=True, kw_only=True):
    """One item to tap; its key is the SKU."""

    name: str
    price_text: str
    initials: str
    picture: str
    colour: int
    code: str
    age_text: str


class GridModel(QObject):
    """The picture grid. Tiles come page by page as the list is scrolled."""

    changed = Signal()

    def __init__(self, till: Till, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._till = till
        self._categories = Rows(CategoryRow, self)
        self._tiles = Rows(TileRow, self)
        self._shown: list[ItemTile] = []
        self._chosen = -1
        self._complete = True
        # Pictures arrive after the items; the hub's news say only that something has come.
        self._pictures = QTimer(self)
        self._pictures.setSingleShot(True)
        self._pictures.setInterval(_PICTURES_MS)
        self._pictures.timeout.connect(self._ask_again)
        till.news.connect(self._on_news)
        self._spoken = ""
        till.view_changed.connect(self._view_changed)

    @Property(QObject, constant=True)
    def categories(self) -> Rows:
        """The categories in their order."""
        return self._categories

    @Property(QObject, constant=True)
    def tiles(self) -> Rows:
        """The items of the chosen category."""
        return self._tiles

    @Property(int, notify=changed)
    def chosen(self) -> int:
        """The category shown; -1 while there is none."""
        return self._chosen

    def refresh(self) -> None:
        """Ask for the categories anew: at start, and when a catalogue has arrived."""
        self._till.dispatcher.ask_latest("categories", ListCategories(), self._take_categories)

    @property
    def blank(self) -> bool:
        """Whether no category has come yet."""
        return len(self._categories) == 0

    def step(self, by: int) -> None:
        """Show the category before (negative) or after; nothing happens at the ends."""
        self.choose(self._chosen + by)

    @Slot(int)
    def choose(self, row: int) -> None:
        """Show a category from its beginning."""
        found = self._categories.at(row)
        if not isinstance(found, CategoryRow):
            return
        self._chosen = row
        self._shown = []
        self.changed.emit()
        self._ask(found.name, 0)

    @Slot()
    def more(self) -> None:
        """The end of the tiles is in view: fetch the next page."""
        found = self._categories.at(self._chosen)
        if isinstance(found, CategoryRow) and not self._complete:
            self._complete = True  # until the page has come, so that it is asked for once
            self._ask(found.name, len(self._shown))

    def _ask(self, name: str, offset: int, limit: int = _PAGE) -> None:
        query = CategoryItems(category=name, offset=offset, limit=limit)
        self._till.dispatcher.ask_latest("tiles", query, lambda tiles: self._take_tiles(tiles, offset, limit))

    @Slot(str, object)
    def _on_news(self, topic: str, view: object) -> None:
        del view
        if topic == "sync" and not self._pictures.isActive() and any(not tile.image for tile in self._shown):
            self._pictures.start()

    @Slot()
    def _ask_again(self) -> None:
        """Ask for what is shown anew: a picture may have come for it."""
        found = self._categories.at(self._chosen)
        if isinstance(found, CategoryRow):
            self._ask(found.name, 0, max(_PAGE, len(self._shown)))

    def _take_categories(self, categories: tuple[CategoryView, ...]) -> None:
        before = self._categories.at(self._chosen)
        self._categories.show(
            [
                CategoryRow(key=found.name, name=found.name, colour=colour_of(found.colour, place))
                for place, found in enumerate(categories)
            ]
        )
        place = self._categories.place(before.key) if before is not None else 0
        self.choose(max(0, place))

    def _take_tiles(self, tiles: tuple[ItemTile, ...], offset: int, limit: int) -> None:
        self._shown = [*self._shown[:offset], *tiles]
        self._complete = len(tiles) < limit
        self._draw()

    @Slot()
    def _view_changed(self) -> None:
        """Prices are written anew where the language has changed under the tiles."""
        spoken = "" if self._till.view is None else self._till.view.language
        if spoken != self._spoken:
            self._spoken = spoken
            self._draw()

    def _draw(self) -> None:
        row = self._categories.at(self._chosen)
        fallback = row.colour if isinstance(row, CategoryRow) else 0
        self._tiles.show([tile_row(item, self._till.figures, fallback) for item in self._shown])


def colour_of(name: str, place: int) -> int:
    """A category's colour `c1` … `c12` counted from 0; without one, by its place in the list."""
    number = name.removeprefix("c")
    return (int(number) - 1 if number.isdecimal() and int(number) else place) % _COLOURS


def tile_row(item: ItemTile, figures: Figures, fallback_colour: int = 0) -> TileRow:
    """An item as a tile."""
    return TileRow(
        key=item.sku,
        name=glued(item.name),
        price_text="" if item.price is None else _price(item, figures),
        initials=initials_of(item.name),
        picture=QUrl.fromLocalFile(str(Path(item.image))).toString() if item.image else "",
        colour=colour_of(item.colour, fallback_colour),
        code=item.identifier,
        age_text=f"{item.age_limit}+" if item.age_limit else "",
    )


def _price(item: ItemTile, figures: Figures) -> str:
    price = figures.money(item.price or 0, item.currency)
    return price if item.unit == "pcs" else f"{price}\u00a0/\u00a0{item.unit}"


def initials_of(name: str) -> str:
    """The first letters of the first two words that begin with a letter."""
    return "".join(word[0].upper() for word in [w for w in name.split() if w[0].isalpha()][:2])
