"""The schema of the first release."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make all tables."""
    op.create_table(
        "admin_user",
        Column("name", sa.Text(), nullable=False),
        Column("role", sa.Text(), nullable=False),
        Column("password_hash", sa.Text(), nullable=False),
        Column("active", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "category",
        Column("name", sa.Text(), nullable=False),
        Column("position", sa.Integer(), nullable=False),
        Column("colour", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "exception_task",
        Column("task_id", sa.Text(), nullable=False),
        Column("kind", sa.Text(), nullable=False),
        Column("op_id", sa.Text(), nullable=True),
        Column("terminal_id", sa.Text(), nullable=True),
        Column("message", sa.Text(), nullable=False),
        Column("detail", sa.Text(), nullable=False),
        Column("at", sa.BigInteger(), nullable=False),
        Column("resolved_at", sa.BigInteger(), nullable=True),
        Column("resolved_by", sa.Text(), nullable=True),
        Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("task_id"),
    )
    op.create_index("exception_task_by_time", "exception_task", ["at"], unique=False)
    op.create_table(
        "feed_head",
        Column("scope", sa.Text(), nullable=False),
        Column("epoch", sa.Text(), nullable=False),
        Column("seq", sa.BigInteger(), nullable=False),
        Column("checksum", sa.Text(), nullable=False),
        Column("min_seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("scope"),
    )
    op.create_table(
        "hub_meta",
        Column("name", sa.Text(), nullable=False),
        Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "image",
        Column("digest", sa.Text(), nullable=False),
        Column("media_type", sa.Text(), nullable=False),
        Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest"),
    )
    op.create_table(
        "item",
        Column("sku", sa.Text(), nullable=False),
        Column("name", sa.Text(), nullable=False),
        Column("category", sa.Text(), nullable=False),
        Column("tax_class", sa.Text(), nullable=False),
        Column("unit", sa.Text(), nullable=False),
        Column("age_limit", sa.Integer(), nullable=False),
        Column("deposit", sa.BigInteger(), nullable=False),
        Column("image", sa.Text(), nullable=False),
        Column("active", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("sku"),
    )
    op.create_table(
        "stock",
        Column("store_id", sa.Text(), nullable=False),
        Column("sku", sa.Text(), nullable=False),
        Column("on_hand", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("store_id", "sku"),
    )
    op.create_table(
        "store",
        Column("store_id", sa.Text(), nullable=False),
        Column("store_no", sa.Integer(), nullable=False),
        Column("profile", sa.Text(), nullable=False),
        Column("tax", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("store_id"),
        sa.UniqueConstraint("store_no"),
    )
    op.create_table(
        "admin_session",
        Column("token_hash", sa.Text(), nullable=False),
        Column("name", sa.Text(), nullable=False),
        Column("csrf", sa.Text(), nullable=False),
        Column("created_at", sa.BigInteger(), nullable=False),
        Column("used_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["name"],
            ["admin_user.name"],
        ),
        sa.PrimaryKeyConstraint("token_hash"),
    )
    op.create_table(
        "department",
        Column("store_id", sa.Text(), nullable=False),
        Column("department_id", sa.Text(), nullable=False),
        Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id"],
            ["store.store_id"],
        ),
        sa.PrimaryKeyConstraint("store_id", "department_id"),
    )
    op.create_table(
        "feed",
        Column("scope", sa.Text(), nullable=False),
        Column("kind", sa.Text(), nullable=False),
        Column("key", sa.Text(), nullable=False),
        Column("seq", sa.BigInteger(), nullable=False),
        Column("op", sa.Text(), nullable=False),
        Column("rev", sa.Integer(), nullable=False),
        Column("body", sa.Text(), nullable=True),
        Column("digest", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["scope"],
            ["feed_head.scope"],
        ),
        sa.PrimaryKeyConstraint("scope", "kind", "key"),
    )
    op.create_index("feed_by_seq", "feed", ["scope", "seq"], unique=True)
    op.create_table(
        "item_identifier",
        Column("identifier", sa.Text(), nullable=False),
        Column("sku", sa.Text(), nullable=False),
        Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sku"],
            ["item.sku"],
        ),
        sa.PrimaryKeyConstraint("identifier"),
    )
    op.create_index("item_identifier_by_sku", "item_identifier", ["sku"], unique=False)
    op.create_table(
        "operator",
        Column("operator_id", sa.Text(), nullable=False),
        Column("store_id", sa.Text(), nullable=False),
        Column("name", sa.Text(), nullable=False),
        Column("role", sa.Text(), nullable=False),
        Column("pin_hash", sa.Text(), nullable=False),
        Column("language", sa.Text(), nullable=False),
        Column("colour", sa.Text(), nullable=False),
        Column("active", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id"],
            ["store.store_id"],
        ),
        sa.PrimaryKeyConstraint("operator_id"),
    )
    op.create_table(
        "price",
        Column("price_list", sa.Text(), nullable=False),
        Column("sku", sa.Text(), nullable=False),
        Column("amount", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sku"],
            ["item.sku"],
        ),
        sa.PrimaryKeyConstraint("price_list", "sku"),
    )
    op.create_table(
        "reason",
        Column("store_id", sa.Text(), nullable=False),
        Column("reason_id", sa.Text(), nullable=False),
        Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id"],
            ["store.store_id"],
        ),
        sa.PrimaryKeyConstraint("store_id", "reason_id"),
    )
    op.create_table(
        "terminal",
        Column("terminal_id", sa.Text(), nullable=False),
        Column("terminal_no", sa.Integer(), nullable=False),
        Column("store_id", sa.Text(), nullable=False),
        Column("name", sa.Text(), nullable=False),
        Column("price_list", sa.Text(), nullable=False),
        Column("public_key", sa.Text(), nullable=True),
        Column("epoch", sa.Text(), nullable=True),
        Column("program", sa.Text(), nullable=False),
        Column("escrow", sa.Text(), nullable=True),
        Column("enrolled_at", sa.BigInteger(), nullable=True),
        Column("revoked_at", sa.BigInteger(), nullable=True),
        Column("seen_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["store_id"],
            ["store.store_id"],
        ),
        sa.PrimaryKeyConstraint("terminal_id"),
        sa.UniqueConstraint("store_id", "terminal_no"),
    )
    op.create_table(
        "enrolment_code",
        Column("code_hash", sa.Text(), nullable=False),
        Column("terminal_id", sa.Text(), nullable=False),
        Column("expires_at", sa.BigInteger(), nullable=False),
        Column("spent_at", sa.BigInteger(), nullable=True),
        Column("spent_by", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["terminal_id"],
            ["terminal.terminal_id"],
        ),
        sa.PrimaryKeyConstraint("code_hash"),
    )
    op.create_table(
        "journal_head",
        Column("terminal_id", sa.Text(), nullable=False),
        Column("epoch", sa.Text(), nullable=False),
        Column("seq", sa.BigInteger(), nullable=False),
        Column("hash", sa.Text(), nullable=False),
        Column("updated_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["terminal_id"],
            ["terminal.terminal_id"],
        ),
        sa.PrimaryKeyConstraint("terminal_id", "epoch"),
    )
    op.create_table(
        "op",
        Column("op_id", sa.Text(), nullable=False),
        Column("terminal_id", sa.Text(), nullable=False),
        Column("epoch", sa.Text(), nullable=False),
        Column("seq", sa.BigInteger(), nullable=False),
        Column("kind", sa.Text(), nullable=False),
        Column("v", sa.Integer(), nullable=False),
        Column("hlc", sa.Text(), nullable=False),
        Column("body", sa.Text(), nullable=False),
        Column("prev", sa.Text(), nullable=False),
        Column("hash", sa.Text(), nullable=False),
        Column("status", sa.Text(), nullable=False),
        Column("code", sa.Text(), nullable=True),
        Column("received_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["terminal_id"],
            ["terminal.terminal_id"],
        ),
        sa.PrimaryKeyConstraint("op_id"),
        sa.UniqueConstraint("terminal_id", "epoch", "seq"),
    )
    op.create_table(
        "movement",
        Column("op_id", sa.Text(), nullable=False),
        Column("line_id", sa.Text(), nullable=False),
        Column("store_id", sa.Text(), nullable=False),
        Column("sku", sa.Text(), nullable=False),
        Column("delta", sa.BigInteger(), nullable=False),
        Column("reason", sa.Text(), nullable=False),
        Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["op_id"],
            ["op.op_id"],
        ),
        sa.PrimaryKeyConstraint("op_id", "line_id"),
    )
    op.create_index("movement_by_sku", "movement", ["store_id", "sku"], unique=False)
    op.create_table(
        "quarantine",
        Column("op_id", sa.Text(), nullable=False),
        Column("code", sa.Text(), nullable=False),
        Column("message", sa.Text(), nullable=False),
        Column("at", sa.BigInteger(), nullable=False),
        Column("resolved_at", sa.BigInteger(), nullable=True),
        Column("resolved_by", sa.Text(), nullable=True),
        Column("resolution", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["op_id"],
            ["op.op_id"],
        ),
        sa.PrimaryKeyConstraint("op_id"),
    )
    op.create_table(
        "sale",
        Column("txn_id", sa.Text(), nullable=False),
        Column("op_id", sa.Text(), nullable=False),
        Column("kind", sa.Text(), nullable=False),
        Column("store_id", sa.Text(), nullable=False),
        Column("terminal_id", sa.Text(), nullable=False),
        Column("operator_id", sa.Text(), nullable=False),
        Column("session_id", sa.Text(), nullable=False),
        Column("business_date", sa.Text(), nullable=False),
        Column("at", sa.BigInteger(), nullable=False),
        Column("receipt_no", sa.Text(), nullable=False),
        Column("currency", sa.Text(), nullable=False),
        Column("total", sa.BigInteger(), nullable=False),
        Column("tax_total", sa.BigInteger(), nullable=False),
        Column("training", sa.Integer(), nullable=False),
        Column("reverses", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["op_id"],
            ["op.op_id"],
        ),
        sa.PrimaryKeyConstraint("txn_id"),
    )
    op.create_index("sale_by_receipt", "sale", ["receipt_no"], unique=False)
    op.create_index("sale_by_time", "sale", ["store_id", "at"], unique=False)
    op.create_table(
        "sale_line",
        Column("txn_id", sa.Text(), nullable=False),
        Column("line_id", sa.Text(), nullable=False),
        Column("position", sa.Integer(), nullable=False),
        Column("kind", sa.Text(), nullable=False),
        Column("sku", sa.Text(), nullable=False),
        Column("name", sa.Text(), nullable=False),
        Column("quantity", sa.BigInteger(), nullable=False),
        Column("unit", sa.Text(), nullable=False),
        Column("unit_price", sa.BigInteger(), nullable=False),
        Column("total", sa.BigInteger(), nullable=False),
        Column("tax_class", sa.Text(), nullable=False),
        Column("voided", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["txn_id"],
            ["sale.txn_id"],
        ),
        sa.PrimaryKeyConstraint("txn_id", "line_id"),
    )
    op.create_table(
        "sale_tender",
        Column("txn_id", sa.Text(), nullable=False),
        Column("position", sa.Integer(), nullable=False),
        Column("kind", sa.Text(), nullable=False),
        Column("amount", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["txn_id"],
            ["sale.txn_id"],
        ),
        sa.PrimaryKeyConstraint("txn_id", "position"),
    )
