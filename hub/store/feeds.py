"""Feeds: what terminals read, one counter row a scope, each key's latest state, and a checksum of it all.

The counter row is updated last in the writer's transaction and holds every other writer of the scope off
until then, so that a reader who asks for rows after a cursor never misses one (sync.md, fact 1).
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

import msgspec
from sqlalchemy import Integer, Row, bindparam, delete, select, update

from hub.store.bulk import as_document, insert_before, insert_missing, looked_up
from hub.store.database import Connection, note_moved
from hub.store.identity import new_id
from hub.store.prepared import Prepared
from hub.store.tables import feed, feed_head
from retail.canonical import canonical
from sync import messages as m
from sync.protocol import EMPTY_CHECKSUM, fold

CHUNK = 500
PAGE_CHARACTERS = 1_000_000
"""A page of larger bodies ends early: a terminal takes no answer above 8 MiB."""
_LOCK_HEAD = Prepared(select(feed_head).where(feed_head.c.scope == bindparam("of")).with_for_update())
_HEAD_OF = Prepared(select(feed_head).where(feed_head.c.scope == bindparam("of")))
_AFTER = Prepared(
    select(feed)
    .where(feed.c.scope == bindparam("of"), feed.c.seq > bindparam("behind"))
    .order_by(feed.c.seq)
    .limit(bindparam("most", type_=Integer))
    .offset(bindparam("skip", type_=Integer))
)
_MOVE_HEAD = (
    update(feed_head)
    .where(feed_head.c.scope == bindparam("of"))
    .values(seq=bindparam("to_seq"), checksum=bindparam("to_checksum"))
)


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What the state of a key shall be: a body, or None for gone."""

    kind: str
    key: str
    body: Mapping[str, Any] | msgspec.Struct | None


def publish(connection: Connection, scope: str, changes: Iterable[Change], at: int) -> m.ScopeHead:
    """Bring keys of a scope to the given state; only real changes make rows. Returns the new head.

    Call it last in a transaction; for several scopes call `publish_each`.
    """
    head = _locked_head(connection, scope, at)
    seq, checksum = head.seq, head.checksum
    for chunk in _chunks(changes):
        seq, checksum = _publish_chunk(connection, scope, chunk, seq, checksum)
    if seq == head.seq:
        return head
    note_moved(connection, scope, seq)
    return msgspec.structs.replace(head, seq=seq, checksum=checksum)


Outgoing = dict[str, list[Change]]
"""What a transaction has to tell, by scope: collected while it works, published last (see `publish_each`)."""


def publish_each(
    connection: Connection, wanted: Mapping[str, Iterable[Change]], at: int
) -> list[m.ScopeHead]:
    """`publish` for several scopes, in sorted order, so that two writers cannot wait for each other."""
    return [publish(connection, scope, wanted[scope], at) for scope in sorted(wanted)]


def whole(
    connection: Connection, scope: str, changes: Sequence[Change], leave: Collection[str] = ()
) -> list[Change]:
    """The changes, and a deletion of every live key of the scope that they do not name.

    Rows of the kinds to `leave` are another's: they stay as they are.
    """
    named = {(change.kind, change.key) for change in changes}
    live = select(feed.c.kind, feed.c.key).where(feed.c.scope == scope, feed.c.op == "put")
    gone = [
        Change(kind=row.kind, key=row.key, body=None)
        for row in connection.execute(live).all()
        if (row.kind, row.key) not in named and row.kind not in leave
    ]
    return [*changes, *gone]


def heads_of(connection: Connection, scopes: Sequence[str]) -> tuple[m.ScopeHead, ...]:
    """How far each of the scopes has come, in the order asked for; one without a history has no epoch."""
    if len(scopes) == 1:  # of each pull
        known = {row.scope: _head(row) for row in _HEAD_OF.run(connection, {"of": scopes[0]})}
    else:
        known = {head.scope: head for head in heads(connection, scopes)}
    return tuple(
        known.get(scope) or m.ScopeHead(scope=scope, epoch="", seq=0, checksum=EMPTY_CHECKSUM)
        for scope in scopes
    )


def heads(connection: Connection, scopes: Iterable[str] | None = None) -> tuple[m.ScopeHead, ...]:
    """How far each of the scopes (None: all) has come; those that never had a row are left out."""
    query = select(feed_head).order_by(feed_head.c.scope)
    if scopes is not None:
        query = query.where(feed_head.c.scope.in_(list(scopes)))
    return tuple(_head(row) for row in connection.execute(query))


def rows_after(connection: Connection, scope: str, after: int, limit: int) -> tuple[m.FeedRow, ...]:
    """At most `limit` rows behind the cursor, in order of `seq`, and not much more than `PAGE_CHARACTERS`."""
    rows: list[m.FeedRow] = []
    room = PAGE_CHARACTERS
    for row in _AFTER.stream(connection, {"of": scope, "behind": after, "most": limit, "skip": 0}):
        if room <= 0:
            break
        room -= len(row.body or "")
        rows.append(_row(row))
    return tuple(rows)


