"""The promotions that count for a sale, indexed by what they are for, so that many cost nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import overload

from retail.promotion import Promotion


class PromotionBook(Sequence[Promotion]):
    """Promotions in their rank, each once; `language` is the one their names are wanted in.

    Made once and used for many sales: to price one only looks up what its goods can have.
    """

    def __init__(self, promotions: Iterable[Promotion] = (), language: str = "") -> None:
        self._all = tuple(sorted({one.promotion_id: one for one in promotions}.values(), key=_rank))
        self._language = language
        self._by_sku: dict[str, list[int]] = {}
        self._by_category: dict[str, list[int]] = {}
        self._everywhere: list[int] = []
        for place, one in enumerate(self._all):
            if not (one.goods.skus or one.goods.categories):
                self._everywhere.append(place)
            for sku in one.goods.skus:
                self._by_sku.setdefault(sku, []).append(place)
            for category in one.goods.categories:
                self._by_category.setdefault(category, []).append(place)

    @overload
    def __getitem__(self, place: int) -> Promotion: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Promotion]: ...
    def __getitem__(self, place: int | slice) -> Promotion | Sequence[Promotion]:
        return self._all[place]

    def __len__(self) -> int:
        return len(self._all)

    def __iter__(self) -> Iterator[Promotion]:
        return iter(self._all)

    def places(self, sku: str, category: str) -> frozenset[int]:
        """Places in the book of the promotions that are for this item."""
        of_category = self._by_category.get(category, ()) if category else ()
        return frozenset((*self._everywhere, *self._by_sku.get(sku, ()), *of_category))

    def name(self, place: int) -> str:
        """The name of a promotion in the book's language."""
        return self._all[place].text(self._language)


def book_of(promotions: Sequence[Promotion]) -> PromotionBook:
    """A book of these promotions; one that is a book is taken as it is."""
    return promotions if isinstance(promotions, PromotionBook) else PromotionBook(promotions)


def _rank(promotion: Promotion) -> tuple[int, str]:
    return promotion.rank
