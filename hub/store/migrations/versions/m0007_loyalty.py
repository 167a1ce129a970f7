"""Ledgers of points, gift cards and store credit; aliases of merged customers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy import BigInteger, Column, ForeignKey, Integer, Text

revision = "0007"
down_revision = "0006"

_OPEN = sa.text("undone_at IS NULL")


def upgrade() -> None:
    """Make the tables."""
    _make_points()
    _make_values()
    _make_aliases()


def _make_points() -> None:
    op.create_table(
        "loyalty_program",
        Column("store_id", Text(), ForeignKey("store.store_id"), primary_key=True),
        Column("body", Text(), nullable=False),
    )
    op.create_table(
        "loyalty_account",
        Column("account_id", Text(), primary_key=True),
        Column("store_id", Text(), nullable=False),
        Column("seen", Text(), nullable=False),
        Column("change_at", BigInteger(), nullable=False),
    )
    op.create_index("loyalty_account_by_change", "loyalty_account", ["change_at"])
    op.create_table(
        "points_entry",
        Column("entry_id", Text(), primary_key=True),
        Column("account_id", Text(), nullable=False),
        Column("op_id", Text(), nullable=False),
        Column("kind", Text(), nullable=False),
        Column("points", BigInteger(), nullable=False),
        Column("rule_id", Text(), nullable=False),
        Column("line_id", Text(), nullable=False),
        Column("of_entry", Text(), nullable=False),
        Column("active_at", BigInteger(), nullable=False),
        Column("expires_at", BigInteger(), nullable=False),
        Column("unlicensed", Integer(), nullable=False),
        Column("at", BigInteger(), nullable=False),
        Column("made_by", Text(), nullable=False),
        Column("why", Text(), nullable=False),
    )
    op.create_index("points_entry_by_account", "points_entry", ["account_id"])
    op.create_index("points_entry_by_op", "points_entry", ["op_id"])


def _make_values() -> None:
    op.create_table(
        "gift_card",
        Column("account_id", Text(), primary_key=True),
        Column("store_id", Text(), nullable=False),
        Column("currency", Text(), nullable=False),
        Column("made_at", BigInteger(), nullable=False),
        Column("made_by", Text(), nullable=False),
        Column("blocked_at", BigInteger()),
        Column("blocked_by", Text()),
        Column("blocked_why", Text()),
    )
    op.create_table(
        "value_entry",
        Column("entry_id", Text(), primary_key=True),
        Column("account_id", Text(), nullable=False),
        Column("kind", Text(), nullable=False),
        Column("op_id", Text(), nullable=False),
        Column("act", Text(), nullable=False),
        Column("amount", BigInteger(), nullable=False),
        Column("currency", Text(), nullable=False),
        Column("at", BigInteger(), nullable=False),
        Column("made_by", Text(), nullable=False),
        Column("why", Text(), nullable=False),
    )
    op.create_index("value_entry_by_account", "value_entry", ["account_id", "kind"])
    op.create_index("value_entry_by_op", "value_entry", ["op_id"])


def _make_aliases() -> None:
    op.create_table(
        "customer_alias",
        Column("alias_id", Text(), primary_key=True),
        Column("from_id", Text(), ForeignKey("customer.customer_id"), nullable=False),
        Column("to_id", Text(), ForeignKey("customer.customer_id"), nullable=False),
        Column("at", BigInteger(), nullable=False),
        Column("made_by", Text(), nullable=False),
        Column("why", Text(), nullable=False),
        Column("undone_at", BigInteger()),
        Column("undone_by", Text()),
    )
    op.create_index(
        "customer_alias_of",
        "customer_alias",
        ["from_id"],
        unique=True,
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )
    op.create_index("customer_alias_to", "customer_alias", ["to_id"])
