"""Parked sales of the store and shared carts."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"

TABLES: tuple[str, ...] = ()
DROPS: tuple[str, ...] = ()


def upgrade() -> None:
    for statement in TABLES:
        op.execute(statement)


def downgrade() -> None:
    for statement in DROPS:
        op.execute(statement)
