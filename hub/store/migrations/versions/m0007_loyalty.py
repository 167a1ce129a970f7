"""Ledgers of points, gift cards and store credit; aliases of merged customers."""

from __future__ import annotations

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the tables."""
