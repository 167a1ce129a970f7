"""Returns: what came back of each line sold, and stock that is not for sale."""

from __future__ import annotations

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Nothing yet."""
