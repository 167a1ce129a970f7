"""Points of long accounts at the cost of what is new: older entries are settled, the rest is replayed behind.

Settled entries are kept as the lots that a replay of them left, with sums of these by day. What comes later
is replayed on those lots that it can touch. An entry that belongs before the mark, a merge or its undoing
makes the group's settling void: then all is replayed, and settled anew. Rules in docs/algorithms/loyalty.md;
`tillbridge verify` compares with a replay of everything.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Mapping

import msgspec

from hub.store import loyalty
from hub.store import settled as store
from hub.store.database import Connection
from hub.store.loyalty import Account
from hub.store.settled import FOR_EVER, Earlier, Edges, Flow, ends, waits
from retail.loyalty import LoyaltyProgram
from retail.loyalty_lots import (
    DAY_MS,
    GRACE_MS,
    MOST_HOPS,
    Dated,
    Lot,
    Lots,
    begin,
    earned_in,
    lots_of,
    moment,
    tier_reached,
    tier_since,
)

NEVER = -1
"""The day on which ends what never ends."""
MOST_LOOSE = 1000
"""Entries that take back what is not here, in a settling."""


class Pace(msgspec.Struct, frozen=True, kw_only=True):
    """When entries are settled. Few tills are away for longer than `young_ms`."""

    at: int = 1000
    """With so many that are to be settled."""
    least: int = 250
    most: int = 3000
    """At least and at most so many of the newest are not settled, even those that are older or younger."""
    young_ms: int = 3 * DAY_MS
    at_once: int = 50_000
    still_ms: int = DAY_MS
    """How long after a late entry nothing is settled: its till has more of them."""


PACE = Pace()


class Settled(msgspec.Struct, frozen=True, kw_only=True):
    """What is said of all settled entries of a group of accounts."""

    account_ids: tuple[str, ...]
    mark: tuple[int, int, str]
    """The moment of the last one."""
    debts: list[tuple[str, int]] = []
    loose: tuple[str, ...] = ()
    """What settled entries take back and was not here when they were settled."""
    still_until: int = 0
    """Until then (UTC ms) nothing more is settled."""
    left: dict[int, int] = {}
    """Day (since 1970, UTC) → what is left of lots that end on it."""
    waiting: dict[int, int] = {}
    """Day → what is left of lots that are pending until then."""
    earned: dict[int, int] = {}
    """Day → what was earned on it, less what was taken back."""


class Points(msgspec.Struct, frozen=True, kw_only=True):
    """How the points of a group stand at a moment, grants not taken off."""

    spendable: int
    pending: int
    tier_id: str
    next_expiry_at: int
    next_expiry_points: int
    change_at: int


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """What a group's points are worked out of."""

    account_ids: tuple[str, ...]
    fresh: list[Dated]
    settled: Settled | None = None
    """None: nothing that could be used, and all entries are fresh."""
    lots: dict[str, Lot] = {}
    """Those settled that the fresh entries can touch, as they were settled."""
    earlier: dict[str, Earlier] = {}
    """What the fresh entries take back of what is settled."""
    void: frozenset[str] = frozenset()
    """Accounts of which something is settled that cannot be used."""
    late: tuple[int, int, str] | None = None
    """The first moment before the mark, where that is why."""

    def replayed(self, entries: Iterable[Dated]) -> Lots:
        """These fresh entries on what is settled."""
        return lots_of(entries, self._begun(), self.known())

    def known(self) -> dict[str, Dated]:
        """The settled entries that fresh ones take back."""
        return {one: found.dated for one, found in self.earlier.items()}

    def _begun(self) -> Lots:
        return begin(
            self.lots.values(),
            self.settled.debts if self.settled is not None else (),
            {one: found.flow.drawn for one, found in self.earlier.items()},
            {one: found.flow.given for one, found in self.earlier.items()},
        )


def work_of(
    connection: Connection, group: tuple[str, ...], accounts: Mapping[str, Account], now: int
) -> Work | None:
    """What a group's points are worked out of, where something of it is settled; else None."""
    told = {
        one: msgspec.json.decode(accounts[one].settled, type=Settled)
        for one in group
        if one in accounts and accounts[one].settled
    }
    if not told:
        return None
    settled = told.get(group[0])
    # Merged or parted since, each account of it begins anew.
    if settled is not None and len(told) == 1 and settled.account_ids == group and now >= settled.mark[0]:
        return _on_settled(connection, group, settled, now)
    void = frozenset(one for said in told.values() for one in said.account_ids)
    return Work(account_ids=group, fresh=loyalty.entries_of(connection, group), void=void)


