"""Items by code, by key, by words and by category, with the price of this terminal's list."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import bindparam, func, select

from local_db.catalogue_file import CatalogueFile
from local_db.catalogue_prices import DatedPrices
from local_db.catalogue_rows import found_item, select_items
from local_db.catalogue_schema import category, item, item_identifier
from local_db.images import ImageFolder
from local_db.promotions import PromotionShelf
from local_db.search import search_items
from local_db.statements import Statement, constant
from pos_app.ports.store import FoundItem
from retail.item import Category
from retail.promotion_book import PromotionBook

_FIND = Statement(
    select_items(item_identifier.join(item, item.c.id == item_identifier.c.item_id)).where(
        item_identifier.c.identifier == bindparam("identifier")
    )
)
_ITEM = Statement(select_items().where(item.c.sku == bindparam("sku")))
# `active = 1` stands in the text as in the partial indexes, else SQLite cannot tell that they serve.
_ACTIVE = item.c.active == constant(1)
_IN_CATEGORY = Statement(
    select_items()
    .where(item.c.category == bindparam("category"), _ACTIVE)
    .order_by(item.c.sort_key)
    .limit(bindparam("limit"))
    .offset(bindparam("offset"))
)
_CATEGORIES = Statement(select(category.c.name, category.c.position, category.c.colour))
_COUNTS = Statement(select(item.c.category, func.count()).where(_ACTIVE).group_by(item.c.category))


class LocalCatalogue:
    """`pos_app.ports.store.Catalogue` on `catalogue.db`; `price_list` names the list in force, `now` gives
    UTC milliseconds: a price with a date counts from its moment on.
    """

    def __init__(
        self, file: CatalogueFile, images: ImageFolder, price_list: Callable[[], str], now: Callable[[], int]
    ) -> None:
        self._file = file
        self._images = images
        self._price_list = price_list
        self._prices = DatedPrices(file, now)
        self._promotions = PromotionShelf(file)
        self._counted_at = -1
        self._counts: dict[str, int] = {}

    def find(self, identifier: str) -> FoundItem | None:
        """By canonical identifier; where two items claim the same code, one that is sold goes first."""
        price_list = self._price_list()
        rows = self._file.query(_FIND, identifier=identifier, list=price_list)
        if not rows:
            return None
        found = [found_item(row) for row in rows]
        return self._prices.now(price_list, next((one for one in found if one.item.active), found[0]))

    def item(self, sku: str) -> FoundItem | None:
        """By its key."""
        price_list = self._price_list()
        rows = self._file.query(_ITEM, sku=sku, list=price_list)
        return self._prices.now(price_list, found_item(rows[0])) if rows else None

    def search(self, text: str, limit: int) -> tuple[FoundItem, ...]:
        """By words of the name, sku or code, the last as a prefix, best first; never raises on any text."""
        price_list = self._price_list()
        found = search_items(self._file, price_list, text, limit)
        return tuple(self._prices.now(price_list, one) for one in found)

    def categories(self) -> tuple[tuple[Category, int], ...]:
        """By position; categories that only items name come last, so that nothing is out of reach."""
        counts = self._active_by_category()
        known = [
            Category(name=name, position=position, colour=colour)
            for name, position, colour in self._file.query(_CATEGORIES)
        ]
        known.sort(key=lambda one: (one.position, one.name))
        named = {one.name for one in known}
        unnamed = [Category(name=name) for name in sorted(counts) if name and name not in named]
        return tuple((one, counts.get(one.name, 0)) for one in (*known, *unnamed))

    def in_category(self, name: str, offset: int, limit: int) -> tuple[FoundItem, ...]:
        """Active items by name."""
        price_list = self._price_list()
        rows = self._file.query(_IN_CATEGORY, category=name, offset=offset, limit=limit, list=price_list)
        return tuple(self._prices.now(price_list, found_item(row)) for row in rows)

    def promotions(self, at: int, time_zone: str, language: str) -> PromotionBook:
        """Those of the price list that are in force."""
        return self._promotions.in_force(self._price_list(), at, time_zone, language)

    def count(self) -> int:
        """Active items."""
        return sum(self._active_by_category().values())

    def image_path(self, digest: str) -> str:
        """Path of a picture that has arrived, or empty."""
        return self._images.path_of(digest)

    def _active_by_category(self) -> dict[str, int]:
        """Counted once a change: a million items take tens of milliseconds."""
        if self._counted_at != self._file.version:
            self._counts = dict(self._file.query(_COUNTS))
            self._counted_at = self._file.version
        return self._counts