def live_rows(connection: Connection, scope: str) -> Iterator[m.FeedRow]:
    """All rows of a scope that are not tombstones, for checking."""
    query = select(feed).where(feed.c.scope == scope, feed.c.op == "put")
    for row in connection.execute(query, execution_options={"yield_per": 1000}):
        yield _row(row)


def begin_anew(connection: Connection, at: int) -> None:
    """Give every feed a new history: all cursors become worthless, the rows stay."""
    for scope in connection.execute(select(feed_head.c.scope)).scalars().all():
        connection.execute(update(feed_head).where(feed_head.c.scope == scope).values(epoch=new_id(at)))


def row_digest_of_text(scope: str, kind: str, key: str, rev: int, body: str) -> str:
    """`sync.protocol.row_digest` of a body that is canonical JSON text already."""
    start = canonical([scope, kind, key, rev])[:-1]
    return hashlib.sha256(start + b"," + body.encode() + b"]").hexdigest()[:16]


def _locked_head(connection: Connection, scope: str, at: int) -> m.ScopeHead:
    row = _LOCK_HEAD.run(connection, {"of": scope}).one_or_none()
    if row is not None:
        return _head(row)
    head = m.ScopeHead(scope=scope, epoch=new_id(at), seq=0, checksum=EMPTY_CHECKSUM, min_seq=0)
    insert_missing(connection, feed_head, msgspec.structs.asdict(head))
    # Another writer may have been first with it, and hold it still.
    return _head(_LOCK_HEAD.run(connection, {"of": scope}).one())


def _publish_chunk(
    connection: Connection, scope: str, chunk: dict[tuple[str, str], Change], seq: int, checksum: str
) -> tuple[int, str]:
    old = _existing(connection, scope, chunk)
    rows: list[dict[str, object]] = []
    for (kind, key), change in chunk.items():
        before = old.get((kind, key))
        live = before is not None and before.op == "put"
        text = None if change.body is None else canonical(change.body).decode()
        if text == (before.body if before is not None else None):
            continue
        rev = before.rev + 1 if before is not None else 1
        digest = EMPTY_CHECKSUM if text is None else row_digest_of_text(scope, kind, key, rev, text)
        checksum = fold(checksum, digest, *([before.digest] if before is not None and live else []))
        seq += 1
        state = "delete" if text is None else "put"
        rows.append(
            dict(scope=scope, kind=kind, key=key, seq=seq, op=state, rev=rev, body=text, digest=digest)
        )
    if rows:
        _replace(connection, scope, rows, old, {"of": scope, "to_seq": seq, "to_checksum": checksum})
    return seq, checksum


def _replace(
    connection: Connection,
    scope: str,
    rows: list[dict[str, object]],
    old: Mapping[tuple[str, str], object],
    to: Mapping[str, object],
) -> None:
    """Put rows in the place of those with the same key, and move the head `to` where they reach.

    Delete and insert is the same SQL everywhere.
    """
    stale: dict[object, list[object]] = {}
    for row in rows:
        if (row["kind"], row["key"]) in old:
            stale.setdefault(row["kind"], []).append(row["key"])
    for kind, keys in stale.items():
        connection.execute(
            delete(feed).where(feed.c.scope == scope, feed.c.kind == kind, feed.c.key.in_(keys))
        )
    insert_before(connection, {feed: rows}, _MOVE_HEAD, to)


def _existing(
    connection: Connection, scope: str, chunk: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], Row[Any]]:
    by_kind: dict[str, list[str]] = {}
    for kind, key in chunk:
        by_kind.setdefault(kind, []).append(key)
    found: dict[tuple[str, str], Row[Any]] = {}
    for kind, keys in by_kind.items():
        values = {"of": scope, "this": kind, "keys": as_document(keys)}
        rows = _rows_of(connection.dialect.name).run(connection, values)
        found.update({(kind, row.key): row for row in rows})
    return found


@lru_cache(maxsize=2)
def _rows_of(dialect: str) -> Prepared:
    these = (feed.c.scope == bindparam("of")) & (feed.c.kind == bindparam("this"))
    columns = (feed.c.key, feed.c.rev, feed.c.op, feed.c.body, feed.c.digest)
    return Prepared(looked_up(dialect, "keys", feed.c.key, *columns, where=these))


def _chunks(changes: Iterable[Change]) -> Iterator[dict[tuple[str, str], Change]]:
    rest = iter(changes)
    while chunk := {(change.kind, change.key): change for change in islice(rest, CHUNK)}:
        yield chunk


def _head(row: Row[Any]) -> m.ScopeHead:
    return m.ScopeHead(
        scope=row.scope, epoch=row.epoch, seq=row.seq, checksum=row.checksum, min_seq=row.min_seq
    )


def _row(row: Row[Any]) -> m.FeedRow:
    body = None if row.body is None else msgspec.json.decode(row.body)
    return m.FeedRow(seq=row.seq, kind=row.kind, key=row.key, op=row.op, rev=row.rev, body=body)
