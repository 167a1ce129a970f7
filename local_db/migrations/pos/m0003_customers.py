"""Customers, their consents, and personal data beside the journal."""

from __future__ import annotations

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Take back what `upgrade` made, for an older program (`local_db.changeover`)."""
