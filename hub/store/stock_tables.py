"""The hub's tables of rights, reservations, transfers, and of stock documents that the hub itself posts."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Table, Text

from hub.store.tables import metadata

rights_request = Table(
    "rights_request",
    metadata,
    Column("request_id", Text, primary_key=True),
    Column("terminal_id", Text, ForeignKey("terminal.terminal_id"), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("reply", Text, nullable=False),
    Index("rights_request_by_time", "at"),
)

stock_right = Table(
    "stock_right",
    metadata,
    Column("grant_id", Text, primary_key=True),
    Column("terminal_id", Text, ForeignKey("terminal.terminal_id"), nullable=False),
    Column("store_id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("quantity", BigInteger, nullable=False),
    Column("spent", BigInteger, nullable=False, server_default="0"),
    Column("returned", BigInteger, nullable=False, server_default="0"),
    Column("use_by", BigInteger, nullable=False),
    Column("state", Text, nullable=False),
    Column("granted_at", BigInteger, nullable=False),
    Column("closed_at", BigInteger),
    Column("closed_by", Text),
    Column("why", Text),
    Index("stock_right_by_subject", "kind", "subject", "state"),
    Index("stock_right_by_terminal", "terminal_id", "state"),
)
"""Rights of every kind, also those to points and money."""

grant_freeze = Table(
    "grant_freeze",
    metadata,
    Column("terminal_id", Text, ForeignKey("terminal.terminal_id"), primary_key=True),
    Column("generation", Text, nullable=False),
    Column("since", BigInteger, nullable=False),
)
"""Terminals that have not replayed since the hub was restored: nothing is promised until they have."""

reservation = Table(
    "reservation",
    metadata,
    Column("reservation_id", Text, primary_key=True),
    Column("store_id", Text, nullable=False),
    Column("owner", Text, nullable=False),
    Column("holder", Text, nullable=False, server_default=""),
    Column("state", Text, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("closed_at", BigInteger),
    Index("reservation_by_owner", "owner", "state"),
    Index("reservation_by_expiry", "state", "expires_at"),
)

reservation_line = Table(
    "reservation_line",
    metadata,
    Column("reservation_id", Text, ForeignKey("reservation.reservation_id"), primary_key=True),
    Column("sku", Text, primary_key=True),
    Column("quantity", BigInteger, nullable=False),
    Column("consumed", BigInteger, nullable=False, server_default="0"),
    Index("reservation_line_by_sku", "sku"),
)

transfer = Table(
    "transfer",
    metadata,
    Column("transfer_id", Text, primary_key=True),
    Column("sku", Text, primary_key=True),
    Column("from_store", Text, nullable=False),
    Column("to_store", Text, nullable=False),
    Column("reference", Text, nullable=False),
    Column("sent", BigInteger, nullable=False),
    Column("arrived", BigInteger, nullable=False),
    Column("sent_at", BigInteger),
    Column("arrived_at", BigInteger),
)

hub_document = Table(
    "hub_document",
    metadata,
    Column("document_id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("store_id", Text, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
)
"""What a person at the hub did that no terminal's journal holds: an import of stock, a lifted freeze."""

hub_movement = Table(
    "hub_movement",
    metadata,
    Column("document_id", Text, ForeignKey("hub_document.document_id"), primary_key=True),
    Column("line_id", Text, primary_key=True),
    Column("store_id", Text, nullable=False),
    Column("sku", Text, nullable=False),
    Column("delta", BigInteger, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("hub_movement_by_sku", "store_id", "sku"),
)
"""Movements of such documents: beside those of ops, which belong to a terminal's chain."""
