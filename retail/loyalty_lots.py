"""The lots of points of an account, worked out from all its entries: the same whatever came first (M3.3).

Nothing here is kept and changed: `lots_of` replays the entries in the order in which they happened. So an
entry that arrives late, or two accounts that are merged and parted again, need no repair. Rules and a worked
table are in docs/algorithms/loyalty.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import heappop, heappush

import msgspec
from msgspec.structs import replace

from retail.loyalty import LoyaltyProgram, PointsEntry

DAY_MS = 86_400_000
GRACE_MS = DAY_MS
"""A spend within this time after a lot's end still takes from it: its right was given while it was good."""
RESTORED_MS = 30 * DAY_MS
"""Points that come back to a lot which has ended meanwhile may be spent for so long."""
_FOR_EVER = 2**63
MOST_HOPS = 8
"""A return takes back a sale and a post-void takes back the return; longer chains are made up."""


class Dated(msgspec.Struct, frozen=True, kw_only=True):
    """An entry and when it happened, UTC milliseconds."""

    entry: PointsEntry
    at: int


class Lot(msgspec.Struct, kw_only=True):
    """Points that came together; what is left of them after `expires_at` is lost."""

    lot_id: str
    """The entry that gave them; a lot restored after its end has that entry's id and ` again`."""
    points: int
    left: int
    reversed: int = 0
    """How many were taken back with what had earned them, also where others had to stand in for them."""
    at: int
    active_at: int
    expires_at: int
    """0: never."""
    earned: bool = False
    """Counts towards a tier."""

    def state(self, now: int) -> str:
        """`pending`, `active`, `expired`, and with nothing left `spent` or `reversed`."""
        if self.left == 0:
            return "reversed" if self.points and self.reversed == self.points else "spent"
        if self.ended(now):
            return "expired"
        return "pending" if self.active_at > now else "active"

    def ended(self, now: int) -> bool:
        return 0 < self.expires_at <= now


class Balance(msgspec.Struct, frozen=True, kw_only=True):
    """How an account stands at one moment. `spendable` is below zero by what was spent and not there."""

    spendable: int
    pending: int
    expired: int
    next_expiry_at: int = 0
    next_expiry_points: int = 0


class Lots(msgspec.Struct, kw_only=True):
    """What a replay leaves behind."""

    lots: dict[str, Lot] = {}
    debts: list[tuple[str, int]] = []
    """Spent and not there: (entry, points), oldest first; the next points given pay them."""
    drawn: dict[str, list[tuple[str, int]]] = {}
    """Entry → the lots that it took from."""
    given: dict[str, list[tuple[str, int]]] = {}
    """Entry → the lots that it gave to."""
    live: dict[str, Lot] = {}
    """Those of which a spend may take: years of lots that are used up cost it nothing."""

    coming: list[tuple[int, str]] = []
    """Live lots by when they become active; a heap."""
    turns: list[tuple[int, int, str]] = []
    """Those that became active, as a spend takes from them; a heap that may name some twice, or in vain."""

    @property
    def debt(self) -> int:
        return sum(points for _, points in self.debts)

    def balance(self, now: int) -> Balance:
        """Pending, spendable and expired at `now` (UTC milliseconds)."""
        left = [lot for lot in self.lots.values() if lot.left]
        active = [lot for lot in left if lot.state(now) == "active"]
        ends = sorted(lot.expires_at for lot in active if lot.expires_at)
        next_at = ends[0] if ends else 0
        return Balance(
            spendable=sum(lot.left for lot in active) - self.debt,
            pending=sum(lot.left for lot in left if lot.state(now) == "pending"),
            expired=sum(lot.left for lot in left if lot.state(now) == "expired"),
            next_expiry_at=next_at,
            next_expiry_points=sum(lot.left for lot in active if lot.expires_at == next_at) if ends else 0,
        )

    def next_change(self, now: int, program: LoyaltyProgram | None = None) -> int:
        """When time alone changes balance or tier next (UTC milliseconds); 0 for never."""
        left = [lot for lot in self.lots.values() if lot.left]
        times = [at for lot in left for at in (lot.active_at, lot.expires_at)]
        if program is not None and program.tiers:
            times += [lot.at + program.tier_days * DAY_MS for lot in self.lots.values() if lot.earned]
        return min((at for at in times if at > now), default=0)


