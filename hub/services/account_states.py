"""How loyalty accounts stand, worked out of entries, grants and merges; and the feed rows that say so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from hub.services.scopes import customers_scope
from hub.store import aliases, customers, loyalty, rights
from hub.store.database import Connection
from hub.store.feeds import Change, Outgoing
from hub.store.loyalty import Account
from retail.customer_alias import group_of, root_of
from retail.loyalty import AccountState, LoyaltyProgram
from retail.loyalty_lots import Dated, Lots, lots_of

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
    return next(iter(standings(connection, [group], now)), None)


def standings(connection: Connection, wanted: Sequence[tuple[str, ...]], now: int) -> list[Standing]:
    """How these groups stand, those that have an account; read for all of them at once."""
    ids = [one for group in wanted for one in group]
    accounts = loyalty.accounts(connection, ids)
    if not accounts:
        return []
    merged = aliases.around(connection, ids)
    kept = _Kept(
        entries=loyalty.entries_by_account(connection, ids),
        held=rights.held(connection, "points", ids),
        held_credit=rights.held(connection, "store_credit", ids),
    )
    programs: dict[str, LoyaltyProgram | None] = {}
    found = []
    for group in wanted:
        mine = {one: accounts[one] for one in group if one in accounts}
        if not mine:
            continue
        root = root_of(group[0], merged)
        store_id = (mine.get(root) or next(iter(mine.values()))).store_id
        if store_id not in programs:
            programs[store_id] = loyalty.program(connection, store_id)
        found.append(_standing(group, root, store_id, programs[store_id], mine, kept, now))
    return found


class _Kept(msgspec.Struct, frozen=True, kw_only=True):
    """What is kept of accounts, by account."""

    entries: dict[str, list[Dated]]
    held: dict[str, int]
    held_credit: dict[str, int]


def _standing(
    group: tuple[str, ...],
    root: str,
    store_id: str,
    program: LoyaltyProgram | None,
    accounts: dict[str, Account],
    kept: _Kept,
    now: int,
) -> Standing:
    lots = lots_of(entry for one in group for entry in kept.entries.get(one, ()))
    balance = lots.balance(now)
    credit = sum(account.credit for account in accounts.values())
    state = AccountState(
        account_id=root,
        points=balance.spendable - sum(kept.held.get(one, 0) for one in group),
        pending=balance.pending,
        tier_id=lots.tier(program, now) if program is not None else "",
        credit=credit - sum(kept.held_credit.get(one, 0) for one in group),
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
    shown = standings(connection, groups(connection, account_ids), now)
    erased = customers.erased(connection, [one for found in shown for one in found.account_ids])
    for found in shown:
        loyalty.note_change(connection, found.account_ids, found.change_at)
        for one in found.account_ids:
            change = Change(kind=ACCOUNT, key=one, body=None if one in erased else found.state)
            wanted.setdefault(customers_scope(found.store_id), []).append(change)
    return shown


def _seen(accounts: Iterable[Account]) -> dict[str, str]:
    seen: dict[str, str] = {}
    for account in accounts:
        for terminal_id, hlc in account.seen.items():
            seen[terminal_id] = max(hlc, seen.get(terminal_id, ""))
    return dict(sorted(seen.items()))
