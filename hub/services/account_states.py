"""How loyalty accounts stand, worked out of entries, grants and merges; and the feed rows that say so."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from hub.services.scopes import customers_scope
from hub.store import aliases, customers, loyalty, rights, value_ledger
from hub.store.database import Connection
from hub.store.feeds import Change, Outgoing
from hub.store.loyalty import Account
from retail.customer_alias import group_of, root_of
from retail.loyalty import AccountState
from retail.loyalty_lots import Lots, lots_of

ACCOUNT = "account"


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """A group of merged accounts at one moment."""

    state: AccountState
    store_id: str
    account_ids: tuple[str, ...]
    lots: Lots
    balance: int
    """Points that may be spent before grants are taken off."""
    credit: int
    """Store credit before grants are taken off."""
    change_at: int


def groups(connection: Connection, account_ids: Iterable[str]) -> list[tuple[str, ...]]:
    """The groups of merged customers that these accounts are of, each sorted, in sorted order."""
    wanted = sorted(set(account_ids))
    merged = aliases.around(connection, wanted)
    return sorted({group_of(one, merged) for one in wanted})


def lock(connection: Connection, account_ids: Iterable[str]) -> dict[str, Account]:
    """Hold these accounts and all that are merged with them until the transaction ends.

    Whoever changes an account, or decides by what is on it, does so behind this.
    """
    ids: set[str] = set()
    while wanted := {one for group in groups(connection, account_ids) for one in group} - ids:
        # Merged with another just before it was locked: that one is held too.
        ids |= wanted
        held = loyalty.accounts(connection, ids, lock=True)
    return held if ids else {}


def standing(connection: Connection, group: tuple[str, ...], now: int) -> Standing | None:
    """How a group stands; None where none of it has an account."""
    accounts = loyalty.accounts(connection, group)
    if not accounts:
        return None
    root = root_of(group[0], aliases.around(connection, group))
    store_id = (accounts.get(root) or next(iter(accounts.values()))).store_id
    program = loyalty.program(connection, store_id)
    lots = lots_of(loyalty.entries_of(connection, group))
    balance = lots.balance(now)
    credit = sum(value_ledger.balances(connection, "store_credit", group).values())
    state = AccountState(
        account_id=root,
        points=balance.spendable - sum(rights.held(connection, "points", group).values()),
        pending=balance.pending,
        tier_id=lots.tier(program, now) if program is not None else "",
        credit=credit - sum(rights.held(connection, "store_credit", group).values()),
        next_expiry_at=balance.next_expiry_at,
        next_expiry_points=balance.next_expiry_points,
        seen=_seen(accounts.values()),
        at=now,
    )
    return Standing(
        state=state,
        store_id=store_id,
        account_ids=group,
        lots=lots,
        balance=balance.spendable,
        credit=credit,
        change_at=lots.next_change(now, program),
    )


def show(connection: Connection, account_ids: Iterable[str], wanted: Outgoing, now: int) -> list[Standing]:
    """Add to `wanted` how these accounts stand, under each id of their groups; nothing of the erased."""
    shown = []
    for group in groups(connection, account_ids):
        found = standing(connection, group, now)
        if found is None:
            continue
        loyalty.note_change(connection, group, found.change_at)
        records = {one: customers.get(connection, one) for one in group}
        for one, record in records.items():
            gone = record is not None and record.erased
            change = Change(kind=ACCOUNT, key=one, body=None if gone else found.state)
            wanted.setdefault(customers_scope(found.store_id), []).append(change)
        shown.append(found)
    return shown


def _seen(accounts: Iterable[Account]) -> dict[str, str]:
    seen: dict[str, str] = {}
    for account in accounts:
        for terminal_id, hlc in account.seen.items():
            seen[terminal_id] = max(hlc, seen.get(terminal_id, ""))
    return dict(sorted(seen.items()))
