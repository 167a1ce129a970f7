"""Shared carts, what opens them, parked sales, and which sale took which line."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, ForeignKey, Integer, Text

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the tables."""
    _make_carts()
    _make_rest()


def _make_carts() -> None:
    op.create_table(
        "cart",
        Column("cart_id", Text(), primary_key=True),
        Column("store_id", Text(), ForeignKey("store.store_id"), nullable=False),
        Column("state", Text(), nullable=False),
        Column("currency", Text(), nullable=False),
        Column("customer_id", Text()),
        Column("touchpoint", Text(), nullable=False),
        Column("adopted_by", Text(), nullable=False),
        Column("created_at", BigInteger(), nullable=False),
        Column("changed_at", BigInteger(), nullable=False),
    )
    op.create_index("cart_by_state", "cart", ["state", "changed_at"])
    op.create_table(
        "cart_secret",
        Column("cart_id", Text(), ForeignKey("cart.cart_id"), primary_key=True),
        Column("secret_hash", Text(), primary_key=True),
        Column("made_at", BigInteger(), nullable=False),
    )

    op.create_table(
        "cart_line",
        Column("cart_id", Text(), ForeignKey("cart.cart_id"), primary_key=True),
        Column("line_id", Text(), primary_key=True),
        Column("sku", Text(), nullable=False),
        Column("quantity", BigInteger(), nullable=False),
        Column("stamp", Text(), nullable=False),
        Column("removed", Integer(), nullable=False),
    )
    op.create_index("cart_line_by_line", "cart_line", ["line_id"])
    op.create_table(
        "cart_token",
        Column("token_hash", Text(), primary_key=True),
        Column("cart_id", Text(), ForeignKey("cart.cart_id"), nullable=False),
        Column("expires_at", BigInteger(), nullable=False),
        Column("spent_by", Text(), nullable=False),
    )
    op.create_index("cart_token_by_cart", "cart_token", ["cart_id"])
    op.create_index("cart_token_by_time", "cart_token", ["expires_at"])


def _make_rest() -> None:
    op.create_table(
        "shared_line",
        Column("line_id", Text(), primary_key=True),
        Column("txn_id", Text(), nullable=False),
        Column("at", BigInteger(), nullable=False),
    )
    op.create_index("shared_line_by_time", "shared_line", ["at"])
    op.create_table(
        "cart_request",
        Column("terminal_id", Text(), ForeignKey("terminal.terminal_id"), primary_key=True),
        Column("request_id", Text(), primary_key=True),
        Column("digest", Text(), nullable=False),
        Column("reply", Text(), nullable=False),
        Column("at", BigInteger(), nullable=False),
    )
    op.create_index("cart_request_by_time", "cart_request", ["at"])
    op.create_table(
        "parked_sale",
        Column("txn_id", Text(), primary_key=True),
        Column("store_id", Text(), ForeignKey("store.store_id"), nullable=False),
        Column("terminal_id", Text(), nullable=False),
        Column("shown", Text(), nullable=False),
        Column("body", Text(), nullable=False),
        Column("claimed_by", Text(), nullable=False),
        Column("suspended_at", BigInteger(), nullable=False),
        Column("changed_at", BigInteger(), nullable=False),
    )
    op.create_index("parked_sale_by_time", "parked_sale", ["changed_at"])
