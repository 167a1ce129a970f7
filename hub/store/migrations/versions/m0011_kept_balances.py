"""Balances of gift cards and credit are kept; indexes find a sale by its op and a line by its id."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, ForeignKey, Text, text

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


def upgrade() -> None:
    """Make columns, tables and indexes."""
    _keep_balances()
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
