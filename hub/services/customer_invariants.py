"""What must always hold of customers at the hub: the feed is what is kept, and of the erased nothing is."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from hub.services.customer_writing import CUSTOMER, ERASED
from hub.services.scopes import customers_scope
from hub.store import customers, feeds, stores
from hub.store.customers import CustomerRecord
from hub.store.database import Connection
from retail.customer_merge import Profile
from sync import messages as m

Rows = dict[tuple[str, str], m.FeedRow]


def broken(connection: Connection) -> Iterator[tuple[str, str]]:
    """(customer id, what is wrong) of each customer of whom something is."""
    fed: Rows = {}
    for store in stores.every(connection):
        scope = customers_scope(store.profile.store_id)
        fed |= {(row.kind, row.key): row for row in feeds.live_rows(connection, scope)}
    for record in customers.every(connection):
        customer_id = record.profile.customer_id
        found = _erased(connection, record, fed) if record.erased else _known(record, fed)
        yield from ((customer_id, what) for what in found)


def _known(record: CustomerRecord, fed: Rows) -> Iterator[str]:
    profile = record.profile
    if (ERASED, profile.customer_id) in fed:
        yield "the feed says that she was erased, but she is here"
    row = fed.get((CUSTOMER, profile.customer_id))
    if row is None:
        if profile.fields or profile.consents:
            yield "the feed does not have her"
    elif msgspec.convert(row.body, Profile) != profile:
        yield "the feed has another picture of her"


def _erased(connection: Connection, record: CustomerRecord, fed: Rows) -> Iterator[str]:
    profile = record.profile
    if profile != Profile(customer_id=profile.customer_id, erased_at=profile.erased_at):
        yield "she was erased, but her profile is not empty"
    if (CUSTOMER, profile.customer_id) in fed or (ERASED, profile.customer_id) not in fed:
        yield "she was erased, but the feed does not say so"
    if customers.traces(connection, profile.customer_id):
        yield "she was erased, but personal data of hers is left"
