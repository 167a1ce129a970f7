"""How an item of `catalogue.db` is read: its columns beside the price in force, and the struct of them."""

from __future__ import annotations

from typing import Any, Final

import msgspec
from sqlalchemy import FromClause, Select, bindparam, select

from local_db.catalogue_schema import item, price
from local_db.database import Row
from pos_app.ports.store import FoundItem
from retail.item import Item

IDENTIFIERS: Final = msgspec.json.Decoder(tuple[str, ...])

COLUMNS = (
    item.c.sku,
    item.c.name,
    item.c.category,
    item.c.tax_class,
    item.c.unit,
    item.c.age_limit,
    item.c.deposit,
    item.c.image,
    item.c.identifiers,
    item.c.active,
    price.c.amount,
)


def select_items(source: FromClause = item) -> Select[Any]:
    """Items of `source` (which holds `item`) with the price of list `:list`, or NULL."""
    return select(*COLUMNS).select_from(
        source.outerjoin(price, (price.c.list == bindparam("list")) & (price.c.sku == item.c.sku))
    )


def found_item(row: Row) -> FoundItem:
    """An item from the columns of `select_items`."""
    (sku, name, category, tax_class, unit, age_limit, deposit, image, identifiers, active, amount) = row
    return FoundItem(
        item=Item(
            sku=sku,
            name=name,
            category=category,
            tax_class=tax_class,
            unit=unit,
            age_limit=age_limit,
            deposit=deposit,
            image=image,
            identifiers=IDENTIFIERS.decode(identifiers),
            active=active == 1,
        ),
        price=amount,
    )
