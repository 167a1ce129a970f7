"""Customers as rows: profiles as they merged, what they are found by, consents, and personal data of ops."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Row, bindparam, delete, func, insert, select, update

from hub.store.bulk import insert_rows
from hub.store.customer_tables import (
    consent_text,
    customer,
    customer_consent,
    customer_key,
    customer_sale,
    outbox,
    personal,
)
from hub.store.database import Connection
from hub.store.prepared import Prepared
from hub.store.tables import sale
from retail.consent import ConsentText
from retail.customer import KeyKind, name_words, search_keys
from retail.customer_merge import Profile
from retail.errors import RuleError

_BEYOND = chr(0x10FFFF)
_GET = Prepared(select(customer).where(customer.c.customer_id == bindparam("which")))
_HEARD = Prepared(
    update(customer)
    .where(customer.c.customer_id == bindparam("which"), customer.c.active_at < bindparam("to_at"))
    .values(active_at=bindparam("to_at"))
)


class CustomerRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A customer with where and when; `active_at`: the last word of or about her (UTC milliseconds)."""

    profile: Profile
    store_id: str
    created_at: int
    active_at: int

    @property
    def erased(self) -> bool:
        return bool(self.profile.erased_at)


def get(connection: Connection, customer_id: str) -> CustomerRecord | None:
    """The customer with this id, an erased one too."""
    row = _GET.run(connection, {"which": customer_id}).one_or_none()
    return None if row is None else _record(row)


def lock(connection: Connection, customer_ids: Collection[str]) -> None:
    """Hold these customers until the transaction ends: what another writes meanwhile is not written over."""
    if customer_ids:
        query = select(customer.c.customer_id).where(customer.c.customer_id.in_(customer_ids))
        connection.execute(query.order_by(customer.c.customer_id).with_for_update(key_share=True)).all()


def erased(connection: Connection, customer_ids: Iterable[str]) -> set[str]:
    """Those of these who were erased."""
    query = select(customer.c.customer_id).where(
        customer.c.customer_id.in_(sorted(set(customer_ids))), customer.c.erased_at.is_not(None)
    )
    return set(connection.execute(query).scalars())


def heard_of(connection: Connection, customer_id: str, at: int) -> None:
    """Something of her was heard at this moment (UTC milliseconds)."""
    _HEARD.run(connection, {"which": customer_id, "to_at": at})


def put(connection: Connection, record: CustomerRecord) -> None:
    """Write a customer, and what she is found by; nothing finds an erased one."""
    profile = record.profile
    shown = profile.customer()
    values = {
        "store_id": record.store_id,
        "name": " ".join(name_words(shown.name)),
        "profile": msgspec.json.encode(profile).decode(),
        "created_at": record.created_at,
        "active_at": record.active_at,
        "erased_at": profile.erased_at or None,
    }
    which = profile.customer_id
    connection.execute(delete(customer_key).where(customer_key.c.customer_id == which))
    changed = connection.execute(update(customer).where(customer.c.customer_id == which).values(values))
    if changed.rowcount == 0:
        connection.execute(insert(customer).values(customer_id=which, **values))
    keys = [dict(kind=kind, key=key, customer_id=which) for kind, key in search_keys(shown.values())]
    if keys:
        connection.execute(insert(customer_key), keys)


def find(
    connection: Connection, keys: Sequence[tuple[KeyKind, str]], limit: int
) -> tuple[CustomerRecord, ...]:
    """By beginnings of keys, by name: all words of a name must match, of other kinds any."""
    names = [_with_key("name", key) for kind, key in keys if kind == "name"]
    others = [_with_key(kind, key) for kind, key in keys if kind != "name"]
    found: dict[str, CustomerRecord] = {}
    for conditions in [*([names] if names else []), *([one] for one in others)]:
        query = select(customer).where(*conditions).order_by(customer.c.name, customer.c.customer_id)
        for row in connection.execute(query.limit(limit)):
            found.setdefault(row.customer_id, _record(row))
    return tuple(found.values())[:limit]


def holders(connection: Connection, card: str) -> tuple[str, ...]:
    """Ids of those who have exactly this card (`retail.customer.card_key`)."""
    query = select(customer_key.c.customer_id).where(
        customer_key.c.kind == "card", customer_key.c.key == card
    )
    return tuple(connection.execute(query.order_by(customer_key.c.customer_id)).scalars())


def heard_last(connection: Connection) -> int | None:
    """When anything was heard of any customer last (UTC milliseconds); None where there is none."""
    at: int | None = connection.execute(select(func.max(customer.c.active_at))).scalar_one()
    return at


def inactive(connection: Connection, before: int) -> tuple[CustomerRecord, ...]:
    """Those of whom nothing was heard since, longest silent first."""
    query = select(customer).where(customer.c.erased_at.is_(None), customer.c.active_at < before)
    return tuple(_record(row) for row in connection.execute(query.order_by(customer.c.active_at)))


def every(connection: Connection) -> Iterator[CustomerRecord]:
    """All customers, erased ones too; read bit by bit."""
    for row in connection.execute(select(customer), execution_options={"yield_per": 500}):
        yield _record(row)


