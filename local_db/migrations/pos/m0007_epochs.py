"""Epochs, and what a rolled-back file needs."""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"

TABLES: tuple[str, ...] = ()
DROPS: tuple[str, ...] = ()


def upgrade() -> None:
    for statement in TABLES:
        op.execute(statement)


def downgrade() -> None:
    for statement in DROPS:
        op.execute(statement)
