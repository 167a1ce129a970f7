"""Lots of points: the same in every order of arrival, first what ends first, nothing lost or made."""

from __future__ import annotations

from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from retail.loyalty import LoyaltyProgram
from retail.loyalty_lots import (
    DAY_MS,
    RESTORED_MS,
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
from tests.fakes.loyalty_samples import PROGRAM, entry

KINDS = st.sampled_from(["accrual", "redemption", "adjustment", "reversal"])


@st.composite
def ledgers(draw: st.DrawFn) -> list[Dated]:
    """Any entries at all, with reversals of any others, also of themselves and in rings."""
    count = draw(st.integers(0, 9))
    names = [str(place) for place in range(count)]
    return [
        entry(
            name,
            draw(st.integers(-60, 60)),
            draw(st.integers(0, 40)) * DAY_MS,
            kind=draw(KINDS),
            of_entry=draw(st.sampled_from(["", *names])),
            active_at=draw(st.integers(0, 50)) * DAY_MS,
            expires_at=draw(st.integers(0, 50)) * DAY_MS,
        )
        for name in names
    ]


@given(ledgers(), st.randoms(use_true_random=False), st.integers(0, 90))
def test_any_order_of_arrival_gives_the_same_and_nothing_is_lost(
    entries: list[Dated], random: Any, day: int
) -> None:
    held = lots_of(entries)
    mixed = [*entries, *entries[:2]]
    random.shuffle(mixed)
    assert lots_of(mixed) == held
    said = sum(one.entry.points for one in entries)
    assert sum(lot.left for lot in held.lots.values()) - held.debt == said
    assert all(0 <= lot.left <= lot.points for lot in held.lots.values())
    assert all(0 <= lot.reversed <= lot.points for lot in held.lots.values())
    balance = held.balance(day * DAY_MS)
    assert balance.spendable + balance.pending + balance.expired == said


@given(ledgers())
def test_a_sale_and_its_post_void_leave_the_balance_as_it_was(entries: list[Dated]) -> None:
    before = lots_of(entries).balance(41 * DAY_MS)
    undone = [
        *entries,
        entry("s", -30, 41 * DAY_MS),
        entry("v", 30, 41 * DAY_MS, kind="reversal", of_entry="s"),
    ]
    after = lots_of(undone).balance(41 * DAY_MS)
    # What had ended less than a day before comes back for thirty days.
    assert after.spendable >= before.spendable
    assert after.spendable + after.pending + after.expired == (
        before.spendable + before.pending + before.expired
    )


@given(ledgers(), st.integers(0, 9))
def test_a_replay_goes_on_where_an_earlier_one_ended(entries: list[Dated], place: int) -> None:
    known = {one.entry.entry_id: one for one in entries}
    order = [known[entry_id] for _, _, entry_id in sorted(moment(one, known) for one in entries)]
    earlier = {one.entry.entry_id: one for one in order[:place]}
    assume(all(one.entry.of_entry in ("", *earlier) for one in earlier.values()))
    first = lots_of(earlier.values())
    left = {name: (lot.left, lot.reversed) for name, lot in first.lots.items()}
    begun = begin(first.lots.values(), first.debts, first.drawn, first.given)
    held, whole = lots_of(order[place:], begun, earlier), lots_of(entries)
    assert (held.lots, held.debts) == (whole.lots, whole.debts)
    # What it began with is as it was.
    assert {name: (lot.left, lot.reversed) for name, lot in first.lots.items()} == left


def test_a_debt_that_is_taken_back_needs_no_paying() -> None:
    held = lots_of([entry("a", -10), entry("b", -20, 1), entry("c", 20, 2, kind="reversal", of_entry="b")])
    assert (held.debts, held.lots) == ([("a", 10)], {})


def test_a_part_of_a_redemption_comes_back_to_the_lot_taken_last() -> None:
    spent = [entry("a", 50, expires_at=9 * DAY_MS), entry("b", 50, 1), entry("s", -80, 2)]
    held = lots_of([*spent, entry("r", 10, 3, kind="reversal", of_entry="s")])
    assert {name: lot.left for name, lot in held.lots.items()} == {"a": 0, "b": 30}
    held = lots_of([*spent, entry("r", 40, 3, kind="reversal", of_entry="s")])
    assert {name: lot.left for name, lot in held.lots.items()} == {"a": 10, "b": 50}


def test_what_comes_back_to_an_ended_lot_lives_thirty_days_and_can_be_taken_back() -> None:
    entries = [
        entry("a", 50, expires_at=5 * DAY_MS),
        entry("s", -50, DAY_MS),
        entry("r", 50, 9 * DAY_MS, kind="reversal", of_entry="s"),
    ]
    held = lots_of(entries)
    assert held.lots["r a"].expires_at == 9 * DAY_MS + RESTORED_MS
    assert held.next_change(9 * DAY_MS) == 9 * DAY_MS + RESTORED_MS
    again = lots_of([*entries, entry("v", -50, 10 * DAY_MS, kind="reversal", of_entry="r")])
    assert again.lots["r a"].left == 0


def test_the_states_of_a_lot() -> None:
    lot = Lot(lot_id="a", points=10, left=10, at=0, active_at=5, expires_at=9)
    assert [lot.state(at) for at in (4, 5, 8, 9)] == ["pending", "active", "active", "expired"]
    lot.left = 0
    assert lot.state(5) == "spent"
    lot.reversed = 10
    assert lot.state(5) == "reversed"


def test_the_next_expiry_is_the_earliest_of_what_may_be_spent() -> None:
    held = lots_of(
        [
            entry("a", 5, expires_at=10),
            entry("b", 7, expires_at=10, active_at=8),
            entry("c", 9, expires_at=20),
            entry("d", 2),
        ]
    )
    balance = held.balance(5)
    assert (balance.next_expiry_at, balance.next_expiry_points, balance.pending) == (10, 5, 7)
    assert held.next_change(5) == 8
    assert held.next_change(20) == 0
    assert held.next_change(20, LoyaltyProgram()) == 0
    assert held.next_change(20, PROGRAM) == PROGRAM.tier_days * DAY_MS
    assert lots_of([entry("d", 2)]).balance(5).next_expiry_at == 0


def tier(held: Lots, program: LoyaltyProgram, now: int) -> str:
    return tier_reached(program, earned_in(held.lots.values(), tier_since(program, now)))


def test_tiers_count_what_was_earned_and_kept() -> None:
    earned = [entry("a", 450), entry("b", 100, DAY_MS), entry("x", 900, kind="adjustment")]
    spent = entry("s", -400, 2 * DAY_MS)
    assert tier(lots_of([]), PROGRAM, 0) == ""
    assert tier(lots_of([*earned, spent]), PROGRAM, 3 * DAY_MS) == "gold"
    back = entry("r", -60, 3 * DAY_MS, kind="reversal", of_entry="a")
    assert tier(lots_of([*earned, back]), PROGRAM, 3 * DAY_MS) == "silver"
    undone = entry("v", 60, 3 * DAY_MS, kind="reversal", of_entry="r")
    assert tier(lots_of([*earned, back, undone]), PROGRAM, 3 * DAY_MS) == "gold"
    # A year later only the second purchase counts.
    assert tier(lots_of(earned), PROGRAM, 365 * DAY_MS + 1) == "silver"
    assert tier(lots_of(earned), LoyaltyProgram(), 0) == ""


def test_points_that_come_back_after_their_lot_has_ended_leave_the_tier_as_it_was() -> None:
    spent = [
        entry("a", 500, expires_at=30 * DAY_MS),
        entry("s", -500, 10 * DAY_MS),
        entry("b", 10, 20 * DAY_MS),
    ]
    assert tier(lots_of(spent), PROGRAM, 40 * DAY_MS) == "gold"
    back = entry("r", 500, 40 * DAY_MS, kind="reversal", of_entry="s")
    assert tier(lots_of([*spent, back]), PROGRAM, 40 * DAY_MS) == "gold"


def test_a_lot_that_was_taken_from_twice_comes_back_whole_after_its_end() -> None:
    """Once for the redemption, and once more for the debt that it left."""
    entries = [
        entry("a", 10, expires_at=5 * DAY_MS),
        entry("other", -3, DAY_MS),
        entry("s", -9, DAY_MS + 1),
        entry("o", 3, 2 * DAY_MS, kind="reversal", of_entry="other"),
    ]
    held = lots_of(entries)
    assert (held.drawn["s"], held.debt, held.lots["a"].left) == ([("a", 7), ("a", 2)], 0, 1)
    back = entry("r", 9, 6 * DAY_MS, kind="reversal", of_entry="s")
    held = lots_of([*entries, back])
    assert (held.lots["r a"].left, held.balance(6 * DAY_MS).spendable) == (9, 9)
    gone = entry("v", -9, 7 * DAY_MS, kind="reversal", of_entry="r")
    assert lots_of([*entries, back, gone]).balance(7 * DAY_MS).spendable == 0


def test_thousands_of_lots_and_made_up_chains_are_replayed_bit_by_bit() -> None:
    """A customer who hoards points must not hold up the pushes that speak of her."""
    many = 8_000
    gained = [entry(f"a{place}", 2, place, active_at=place) for place in range(many)]
    spent = [entry(f"s{place}", -1, place, kind="redemption") for place in range(many)]
    chain = [entry(f"c{place}", 1, place, kind="reversal", of_entry=f"c{place - 1}") for place in range(many)]
    held = lots_of([*gained, *spent, *chain])
    assert held.balance(many).spendable == 2 * many
