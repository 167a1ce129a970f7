"""Promises units to carts and orders: all lines of a wish or none, until a time that the hub keeps.

Every function works in the caller's transaction, whose `wanted` it adds to: publish that last.
"""

from __future__ import annotations

from collections.abc import Mapping

from hub.services.rights import show_stock
from hub.store import pool, reservations, rights
from hub.store.database import Connection, Database
from hub.store.feeds import Outgoing, publish_each
from hub.store.reservations import OPEN, Reservation, ReservedLine
from retail.errors import RuleError
from retail.stock import given_back, taken

A_BATCH = 100


def reserve(  # noqa: PLR0913 - what a reservation says
    connection: Connection,
    wanted: Outgoing,
    now: int,
    *,
    reservation_id: str,
    store_id: str,
    owner: str,
    holder: str = "",
    lines: Mapping[str, int],
    expires_at: int,
) -> Reservation:
    """Promise `lines` (SKU → thousandths) of a store to `owner` (`cart:<id>`, `order:<id>`).

    `holder` is the address that asks, where its share is bounded (`hold_limits`).
    Asked again under the same id it returns what became of it. Raises `RuleError`, and changes nothing:
    `not_enough` (params sku, available), `not_tracked` (no stock is kept of it), `rights_frozen`.
    """
    known = reservations.find(connection, reservation_id)
    if known is not None:
        return known
    if rights.awaited(connection):
        raise RuleError("rights_frozen", "The hub was put back from a backup and promises nothing yet.")
    made = Reservation(
        reservation_id=reservation_id,
        store_id=store_id,
        owner=owner,
        holder=holder,
        expires_at=expires_at,
        made_at=now,
        lines=[ReservedLine(sku=sku, quantity=quantity) for sku, quantity in sorted(lines.items())],
    )
    rows = pool.locked(connection, store_id, lines)
    for line in made.lines:
        row = rows.get(line.sku)
        if row is None or not row.tracked:
            raise RuleError("not_tracked", "No stock is kept of this item.", sku=line.sku)
        try:
            row.pool, row.moved_at = taken(row.pool, line.quantity), now
        except RuleError as error:
            raise RuleError(error.code, error.message, **{**error.params, "sku": line.sku}) from error
    if not reservations.add(connection, made):
        # The same request at the same moment: it was through first, and its answer counts.
        return reservations.find(connection, reservation_id) or made
    pool.save(connection, rows.values())
    for row in rows.values():
        show_stock(wanted, row)
    return made


def release(connection: Connection, wanted: Outgoing, now: int, reservation_id: str) -> bool:
    """Let go of what was not sold; False where there is nothing to let go of."""
    return _close(connection, wanted, now, reservation_id, "released")


def expire(database: Database, now: int) -> int:
    """Let go of all whose time is over; how many. Each by itself, so that sales get their turn."""
    gone = 0
    while True:
        with database.read() as connection:
            late = reservations.expired(connection, now, A_BATCH)
        if not late:
            return gone
        for reservation_id in late:
            with database.write() as connection:
                wanted: Outgoing = {}
                gone += _close(connection, wanted, now, reservation_id, "expired")
                publish_each(connection, wanted, now)


def _close(connection: Connection, wanted: Outgoing, now: int, reservation_id: str, state: str) -> bool:
    found = reservations.find(connection, reservation_id)
    if found is None or found.state != OPEN:
        return False
    # The stock first, then the reservation: the order of every writer.
    rows = pool.locked(connection, found.store_id, [line.sku for line in found.lines])
    held = reservations.find(connection, reservation_id, lock=True)
    if held is None or held.state != OPEN:
        return False
    for line in held.lines:
        row = rows[line.sku]
        row.pool, row.moved_at = given_back(row.pool, line.held), now
    held.state, held.closed_at = state, now
    reservations.save(connection, [held])
    pool.save(connection, rows.values())
    for row in rows.values():
        show_stock(wanted, row)
    return True


def consume(found: list[Reservation], sku: str, quantity: int, now: int) -> int:
    """Take what a sale of the owner sold out of its reservations; how much of it they cover.

    The caller has locked them, and saves those that changed.
    """
    covered = 0
    for one in found:
        for line in one.lines:
            if one.state == OPEN and line.sku == sku and covered < quantity:
                part = min(line.held, quantity - covered)
                line.consumed += part
                covered += part
        if one.state == OPEN and not any(line.held for line in one.lines):
            one.state, one.closed_at = "consumed", now
    return covered
