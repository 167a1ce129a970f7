"""Prices with a date: the one whose moment has come stands in for the price of the list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from msgspec.structs import replace
from sqlalchemy import bindparam, select

from local_db.catalogue_file import CatalogueFile
from local_db.catalogue_schema import price_change
from local_db.statements import Statement
from pos_app.ports.store import FoundItem

_OF_LIST = price_change.c.list == bindparam("list")
_FIRST = Statement(
    select(price_change.c.effective_from).where(_OF_LIST).order_by(price_change.c.key).limit(1)
)
_IN_FORCE = Statement(
    select(price_change.c.amount)
    .where(
        _OF_LIST, price_change.c.sku == bindparam("sku"), price_change.c.effective_from <= bindparam("now")
    )
    .order_by(price_change.c.effective_from.desc())
    .limit(1)
)
_NONE_KNOWN: Final = (-1, "")


class DatedPrices:
    """Asks for a dated price only where the list has any: most days none waits, and a scan costs no more."""

    def __init__(self, file: CatalogueFile, now: Callable[[], int]) -> None:
        self._file = file
        self._now = now
        self._looked_at = _NONE_KNOWN
        self._any = False

    def now(self, price_list: str, found: FoundItem) -> FoundItem:
        """The item with the price in force at this moment."""
        if self._looked_at != (self._file.version, price_list):
            self._any = bool(self._file.query(_FIRST, list=price_list))
            self._looked_at = (self._file.version, price_list)
        if not self._any:
            return found
        rows = self._file.query(_IN_FORCE, list=price_list, sku=found.item.sku, now=self._now())
        return replace(found, price=rows[0][0]) if rows else found
