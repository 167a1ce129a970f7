"""Points, gift cards and store credit."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"

TABLES: tuple[str, ...] = ()
DROPS: tuple[str, ...] = ()


def upgrade() -> None:
    for statement in TABLES:
        op.execute(statement)


def downgrade() -> None:
    for statement in DROPS:
        op.execute(statement)
