"""Customers, their consents, personal data beside the ops, and what is sent by e-mail."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "personal",
        Column("op_id", sa.Text(), sa.ForeignKey("op.op_id"), primary_key=True),
        Column("customer_id", sa.Text(), nullable=False),
        Column("salt", sa.Text(), nullable=False),
        Column("blob", sa.Text(), nullable=False),
        Column("at", sa.BigInteger(), nullable=False),
    )
    op.create_index("personal_by_customer", "personal", ["customer_id"])
    op.create_table(
        "customer",
        Column("customer_id", sa.Text(), primary_key=True),
        Column("store_id", sa.Text(), sa.ForeignKey("store.store_id"), nullable=False),
        Column("name", sa.Text(), nullable=False),
        Column("profile", sa.Text(), nullable=False),
        Column("created_at", sa.BigInteger(), nullable=False),
        Column("active_at", sa.BigInteger(), nullable=False),
        Column("erased_at", sa.BigInteger(), nullable=True),
    )
    op.create_index("customer_by_activity", "customer", ["active_at"])
    op.create_table(
        "customer_key",
        Column("kind", sa.Text(), primary_key=True),
        Column("key", sa.Text(), primary_key=True),
        Column("customer_id", sa.Text(), sa.ForeignKey("customer.customer_id"), primary_key=True),
    )
    op.create_index("customer_key_by_customer", "customer_key", ["customer_id"])
    op.create_table(
        "customer_consent",
        Column("op_id", sa.Text(), sa.ForeignKey("op.op_id"), primary_key=True),
        Column("purpose", sa.Text(), primary_key=True),
        Column("customer_id", sa.Text(), nullable=False),
        Column("given", sa.Integer(), nullable=False),
        Column("text_version", sa.Text(), nullable=False),
        Column("language", sa.Text(), nullable=False),
        Column("channel", sa.Text(), nullable=False),
        Column("at", sa.BigInteger(), nullable=False),
    )
    op.create_index("customer_consent_by_customer", "customer_consent", ["customer_id", "at"])
    op.create_table(
        "customer_sale",
        Column("customer_id", sa.Text(), primary_key=True),
        Column("txn_id", sa.Text(), sa.ForeignKey("sale.txn_id"), primary_key=True),
    )
    op.create_table(
        "consent_text",
        Column("store_id", sa.Text(), sa.ForeignKey("store.store_id"), primary_key=True),
        Column("purpose", sa.Text(), primary_key=True),
        Column("version", sa.Text(), primary_key=True),
        Column("body", sa.Text(), nullable=False),
        Column("in_force", sa.Integer(), nullable=False),
    )
    _outbox()


def _outbox() -> None:
    op.create_table(
        "outbox",
        Column("outbox_id", sa.Text(), primary_key=True),
        Column("channel", sa.Text(), nullable=False),
        Column("dedup_key", sa.Text(), nullable=False, unique=True),
        Column("op_id", sa.Text(), sa.ForeignKey("op.op_id"), nullable=False),
        Column("customer_id", sa.Text(), nullable=False),
        Column("subject_id", sa.Text(), nullable=False),
        Column("address", sa.Text(), nullable=False),
        Column("state", sa.Text(), nullable=False),
        Column("attempts", sa.Integer(), nullable=False),
        Column("due_at", sa.BigInteger(), nullable=False),
        Column("error", sa.Text(), nullable=False),
        Column("created_at", sa.BigInteger(), nullable=False),
        Column("done_at", sa.BigInteger(), nullable=True),
    )
    op.create_index("outbox_due", "outbox", ["state", "due_at"])
    op.create_index("outbox_by_customer", "outbox", ["customer_id"])
