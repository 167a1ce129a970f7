"""Stores and what each decided: its profile, taxes, departments and reason codes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from sqlalchemy import delete, insert, select, update

from hub.store.database import Connection
from hub.store.tables import department, reason, store
from retail.store_config import Department, Reason, StoreProfile, TaxSettings


class StoreRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A store with its taxes."""

    profile: StoreProfile
    tax: TaxSettings


def every(connection: Connection) -> tuple[StoreRecord, ...]:
    """All stores by number."""
    query = select(store.c.profile, store.c.tax).order_by(store.c.store_no)
    return tuple(
        StoreRecord(
            profile=msgspec.json.decode(row.profile, type=StoreProfile),
            tax=msgspec.json.decode(row.tax, type=TaxSettings),
        )
        for row in connection.execute(query)
    )


def by_id(connection: Connection, store_id: str) -> StoreRecord | None:
    """The store with this id, or None."""
    return next((one for one in every(connection) if one.profile.store_id == store_id), None)


def hold(connection: Connection, store_ids: Iterable[str]) -> None:
    """Hold these stores until the transaction ends: whoever else holds one waits, other work does not."""
    query = select(store.c.store_id).where(store.c.store_id.in_(sorted(set(store_ids))))
    connection.execute(query.order_by(store.c.store_id).with_for_update(key_share=True)).all()


def put(connection: Connection, record: StoreRecord) -> None:
    """Add a store, or change the one with this id."""
    values = {
        "store_no": record.profile.store_no,
        "profile": msgspec.json.encode(record.profile).decode(),
        "tax": msgspec.json.encode(record.tax).decode(),
    }
    store_id = record.profile.store_id
    changed = connection.execute(update(store).where(store.c.store_id == store_id).values(values))
    if changed.rowcount == 0:
        connection.execute(insert(store).values(store_id=store_id, **values))


def departments(connection: Connection, store_id: str) -> tuple[Department, ...]:
    """The departments of a store."""
    query = select(department.c.body).where(department.c.store_id == store_id)
    rows = connection.execute(query.order_by(department.c.department_id)).scalars()
    return tuple(msgspec.json.decode(body, type=Department) for body in rows)


def reasons(connection: Connection, store_id: str) -> tuple[Reason, ...]:
    """The reason codes of a store."""
    query = select(reason.c.body).where(reason.c.store_id == store_id)
    rows = connection.execute(query.order_by(reason.c.reason_id)).scalars()
    return tuple(msgspec.json.decode(body, type=Reason) for body in rows)


def set_departments(connection: Connection, store_id: str, wanted: Sequence[Department]) -> None:
    """These are the departments of the store, and no others."""
    connection.execute(delete(department).where(department.c.store_id == store_id))
    for one in wanted:
        body = msgspec.json.encode(one).decode()
        connection.execute(
            insert(department).values(store_id=store_id, department_id=one.department_id, body=body)
        )


def set_reasons(connection: Connection, store_id: str, wanted: Sequence[Reason]) -> None:
    """These are the reason codes of the store, and no others."""
    connection.execute(delete(reason).where(reason.c.store_id == store_id))
    for one in wanted:
        body = msgspec.json.encode(one).decode()
        connection.execute(insert(reason).values(store_id=store_id, reason_id=one.reason_id, body=body))
