"""How loyalty accounts stand, worked out of entries, grants and merges; and the feed rows that say so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from hub.services import settled_points
from hub.services.scopes import customers_scope
from hub.services.settled_points import Pace, Points, Work
from hub.store import aliases, customers, loyalty, rights
from hub.store.database import Connection
from hub.store.feeds import Change, Outgoing
from hub.store.loyalty import Account
from retail.customer_alias import group_of, root_of
from retail.loyalty import AccountState, LoyaltyProgram
from retail.loyalty_lots import Lots

ACCOUNT = "account"


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """A group of merged accounts at one moment."""

    state: AccountState
    store_id: str
    account_ids: tuple[str, ...]
    lots: Lots
    """All of them where all entries were replayed (`whole`); of a long account else those that moved."""
    work: Work
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


def standing(
    connection: Connection, group: tuple[str, ...], now: int, *, whole: bool = False
) -> Standing | None:
    """How a group stands; None where none of it has an account. `whole`: by a replay of all entries."""
    return next(iter(standings(connection, [group], now, whole=whole)), None)


def standings(
    connection: Connection, wanted: Sequence[tuple[str, ...]], now: int, *, whole: bool = False
) -> list[Standing]:
    """How these groups stand, those that have an account; read for all of them at once."""
    ids = [one for group in wanted for one in group]
    accounts = loyalty.accounts(connection, ids)
    if not accounts:
        return []
    merged = aliases.around(connection, ids)
    works = {
        group: work
        for group in wanted
        if not whole and (work := settled_points.work_of(connection, group, accounts, now)) is not None
    }
    entries = loyalty.entries_by_account(
        connection, [one for group in wanted if group not in works for one in group]
    )
    kept = _Kept(
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
        work = works.get(group) or Work(
            account_ids=group, fresh=[one for name in group for one in entries.get(name, ())]
        )
        lots = work.replayed(work.fresh)
        points = settled_points.points_of(connection, work, lots, programs[store_id], now)
        state = _state(root, group, mine, points, kept, now)
        found.append(
            Standing(
                state=state,
                store_id=store_id,
                account_ids=group,
                lots=lots,
                work=work,
                balance=points.spendable,
                credit=sum(account.credit for account in mine.values()),
                change_at=points.change_at,
            )
        )
    return found


class _Kept(msgspec.Struct, frozen=True, kw_only=True):
    """What is kept of accounts, by account."""

    held: dict[str, int]
    held_credit: dict[str, int]


def _state(
    root: str, group: tuple[str, ...], accounts: dict[str, Account], points: Points, kept: _Kept, now: int
) -> AccountState:
    credit = sum(account.credit for account in accounts.values())
    return AccountState(
        account_id=root,
        points=points.spendable - sum(kept.held.get(one, 0) for one in group),
        pending=points.pending,
        tier_id=points.tier_id,
        credit=credit - sum(kept.held_credit.get(one, 0) for one in group),
        next_expiry_at=points.next_expiry_at,
        next_expiry_points=points.next_expiry_points,
        seen=_seen(accounts.values()),
        at=now,
    )


def show(
    connection: Connection, account_ids: Iterable[str], wanted: Outgoing, now: int, pace: Pace | None = None
) -> list[Standing]:
    """Add to `wanted` how these accounts stand, under each id of their groups; nothing of the erased.

    The accounts are held. Of long ones, older entries are settled on the way.
    """
    shown = standings(connection, groups(connection, account_ids), now)
    erased = customers.erased(connection, [one for found in shown for one in found.account_ids])
    settled_points.forget_void(connection, (found.work for found in shown))
    for found in shown:
        settled_points.settle(connection, found.work, now, pace)
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
