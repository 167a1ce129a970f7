"""The hub's tables of shared carts, what opens them, parked sales, and which sale took which line."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, Table, Text

from hub.store.tables import metadata

cart = Table(
    "cart",
    metadata,
    Column("cart_id", Text, primary_key=True),
    Column("store_id", Text, ForeignKey("store.store_id"), nullable=False),
    Column("state", Text, nullable=False),
    Column("currency", Text, nullable=False),
    Column("customer_id", Text),
    Column("touchpoint", Text, nullable=False),
    Column("adopted_by", Text, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
    Index("cart_by_state", "state", "changed_at"),
)

cart_secret = Table(
    "cart_secret",
    metadata,
    Column("cart_id", Text, ForeignKey("cart.cart_id"), primary_key=True),
    Column("secret_hash", Text, primary_key=True),
    Column("made_at", BigInteger, nullable=False),
)

cart_line = Table(
    "cart_line",
    metadata,
    Column("cart_id", Text, ForeignKey("cart.cart_id"), primary_key=True),
    Column("line_id", Text, primary_key=True),
    Column("sku", Text, nullable=False),
    Column("quantity", BigInteger, nullable=False),
    Column("stamp", Text, nullable=False),
    Column("removed", Integer, nullable=False),
    Index("cart_line_by_line", "line_id"),
)

shared_line = Table(
    "shared_line",
    metadata,
    Column("line_id", Text, primary_key=True),
    Column("txn_id", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("shared_line_by_time", "at"),
)
"""Lines that more than one place can sell; `txn_id` is the sale that took it, empty while it waits."""

cart_token = Table(
    "cart_token",
    metadata,
    Column("token_hash", Text, primary_key=True),
    Column("cart_id", Text, ForeignKey("cart.cart_id"), nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Column("spent_by", Text, nullable=False),
    Index("cart_token_by_cart", "cart_id"),
    Index("cart_token_by_time", "expires_at"),
)

cart_request = Table(
    "cart_request",
    metadata,
    Column("terminal_id", Text, ForeignKey("terminal.terminal_id"), primary_key=True),
    Column("request_id", Text, primary_key=True),
    Column("digest", Text, nullable=False),
    Column("reply", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("cart_request_by_time", "at"),
)
"""Answers given to terminals, to be given again; no secret of a cart stands in them."""

parked_sale = Table(
    "parked_sale",
    metadata,
    Column("txn_id", Text, primary_key=True),
    Column("store_id", Text, ForeignKey("store.store_id"), nullable=False),
    Column("terminal_id", Text, nullable=False),
    Column("shown", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("claimed_by", Text, nullable=False),
    Column("suspended_at", BigInteger, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
    Index("parked_sale_by_time", "changed_at"),
)
