"""Items, their identifiers, categories, prices and pictures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Select, delete, func, insert, or_, select

from hub.store import price_changes
from hub.store.database import Connection
from hub.store.tables import category, image, item, item_identifier, price
from retail.item import Category, Item


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """An item with its price in one list."""

    item: Item
    amount: int | None


def items(connection: Connection, skus: Iterable[str]) -> dict[str, Item]:
    """The items of these SKUs, by SKU."""
    wanted = list(skus)
    codes: dict[str, list[str]] = {}
    query = select(item_identifier).where(item_identifier.c.sku.in_(wanted))
    for row in connection.execute(query.order_by(item_identifier.c.sku, item_identifier.c.position)):
        codes.setdefault(row.sku, []).append(row.identifier)
    rows = connection.execute(select(item).where(item.c.sku.in_(wanted)))
    return {row.sku: _item(row, codes.get(row.sku, ())) for row in rows}


def owners(connection: Connection, identifiers: Iterable[str]) -> dict[str, str]:
    """Which SKU each of these identifiers belongs to."""
    query = select(item_identifier.c.identifier, item_identifier.c.sku).where(
        item_identifier.c.identifier.in_(list(identifiers))
    )
    return {row.identifier: row.sku for row in connection.execute(query)}


def put_items(connection: Connection, wanted: Sequence[Item]) -> None:
    """Add items, or put them in the place of those with the same SKU, identifiers and all."""
    old = set(
        connection.execute(select(item.c.sku).where(item.c.sku.in_([one.sku for one in wanted]))).scalars()
    )
    fresh = [_row(one) for one in wanted if one.sku not in old]
    if fresh:
        connection.execute(insert(item), fresh)
    if old:
        connection.execute(delete(item_identifier).where(item_identifier.c.sku.in_(old)))
        for one in wanted:
            if one.sku in old:
                connection.execute(item.update().where(item.c.sku == one.sku).values(_row(one)))
    codes = [
        {"identifier": code, "sku": one.sku, "position": place}
        for one in wanted
        for place, code in enumerate(one.identifiers)
    ]
    if codes:
        connection.execute(insert(item_identifier), codes)


def amounts(connection: Connection, price_list: str, skus: Iterable[str], at: int) -> dict[str, int]:
    """Prices of these SKUs in force in a list at `at` (UTC milliseconds), minor units."""
    wanted = list(skus)
    query = select(price.c.sku, price.c.amount).where(
        price.c.price_list == price_list, price.c.sku.in_(wanted)
    )
    found = {row.sku: row.amount for row in connection.execute(query)}
    return found | price_changes.in_force(connection, price_list, wanted, at)


def put_amounts(connection: Connection, price_list: str, wanted: Mapping[str, int]) -> None:
    """Set prices in a list."""
    if not wanted:
        return
    connection.execute(delete(price).where(price.c.price_list == price_list, price.c.sku.in_(list(wanted))))
    rows = [{"price_list": price_list, "sku": sku, "amount": amount} for sku, amount in wanted.items()]
    connection.execute(insert(price), rows)


def categories(connection: Connection) -> dict[str, Category]:
    """All categories by name, in their order."""
    query = select(category).order_by(category.c.position, category.c.name)
    return {
        row.name: Category(name=row.name, position=row.position, colour=row.colour)
        for row in connection.execute(query)
    }


def put_category(connection: Connection, wanted: Category) -> None:
    """Add a category or change the one of this name."""
    connection.execute(delete(category).where(category.c.name == wanted.name))
    connection.execute(insert(category).values(**msgspec.structs.asdict(wanted)))


def has_image(connection: Connection, digest: str) -> bool:
    """Whether the picture is here."""
    return connection.execute(select(image.c.digest).where(image.c.digest == digest)).first() is not None


def put_image(connection: Connection, digest: str, media_type: str, content: bytes) -> None:
    """Keep a picture under the SHA-256 of its content; one that is here stays as it is."""
    if not has_image(connection, digest):
        connection.execute(insert(image).values(digest=digest, media_type=media_type, content=content))


def get_image(connection: Connection, digest: str) -> tuple[str, bytes] | None:
    """Media type and content of a picture, or None."""
    row = connection.execute(select(image).where(image.c.digest == digest)).one_or_none()
    return None if row is None else (row.media_type, row.content)


def search(
    connection: Connection, words: str, price_list: str, limit: int, after: str, at: int
) -> list[Found]:
    """Items by SKU behind `after`, whose name, SKU or an identifier holds `words`, with their prices."""
    return _found(connection, _holding(words, after).limit(limit), price_list, at)


def search_sold(
    connection: Connection, words: str, price_list: str, limit: int, after: str, at: int
) -> list[Found]:
    """As `search`, of those alone that are sold from this list at `at`: active, and with a price in force."""
    listed = select(price.c.sku).where(price.c.price_list == price_list, price.c.sku == item.c.sku)
    sold = listed.exists() | price_changes.begun(item.c.sku, price_list, at).exists()
    query = _holding(words, after).where(item.c.active == 1, sold)
    return _found(connection, query.limit(limit), price_list, at)


def _holding(words: str, after: str) -> Select[tuple[str]]:
    query = select(item.c.sku).where(item.c.sku > after).order_by(item.c.sku)
    if words:
        by_code = select(item_identifier.c.sku).where(
            item_identifier.c.identifier.contains(words, autoescape=True)
        )
        query = query.where(
            or_(*(func.lower(item.c.name).contains(one, autoescape=True) for one in _spellings(words)))
            | item.c.sku.contains(words, autoescape=True)
            | item.c.sku.in_(by_code)
        )
    return query


def _found(connection: Connection, query: Select[tuple[str]], price_list: str, at: int) -> list[Found]:
    skus = list(connection.execute(query).scalars())
    found, prices = items(connection, skus), amounts(connection, price_list, skus, at)
    return [Found(item=found[sku], amount=prices.get(sku)) for sku in skus]


def _spellings(words: str) -> list[str]:
    """As databases hold them in small letters: SQLite leaves all but A to Z as they are written."""
    written = (words, words.upper(), words.lower().title())
    small = ("".join(one.lower() if one.isascii() else one for one in text) for text in written)
    return sorted({words.lower(), *small})


def count(connection: Connection) -> int:
    """How many items there are."""
    return connection.execute(select(func.count()).select_from(item)).scalar_one()


def _row(one: Item) -> dict[str, Any]:
    return {
        "sku": one.sku,
        "name": one.name,
        "category": one.category,
        "tax_class": one.tax_class,
        "unit": one.unit,
        "age_limit": one.age_limit,
        "deposit": one.deposit,
        "image": one.image,
        "active": int(one.active),
    }


def _item(row: Any, identifiers: Sequence[str]) -> Item:
    return Item(
        sku=row.sku,
        name=row.name,
        category=row.category,
        tax_class=row.tax_class,
        unit=row.unit,
        age_limit=row.age_limit,
        deposit=row.deposit,
        image=row.image,
        identifiers=tuple(identifiers),
        active=bool(row.active),
    )
