"""Returns: what came back of each line sold, and stock that is not for sale."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table of returns, and count damaged goods apart."""
    op.add_column("stock", Column("unavailable", sa.BigInteger(), nullable=False, server_default="0"))
    op.create_table(
        "returned",
        Column("txn_id", sa.Text(), sa.ForeignKey("sale.txn_id"), primary_key=True),
        Column("line_id", sa.Text(), primary_key=True),
        Column("of_txn", sa.Text(), nullable=False),
        Column("of_line", sa.Text(), nullable=False),
        Column("quantity", sa.BigInteger(), nullable=False),
        Column("total", sa.BigInteger(), nullable=False),
        Column("fact", sa.Text(), nullable=False),
    )
    op.create_index("returned_of", "returned", ["of_txn"])
    reverses = sa.text("reverses <> ''")
    op.create_index("sale_reversed", "sale", ["reverses"], sqlite_where=reverses, postgresql_where=reverses)
