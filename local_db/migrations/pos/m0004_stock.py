"""Stock of the store and rights to it."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"

TABLES: tuple[str, ...] = ()
DROPS: tuple[str, ...] = ()


def upgrade() -> None:
    for statement in TABLES:
        op.execute(statement)


def downgrade() -> None:
    for statement in DROPS:
        op.execute(statement)
