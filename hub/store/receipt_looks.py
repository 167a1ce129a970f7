"""How far each terminal's sales were looked at for receipt numbers that another store gave too."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import and_, func, select

from hub.store.bulk import insert_rows, update_rows
from hub.store.database import Connection
from hub.store.tables import journal_head, op, receipt_look

_SALES = ("sale.completed", "sale.post_voided")


class Stretch(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one chain since it was looked at: the entries above `after`, up to `to`."""

    terminal_id: str
    epoch: str
    after: int | None
    """None: it was never looked at."""
    to: int


def not_looked_at(connection: Connection) -> list[Stretch]:
    """What came of each chain since the last look.

    An op and the head above it are written in one transaction: what is written while this is read is in none
    of these stretches, and in one of the next time.
    """
    same = and_(
        receipt_look.c.terminal_id == journal_head.c.terminal_id,
        receipt_look.c.epoch == journal_head.c.epoch,
    )
    query = (
        select(
            journal_head.c.terminal_id,
            journal_head.c.epoch,
            receipt_look.c.seq.label("after"),
            journal_head.c.seq.label("to"),
        )
        .outerjoin(receipt_look, same)
        .where(journal_head.c.seq > func.coalesce(receipt_look.c.seq, 0))
        .order_by(journal_head.c.terminal_id, journal_head.c.epoch)
    )
    return [Stretch(**row._mapping) for row in connection.execute(query)]


def sales_of(connection: Connection, stretch: Stretch) -> Sequence[str]:
    """The op_ids of its sales and post-voids that were applied."""
    query = select(op.c.op_id).where(
        op.c.terminal_id == stretch.terminal_id,
        op.c.epoch == stretch.epoch,
        op.c.seq > (stretch.after or 0),
        op.c.seq <= stretch.to,
        op.c.kind.in_(_SALES),
        op.c.status == "applied",
    )
    return connection.execute(query).scalars().all()


def note(connection: Connection, looked_at: Sequence[Stretch]) -> None:
    """These were looked at."""

    def rows(*, known: bool) -> list[dict[str, str | int]]:
        return [
            {"terminal_id": one.terminal_id, "epoch": one.epoch, "seq": one.to}
            for one in looked_at
            if (one.after is not None) == known
        ]

    insert_rows(connection, receipt_look, rows(known=False))
    update_rows(connection, receipt_look, rows(known=True))
