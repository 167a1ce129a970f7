"""Forgets tombstones when every terminal that calls now and then has read them; who was away longer gets 410.

A tombstone has no date of its own: a mark says how far each feed had come at some moment, so that nothing is
written or widened where rows are published.
"""

from __future__ import annotations

import msgspec
from sqlalchemy import case, delete, func, insert, select, update

from hub.store.database import Connection
from hub.store.tables import feed, feed_head, feed_mark


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """Positions of a scope, `after` not included, whose tombstones are old enough and still there."""

    scope: str
    after: int
    upto: int


def compact(connection: Connection, span: Span) -> int:
    """Forget the span's tombstones, and say so by the scope's `min_seq`; how many went.

    The head is locked first: nobody publishes meanwhile. A key that comes again counts its `rev` from 1.
    """
    of = feed_head.c.scope == span.scope
    before = connection.execute(select(feed_head.c.min_seq).where(of).with_for_update()).scalar_one()
    old = (
        (feed.c.scope == span.scope)
        & (feed.c.op == "delete")
        & (feed.c.seq > span.after)
        & (feed.c.seq <= span.upto)
    )
    last = connection.execute(select(func.max(feed.c.seq)).where(old)).scalar_one()
    gone = 0
    if last is not None:
        gone = connection.execute(delete(feed).where(old)).rowcount
        connection.execute(update(feed_head).where(of).values(min_seq=max(before, last)))
    marks = feed_mark.c.scope == span.scope
    connection.execute(delete(feed_mark).where(marks, feed_mark.c.seq < span.upto))
    connection.execute(update(feed_mark).where(marks, feed_mark.c.seq == span.upto).values(compacted=1))
    return gone


def mark(connection: Connection, scope: str, seq: int, at: int) -> None:
    """Remember that the scope has come to `seq` by now, where it was not known to have."""
    known = select(func.max(feed_mark.c.seq)).where(feed_mark.c.scope == scope)
    if (connection.execute(known).scalar_one() or 0) < seq:
        connection.execute(insert(feed_mark).values(scope=scope, seq=seq, at=at, compacted=0))


def old_spans(connection: Connection, before: int) -> list[Span]:
    """What each scope had certainly come to at `before` (UTC ms), less what was compacted."""
    done = func.max(case((feed_mark.c.compacted == 1, feed_mark.c.seq), else_=0))
    query = (
        select(feed_mark.c.scope, func.max(feed_mark.c.seq), done)
        .where(feed_mark.c.at <= before)
        .group_by(feed_mark.c.scope)
        .order_by(feed_mark.c.scope)
    )
    return [
        Span(scope=scope, after=after, upto=upto)
        for scope, upto, after in connection.execute(query)
        if upto > after
    ]
