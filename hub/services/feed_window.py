"""Keeps deletions in the feeds for a month; a terminal that was away longer reads a scope from its start."""

from __future__ import annotations

from hub.store import compaction, feeds
from hub.store.database import Database

KEPT_MS = 30 * 24 * 3600 * 1000


def forget_tombstones(database: Database, now: int) -> int:
    """Forget deletions that are older than `KEPT_MS`, and mark how far the feeds are now; how many went.

    A clock that was set back forgets nothing early: marks of the future are not reached.
    """
    with database.write() as connection:
        old = compaction.old_spans(connection, now - KEPT_MS)
        for head in feeds.heads(connection):
            compaction.mark(connection, head.scope, head.seq, now)
    gone = 0
    for span in old:
        with database.write() as connection:
            gone += compaction.compact(connection, span)
    return gone
