"""The promotions of a price list: read when the catalogue changes, indexed when others come into force."""

from __future__ import annotations

import msgspec
from sqlalchemy import bindparam, select

from local_db.catalogue_file import CatalogueFile
from local_db.catalogue_schema import promotion
from local_db.statements import Statement
from retail.promotion import Promotion
from retail.promotion_book import PromotionBook
from retail.promotion_time import in_force, unchanged_until

_OF_LIST = Statement(
    select(promotion.c.body).where(promotion.c.list == bindparam("list")).order_by(promotion.c.promotion_id)
)
_BODY = msgspec.json.Decoder(Promotion)


class PromotionShelf:
    """Keeps the book of those in force until another one is: pricing a sale then only looks up its goods."""

    def __init__(self, file: CatalogueFile) -> None:
        self._file = file
        self._read: tuple[int, str] | None = None
        self._all: tuple[Promotion, ...] = ()
        self._counting: tuple[Promotion, ...] = ()
        self._looked: tuple[int, int, str] = (0, 0, "")
        self._language = ""
        self._book = PromotionBook()

    def in_force(self, price_list: str, at: int, time_zone: str, language: str) -> PromotionBook:
        """Those that count at `at` (UTC milliseconds) in a store of this zone."""
        if self._read != (self._file.version, price_list):
            rows = self._file.query(_OF_LIST, list=price_list)
            self._all = tuple(_BODY.decode(body) for (body,) in rows)
            self._read = (self._file.version, price_list)
            self._looked = (0, 0, "")
        counting = self._in_force(at, time_zone)
        # The very same structs, so the comparison stops at each one's identity.
        if counting != self._counting or language != self._language:
            self._book = PromotionBook(counting, language)
            self._counting, self._language = counting, language
        return self._book

    def _in_force(self, at: int, time_zone: str) -> tuple[Promotion, ...]:
        """Looked through once while none can begin or end: hundreds take a millisecond."""
        since, until, zone = self._looked
        if zone == time_zone and since <= at < until:
            return self._counting
        self._looked = (at, unchanged_until(self._all, at), time_zone)
        return tuple(one for one in self._all if in_force(one, at, time_zone))