def tier_since(program: LoyaltyProgram, now: int) -> int:
    """After when points count for a tier at `now`, UTC milliseconds."""
    return now - program.tier_days * DAY_MS


def earned_in(lots: Iterable[Lot], since: int) -> int:
    """What was earned after `since`, less what was taken back of it."""
    return sum(lot.points - lot.reversed for lot in lots if lot.earned and lot.at > since)


def tier_reached(program: LoyaltyProgram, earned: int) -> str:
    """The highest tier that so many points reach; empty below the lowest."""
    reached = [tier for tier in program.tiers if tier.reached_at <= earned]
    return max(reached, key=lambda tier: tier.reached_at).tier_id if reached else ""


def begin(
    lots: Iterable[Lot],
    debts: Iterable[tuple[str, int]],
    drawn: Mapping[str, Sequence[tuple[str, int]]],
    given: Mapping[str, Sequence[tuple[str, int]]],
) -> Lots:
    """What an earlier replay left, as far as a later one can touch it; the parts are copied."""
    held = Lots(
        lots={lot.lot_id: replace(lot) for lot in lots},
        debts=list(debts),
        drawn={entry_id: list(parts) for entry_id, parts in drawn.items()},
        given={entry_id: list(parts) for entry_id, parts in given.items()},
    )
    for lot in held.lots.values():
        if lot.left:
            _revive(held, lot)
    return held


def lots_of(
    entries: Iterable[Dated], held: Lots | None = None, earlier: Mapping[str, Dated] | None = None
) -> Lots:
    """Replay the entries of an account, or of all accounts that were merged into it, in any order.

    With `held` they all come after what was replayed into it, which they change; `earlier` has, of that, the
    entries that these take back.
    """
    fresh = {one.entry.entry_id: one for one in entries}
    known = {**(earlier or {}), **fresh}
    held = held or Lots()
    for at, _, entry_id in sorted(moment(one, known) for one in fresh.values()):
        entry = known[entry_id].entry
        if entry.points > 0:
            _gain(held, entry, at, known)
        elif entry.points < 0:
            _lose(held, entry, at)
    return held


def moment(one: Dated, known: Mapping[str, Dated]) -> tuple[int, int, str]:
    """When it counts: never before what it takes back, whatever the clocks of two tills say.

    The order of moments is that of the replay.
    """
    at, hops, met = one.at, 0, {one.entry.entry_id}
    target = known.get(one.entry.of_entry)
    while target is not None and target.entry.entry_id not in met and hops < MOST_HOPS:
        met.add(target.entry.entry_id)
        at, hops = max(at, target.at), hops + 1
        target = known.get(target.entry.of_entry)
    return at, hops, one.entry.entry_id


def _gain(held: Lots, entry: PointsEntry, at: int, known: Mapping[str, Dated]) -> None:
    """Points come in: first back to the lots that the target took from, the rest as a lot of its own."""
    rest = entry.points
    undone = known.get(entry.of_entry)
    earner = held.lots.get(undone.entry.of_entry) if undone is not None else None
    if earner is not None:
        earner.reversed -= min(rest, earner.reversed)
    draws = held.drawn.get(entry.of_entry, [])
    while rest and draws:
        lot_id, points = draws.pop()
        part = min(rest, points)
        rest -= part
        if points > part:
            draws.append((lot_id, points - part))
        _restore(held, entry, lot_id, part, at)
    part = _pay_own_debt(held, entry.of_entry, rest)
    rest -= part
    if rest:
        _new_lot(
            held, entry, entry.entry_id, rest, at, max(entry.active_at, at), entry.expires_at,
            earned=entry.kind == "accrual",
        )  # fmt: skip