def points_of(
    connection: Connection, work: Work, held: Lots, program: LoyaltyProgram | None, now: int
) -> Points:
    """How a group's points stand; `held` are its fresh entries, replayed."""
    balance = held.balance(now)
    change_at = held.next_change(now, program)
    since = tier_since(program, now) if program is not None else now
    spendable, pending, earned = balance.spendable, balance.pending, earned_in(held.lots.values(), since)
    if work.settled is not None:
        day, first = now // DAY_MS, since // DAY_MS
        edges = store.edges(
            connection,
            work.account_ids[0],
            now,
            (day * DAY_MS, (day + 1) * DAY_MS),
            since,
            (first + 1) * DAY_MS,
        )
        whole, mine = _sums(work.settled, edges, day, first), _sums_of(work.lots.values(), now, since)
        # What the replay began with is in both.
        spendable += whole.spendable - mine.spendable
        pending += whole.pending - mine.pending
        earned += whole.earned - mine.earned
        tiers_at = edges.first_at + now - since if edges.first_at and program and program.tiers else 0
        change_at = min(filter(None, (change_at, *edges.times, tiers_at)), default=0)
    return Points(
        spendable=spendable,
        pending=pending,
        tier_id=tier_reached(program, earned) if program is not None else "",
        next_expiry_at=balance.next_expiry_at,
        next_expiry_points=balance.next_expiry_points,
        change_at=change_at,
    )


def forget_void(connection: Connection, works: Iterable[Work]) -> None:
    """Forget what is settled and cannot be used; the accounts are held."""
    void = {one for work in works for one in work.void}
    if void:
        store.forget(connection, void)


def settle(connection: Connection, work: Work, now: int, pace: Pace | None = None) -> None:
    """Settle older entries of a group, where many are fresh; its accounts are held."""
    owner = work.account_ids[0]
    pace = pace or PACE
    still_until = work.settled.still_until if work.settled is not None else 0
    if len(work.fresh) < pace.at or now < still_until:
        return
    fresh = {one.entry.entry_id: one for one in work.fresh}
    known = work.known() | fresh
    order = sorted(moment(one, known) for one in fresh.values())
    young = sum(at > now - pace.young_ms for at, _, _ in order)
    kept = min(max(young, pace.least), pace.most)
    old = order[: max(0, len(order) - kept)][: pace.at_once]
    if work.late is not None:
        # The till that comes with it was away, and sends what it has in its order: no more before that.
        old, still_until = old[: bisect_left(old, work.late)], now + pace.still_ms
    ids = {entry_id for _, _, entry_id in old}
    backs = {fresh[one].entry.of_entry for one in ids} - {""} - ids - work.earlier.keys()
    loose = backs | set(work.settled.loose if work.settled is not None else ())
    if len(old) < pace.at or len(loose) > MOST_LOOSE or loose & fresh.keys():
        return
    held = work.replayed(fresh[one] for one in ids)
    before = work.settled or Settled(account_ids=work.account_ids, mark=old[-1])
    moved = [lot for lot_id, lot in held.lots.items() if work.lots.get(lot_id) != lot]
    after = msgspec.structs.replace(
        before,
        mark=old[-1],
        debts=held.debts,
        loose=tuple(sorted(loose)),
        still_until=still_until,
        **_by_day(before, work, moved, old[-1][0]),
    )
    if work.settled is None:
        store.forget(connection, work.account_ids)
    if not store.keep(connection, owner, msgspec.json.encode(after).decode()):
        return
    flows = {one: _flow(held, one) for one in (*ids, *work.earlier)}
    store.put_lots(connection, owner, moved, work.lots.keys())
    news = {one: flow for one, flow in flows.items() if one in ids or flow != work.earlier[one].flow}
    store.put_flows(connection, news)


