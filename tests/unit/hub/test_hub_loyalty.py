"""Points at the hub: booked once, lots, rights, reversal, time; what is odd is booked and told."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from hub.bootstrap import Hub
from hub.services.invariants import check
from hub.store import stores
from hub.store.terminals import TerminalRecord
from retail.errors import RuleError
from retail.loyalty import AccrualRule, LoyaltyProgram, PointsEntry, Tier
from retail.loyalty_accrual import DAY_MS
from tests.fakes.loyalty_ops import cancelled, earning, read, redeeming, sale_with, settled
from tests.unit.hub.conftest import HandClock
from tests.unit.hub.loyalty_desk import Till, task_kinds
from tests.unit.hub.terminal_journal import AT

PROGRAM = LoyaltyProgram(
    rules=(AccrualRule(rule_id="cent", points=1, per=1),),
    tiers=(Tier(tier_id="gold", name="Gold", reached_at=200, multiplier="2"),),
    expiry_days=30,
)
"""119 points for a milk."""

BOTH_ENGINES = True


@pytest.fixture
def tills(hub: Hub, records: tuple[TerminalRecord, ...], hub_gen: str) -> Iterator[tuple[Till, Till]]:
    one, two = Till(hub, records[0], hub_gen), Till(hub, records[1], hub_gen)
    hub.loyalty.set_program(one.store_id, PROGRAM)
    one.know("anna")
    yield one, two
    assert check(hub.engine) == []


def test_a_sale_earns_once_whoever_sends_it_again(hub: Hub, tills: tuple[Till, Till]) -> None:
    one, two = tills
    sale = earning(one.journal, "anna", PROGRAM)
    assert one.push() == [("applied", None)]
    assert one.account("anna").points == 119
    assert two.account("anna").seen == {one.journal.terminal_id: sale.hlc}
    # The same entries under another sale, as a forged till could send them.
    twice = sale_with(two.journal, points=read(sale).points)
    assert two.push() == [("applied", None)]
    assert twice.body["points"] == sale.body["points"]
    assert (one.account("anna").points, task_kinds(hub)) == (119, ["entry_twice"])


def test_points_are_redeemed_under_a_right_and_never_twice(hub: Hub, tills: tuple[Till, Till]) -> None:
    one, two = tills
    assert (two.ask("points", "anna", 0).code, two.ask("points", "anna", 1).code) == ("", "not_enough")
    earning(one.journal, "anna", PROGRAM)
    one.push()
    assert two.ask("points", "anna", 0).available == 119
    right = one.right("points", "anna", 100)
    assert (right.quantity, right.kind, right.subject) == (100, "points", "anna")
    # What is granted is taken off at once, for everybody.
    assert two.account("anna").points == 19
    assert two.ask("points", "anna", 20).code == "not_enough"
    redeeming(one.journal, "anna", 60, right)
    assert one.push() == [("applied", None)]
    assert (two.account("anna").points, task_kinds(hub)) == (19, [])
    settled(one.journal, right, 40)
    one.push()
    assert two.account("anna").points == 59
    assert two.right("points", "anna", 59).quantity == 59


def test_redeemed_offline_by_two_tills_is_booked_and_told(hub: Hub, tills: tuple[Till, Till]) -> None:
    one, two = tills
    earning(one.journal, "anna", PROGRAM)
    redeeming(one.journal, "anna", 100)
    redeeming(two.journal, "anna", 100)
    one.push()
    two.push()
    assert one.account("anna").points == -81
    assert task_kinds(hub) == ["points_overdrawn"]
    assert one.ask("points", "anna", 0).available == 0
    earning(one.journal, "anna", PROGRAM)
    one.push()
    assert one.account("anna").points == 38


def test_a_post_void_takes_points_back_and_gives_them_back(hub: Hub, tills: tuple[Till, Till]) -> None:
    one, _ = tills
    sale = earning(one.journal, "anna", PROGRAM)
    taken = redeeming(one.journal, "anna", 19)
    one.push()
    cancelled(one.journal, taken)
    one.push()
    assert one.account("anna").points == 119
    cancelled(one.journal, sale)
    one.push()
    assert one.account("anna").points == 0
    assert task_kinds(hub) == []


def test_time_makes_points_good_and_ends_them(hub: Hub, tills: tuple[Till, Till], clock: HandClock) -> None:
    one, _ = tills
    hub.loyalty.set_program(one.store_id, replace(PROGRAM, pending_days=14))
    earning(one.journal, "anna", replace(PROGRAM, pending_days=14))
    one.push()
    assert (one.account("anna").points, one.account("anna").pending) == (0, 119)
    clock.ms = AT + 14 * DAY_MS
    # Nothing waits for the job: who asks for a right is answered by the clock.
    assert one.ask("points", "anna", 0).available == 119
    hub.loyalty.tidy()
    state = one.account("anna")
    assert (state.points, state.pending, state.next_expiry_points) == (119, 0, 119)
    assert state.next_expiry_at == AT + 44 * DAY_MS
    clock.ms = AT + 44 * DAY_MS
    hub.loyalty.tidy()
    assert hub.loyalty.tidy() == []
    assert one.account("anna").points == 0
    shown = hub.loyalty.account("anna")
    assert [(row["kind"], row["points"]) for row in shown["ledger"]] == [("accrual", 119), ("expiry", -119)]
    assert [lot["state"] for lot in shown["lots"]] == ["expired"]


def test_tiers_are_reached_and_lost(hub: Hub, tills: tuple[Till, Till], clock: HandClock) -> None:
    one, _ = tills
    earning(one.journal, "anna", PROGRAM)
    earning(one.journal, "anna", PROGRAM, AT + 1)
    one.push()
    assert one.account("anna").tier_id == "gold"
    clock.ms = AT + 366 * DAY_MS
    hub.loyalty.tidy()
    assert one.account("anna").tier_id == ""


@pytest.mark.parametrize("hlc", ["~", f"{AT:012x}-0001-{'t' * 5000}", ""])
def test_a_stamp_that_is_none_is_no_news_and_its_points_count(tills: tuple[Till, Till], hlc: str) -> None:
    one, _ = tills
    sale = earning(one.journal, "anna", PROGRAM)
    assert one.push() == [("applied", None)]
    before = one.account("anna")
    points = tuple(replace(each, entry_id=f"{number:064d}") for number, each in enumerate(read(sale).points))
    made = replace(one.journal.sale_body("milk"), points=points)
    one.journal.add("sale.completed", made, v=3, stamp=hlc)
    assert one.push() == [("applied", None)]
    after = one.account("anna")
    assert (after.points, after.seen) == (238, before.seen)


def test_a_right_to_points_lasts_no_longer_than_points_that_ended_are_good_for(
    hub: Hub, tills: tuple[Till, Till], clock: HandClock
) -> None:
    one, two = tills
    with hub.database.write() as connection:
        record = stores.by_id(connection, one.store_id)
        assert record is not None
        limits = replace(record.profile.limits, right_hours=72)
        stores.put(connection, replace(record, profile=replace(record.profile, limits=limits)))
    earning(one.journal, "anna", PROGRAM)
    one.push()
    right = two.right("points", "anna", 100)
    assert right.use_by == AT + DAY_MS


def test_a_stranger_earns_too_and_a_person_is_told_once(hub: Hub, tills: tuple[Till, Till]) -> None:
    one, _ = tills
    earning(one.journal, "nobody", PROGRAM)
    earning(one.journal, "nobody", PROGRAM)
    one.push()
    earning(one.journal, "nobody", PROGRAM)
    one.push()
    assert (one.account("nobody").points, task_kinds(hub)) == (357, ["account_unknown"])


def test_training_enters_nothing_and_impossible_entries_are_put_aside(
    hub: Hub, tills: tuple[Till, Till]
) -> None:
    one, _ = tills
    entry = PointsEntry(entry_id="e", account_id="anna", kind="accrual", points=5)
    sale_with(one.journal, points=(entry,), training=True)
    one.journal.receipts = 0
    sale_with(one.journal, points=(replace(entry, points=10**13),))
    sale_with(one.journal, points=(replace(entry, account_id="x" * 65),))
    sale_with(one.journal, points=(entry, entry))
    assert one.push() == [("applied", None)] + [("quarantined", "entries_impossible")] * 3
    assert one.feed("account") == {}


def test_an_erased_customer_earns_unseen(hub: Hub, tills: tuple[Till, Till]) -> None:
    one, _ = tills
    earning(one.journal, "anna", PROGRAM)
    one.push()
    assert one.ask("points", "anna", 0).available == 119
    hub.customers.erase("anna")
    assert one.ask("points", "anna", 0).code == "account_unknown"
    assert one.feed("account") == {}
    earning(one.journal, "anna", PROGRAM)
    assert one.push() == [("applied", None)]
    assert one.feed("account") == {}
    with pytest.raises(RuleError, match="erased"):
        hub.loyalty.account("anna")


def test_a_till_whose_clock_stands_a_year_ahead_gives_points_that_are_good_now(
    hub: Hub, tills: tuple[Till, Till], clock: HandClock
) -> None:
    one, _ = tills
    earning(one.journal, "anna", PROGRAM, AT + 365 * DAY_MS)
    assert one.push() == [("applied", None)]
    assert one.account("anna").points == 119
    assert one.account("anna").next_expiry_at == AT + 30 * DAY_MS
    clock.ms = AT + 30 * DAY_MS
    hub.loyalty.tidy()
    assert one.account("anna").points == 0


def test_adjustments_need_a_reason_and_name_who_made_them(
    hub: Hub, tills: tuple[Till, Till], clock: HandClock
) -> None:
    one, _ = tills
    hub.loyalty.adjust_points("anna", 50, "ada", "Complaint")
    clock.ms += 1
    hub.loyalty.adjust_points("anna", -20, "ada", "Too much")
    hub.loyalty.adjust_credit("anna", 500, "ada", "Goodwill")
    assert (one.account("anna").points, one.account("anna").credit) == (30, 500)
    shown = hub.loyalty.account("anna")
    assert [(row["made_by"], row["why"]) for row in shown["ledger"]] == [
        ("ada", "Complaint"),
        ("ada", "Too much"),
    ]
    for points, why in ((5, " "), (0, "why"), (10**13, "why")):
        with pytest.raises(RuleError):
            hub.loyalty.adjust_points("anna", points, "ada", why)
    with pytest.raises(RuleError, match="no such customer"):
        hub.loyalty.adjust_points("nobody", 5, "ada", "why")


def test_no_adjustment_takes_more_than_there_is_nor_what_a_till_was_promised(
    hub: Hub, tills: tuple[Till, Till]
) -> None:
    one, _ = tills
    with pytest.raises(RuleError, match="has 0 points"):
        hub.loyalty.adjust_points("anna", -1, "ada", "Mistake")
    earning(one.journal, "anna", PROGRAM)
    earning(one.journal, "anna", replace(PROGRAM, pending_days=14))
    one.push()
    one.right("points", "anna", 100)
    with pytest.raises(RuleError, match="has 138 points") as refused:
        hub.loyalty.adjust_points("anna", -139, "ada", "Fraud")
    assert refused.value.code == "adjustment_too_large"
    hub.loyalty.adjust_points("anna", -138, "ada", "Fraud")
    hub.loyalty.adjust_credit("anna", 500, "ada", "Goodwill")
    one.right("store_credit", "anna", 200)
    with pytest.raises(RuleError, match=r"has 3\.00 EUR"):
        hub.loyalty.adjust_credit("anna", -301, "ada", "Mistake")
    hub.loyalty.adjust_credit("anna", -300, "ada", "Mistake")
    assert one.account("anna").credit == 0


def test_the_program_is_in_the_stores_configuration_and_goes_with_it(
    hub: Hub, tills: tuple[Till, Till]
) -> None:
    one, _ = tills
    assert hub.loyalty.program(one.store_id) == PROGRAM
    hub.loyalty.set_program(one.store_id, None)
    assert hub.loyalty.program(one.store_id) is None
    with pytest.raises(RuleError, match="no store"):
        hub.loyalty.set_program("elsewhere", PROGRAM)


@pytest.mark.parametrize(
    ("sql", "rule", "words"),
    [
        ("UPDATE points_entry SET points = 120", "account", "how her account stands"),
        ("DELETE FROM points_entry", "account", "not what its op says"),
        ("UPDATE loyalty_account SET seen = '{}'", "account", "how her account stands"),
        ("DELETE FROM feed WHERE kind = 'account'", "account", "does not have her account"),
    ],
)
def test_what_is_tampered_with_is_found(
    hub: Hub, records: tuple[TerminalRecord, ...], hub_gen: str, sql: str, rule: str, words: str
) -> None:
    one = Till(hub, records[0], hub_gen)
    hub.loyalty.set_program(one.store_id, PROGRAM)
    one.know("anna")
    earning(one.journal, "anna", PROGRAM)
    one.push()
    assert check(hub.engine) == []
    with hub.database.write() as connection:
        connection.exec_driver_sql(sql)
    assert any(found.rule == rule and words in found.message for found in check(hub.engine))
