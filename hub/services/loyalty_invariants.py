"""What must always hold of accounts at the hub: entries once and as their ops say, feeds as worked out."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from hub.services import account_states
from hub.services.account_states import ACCOUNT
from hub.services.customer_aliases import ALIAS
from hub.services.scopes import customers_scope
from hub.store import aliases, customers, feeds, loyalty, stores, value_ledger
from hub.store.database import Connection
from retail.customer_alias import CustomerAlias, root_of
from retail.events import SaleCompleted
from retail.loyalty import AccountState


def broken(connection: Connection) -> Iterator[tuple[str, str]]:
    """(account or customer, what is wrong) of each account of which something is."""
    for account_id, balance, said in value_ledger.disagreements(connection):
        yield account_id, f"its balance is {balance} and its entries come to {said}"
    merged = aliases.every(connection)
    yield from ((one, "the merges go round in a ring") for one in sorted(_in_rings(merged)))
    if _in_rings(merged):
        return
    rows = {
        (row.kind, row.key): row
        for store in stores.every(connection)
        for row in feeds.live_rows(connection, customers_scope(store.profile.store_id))
        if row.kind in (ACCOUNT, ALIAS)
    }
    fed = {
        key: msgspec.convert(row.body, CustomerAlias) for (kind, key), row in rows.items() if kind == ALIAS
    }
    wanted = {one: CustomerAlias(from_id=one, to_id=root_of(one, merged)) for one in merged}
    for one in sorted(fed.keys() | wanted.keys()):
        if fed.get(one) != wanted.get(one) and not _erased(connection, one):
            yield one, "the feed says otherwise who stands for her"
    shown = {
        key: msgspec.convert(row.body, AccountState) for (kind, key), row in rows.items() if kind == ACCOUNT
    }
    for group in account_states.groups(connection, loyalty.every(connection)):
        yield from ((group[0], what) for what in _account(connection, group, shown))


def follows_its_op(connection: Connection, op_id: str, body: SaleCompleted) -> bool:
    """Whether what an applied sale enters is booked, and by it no more than that."""
    points = {one.entry_id for one in body.points} if not body.origin.training else set()
    values = {one.entry_id for one in body.values} if not body.origin.training else set()
    return (
        loyalty.by_op(connection, op_id) <= points
        and value_ledger.by_op(connection, op_id) <= values
        and points <= loyalty.known(connection, points)
        and values <= value_ledger.known(connection, values)
    )


def _account(connection: Connection, group: tuple[str, ...], shown: dict[str, AccountState]) -> Iterator[str]:
    said = sum(one.entry.points for one in loyalty.entries_of(connection, group))
    for one in group:
        state = shown.get(one)
        if _erased(connection, one):
            if state is not None:
                yield "she was erased, but the feed has her account"
            continue
        if state is None:
            # Opened by a merge and never published alone: nothing is on it.
            yield "the feed does not have her account"
            continue
        found = account_states.standing(connection, group, state.at)
        if found is None or found.state != state:
            yield "the feed says otherwise how her account stands"
            continue
        whole = account_states.standing(connection, group, state.at, whole=True)
        if whole is None or whole.state != state:
            yield "what is settled of her points says otherwise than a replay of her entries"
        elif sum(lot.left for lot in whole.lots.lots.values()) - whole.lots.debt != said:
            yield "the lots of her points do not come to the sum of the entries"


def _erased(connection: Connection, customer_id: str) -> bool:
    record = customers.get(connection, customer_id)
    return record is not None and record.erased


def _in_rings(merged: dict[str, str]) -> set[str]:
    rings = set()
    for one, into in merged.items():
        met, at = {one}, into
        while at in merged and at not in met:
            met.add(at)
            at = merged[at]
        if at in met:
            rings.add(one)
    return rings