def traces(connection: Connection, customer_id: str) -> bool:
    """Whether personal data, keys or addresses of this customer are kept."""
    queries = (
        select(personal.c.op_id).where(personal.c.customer_id == customer_id),
        select(customer_key.c.key).where(customer_key.c.customer_id == customer_id),
        select(outbox.c.outbox_id).where(outbox.c.customer_id == customer_id, outbox.c.address != ""),
    )
    return any(connection.execute(query.limit(1)).first() is not None for query in queries)


def counts(connection: Connection) -> tuple[int, int]:
    """How many customers are known, and how many were erased."""
    query = select(func.count(), func.count(customer.c.erased_at)).select_from(customer)
    every, erased = connection.execute(query).one()
    return every - erased, erased


def add_consents(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Add answers to the ledger."""
    if rows:
        connection.execute(insert(customer_consent), rows)


def consents_of(connection: Connection, customer_id: str) -> Sequence[Row[Any]]:
    """Every answer she ever gave, oldest first."""
    query = select(customer_consent).where(customer_consent.c.customer_id == customer_id)
    return connection.execute(query.order_by(customer_consent.c.at, customer_consent.c.op_id)).all()


def add_sale(connection: Connection, customer_id: str, txn_id: str) -> None:
    """This sale is hers."""
    insert_rows(connection, customer_sale, [{"customer_id": customer_id, "txn_id": txn_id}])


def sales_of(connection: Connection, customer_id: str) -> Sequence[Row[Any]]:
    """Her sales, oldest first."""
    query = (
        select(sale)
        .join(customer_sale, customer_sale.c.txn_id == sale.c.txn_id)
        .where(customer_sale.c.customer_id == customer_id)
        .order_by(sale.c.at, sale.c.txn_id)
    )
    return connection.execute(query).all()


# --- personal data beside ops ---------------------------------------------------------------------------


def keep_personal(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Keep personal data of ops that are stored."""
    if rows:
        connection.execute(insert(personal), rows)


def personal_of(connection: Connection, op_id: str) -> dict[str, Any] | None:
    """The personal data of an op as it came over the wire; None where there is none any more."""
    row = connection.execute(select(personal).where(personal.c.op_id == op_id)).one_or_none()
    return None if row is None else {"salt": row.salt, "data": msgspec.json.decode(row.blob)}


def drop_personal(connection: Connection, customer_id: str) -> None:
    """Forget the personal data of all ops about a customer, of those in quarantine too."""
    connection.execute(delete(personal).where(personal.c.customer_id == customer_id))


def drop_nobodys(connection: Connection, before: int) -> None:
    """Forget personal data kept before this moment that belongs to no customer who could be erased.

    That is what waits beside an op in quarantine about somebody of whom nothing was applied.
    """
    known = select(customer.c.customer_id)
    connection.execute(delete(personal).where(personal.c.customer_id.not_in(known), personal.c.at < before))


# --- what customers are asked ---------------------------------------------------------------------------


def consent_texts(connection: Connection, store_id: str) -> tuple[ConsentText, ...]:
    """The wordings in force at a store."""
    query = select(consent_text.c.body).where(
        consent_text.c.store_id == store_id, consent_text.c.in_force == 1
    )
    bodies = connection.execute(query.order_by(consent_text.c.purpose)).scalars()
    return tuple(msgspec.json.decode(body, type=ConsentText) for body in bodies)


def set_consent_texts(connection: Connection, store_id: str, wanted: Sequence[ConsentText]) -> None:
    """These are asked from now on; earlier wordings stay on record.

    Raises `RuleError("consent_version_same")` for other words under a version that was in use.
    """
    mine = consent_text.c.store_id == store_id
    connection.execute(update(consent_text).where(mine).values(in_force=0))
    for one in wanted:
        key = mine & (consent_text.c.purpose == one.purpose) & (consent_text.c.version == one.version)
        body = msgspec.json.encode(one, order="sorted").decode()
        held = connection.execute(select(consent_text.c.body).where(key)).scalar_one_or_none()
        if held is None:
            values = {"purpose": one.purpose, "version": one.version, "body": body, "in_force": 1}
            connection.execute(insert(consent_text).values(store_id=store_id, **values))
        elif held == body:
            connection.execute(update(consent_text).where(key).values(in_force=1))
        else:
            raise RuleError(
                "consent_version_same",
                f"The text for {one.purpose} has changed, but not its version {one.version!r}: "
                "customers agreed to the old words. Give it a new version.",
            )


def _with_key(kind: str, beginning: str) -> Any:
    return customer.c.customer_id.in_(
        select(customer_key.c.customer_id).where(
            customer_key.c.kind == kind,
            customer_key.c.key >= beginning,
            customer_key.c.key < beginning + _BEYOND,
        )
    )


def _record(row: Row[Any]) -> CustomerRecord:
    return CustomerRecord(
        profile=msgspec.json.decode(row.profile, type=Profile),
        store_id=row.store_id,
        created_at=row.created_at,
        active_at=row.active_at,
    )
