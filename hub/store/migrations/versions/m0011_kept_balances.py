"""Balances are kept and long accounts settled; indexes find a sale by its op and a line by its id."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, ForeignKey, Integer, Text, text

revision = "0011"
down_revision = "0010"

_BALANCES = (
    "UPDATE gift_card SET balance = (SELECT sum(amount) FROM value_entry WHERE kind = 'gift_card' "
    "AND value_entry.account_id = gift_card.account_id) WHERE account_id IN "
    "(SELECT account_id FROM value_entry WHERE kind = 'gift_card')",
    "UPDATE loyalty_account SET credit = (SELECT sum(amount) FROM value_entry WHERE kind = 'store_credit' "
    "AND value_entry.account_id = loyalty_account.account_id) WHERE account_id IN "
    "(SELECT account_id FROM value_entry WHERE kind = 'store_credit')",
)
# What is here was looked at, but for the last hour.
_LOOKED_AT = (
    "INSERT INTO receipt_look (terminal_id, epoch, seq) SELECT terminal_id, epoch, seq FROM journal_head"
)
_LOT_INDEXES = (
    ("in_turn", ("ends_at", "active_at", "lot_id"), "remains > 0"),
    ("waiting", ("waits_until",), "remains > 0"),
    ("earned", ("at",), "earned = 1"),
)


def upgrade() -> None:
    """Make columns, tables and indexes."""
    _keep_balances()
    _settle_points()
    op.create_table(
        "receipt_look",
        Column("terminal_id", Text(), ForeignKey("terminal.terminal_id"), primary_key=True),
        Column("epoch", Text(), primary_key=True),
        Column("seq", BigInteger(), nullable=False),
    )
    op.execute(text(_LOOKED_AT))
    op.create_index("sale_by_op", "sale", ["op_id"])
    op.create_index("sale_line_by_line", "sale_line", ["line_id"])


def _keep_balances() -> None:
    op.add_column("gift_card", Column("balance", BigInteger(), nullable=False, server_default="0"))
    op.add_column("loyalty_account", Column("credit", BigInteger(), nullable=False, server_default="0"))
    for statement in _BALANCES:
        op.execute(text(statement))


def _settle_points() -> None:
    op.add_column("loyalty_account", Column("settled", Text(), nullable=False, server_default=""))
    op.add_column("points_entry", Column("settled", Integer(), nullable=False, server_default="0"))
    op.add_column("points_entry", Column("flow", Text(), nullable=False, server_default=""))
    op.drop_index("points_entry_by_account", "points_entry")
    op.create_index("points_entry_by_account", "points_entry", ["account_id", "settled"])
    op.create_table(
        "points_lot",
        Column("owner", Text(), primary_key=True),
        Column("lot_id", Text(), primary_key=True),
        Column("points", BigInteger(), nullable=False),
        Column("remains", BigInteger(), nullable=False),
        Column("reversed", BigInteger(), nullable=False),
        Column("at", BigInteger(), nullable=False),
        Column("active_at", BigInteger(), nullable=False),
        Column("ends_at", BigInteger(), nullable=False),
        Column("waits_until", BigInteger(), nullable=False),
        Column("earned", Integer(), nullable=False),
    )
    for name, columns, where in _LOT_INDEXES:
        op.create_index(
            f"points_lot_{name}",
            "points_lot",
            ["owner", *columns],
            sqlite_where=text(where),
            postgresql_where=text(where),
        )
