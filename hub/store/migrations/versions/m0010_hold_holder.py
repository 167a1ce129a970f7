"""From which address a reservation was asked for, so that one cannot hold a whole shop's stock."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, Text

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add the column; for a while m0005 made it, so that it may be there."""
    if "holder" not in {one["name"] for one in sa.inspect(op.get_bind()).get_columns("reservation")}:
        op.add_column("reservation", Column("holder", Text(), nullable=False, server_default=""))