def _on_settled(connection: Connection, group: tuple[str, ...], settled: Settled, now: int) -> Work:
    """What is fresh and what it can touch; everything where something belongs before the mark."""
    fresh = {one.entry.entry_id: one for one in store.fresh(connection, group)}
    earlier: dict[str, Earlier] = {}
    wanted = {one.entry.of_entry for one in fresh.values()} | {entry_id for entry_id, _ in settled.debts}
    for _ in range(MOST_HOPS):
        wanted -= fresh.keys() | earlier.keys() | {""}
        if not wanted:
            break
        found = store.entries(connection, group, wanted)
        earlier |= found
        wanted = {one.dated.entry.of_entry for one in found.values()}
    known = {one: found.dated for one, found in earlier.items()} | fresh
    moments = [moment(one, known) for one in fresh.values()]
    late = min((one for one in moments if one <= settled.mark), default=None)
    if late is not None or fresh.keys() & set(settled.loose):
        everything = loyalty.entries_of(connection, group)
        return Work(account_ids=group, fresh=everything, void=frozenset(group), late=late)
    spent = sum(-min(0, one.entry.points) for one in fresh.values()) + sum(owed for _, owed in settled.debts)
    end = max([now, *(at for at, _, _ in moments)])
    return Work(
        account_ids=group,
        settled=settled,
        fresh=list(fresh.values()),
        lots=_lots(connection, group[0], earlier, settled.mark[0], end, spent),
        earlier=earlier,
    )


def _lots(
    connection: Connection, owner: str, earlier: Mapping[str, Earlier], begun: int, end: int, spent: int
) -> dict[str, Lot]:
    """The lots that a replay from `begun` to `end` can touch which takes no more than `spent`.

    Those of what is taken back, and so many in the order of spending that those among them which are active
    all the time hold more than that: no spend comes further. By then the one that ends next is among them.
    """
    ids = {lot_id for one in earlier.values() for lot_id, _ in (*one.flow.given, *one.flow.drawn)}
    ids |= earlier.keys() | {one.dated.entry.of_entry for one in earlier.values()}
    found = store.lots(connection, owner, ids)
    covered, last = 0, (0, 0)
    for lot in store.in_turn(connection, owner, begun, end):
        turn = (ends(lot), lot.active_at)
        # The database may have another order of texts: of lots that differ by their ids alone all are read.
        if covered > spent and turn != last and (turn[0] != last[0] or turn[0] == FOR_EVER):
            return found
        last = turn
        found.setdefault(lot.lot_id, lot)
        if lot.active_at <= begun and ends(lot) > end:
            covered += lot.left
    if covered < spent:
        # Pending ones, and those that ended a moment ago, stand in for what is missing.
        for lot in store.in_turn(connection, owner, begun - GRACE_MS):
            found.setdefault(lot.lot_id, lot)
    return found


class _Sums(msgspec.Struct, frozen=True):
    spendable: int
    pending: int
    earned: int


def _sums(settled: Settled, edges: Edges, day: int, first: int) -> _Sums:
    """Of all settled lots, on this day, with what was earned since the day `first`."""
    live = sum(left for on, left in settled.left.items() if on == NEVER or on >= day) - edges.ended
    pending = sum(left for on, left in settled.waiting.items() if on > day) + edges.waiting
    earned = sum(points for on, points in settled.earned.items() if on > first) + edges.earned
    return _Sums(live - pending, pending, earned)


def _sums_of(lots: Collection[Lot], now: int, since: int) -> _Sums:
    live = sum(lot.left for lot in lots if ends(lot) > now)
    pending = sum(lot.left for lot in lots if waits(lot) > now)
    return _Sums(live - pending, pending, earned_in(lots, since))


def _by_day(before: Settled, work: Work, moved: Iterable[Lot], mark: int) -> dict[str, dict[int, int]]:
    """The sums by day after these lots were moved; days that are over at the mark are counted no more."""
    left, waiting, earned = Counter(before.left), Counter(before.waiting), Counter(before.earned)
    for lot in moved:
        was = work.lots.get(lot.lot_id)
        more = lot.left - (was.left if was is not None else 0)
        left[NEVER if ends(lot) == FOR_EVER else ends(lot) // DAY_MS] += more
        waiting[waits(lot) // DAY_MS] += more
        if lot.earned:
            kept = lot.points - lot.reversed
            earned[lot.at // DAY_MS] += kept - (was.points - was.reversed if was is not None else 0)
    today = mark // DAY_MS
    return {
        "left": {on: sum_ for on, sum_ in left.items() if sum_ and (on == NEVER or on >= today)},
        "waiting": {on: sum_ for on, sum_ in waiting.items() if sum_ and on >= today},
        "earned": {on: sum_ for on, sum_ in earned.items() if sum_},
    }


def _flow(held: Lots, entry_id: str) -> Flow:
    return Flow(given=held.given.get(entry_id, []), drawn=held.drawn.get(entry_id, []))
