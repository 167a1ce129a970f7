"""Categories and items as the picture grid shows them."""

from __future__ import annotations

from collections.abc import Mapping

from pos_app.ports.store import Catalogue, FoundItem
from pos_app.views import CategoryView, ItemTile

_PRINTED = (8, 12, 13)
"""Figures below a bar code: EAN-8, UPC-A, EAN-13; a GTIN-14 has all of its own."""
COLOURS = 12
"""The theme names category colours c1 … c12."""


def category_views(catalogue: Catalogue) -> tuple[CategoryView, ...]:
    """Categories that have something in them, each with a colour of its own."""
    return tuple(
        CategoryView(name=category.name, colour=category.colour or f"c{place % COLOURS + 1}", count=count)
        for place, (category, count) in enumerate(catalogue.categories())
        if count
    )


def item_tile(catalogue: Catalogue, found: FoundItem, currency: str, colours: Mapping[str, str]) -> ItemTile:
    """One item with its picture's path and the first code that finds it."""
    item = found.item
    return ItemTile(
        sku=item.sku,
        name=item.name,
        category=item.category,
        colour=colours.get(item.category, "c1"),
        image=catalogue.image_path(item.image) if item.image else "",
        price=found.price,
        currency=currency,
        unit=item.unit,
        age_limit=item.age_limit,
        identifier=printed_code(item.identifiers[0]) if item.identifiers else "",
    )


def printed_code(identifier: str) -> str:
    """A code as it stands on the goods: `gtin:09520010084940` is 9520010084940, `ref:28:0501` is 0501."""
    kind, _, rest = identifier.partition(":")
    if kind != "gtin":
        return rest.rpartition(":")[2]
    figures = rest.lstrip("0")
    length = next((one for one in _PRINTED if len(figures) <= one), len(rest))
    return figures.zfill(length)
