"""What a push asks once its rows are written, and nearly always for nothing: one statement for all of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Select, bindparam, literal_column, union_all

from hub.store.bulk import as_document, looked_up
from hub.store.cart_tables import parked_sale, shared_line
from hub.store.database import Connection
from hub.store.prepared import Prepared
from hub.store.tables import returned, stock

_NOTHING: ColumnElement[str] = literal_column("''")


class Touched(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of that which ops speak of."""

    keeps_stock: bool
    """Whether stock is kept of any of the SKUs."""
    returned: frozenset[str]
    """Sales of which something came back."""
    watched: Mapping[str, str]
    """Line that is watched → sale that took it (empty: none yet)."""
    parked: frozenset[str]
    """Sales that are parked."""


def touched(
    connection: Connection,
    store_id: str,
    *,
    skus: Collection[str],
    sold: Collection[str],
    lines: Collection[str],
    txn_ids: Collection[str],
) -> Touched:
    """Look at `skus` in the stock of the store, at returns of the sales `sold`, at lines and parked sales."""
    found: dict[str, dict[str, str]] = {"stock": {}, "returned": {}, "line": {}, "parked": {}}
    asked = {"skus": skus, "sold": sold, "lines": lines, "txns": txn_ids}
    if any(asked.values()):
        values = {name: as_document(sorted(set(texts))) for name, texts in asked.items()}
        for what, key, more in _question(connection.dialect.name).run(connection, {"of": store_id, **values}):
            found[what][key] = more
    return Touched(
        keeps_stock=bool(found["stock"]),
        returned=frozenset(found["returned"]),
        watched=found["line"],
        parked=frozenset(found["parked"]),
    )


@lru_cache(maxsize=2)
def _question(dialect: str) -> Prepared:
    kept = (stock.c.store_id == bindparam("of")) & (stock.c.tracked == literal_column("1"))

    def rows(
        what: str, name: str, of: ColumnElement[str], more: ColumnElement[str] = _NOTHING,
        where: ColumnElement[bool] | None = None,
    ) -> Select[Any]:  # fmt: skip
        columns: tuple[ColumnElement[Any], ...] = (
            literal_column(f"'{what}'").label("what"),
            of.label("key"),
            more.label("more"),
        )
        return looked_up(dialect, name, of, *columns, where=where)

    return Prepared(
        union_all(
            rows("stock", "skus", stock.c.sku, where=kept),
            rows("returned", "sold", returned.c.of_txn),
            rows("line", "lines", shared_line.c.line_id, shared_line.c.txn_id),
            rows("parked", "txns", parked_sale.c.txn_id),
        )
    )
