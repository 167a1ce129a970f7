"""Reads rows of feeds where they lie in `pos.db`; what did not fit its kind is passed over."""

from __future__ import annotations

from sqlalchemy import bindparam, select

from local_db.pos_schema import feed_row
from local_db.statements import Statement, constant

_OF_KIND = (
    (feed_row.c.scope == bindparam("scope"))
    & (feed_row.c.kind == bindparam("kind"))
    & (feed_row.c.problem == constant(""))
)
ROW = Statement(select(feed_row.c.body).where(_OF_KIND, feed_row.c.key == bindparam("key")))
"""Takes `scope`, `kind`, `key`; gives (body,)."""
ROWS = Statement(select(feed_row.c.body).where(_OF_KIND).order_by(feed_row.c.key))
"""Takes `scope`, `kind`; gives (body,) in the order of their keys."""
