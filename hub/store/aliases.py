"""Merged customers as rows: who stands for whom, and the log of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Row, and_, func, or_, select, update

from hub.store.bulk import insert_rows
from hub.store.customer_tables import customer, customer_key
from hub.store.database import Connection
from hub.store.loyalty_tables import customer_alias
from retail.customer_alias import group_of

MOST_SHARING = 20
"""A phone, e-mail or card that more customers have is nobody's own: keyed to get on, or the shop's."""
_LIVE = customer_alias.c.undone_at.is_(None)


def around(connection: Connection, customer_ids: Iterable[str]) -> dict[str, str]:
    """from → to of every merge in force that has to do with these customers, through whole chains."""
    found: dict[str, str] = {}
    known: set[str] = set()
    fresh = set(customer_ids)
    while fresh:
        known |= fresh
        wanted = sorted(fresh)
        query = select(customer_alias.c.from_id, customer_alias.c.to_id).where(
            _LIVE, or_(customer_alias.c.from_id.in_(wanted), customer_alias.c.to_id.in_(wanted))
        )
        rows = [(row.from_id, row.to_id) for row in connection.execute(query)]
        found |= dict(rows)
        fresh = {one for pair in rows for one in pair} - known
    return found


def group(connection: Connection, customer_id: str) -> tuple[str, ...]:
    """All ids that are the same customer as this one, sorted."""
    return group_of(customer_id, around(connection, [customer_id]))


def every(connection: Connection) -> dict[str, str]:
    """from → to of every merge in force."""
    query = select(customer_alias.c.from_id, customer_alias.c.to_id).where(_LIVE)
    return {row.from_id: row.to_id for row in connection.execute(query)}


def add(connection: Connection, row: dict[str, Any]) -> None:
    """Log a merge that is in force from now on."""
    insert_rows(connection, customer_alias, [row])


def undo(connection: Connection, from_id: str, at: int, by: str) -> str | None:
    """End the merge of this customer; who stood for her until now, None where nobody did."""
    live = _LIVE & (customer_alias.c.from_id == from_id)
    query = select(customer_alias.c.to_id).where(live).with_for_update()
    to_id: str | None = connection.execute(query).scalar_one_or_none()
    if to_id is not None:
        connection.execute(update(customer_alias).where(live).values(undone_at=at, undone_by=by))
    return to_id


def log(connection: Connection, customer_ids: Iterable[str]) -> Sequence[Row[Any]]:
    """Every merge that these customers had a part in, oldest first."""
    wanted = sorted(set(customer_ids))
    query = select(customer_alias).where(
        or_(customer_alias.c.from_id.in_(wanted), customer_alias.c.to_id.in_(wanted))
    )
    return connection.execute(query.order_by(customer_alias.c.at, customer_alias.c.alias_id)).all()


def sharing(connection: Connection, limit: int) -> Sequence[Row[Any]]:
    """(store, kind, key) that a few customers of a store are found by: phone, e-mail or card."""
    query = (
        select(customer.c.store_id, customer_key.c.kind, customer_key.c.key)
        .join(customer, customer.c.customer_id == customer_key.c.customer_id)
        .where(customer_key.c.kind != "name", customer.c.erased_at.is_(None))
        .group_by(customer.c.store_id, customer_key.c.kind, customer_key.c.key)
        .having(func.count().between(2, MOST_SHARING))
        .order_by(customer.c.store_id, customer_key.c.kind, customer_key.c.key)
        .limit(limit)
    )
    return connection.execute(query).all()


def holders(connection: Connection, store_id: str, kind: str, key: str) -> tuple[str, ...]:
    """Customers of a store who are found by exactly this key, sorted."""
    query = (
        select(customer.c.customer_id)
        .join(customer_key, customer_key.c.customer_id == customer.c.customer_id)
        .where(and_(customer.c.store_id == store_id, customer_key.c.kind == kind, customer_key.c.key == key))
        .where(customer.c.erased_at.is_(None))
        .order_by(customer.c.customer_id)
    )
    return tuple(connection.execute(query).scalars())
