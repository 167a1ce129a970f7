"""Keeps the receipts that terminals hold to the store's window of days: old ones go, missing ones come."""

from __future__ import annotations

import msgspec

from hub.services.returns import KIND
from hub.services.scopes import receipts_scope
from hub.store import feeds, returns, stores
from hub.store.database import Connection, Database
from hub.store.feeds import Change
from retail.events import SaleCompleted
from retail.sold_receipt import SoldReceipt, sold_receipt

A_DAY_MS = 86_400_000
A_BATCH = 500
"""Receipts looked at in one transaction, so that pushes get their turn."""


def keep_window(database: Database, now: int) -> int:
    """Take receipts out of the feeds that are older than their store returns goods; how many went.

    A hub that had sales before it showed receipts shows them now.
    """
    with database.read() as connection:
        windows = [
            (one.profile.store_id, now - one.profile.limits.return_days * A_DAY_MS)
            for one in stores.every(connection)
        ]
    gone = 0
    for store_id, since in windows:
        _fill(database, store_id, since, now)
        while dropped := _drop(database, store_id, since, now):
            gone += dropped
    return gone


def _drop(database: Database, store_id: str, since: int, now: int) -> int:
    """Take the oldest out, one batch; 0 where the oldest is young enough."""
    scope = receipts_scope(store_id)
    with database.read() as connection:
        old = _old(connection, scope, since)
    if not old:
        return 0
    with database.write() as connection:
        feeds.publish(connection, scope, [Change(kind=KIND, key=key, body=None) for key in old], now)
    return len(old)


def _old(connection: Connection, scope: str, since: int) -> list[str]:
    shown = returns.oldest_shown(connection, scope, A_BATCH)
    return [txn_id for txn_id, at in shown if at is None or at < since]


def _fill(database: Database, store_id: str, since: int, now: int) -> None:
    """Show the sales of the window where none were shown yet: they came before receipts were."""
    scope = receipts_scope(store_id)
    with database.read() as connection:
        if feeds.heads(connection, [scope]):
            return
    after = ""
    while True:
        with database.write() as connection:
            rows = returns.sale_bodies(connection, store_id, since, after, A_BATCH)
            bodies = [sold_receipt(msgspec.json.decode(row.body, type=SaleCompleted)) for row in rows]
            feeds.publish(connection, scope, [_shown(one) for one in bodies if one is not None], now)
        if len(rows) < A_BATCH:
            return
        after = rows[-1].txn_id


def _shown(receipt: SoldReceipt) -> Change:
    return Change(kind=KIND, key=receipt.txn_id, body=receipt)