def _restore(held: Lots, entry: PointsEntry, lot_id: str, points: int, at: int) -> None:
    lot = held.lots[lot_id]
    if lot.ended(at):
        again = f"{entry.entry_id} {lot_id}"
        _new_lot(held, entry, again, points, at, at, at + RESTORED_MS, earned=False)
        return
    lot.left += points
    _revive(held, lot)
    held.given.setdefault(entry.entry_id, []).append((lot_id, points))
    _pay_debts(held, lot)


def _pay_own_debt(held: Lots, entry_id: str, points: int) -> int:
    """What the target took and was not there needs no paying any more; returns how much that was."""
    paid, rest = 0, []
    for debtor, owed in held.debts:
        part = min(owed, points - paid) if debtor == entry_id else 0
        paid += part
        if owed > part:
            rest.append((debtor, owed - part))
    held.debts = rest
    return paid


def _new_lot(
    held: Lots, entry: PointsEntry, lot_id: str, points: int, at: int, active_at: int, expires_at: int,
    *, earned: bool,
) -> None:  # fmt: skip
    empty = Lot(
        lot_id=lot_id, points=0, left=0, at=at, active_at=active_at, expires_at=expires_at, earned=earned
    )
    # There already where the same ended lot was taken from twice: for a redemption, and for its debt.
    lot = held.lots.setdefault(lot_id, empty)
    lot.points += points
    lot.left += points
    _revive(held, lot)
    held.given.setdefault(entry.entry_id, []).append((lot_id, points))
    _pay_debts(held, lot)


def _pay_debts(held: Lots, lot: Lot) -> None:
    while held.debts and lot.left:
        debtor, owed = held.debts[0]
        part = min(owed, lot.left)
        _draw(held, debtor, lot, part)
        held.debts[:1] = [(debtor, owed - part)] if owed > part else []


def _lose(held: Lots, entry: PointsEntry, at: int) -> None:
    """Points go: first what the target gave, then from the lot that ends first, then nothing is there."""
    rest = -entry.points
    for lot_id, points in reversed(held.given.get(entry.of_entry, [])):
        lot = held.lots[lot_id]
        part = min(rest, points, lot.left)
        if lot_id == entry.of_entry:
            lot.reversed += min(rest, lot.points - lot.reversed)
        _draw(held, entry.entry_id, lot, part)
        rest -= part
    for lot in _takers(held, at) if rest else ():
        part = min(rest, lot.left)
        _draw(held, entry.entry_id, lot, part)
        rest -= part
        if not rest:
            break
    if rest:
        held.debts.append((entry.entry_id, rest))


def _draw(held: Lots, entry_id: str, lot: Lot, points: int) -> None:
    if points:
        lot.left -= points
        if not lot.left:
            held.live.pop(lot.lot_id, None)
        held.drawn.setdefault(entry_id, []).append((lot.lot_id, points))


def _revive(held: Lots, lot: Lot) -> None:
    held.live[lot.lot_id] = lot
    heappush(held.coming, (lot.active_at, lot.lot_id))


def _takers(held: Lots, at: int) -> Iterator[Lot]:
    """The lots of which a spend takes, in its order; each is used up before the next is asked for."""
    while held.coming and held.coming[0][0] <= at:
        lot = held.lots[heappop(held.coming)[1]]
        heappush(held.turns, (lot.expires_at or _FOR_EVER, lot.active_at, lot.lot_id))
    while held.turns:
        lot = held.lots[held.turns[0][2]]
        if lot.left and not lot.ended(at):
            yield lot
        else:
            heappop(held.turns)
    yield from _in_order(held.live, at)


def _in_order(live: dict[str, Lot], at: int) -> Sequence[Lot]:
    """Active before pending before just ended; in each the one that ends first, then the older one."""

    def turn(lot: Lot) -> tuple[int, int, int, str]:
        late = 2 if lot.ended(at) else 1 if lot.active_at > at else 0
        return late, lot.expires_at or _FOR_EVER, lot.active_at, lot.lot_id

    # Time only goes on in a replay: what ended long ago is never taken from again.
    for lot_id in [lot.lot_id for lot in live.values() if lot.ended(at - GRACE_MS)]:
        del live[lot_id]
    return sorted(live.values(), key=turn)
