"""The hub's tables of prices with a date and of promotions."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Table, Text

from hub.store.tables import metadata

price_change = Table(
    "price_change",
    metadata,
    Column("price_list", Text, primary_key=True),
    Column("sku", Text, ForeignKey("item.sku"), primary_key=True),
    Column("effective_from", BigInteger, primary_key=True),
    Column("amount", BigInteger, nullable=False),
    Index("price_change_by_time", "price_list", "effective_from"),
)

promotion = Table(
    "promotion",
    metadata,
    Column("price_list", Text, primary_key=True),
    Column("promotion_id", Text, primary_key=True),
    Column("body", Text, nullable=False),
)
