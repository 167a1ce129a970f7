"""Stock pools, rights, reservations, transfers, and documents that the hub itself posts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy import BigInteger, Column, ForeignKey, Integer, Text

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables; what is on hand is promised to nobody, and its stock is not kept yet."""
    for name in ("web_pool", "oversold", "moved_at"):
        op.add_column("stock", Column(name, BigInteger(), nullable=False, server_default="0"))
    op.add_column("stock", Column("tracked", Integer(), nullable=False, server_default="0"))
    op.add_column("stock", Column("seen", Text(), nullable=False, server_default="{}"))
    op.execute(sa.text("UPDATE stock SET web_pool = on_hand - unavailable WHERE on_hand > unavailable"))
    op.execute(sa.text("UPDATE stock SET oversold = unavailable - on_hand WHERE on_hand < unavailable"))
    op.create_index("stock_by_time", "stock", ["tracked", "moved_at"])
    _make_rights()
    _make_reservations()
    _make_documents()


def _make_rights() -> None:
    op.create_table(
        "rights_request",
        Column("request_id", Text(), primary_key=True),
        Column("terminal_id", Text(), ForeignKey("terminal.terminal_id"), nullable=False),
        Column("at", BigInteger(), nullable=False),
        Column("reply", Text(), nullable=False),
    )
    op.create_index("rights_request_by_time", "rights_request", ["at"])
    op.create_table(
        "stock_right",
        Column("grant_id", Text(), primary_key=True),
        Column("terminal_id", Text(), ForeignKey("terminal.terminal_id"), nullable=False),
        Column("store_id", Text(), nullable=False),
        Column("kind", Text(), nullable=False),
        Column("subject", Text(), nullable=False),
        Column("quantity", BigInteger(), nullable=False),
        Column("spent", BigInteger(), nullable=False, server_default="0"),
        Column("returned", BigInteger(), nullable=False, server_default="0"),
        Column("use_by", BigInteger(), nullable=False),
        Column("state", Text(), nullable=False),
        Column("granted_at", BigInteger(), nullable=False),
        Column("closed_at", BigInteger()),
        Column("closed_by", Text()),
        Column("why", Text()),
    )
    op.create_index("stock_right_by_subject", "stock_right", ["kind", "subject", "state"])
    op.create_index("stock_right_by_terminal", "stock_right", ["terminal_id", "state"])
    op.create_table(
        "grant_freeze",
        Column("terminal_id", Text(), ForeignKey("terminal.terminal_id"), primary_key=True),
        Column("generation", Text(), nullable=False),
        Column("since", BigInteger(), nullable=False),
    )


def _make_reservations() -> None:
    op.create_table(
        "reservation",
        Column("reservation_id", Text(), primary_key=True),
        Column("store_id", Text(), nullable=False),
        Column("owner", Text(), nullable=False),
        Column("state", Text(), nullable=False),
        Column("expires_at", BigInteger(), nullable=False),
        Column("made_at", BigInteger(), nullable=False),
        Column("closed_at", BigInteger()),
    )
    op.create_index("reservation_by_owner", "reservation", ["owner", "state"])
    op.create_index("reservation_by_expiry", "reservation", ["state", "expires_at"])
    op.create_table(
        "reservation_line",
        Column("reservation_id", Text(), ForeignKey("reservation.reservation_id"), primary_key=True),
        Column("sku", Text(), primary_key=True),
        Column("quantity", BigInteger(), nullable=False),
        Column("consumed", BigInteger(), nullable=False, server_default="0"),
    )
    op.create_index("reservation_line_by_sku", "reservation_line", ["sku"])


def _make_documents() -> None:
    op.create_table(
        "transfer",
        Column("transfer_id", Text(), primary_key=True),
        Column("sku", Text(), primary_key=True),
        Column("from_store", Text(), nullable=False),
        Column("to_store", Text(), nullable=False),
        Column("reference", Text(), nullable=False),
        Column("sent", BigInteger(), nullable=False),
        Column("arrived", BigInteger(), nullable=False),
        Column("sent_at", BigInteger()),
        Column("arrived_at", BigInteger()),
    )
    op.create_table(
        "hub_document",
        Column("document_id", Text(), primary_key=True),
        Column("kind", Text(), nullable=False),
        Column("store_id", Text(), nullable=False),
        Column("made_by", Text(), nullable=False),
        Column("note", Text(), nullable=False),
        Column("at", BigInteger(), nullable=False),
    )
    op.create_table(
        "hub_movement",
        Column("document_id", Text(), ForeignKey("hub_document.document_id"), primary_key=True),
        Column("line_id", Text(), primary_key=True),
        Column("store_id", Text(), nullable=False),
        Column("sku", Text(), nullable=False),
        Column("delta", BigInteger(), nullable=False),
        Column("reason", Text(), nullable=False),
        Column("at", BigInteger(), nullable=False),
    )
    op.create_index("hub_movement_by_sku", "hub_movement", ["store_id", "sku"])
