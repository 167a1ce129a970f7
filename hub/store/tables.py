"""The hub's tables, one schema for SQLite and PostgreSQL: plain types, no triggers, no dialect words.

Times are UTC milliseconds, amounts integer minor units, quantities thousandths, JSON is text. A change here
comes with a numbered migration in `hub/store/migrations/versions`.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData()
_REVERSES = text("reverses <> ''")

hub_meta = Table(
    "hub_meta",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

# --- what terminals sent --------------------------------------------------------------------------------

journal_head = Table(
    "journal_head",
    metadata,
    Column("terminal_id", Text, ForeignKey("terminal.terminal_id"), primary_key=True),
    Column("epoch", Text, primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("hash", Text, nullable=False),
    Column("updated_at", BigInteger, nullable=False),
)

op = Table(
    "op",
    metadata,
    Column("op_id", Text, primary_key=True),
    Column("terminal_id", Text, ForeignKey("terminal.terminal_id"), nullable=False),
    Column("epoch", Text, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("kind", Text, nullable=False),
    Column("v", Integer, nullable=False),
    Column("hlc", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("prev", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("code", Text),
    Column("received_at", BigInteger, nullable=False),
    UniqueConstraint("terminal_id", "epoch", "seq"),
)

receipt_look = Table(
    "receipt_look",
    metadata,
    Column("terminal_id", Text, ForeignKey("terminal.terminal_id"), primary_key=True),
    Column("epoch", Text, primary_key=True),
    Column("seq", BigInteger, nullable=False),
)
"""How far the sales of each chain were compared with those of other stores."""

quarantine = Table(
    "quarantine",
    metadata,
    Column("op_id", Text, ForeignKey("op.op_id"), primary_key=True),
    Column("code", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("resolved_at", BigInteger),
    Column("resolved_by", Text),
    Column("resolution", Text),
    Column("note", Text),
)

exception_task = Table(
    "exception_task",
    metadata,
    Column("task_id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("op_id", Text),
    Column("terminal_id", Text),
    Column("message", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("resolved_at", BigInteger),
    Column("resolved_by", Text),
    Column("note", Text),
    Index("exception_task_by_time", "at"),
)

sale = Table(
    "sale",
    metadata,
    Column("txn_id", Text, primary_key=True),
    Column("op_id", Text, ForeignKey("op.op_id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("store_id", Text, nullable=False),
    Column("terminal_id", Text, nullable=False),
    Column("operator_id", Text, nullable=False),
    Column("session_id", Text, nullable=False),
    Column("business_date", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("receipt_no", Text, nullable=False),
    Column("currency", Text, nullable=False),
    Column("total", BigInteger, nullable=False),
    Column("tax_total", BigInteger, nullable=False),
    Column("training", Integer, nullable=False),
    Column("reverses", Text, nullable=False),
    Index("sale_by_receipt", "receipt_no"),
    Index("sale_by_op", "op_id"),
    Index("sale_by_time", "store_id", "at"),
    Index("sale_reversed", "reverses", sqlite_where=_REVERSES, postgresql_where=_REVERSES),
)

sale_line = Table(
    "sale_line",
    metadata,
    Column("txn_id", Text, ForeignKey("sale.txn_id"), primary_key=True),
    Column("line_id", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("sku", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("quantity", BigInteger, nullable=False),
    Column("unit", Text, nullable=False),
    Column("unit_price", BigInteger, nullable=False),
    Column("total", BigInteger, nullable=False),
    Column("tax_class", Text, nullable=False),
    Column("voided", Integer, nullable=False),
    Index("sale_line_by_line", "line_id"),
)

sale_tender = Table(
    "sale_tender",
    metadata,
    Column("txn_id", Text, ForeignKey("sale.txn_id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("amount", BigInteger, nullable=False),
)

returned = Table(
    "returned",
    metadata,
    Column("txn_id", Text, ForeignKey("sale.txn_id"), primary_key=True),
    Column("line_id", Text, primary_key=True),
    Column("of_txn", Text, nullable=False),
    Column("of_line", Text, nullable=False),
    Column("quantity", BigInteger, nullable=False),
    Column("total", BigInteger, nullable=False),
    Column("fact", Text, nullable=False),
    Index("returned_of", "of_txn"),
)

movement = Table(
    "movement",
    metadata,
    Column("op_id", Text, ForeignKey("op.op_id"), primary_key=True),
    Column("line_id", Text, primary_key=True),
    Column("store_id", Text, nullable=False),
    Column("sku", Text, nullable=False),
    Column("delta", BigInteger, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("movement_by_sku", "store_id", "sku"),
)

stock = Table(
    "stock",
    metadata,
    Column("store_id", Text, primary_key=True),
    Column("sku", Text, primary_key=True),
    Column("on_hand", BigInteger, nullable=False),
    Column("unavailable", BigInteger, nullable=False, server_default="0"),
    Column("web_pool", BigInteger, nullable=False, server_default="0"),
    Column("oversold", BigInteger, nullable=False, server_default="0"),
    Column("moved_at", BigInteger, nullable=False, server_default="0"),
    Column("tracked", Integer, nullable=False, server_default="0"),
    Column("seen", Text, nullable=False, server_default="{}"),
    Index("stock_by_time", "tracked", "moved_at"),
)

# --- what terminals read --------------------------------------------------------------------------------

feed_head = Table(
    "feed_head",
    metadata,
    Column("scope", Text, primary_key=True),
    Column("epoch", Text, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("checksum", Text, nullable=False),
    Column("min_seq", BigInteger, nullable=False),
)

feed = Table(
    "feed",
    metadata,
    Column("scope", Text, ForeignKey("feed_head.scope"), primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("op", Text, nullable=False),
    Column("rev", Integer, nullable=False),
    Column("body", Text),
    Column("digest", Text, nullable=False),
    Index("feed_by_seq", "scope", "seq", unique=True),
)

feed_mark = Table(
    "feed_mark",
    metadata,
    Column("scope", Text, ForeignKey("feed_head.scope"), primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("compacted", Integer, nullable=False),
)

image = Table(
    "image",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("media_type", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

# --- what the retailer decided --------------------------------------------------------------------------

store = Table(
    "store",
    metadata,
    Column("store_id", Text, primary_key=True),
    Column("store_no", Integer, nullable=False, unique=True),
    Column("profile", Text, nullable=False),
    Column("tax", Text, nullable=False),
)

terminal = Table(
    "terminal",
    metadata,
    Column("terminal_id", Text, primary_key=True),
    Column("terminal_no", Integer, nullable=False),
    Column("store_id", Text, ForeignKey("store.store_id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("price_list", Text, nullable=False),
    Column("public_key", Text),
    Column("epoch", Text),
    Column("program", Text, nullable=False),
    Column("escrow", Text),
    Column("enrolled_at", BigInteger),
    Column("revoked_at", BigInteger),
    Column("seen_at", BigInteger),
    UniqueConstraint("store_id", "terminal_no"),
    Column("waiting", Integer, nullable=False, server_default="0"),
    Column("oldest_at", BigInteger),
)

enrolment_code = Table(
    "enrolment_code",
    metadata,
    Column("code_hash", Text, primary_key=True),
    Column("terminal_id", Text, ForeignKey("terminal.terminal_id"), nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Column("spent_at", BigInteger),
    Column("spent_by", Text),
)

department = Table(
    "department",
    metadata,
    Column("store_id", Text, ForeignKey("store.store_id"), primary_key=True),
    Column("department_id", Text, primary_key=True),
    Column("body", Text, nullable=False),
)

reason = Table(
    "reason",
    metadata,
    Column("store_id", Text, ForeignKey("store.store_id"), primary_key=True),
    Column("reason_id", Text, primary_key=True),
    Column("body", Text, nullable=False),
)

operator = Table(
    "operator",
    metadata,
    Column("operator_id", Text, primary_key=True),
    Column("store_id", Text, ForeignKey("store.store_id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("pin_hash", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("colour", Text, nullable=False),
    Column("active", Integer, nullable=False),
)

category = Table(
    "category",
    metadata,
    Column("name", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("colour", Text, nullable=False),
)

item = Table(
    "item",
    metadata,
    Column("sku", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("tax_class", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("age_limit", Integer, nullable=False),
    Column("deposit", BigInteger, nullable=False),
    Column("image", Text, nullable=False),
    Column("active", Integer, nullable=False),
)

item_identifier = Table(
    "item_identifier",
    metadata,
    Column("identifier", Text, primary_key=True),
    Column("sku", Text, ForeignKey("item.sku"), nullable=False),
    Column("position", Integer, nullable=False),
    Index("item_identifier_by_sku", "sku"),
)

price = Table(
    "price",
    metadata,
    Column("price_list", Text, primary_key=True),
    Column("sku", Text, ForeignKey("item.sku"), primary_key=True),
    Column("amount", BigInteger, nullable=False),
)

# --- who may manage the hub -----------------------------------------------------------------------------

admin_user = Table(
    "admin_user",
    metadata,
    Column("name", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("active", Integer, nullable=False),
)

admin_session = Table(
    "admin_session",
    metadata,
    Column("token_hash", Text, primary_key=True),
    Column("name", Text, ForeignKey("admin_user.name"), nullable=False),
    Column("csrf", Text, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("used_at", BigInteger, nullable=False),
)

# --- requests seen, in a file of its own ----------------------------------------------------------------

nonce_metadata = MetaData()

nonce = Table(
    "nonce",
    nonce_metadata,
    Column("terminal_id", Text, primary_key=True),
    Column("nonce", Text, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Index("nonce_by_time", "at"),
)
"""Not part of the main database: one durable commit a request would cost more than the request."""
