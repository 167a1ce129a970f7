"""What the hub sends to others: each thing once, tried until it is sent, given up or erased."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, update

from hub.store.customer_tables import outbox, personal
from hub.store.database import Connection

EMAIL = "email"
QUEUED, SENT, DEAD, ERASED = "queued", "sent", "dead", "erased"


def add(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Queue things; one whose dedup key is there already is not queued again."""
    for row in rows:
        known = select(outbox.c.outbox_id).where(outbox.c.dedup_key == row["dedup_key"])
        if connection.execute(known).first() is None:
            waiting = {"state": QUEUED, "attempts": 0, "error": "", "done_at": None}
            connection.execute(insert(outbox).values(**row, **waiting))


def due(connection: Connection, channel: str, now: int, limit: int) -> Sequence[Row[Any]]:
    """Queued things whose time has come, oldest first."""
    query = select(outbox).where(
        outbox.c.channel == channel, outbox.c.state == QUEUED, outbox.c.due_at <= now
    )
    return connection.execute(query.order_by(outbox.c.due_at, outbox.c.outbox_id).limit(limit)).all()


def is_queued(connection: Connection, outbox_id: str) -> bool:
    """Whether it still waits: an erasure may have come in between."""
    query = select(outbox.c.state).where(outbox.c.outbox_id == outbox_id)
    return connection.execute(query).scalar_one_or_none() == QUEUED


def later(connection: Connection, outbox_id: str, due_at: int, error: str, attempts: int) -> None:
    """It is tried again then, after so many attempts."""
    connection.execute(
        update(outbox)
        .where(outbox.c.outbox_id == outbox_id, outbox.c.state == QUEUED)
        .values(attempts=attempts, due_at=due_at, error=error)
    )


def close(connection: Connection, row: Row[Any], state: str, at: int, attempts: int, error: str = "") -> None:
    """It was sent, or is given up: its address goes, here and beside its op."""
    connection.execute(
        update(outbox)
        .where(outbox.c.outbox_id == row.outbox_id, outbox.c.state == QUEUED)
        .values(state=state, address="", attempts=attempts, error=error, done_at=at)
    )
    connection.execute(delete(personal).where(personal.c.op_id == row.op_id))


def erase(connection: Connection, customer_id: str, at: int) -> None:
    """Nothing goes to this customer any more, and no address stays."""
    mine = outbox.c.customer_id == customer_id
    connection.execute(
        update(outbox).where(mine, outbox.c.state == QUEUED).values(state=ERASED, done_at=at, error="")
    )
    connection.execute(update(outbox).where(mine).values(address=""))


def queued_before(connection: Connection, before: int) -> Sequence[Row[Any]]:
    """What was queued before this moment and never sent."""
    query = select(outbox).where(outbox.c.state == QUEUED, outbox.c.created_at < before)
    return connection.execute(query.order_by(outbox.c.created_at)).all()


def of_customer(connection: Connection, customer_id: str) -> Sequence[Row[Any]]:
    """What was sent to a customer or waits, oldest first."""
    query = select(outbox).where(outbox.c.customer_id == customer_id).order_by(outbox.c.created_at)
    return connection.execute(query).all()


def counts(connection: Connection, channel: str) -> dict[str, int]:
    """How many there are of each state."""
    query = select(outbox.c.state, func.count()).where(outbox.c.channel == channel).group_by(outbox.c.state)
    return {row[0]: row[1] for row in connection.execute(query)}
