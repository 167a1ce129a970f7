"""Goods from store to store, a row an item: what left and what came."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import msgspec
from sqlalchemy import bindparam, func, select
from sqlalchemy.dialects import postgresql, sqlite

from hub.store.database import Connection
from hub.store.prepared import Prepared
from hub.store.stock_tables import transfer


class TransferLine(msgspec.Struct, frozen=True, kw_only=True):
    """One SKU of a transfer; quantities in thousandths, times in UTC ms."""

    transfer_id: str
    sku: str
    from_store: str
    to_store: str
    reference: str
    sent: int
    arrived: int
    sent_at: int | None
    arrived_at: int | None


def add(connection: Connection, lines: Sequence[TransferLine]) -> None:
    """Add what left or came to what is known of the same transfer and SKU."""
    if lines:
        rows = [msgspec.structs.asdict(line) for line in lines]
        _add(connection.dialect.name).run_many(connection, rows)


@lru_cache(maxsize=4)
def _add(dialect: str) -> Prepared:
    make = postgresql.insert if dialect == "postgresql" else sqlite.insert
    statement = make(transfer).values({name: bindparam(name) for name in TransferLine.__struct_fields__})
    added = statement.excluded
    return Prepared(
        statement.on_conflict_do_update(
            index_elements=["transfer_id", "sku"],
            set_={
                "sent": transfer.c.sent + added.sent,
                "arrived": transfer.c.arrived + added.arrived,
                "sent_at": func.coalesce(added.sent_at, transfer.c.sent_at),
                "arrived_at": func.coalesce(added.arrived_at, transfer.c.arrived_at),
            },
        )
    )


def of(connection: Connection, transfer_id: str) -> list[TransferLine]:
    """The lines of a transfer."""
    query = select(transfer).where(transfer.c.transfer_id == transfer_id).order_by(transfer.c.sku)
    return [TransferLine(**row._asdict()) for row in connection.execute(query)]
