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
