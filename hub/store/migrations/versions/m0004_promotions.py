"""Prices with a date, and promotions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "price_change",
        Column("price_list", sa.Text(), primary_key=True),
        Column("sku", sa.Text(), sa.ForeignKey("item.sku"), primary_key=True),
        Column("effective_from", sa.BigInteger(), primary_key=True),
        Column("amount", sa.BigInteger(), nullable=False),
    )
    op.create_index("price_change_by_time", "price_change", ["price_list", "effective_from"])
    op.create_table(
        "promotion",
        Column("price_list", sa.Text(), primary_key=True),
        Column("promotion_id", sa.Text(), primary_key=True),
        Column("body", sa.Text(), nullable=False),
    )
