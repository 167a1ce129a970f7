"""Categories and items as the picture grid shows them."""

from __future__ import annotations

from collections.abc import Mapping

from pos_app.ports.store import Catalogue, FoundItem
from pos_app.views import CategoryView, ItemTile

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
    identifier = item.identifiers[0].partition(":")[2] if item.identifiers else ""
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
        identifier=identifier,
    )
