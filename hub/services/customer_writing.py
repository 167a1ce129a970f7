"""Writes what ops say of customers: merged field by field, in the ledger, in the feed of their store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from hub.services.customer_ops import CustomerWork
from hub.services.effects import Doubt
from hub.services.scopes import customers_scope
from hub.store import customers, outbox
from hub.store.customers import CustomerRecord
from hub.store.database import Connection
from hub.store.feeds import Change, Outgoing, publish_each
from retail.customer import card_key
from retail.customer_merge import Profile, arriving, merge
from sync import messages as m

CUSTOMER = "customer"
ERASED = "customer_erased"


def write(connection: Connection, store_id: str, works: Iterable[CustomerWork]) -> None:
    """Merge profiles, add consents, sales and mail, in this order and in the order of the ops."""
    for work in works:
        held = customers.get(connection, work.customer_id) if work.customer_id else None
        if held is not None and held.erased:
            continue
        if work.customer_id:
            _merge(connection, store_id, work, held)
        customers.add_consents(connection, work.consents)
        if work.sale_id:
            customers.add_sale(connection, work.customer_id, work.sale_id)
        if work.mail is not None:
            outbox.add(connection, [work.mail])


def doubts(connection: Connection, work: CustomerWork) -> list[Doubt]:
    """One card in two hands, as two tills without a line can give it, is for a person."""
    card = work.profile.fields.get("card_code") if work.profile else None
    if card is None or not card.value:
        return []
    others = [one for one in customers.holders(connection, card_key(card.value)) if one != work.customer_id]
    if not others:
        return []
    return [
        Doubt(
            kind="customer_card_twice",
            message="Two customers have the same card. Take it from one of them.",
            detail={"customers": sorted([work.customer_id, *others])},
        )
    ]


def publish(connection: Connection, customer_ids: Iterable[str], at: int) -> list[m.ScopeHead]:
    """Bring the feeds up to date with these customers; call it last in the transaction."""
    wanted: Outgoing = {}
    show(connection, customer_ids, wanted)
    return publish_each(connection, wanted, at)


def show(connection: Connection, customer_ids: Iterable[str], wanted: Outgoing) -> None:
    """Add to `wanted` how these customers stand now."""
    for customer_id in sorted(set(customer_ids)):
        record = customers.get(connection, customer_id)
        if record is not None and (record.profile.fields or record.profile.consents or record.erased):
            wanted.setdefault(customers_scope(record.store_id), []).extend(_changes(record))


def erase(connection: Connection, record: CustomerRecord, at: int) -> None:
    """Pseudonymise a customer: her id stays, nothing that names her; sales and ops are untouched."""
    customer_id = record.profile.customer_id
    customers.drop_personal(connection, customer_id)
    outbox.erase(connection, customer_id, at)
    gone = Profile(customer_id=customer_id, erased_at=at)
    customers.put(connection, msgspec.structs.replace(record, profile=gone))


def _merge(connection: Connection, store_id: str, work: CustomerWork, held: CustomerRecord | None) -> None:
    if held is not None and work.profile is None:
        customers.heard_of(connection, work.customer_id, work.at)
        return
    if held is None:
        held = CustomerRecord(
            profile=Profile(customer_id=work.customer_id),
            store_id=store_id,
            created_at=work.at,
            active_at=work.at,
        )
    profile = held.profile
    if work.profile is not None:
        # Clamped only now: an earlier op of the same push may have moved what is held.
        profile = merge(profile, arriving(work.profile, profile, work.at))
    customers.put(
        connection,
        msgspec.structs.replace(held, profile=profile, active_at=max(held.active_at, work.at)),
    )


def _changes(record: CustomerRecord) -> Sequence[Change]:
    """Her row, or the row that tells every terminal to forget her; that one stays for good."""
    key = record.profile.customer_id
    if not record.erased:
        return (Change(kind=CUSTOMER, key=key, body=record.profile),)
    said = {"customer_id": key, "at": record.profile.erased_at}
    gone = (Change(kind=kind, key=key, body=None) for kind in (CUSTOMER, "account", "alias"))
    return (*gone, Change(kind=ERASED, key=key, body=said))
