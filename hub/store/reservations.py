"""Units promised to a cart or an order, as they are kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

import msgspec
from sqlalchemy import ColumnElement, bindparam, func, literal_column, select, update

from hub.store.bulk import insert_missing, insert_rows
from hub.store.database import Connection
from hub.store.prepared import Prepared, filled, places, size_for
from hub.store.stock_tables import reservation, reservation_line

OPEN = "open"
_OPEN: ColumnElement[str] = literal_column("'open'")


class ReservedLine(msgspec.Struct, kw_only=True):
    """Thousandths of one SKU, and how many of them were sold."""

    sku: str
    quantity: int
    consumed: int = 0

    @property
    def held(self) -> int:
        """What is still promised."""
        return self.quantity - self.consumed


class Reservation(msgspec.Struct, kw_only=True):
    """What one owner was promised in one store, all of it or nothing."""

    reservation_id: str
    store_id: str
    owner: str
    """`cart:<id>` or `order:<id>`."""
    holder: str = ""
    """Address from which it was asked for, kept while it is open; empty where nobody's share is bounded."""
    state: str = OPEN
    """open, consumed, released or expired."""
    expires_at: int
    made_at: int
    closed_at: int | None = None
    lines: list[ReservedLine] = []


def add(connection: Connection, made: Reservation) -> bool:
    """Keep a new one; False where there is one of this id already."""
    row = {name: value for name, value in msgspec.structs.asdict(made).items() if name != "lines"}
    if not insert_missing(connection, reservation, row):
        return False
    insert_rows(
        connection,
        reservation_line,
        [{"reservation_id": made.reservation_id, **msgspec.structs.asdict(line)} for line in made.lines],
    )
    return True


def find(connection: Connection, reservation_id: str, *, lock: bool = False) -> Reservation | None:
    """The reservation with its lines, or None."""
    query = select(reservation.c.reservation_id).where(reservation.c.reservation_id == reservation_id)
    found = _with_lines(connection, connection.execute(query).scalars().all(), lock=lock)
    return found[0] if found else None


def open_of(connection: Connection, store_id: str, owners: Iterable[str]) -> list[Reservation]:
    """What these owners are still promised in a store, oldest first; held until the transaction ends."""
    wanted = sorted(set(owners))
    if not wanted:
        return []
    size = size_for(len(wanted))
    rows = _open_of(size).run(connection, {"of_store": store_id} | filled("owner", size, wanted))
    return _with_lines(connection, rows.scalars().all(), lock=True)


@lru_cache(maxsize=16)
def _open_of(size: int) -> Prepared:
    return Prepared(
        select(reservation.c.reservation_id).where(
            reservation.c.store_id == bindparam("of_store"),
            reservation.c.owner.in_(places("owner", size)),
            reservation.c.state == _OPEN,
        )
    )


def expired(connection: Connection, now: int, limit: int) -> Sequence[str]:
    """Ids of those whose time is over."""
    query = select(reservation.c.reservation_id).where(
        reservation.c.state == OPEN, reservation.c.expires_at <= now
    )
    return connection.execute(query.order_by(reservation.c.expires_at).limit(limit)).scalars().all()


def held_for(connection: Connection, owner: str, at: int) -> dict[str, int]:
    """SKU → what is promised to this owner at `at` (UTC ms), thousandths."""
    query = (
        select(reservation_line.c.sku, func.sum(reservation_line.c.quantity - reservation_line.c.consumed))
        .join(reservation, reservation.c.reservation_id == reservation_line.c.reservation_id)
        .where(reservation.c.owner == owner, reservation.c.state == OPEN, reservation.c.expires_at > at)
        .group_by(reservation_line.c.sku)
    )
    return {sku: int(amount) for sku, amount in connection.execute(query) if amount}


def held_from(connection: Connection, holder: str) -> dict[tuple[str, str, str], int]:
    """(owner, store, SKU) → what open reservations of one address hold, thousandths."""
    query = (
        select(
            reservation.c.owner,
            reservation.c.store_id,
            reservation_line.c.sku,
            reservation_line.c.quantity - reservation_line.c.consumed,
        )
        .join(reservation, reservation.c.reservation_id == reservation_line.c.reservation_id)
        .where(reservation.c.holder == holder, reservation.c.state == OPEN)
    )
    return {(owner, store_id, sku): int(held) for owner, store_id, sku, held in connection.execute(query)}


def save(connection: Connection, changed: Iterable[Reservation]) -> None:
    """Write back states and what was sold."""
    for one in changed:
        connection.execute(
            update(reservation)
            .where(reservation.c.reservation_id == one.reservation_id)
            .values(state=one.state, closed_at=one.closed_at, holder=one.holder if one.state == OPEN else "")
        )
        for line in one.lines:
            connection.execute(
                update(reservation_line)
                .where(
                    reservation_line.c.reservation_id == one.reservation_id,
                    reservation_line.c.sku == line.sku,
                )
                .values(consumed=line.consumed)
            )


def reserved(connection: Connection) -> dict[tuple[str, str], int]:
    """(store, SKU) → what open reservations hold, for checking."""
    query = (
        select(
            reservation.c.store_id,
            reservation_line.c.sku,
            func.sum(reservation_line.c.quantity - reservation_line.c.consumed),
        )
        .join(reservation, reservation.c.reservation_id == reservation_line.c.reservation_id)
        .where(reservation.c.state == OPEN)
        .group_by(reservation.c.store_id, reservation_line.c.sku)
    )
    return {(store_id, sku): int(amount) for store_id, sku, amount in connection.execute(query)}


def _with_lines(connection: Connection, ids: Sequence[str], *, lock: bool) -> list[Reservation]:
    if not ids:
        return []
    query = select(reservation).where(reservation.c.reservation_id.in_(ids))
    query = query.order_by(reservation.c.reservation_id)
    heads = connection.execute(query.with_for_update() if lock else query).all()
    lines: dict[str, list[ReservedLine]] = {}
    wanted = select(reservation_line).where(reservation_line.c.reservation_id.in_(ids))
    for row in connection.execute(wanted.order_by(reservation_line.c.sku)):
        line = ReservedLine(sku=row.sku, quantity=row.quantity, consumed=row.consumed)
        lines.setdefault(row.reservation_id, []).append(line)
    return [
        Reservation(
            reservation_id=row.reservation_id,
            store_id=row.store_id,
            owner=row.owner,
            holder=row.holder,
            state=row.state,
            expires_at=row.expires_at,
            made_at=row.made_at,
            closed_at=row.closed_at,
            lines=lines.get(row.reservation_id, []),
        )
        for row in heads
    ]
