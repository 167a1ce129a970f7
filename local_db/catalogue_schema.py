"""The tables of `catalogue.db` as SQLAlchemy Core sees them; keys and triggers are in its migrations."""

from __future__ import annotations

from sqlalchemy import Column, Integer, LargeBinary, MetaData, Table, Text

metadata = MetaData()


def _table(name: str, *columns: str) -> Table:
    """A table whose columns are text, whole numbers where the name ends in `#`, bytes where in `*`."""
    types = {"#": Integer, "*": LargeBinary}
    return Table(name, metadata, *(Column(one.rstrip("#*"), types.get(one[-1], Text)) for one in columns))


item = _table(
    "item", "id#", "sku", "name", "category", "tax_class", "unit", "age_limit#", "deposit#", "image",
    "identifiers", "active#", "rev#", "digest*", "round#", "sort_key",
)  # fmt: skip
item_identifier = _table("item_identifier", "identifier", "item_id#")
price = _table("price", "list", "sku", "amount#", "rev#", "digest*", "round#")
price_change = _table(
    "price_change", "list", "key", "sku", "effective_from#", "amount#", "rev#", "digest*", "round#"
)
promotion = _table("promotion", "list", "promotion_id", "body", "rev#", "digest*", "round#")
category = _table("category", "name", "position#", "colour", "rev#", "digest*", "round#")
search_fill = _table("search_fill", "one#", "after#", "upto#")
item_fts = _table("item_fts", "rowid#", "item_fts", "name")

feed_cursor = _table("feed_cursor", "scope", "epoch", "seq#", "checksum", "round#", "sweeping#")
feed_row = _table("feed_row", "scope", "kind", "key", "rev#", "digest*", "round#", "body", "problem")
