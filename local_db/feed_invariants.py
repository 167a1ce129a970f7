"""Invariants of what the hub sent: a checksum is that of the rows held, no cursor is ahead of its rows."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from local_db.catalogue_tables import PRICES
from local_db.database import Database
from local_db.feed import CursorState
from local_db.finding import Finding
from local_db.pos_feed import OPERATOR
from sync.ports import EMPTY_CHECKSUM, FeedRow, fold, row_digest

_CURSORS = "SELECT scope, epoch, seq, checksum, round, sweeping FROM feed_cursor"
_RAW = "SELECT digest FROM feed_row WHERE scope = ? AND round = ?"
_RECEIPTS = "SELECT digest FROM receipt WHERE scope = ? AND round = ?"
_CATALOGUE = "SELECT digest FROM item WHERE round = ? UNION ALL SELECT digest FROM category WHERE round = ?"
_PRICES = " UNION ALL ".join(
    f"SELECT digest FROM {table} WHERE list = ?1 AND round = ?2"  # noqa: S608 - our own names
    for table in ("price", "price_change", "promotion")
)


def check_pos_feeds(database: Database) -> Iterator[Finding]:
    """Scopes in `pos.db`; bodies are hashed anew, but for operators, whose PIN hash was forgotten."""
    for cursor in _cursors(database):
        digests = [
            digest
            for query in (_RAW, _RECEIPTS)
            for (digest,) in database.driver.execute(query, (cursor.scope, cursor.round))
        ]
        yield from _compare(cursor, digests)
    rows = database.driver.execute(
        """SELECT scope, kind, key, rev, digest, body FROM feed_row WHERE kind <> ?
        UNION ALL SELECT scope, 'receipt', txn_id, rev, digest, body FROM receipt""",
        (OPERATOR,),
    )
    for scope, kind, key, rev, digest, body in rows:
        row = FeedRow(seq=0, kind=kind, key=key, op="put", rev=rev, body=msgspec.json.decode(body))
        if row_digest(scope, row) != digest:
            yield Finding(invariant="feed_rows", message=f"{kind} {key} of {scope} is not as the hub sent it")


def check_catalogue_feeds(database: Database) -> Iterator[Finding]:
    """Scopes that live in `catalogue.db`."""
    for cursor in _cursors(database):
        digests = [digest for (digest,) in database.driver.execute(_RAW, (cursor.scope, cursor.round))]
        if cursor.scope.startswith(PRICES):
            name = cursor.scope.removeprefix(PRICES)
            digests += [digest for (digest,) in database.driver.execute(_PRICES, (name, cursor.round))]
        else:
            rows = database.driver.execute(_CATALOGUE, (cursor.round, cursor.round))
            digests += [digest for (digest,) in rows]
        yield from _compare(cursor, [digest.hex() for digest in digests])


def _cursors(database: Database) -> list[CursorState]:
    names = CursorState.__struct_fields__
    return [CursorState(**dict(zip(names, row, strict=True))) for row in database.driver.execute(_CURSORS)]


def _compare(cursor: CursorState, digests: list[str]) -> Iterator[Finding]:
    found = fold(EMPTY_CHECKSUM, *digests)
    if found != cursor.checksum:
        yield Finding(
            invariant="feed_checksum",
            message=f"the rows of {cursor.scope} do not have the checksum of cursor {cursor.seq}: "
            f"{found} instead of {cursor.checksum}",
        )
