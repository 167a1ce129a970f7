"""The hub's tables of loyalty accounts, gift cards, store credit, and of customers who were merged.

Entries are only ever added. No personal data: accounts are ids.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, Table, Text, text

from hub.store.tables import metadata

_OPEN = text("undone_at IS NULL")
_REMAINS = text("remains > 0")
_EARNED = text("earned = 1")

loyalty_program = Table(
    "loyalty_program",
    metadata,
    Column("store_id", Text, ForeignKey("store.store_id"), primary_key=True),
    Column("body", Text, nullable=False),
)

loyalty_account = Table(
    "loyalty_account",
    metadata,
    Column("account_id", Text, primary_key=True),
    Column("store_id", Text, nullable=False),
    Column("seen", Text, nullable=False),
    Column("change_at", BigInteger, nullable=False),
    Column("credit", BigInteger, nullable=False, server_default="0"),
    Column("settled", Text, nullable=False, server_default=""),
    Index("loyalty_account_by_change", "change_at"),
)
"""A customer's account of points and store credit. `change_at`: when time alone changes it next; 0: never.

`credit` is the sum of the entries of store credit; `settled` what `hub.store.settled` says of old points.
"""

points_entry = Table(
    "points_entry",
    metadata,
    Column("entry_id", Text, primary_key=True),
    Column("account_id", Text, nullable=False),
    Column("op_id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("points", BigInteger, nullable=False),
    Column("rule_id", Text, nullable=False),
    Column("line_id", Text, nullable=False),
    Column("of_entry", Text, nullable=False),
    Column("active_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Column("unlicensed", Integer, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("settled", Integer, nullable=False, server_default="0"),
    Column("flow", Text, nullable=False, server_default=""),
    Index("points_entry_by_account", "account_id", "settled"),
    Index("points_entry_by_op", "op_id"),
)
"""`op_id` is empty and `made_by` a person where it was entered at the hub.

`settled` is 1 where `points_lot` has what the entry did; `flow` then says to and from which lots.
"""

points_lot = Table(
    "points_lot",
    metadata,
    Column("owner", Text, primary_key=True),
    Column("lot_id", Text, primary_key=True),
    Column("points", BigInteger, nullable=False),
    Column("remains", BigInteger, nullable=False),
    Column("reversed", BigInteger, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("active_at", BigInteger, nullable=False),
    Column("ends_at", BigInteger, nullable=False),
    Column("waits_until", BigInteger, nullable=False),
    Column("earned", Integer, nullable=False),
    Index(
        "points_lot_in_turn", "owner", "ends_at", "active_at", "lot_id",
        sqlite_where=_REMAINS, postgresql_where=_REMAINS,
    ),
    Index("points_lot_waiting", "owner", "waits_until", sqlite_where=_REMAINS, postgresql_where=_REMAINS),
    Index("points_lot_earned", "owner", "at", sqlite_where=_EARNED, postgresql_where=_EARNED),
)  # fmt: skip
"""Lots of a long account as they stood when its older entries were settled (loyalty.md).

`owner` is the first account of its group; `ends_at` what never ends has far away; `waits_until` when it is
pending no more, by becoming active or by its end.
"""

gift_card = Table(
    "gift_card",
    metadata,
    Column("account_id", Text, primary_key=True),
    Column("store_id", Text, nullable=False),
    Column("currency", Text, nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("blocked_at", BigInteger),
    Column("blocked_by", Text),
    Column("blocked_why", Text),
    Column("balance", BigInteger, nullable=False, server_default="0"),
)
"""`made_by`: who made its code, or empty where a sale spoke of it first; `store_id` empty: of all stores.

`balance` is the sum of its entries.
"""

value_entry = Table(
    "value_entry",
    metadata,
    Column("entry_id", Text, primary_key=True),
    Column("account_id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("op_id", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("currency", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("why", Text, nullable=False),
    Index("value_entry_by_account", "account_id", "kind"),
    Index("value_entry_by_op", "op_id"),
)

customer_alias = Table(
    "customer_alias",
    metadata,
    Column("alias_id", Text, primary_key=True),
    Column("from_id", Text, ForeignKey("customer.customer_id"), nullable=False),
    Column("to_id", Text, ForeignKey("customer.customer_id"), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("undone_at", BigInteger),
    Column("undone_by", Text),
    Index("customer_alias_of", "from_id", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
    Index("customer_alias_to", "to_id"),
)
"""The log of merges: a row is never removed, only marked as undone."""
