"""The hub's tables of customers: who they are, what they agreed to, personal data beside ops, and mail.

All that names a person lies here and in the feeds `customers:<store>`, and can be erased; ops hold ids only.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, Table, Text

from hub.store.tables import metadata

personal = Table(
    "personal",
    metadata,
    Column("op_id", Text, ForeignKey("op.op_id"), primary_key=True),
    Column("customer_id", Text, nullable=False),
    Column("salt", Text, nullable=False),
    Column("blob", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("personal_by_customer", "customer_id"),
)

customer = Table(
    "customer",
    metadata,
    Column("customer_id", Text, primary_key=True),
    Column("store_id", Text, ForeignKey("store.store_id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("profile", Text, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("active_at", BigInteger, nullable=False),
    Column("erased_at", BigInteger),
    Index("customer_by_activity", "active_at"),
)

customer_key = Table(
    "customer_key",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("customer_id", Text, ForeignKey("customer.customer_id"), primary_key=True),
    Index("customer_key_by_customer", "customer_id"),
)

customer_consent = Table(
    "customer_consent",
    metadata,
    Column("op_id", Text, ForeignKey("op.op_id"), primary_key=True),
    Column("purpose", Text, primary_key=True),
    Column("customer_id", Text, nullable=False),
    Column("given", Integer, nullable=False),
    Column("text_version", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("customer_consent_by_customer", "customer_id", "at"),
)
"""The ledger: every answer ever given, also after an erasure, where its id leads to nobody any more."""

customer_sale = Table(
    "customer_sale",
    metadata,
    Column("customer_id", Text, primary_key=True),
    Column("txn_id", Text, ForeignKey("sale.txn_id"), primary_key=True),
)

consent_text = Table(
    "consent_text",
    metadata,
    Column("store_id", Text, ForeignKey("store.store_id"), primary_key=True),
    Column("purpose", Text, primary_key=True),
    Column("version", Text, primary_key=True),
    Column("body", Text, nullable=False),
    Column("in_force", Integer, nullable=False),
)
"""Wordings are kept for ever: whoever agreed to one can be told what it said."""

outbox = Table(
    "outbox",
    metadata,
    Column("outbox_id", Text, primary_key=True),
    Column("channel", Text, nullable=False),
    Column("dedup_key", Text, nullable=False, unique=True),
    Column("op_id", Text, ForeignKey("op.op_id"), nullable=False),
    Column("customer_id", Text, nullable=False),
    Column("subject_id", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due_at", BigInteger, nullable=False),
    Column("error", Text, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("done_at", BigInteger),
    Index("outbox_due", "state", "due_at"),
    Index("outbox_by_customer", "customer_id"),
)
"""What the hub sends to others, once each. `subject_id`: what it is about (of a receipt, its txn_id)."""
