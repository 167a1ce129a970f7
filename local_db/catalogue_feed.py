"""Feed rows that live in `catalogue.db`: each goes to the table of its kind, or stays raw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from local_db.catalogue_tables import (
    PRICES,
    CategoryTable,
    ItemTable,
    KindTable,
    PriceChangeTable,
    PriceTable,
    PromotionTable,
    RawTable,
)
from local_db.database import Database
from local_db.feed import Held, RowId
from retail.errors import KnownError
from sync.ports import FeedRow

CATALOGUE = "catalogue"


def is_catalogue_scope(scope: str) -> bool:
    """Whether the rows of `scope` live in `catalogue.db`."""
    return scope == CATALOGUE or scope.startswith(PRICES)


class CatalogueRows:
    """`local_db.feed.RowTables` on `catalogue.db`; a row lies in one table only."""

    def __init__(self) -> None:
        self._catalogue: Mapping[str, KindTable] = {"item": ItemTable(), "category": CategoryTable()}
        self._prices: Mapping[str, KindTable] = {
            "price": PriceTable(),
            "price_change": PriceChangeTable(),
            "promotion": PromotionTable(),
        }
        self._raw = RawTable()

    def held(self, database: Database, scope: str, ids: Sequence[RowId]) -> dict[RowId, Held]:
        """Of `ids`, those that are there."""
        found: dict[RowId, Held] = {}
        for kind in {kind for kind, _ in ids}:
            keys = [key for each, key in ids if each == kind]
            there = self._raw.held(database, scope, kind, keys)
            table = self._tables(scope).get(kind)
            if table is not None:
                there |= table.held(database, scope, keys)
            found |= {(kind, key): held for key, held in there.items()}
        return found

    def put(self, database: Database, scope: str, row: FeedRow, held: Held) -> None:
        """Insert or replace; a body that cannot be used is kept raw with its reason and sold by nobody."""
        table = self._tables(scope).get(row.kind)
        if table is None:
            self._raw.put(database, scope, row, held, problem="")
            return
        try:
            table.put(database, scope, row, held)
        except (msgspec.ValidationError, KnownError) as error:
            table.delete(database, scope, row.key)
            self._raw.put(database, scope, row, held, problem=str(error))
        else:
            self._raw.delete(database, scope, row.kind, row.key)

    def delete(self, database: Database, scope: str, row_id: RowId) -> None:
        """Remove the row from wherever it lies."""
        kind, key = row_id
        table = self._tables(scope).get(kind)
        if table is not None:
            table.delete(database, scope, key)
        self._raw.delete(database, scope, kind, key)

    def sweep(self, database: Database, scope: str, current: int) -> None:
        """Drop the rows of other rounds."""
        for table in self._tables(scope).values():
            table.sweep(database, scope, current)
        self._raw.sweep(database, scope, current)

    def _tables(self, scope: str) -> Mapping[str, KindTable]:
        return self._catalogue if scope == CATALOGUE else self._prices
