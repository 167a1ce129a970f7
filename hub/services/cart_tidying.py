"""Carts and parked sales that nobody comes back for: given up, opened again, forgotten."""

from __future__ import annotations

from hub.services.clock import Clock
from hub.services.scopes import cart_scope
from hub.store import carts, parked
from hub.store.database import Connection, Database
from hub.store.feeds import Change, Outgoing, publish_each

HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS
OPEN_MS = 3 * DAY_MS
"""How long an untouched cart waits for its shopper."""
ADOPTED_MS = DAY_MS
"""How long a till that was never heard of again keeps a cart from its shopper."""
PARKED_MS = 7 * DAY_MS
CLAIMED_MS = DAY_MS
ANSWERS_MS = 7 * DAY_MS
FORGET_MS = 90 * DAY_MS
"""How long it is known which sale took which line."""
A_BATCH = 200


def tidy_carts(database: Database, clock: Clock) -> None:
    """One round; as often as one likes."""
    now = clock.now()
    while database.run(lambda connection: _stale(connection, now)) == A_BATCH:
        pass
    while database.run(lambda connection: _forget(connection, now)) == A_BATCH:
        pass
    database.run(lambda connection: _parked(connection, now))


def _stale(connection: Connection, now: int) -> int:
    rows = carts.stale(connection, now - OPEN_MS, now - ADOPTED_MS, A_BATCH)
    for row in sorted(rows, key=lambda row: str(row.cart_id)):
        carts.set_state(connection, row.cart_id, "abandoned" if row.state == "open" else "open", now)
    return len(rows)


def _forget(connection: Connection, now: int) -> int:
    parked.drop_answers(connection, now - ANSWERS_MS)
    return carts.forget(connection, now - FORGET_MS, now - DAY_MS, A_BATCH)


def _parked(connection: Connection, now: int) -> None:
    wanted: Outgoing = {}
    for txn_id, store_id in parked.old(connection, now - CLAIMED_MS, now - PARKED_MS):
        parked.remove(connection, txn_id)
        wanted.setdefault(cart_scope(store_id), []).append(Change(kind="parked", key=txn_id, body=None))
    publish_each(connection, wanted, now)
