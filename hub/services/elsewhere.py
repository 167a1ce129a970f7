"""Tells terminals what other stores have: a row an item, published now and then, beside the pushes.

A push of one store would otherwise write into a feed that every terminal of the chain reads.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from hub.services.scopes import ELSEWHERE
from hub.store import meta, pool, stores
from hub.store.database import Connection, Database
from hub.store.feeds import Change, publish
from hub.store.pool import StockRow
from retail.stock import Elsewhere, StoreName

KIND = "elsewhere"
STORE_NAME = "store_name"
A_BATCH = 500
OVERLAP_MS = 300_000
"""A push that took its time may be through later than its own moment says."""


def publish_elsewhere(database: Database, now: int) -> int:
    """Bring the feed up to what moved since the last time; how many items were looked at.

    A chain of one store has no elsewhere, and gets no feed.
    """
    with database.read() as connection:
        names = _names(connection)
        if len(names) <= 1:
            return 0
        since = int(meta.get(connection, meta.ELSEWHERE_AT) or 0)
        skus = pool.moved_since(connection, since - OVERLAP_MS)
    if not skus:
        return 0
    for start in range(0, len(skus), A_BATCH):
        with database.write() as connection:
            rows = pool.everywhere(connection, skus[start : start + A_BATCH])
            publish(connection, ELSEWHERE, _changes(rows), now)
    with database.write() as connection:
        publish(connection, ELSEWHERE, names, now)
        meta.put(connection, meta.ELSEWHERE_AT, str(now))
    return len(skus)


def _names(connection: Connection) -> list[Change]:
    profiles = [one.profile for one in stores.every(connection)]
    return [
        Change(kind=STORE_NAME, key=one.store_id, body=StoreName(store_id=one.store_id, name=one.name))
        for one in profiles
    ]


def _changes(rows: Sequence[StockRow]) -> list[Change]:
    """The time of a row is that of its newest figure: said again, it is no change."""
    found = []
    for sku, group in groupby(rows, key=lambda row: row.sku):
        mine = list(group)
        had = {row.store_id: row.pool.web_pool for row in mine if row.pool.web_pool}
        body = Elsewhere(at=max(row.moved_at for row in mine), stores=had)
        found.append(Change(kind=KIND, key=sku, body=body))
    return found
