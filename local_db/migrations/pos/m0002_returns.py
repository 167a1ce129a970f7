"""Returns: receipts of the whole store, and what came back of each line sold."""

from __future__ import annotations

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Take back what `upgrade` made, for an older program (`local_db.changeover`)."""
