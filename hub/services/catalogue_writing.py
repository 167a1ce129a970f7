"""Writes a batch of items and prices into the hub and its feeds, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from msgspec.structs import replace

from hub.services.catalogue_rows import Candidate
from hub.services.pictures import DIGEST, Picture, PictureFolder
from hub.services.price_changes import DatedPrice, fold_passed, write_dated
from hub.services.scopes import CATALOGUE, price_scope
from hub.store import catalogue
from hub.store.database import Connection
from hub.store.feeds import Change, publish_each
from retail.errors import RuleError
from retail.item import Category, Item, Price
from sync import messages as m


class Written(msgspec.Struct, kw_only=True):
    """What a batch came to."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: list[tuple[int, str, str]] = []
    """Line, code and reason."""
    heads: list[m.ScopeHead] = []


def write_batch(
    connection: Connection,
    rows: Sequence[Candidate | DatedPrice],
    price_list: str,
    pictures: PictureFolder | None,
    at: int,
) -> Written:
    """Write what is new or different; needs no two candidates with the same SKU or identifier."""
    written = Written()
    candidates = [row for row in rows if isinstance(row, Candidate)]
    owners = catalogue.owners(connection, [code for one in candidates for code in one.item.identifiers])
    skus = [one.item.sku for one in candidates]
    old = catalogue.items(connection, skus)
    amounts = catalogue.amounts(connection, price_list, skus, at)
    items: list[Item] = []
    prices: dict[str, int] = {}
    for one in candidates:
        try:
            _check_owner(one.item, owners)
            item = replace(one.item, image=_keep_picture(connection, one.image, pictures))
        except RuleError as error:
            written.refused.append((one.line, error.code, error.message))
            continue
        before, price_before = old.get(item.sku), amounts.get(item.sku)
        if before != item:
            items.append(item)
        if price_before != one.amount:
            prices[item.sku] = one.amount
        if before is None:
            written.added += 1
        elif before != item or price_before != one.amount:
            written.changed += 1
        else:
            written.unchanged += 1
    categories = _new_categories(connection, items)
    catalogue.put_items(connection, items)
    catalogue.put_amounts(connection, price_list, prices)
    folded = fold_passed(connection, price_list, list(prices), at)
    dated = write_dated(connection, [row for row in rows if isinstance(row, DatedPrice)], price_list, at)
    written.added += dated.added
    written.changed += dated.changed
    written.unchanged += dated.unchanged
    written.refused.extend(dated.refused)
    wanted: dict[str, list[Change]] = {
        CATALOGUE: [
            *(Change(kind="category", key=one.name, body=one) for one in categories),
            *(Change(kind="item", key=one.sku, body=one) for one in items),
        ],
        price_scope(price_list): [
            *(
                Change(kind="price", key=sku, body=Price(sku=sku, amount=amount))
                for sku, amount in prices.items()
            ),
            *folded,
            *dated.changes,
        ],
    }
    written.heads = publish_each(connection, wanted, at)
    return written


def _check_owner(item: Item, owners: Mapping[str, str]) -> None:
    for code in item.identifiers:
        owner = owners.get(code, item.sku)
        if owner != item.sku:
            raise RuleError(
                "barcode_taken", f"barcode {code!r} belongs to item {owner!r}; take it away there first"
            )


def _keep_picture(connection: Connection, image: str, pictures: PictureFolder | None) -> str:
    """The digest of the picture that the row names, which is at the hub from now on."""
    if not image:
        return ""
    if DIGEST.fullmatch(image):
        if not catalogue.has_image(connection, image):
            raise RuleError("image_missing", f"the hub has no picture {image}")
        return image
    if pictures is None:
        raise RuleError("image_missing", "an upload has no folder of pictures; name one by its SHA-256")
    picture: Picture = pictures.picture(image)
    catalogue.put_image(connection, picture.digest, picture.media_type, picture.content)
    return picture.digest


def _new_categories(connection: Connection, items: Sequence[Item]) -> list[Category]:
    """Categories that the items name for the first time, put behind those that are there."""
    known = catalogue.categories(connection)
    place = 1 + max((one.position for one in known.values()), default=-1)
    made: list[Category] = []
    for name in dict.fromkeys(item.category for item in items if item.category):
        if name not in known:
            category = Category(name=name, position=place + len(made))
            catalogue.put_category(connection, category)
            made.append(category)
    return made
