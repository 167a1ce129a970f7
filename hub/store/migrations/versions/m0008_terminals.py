"""What replaced terminals, replays and recoveries need, and how old the deletions in the feeds are."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "feed_mark",
        Column("scope", sa.Text(), sa.ForeignKey("feed_head.scope"), primary_key=True),
        Column("seq", sa.BigInteger(), primary_key=True),
        Column("at", sa.BigInteger(), nullable=False),
        Column("compacted", sa.Integer(), nullable=False),
    )
    op.create_table(
        "replacement",
        Column("terminal_id", sa.Text(), sa.ForeignKey("terminal.terminal_id"), primary_key=True),
        Column("new_terminal_id", sa.Text(), sa.ForeignKey("terminal.terminal_id"), nullable=False),
        Column("at", sa.BigInteger(), nullable=False),
        Column("by", sa.Text(), nullable=False),
        Column("code_hash", sa.Text(), nullable=False),
        Column("expires_at", sa.BigInteger(), nullable=False),
        Column("opened_for", sa.Text()),
        Column("done_at", sa.BigInteger()),
        Column("reply", sa.Text()),
    )
    op.create_index("replacement_by_new", "replacement", ["new_terminal_id"])
    op.add_column("terminal", Column("waiting", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("terminal", Column("oldest_at", sa.BigInteger()))
    op.add_column("quarantine", Column("note", sa.Text()))
