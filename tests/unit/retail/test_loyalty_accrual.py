"""Points of sales, returns and post-voids: once each, exact over all pieces, back where they came from."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from retail import loyalty_accrual as accrual
from retail.loyalty import AccrualRule, LoyaltyProgram, PointsEntry
from retail.refund import refund
from retail.rights import RightSpent
from retail.sold_receipt import ReturnFact, SoldPoints, SoldReceipt, sold_receipt
from retail.transaction import Returned
from tests.fakes.clock import NOON
from tests.fakes.loyalty_samples import PROGRAM, amount, goods, points_tender, sold_milk
from tests.fakes.sold import paid

PIECES = st.lists(st.integers(1, 5), min_size=1, max_size=6)


def earned(*rules: AccrualRule, at: int = 0, tier: str = "", **changes: object) -> dict[str, int]:
    line = goods("1", category="dairy", **changes)
    program = LoyaltyProgram(rules=rules, pending_days=14, expiry_days=365)
    entries = accrual.entries_of_sale("s", [line], [amount("1", 1000)], [], program, "anna", tier, at)
    return {entry.rule_id: entry.points for entry in entries}


def test_rules_of_all_goods_of_some_and_per_piece_add_up() -> None:
    found = earned(
        AccrualRule(rule_id="all", points=1, per=100),
        AccrualRule(rule_id="milk", points=5, skus=("milk",)),
        AccrualRule(rule_id="dairy", points=1, per=500, categories=("dairy",)),
        AccrualRule(rule_id="other", points=9, per=1, skus=("cola",), categories=("fruit",)),
        AccrualRule(rule_id="nothing", points=0, per=1),
        quantity=3000,
    )
    assert found == {"all": 10, "milk": 15, "dairy": 2}


@pytest.mark.parametrize(("at", "points"), [(9, {}), (10, {"r": 10}), (19, {"r": 10}), (20, {})])
def test_a_rule_has_its_days(at: int, points: dict[str, int]) -> None:
    rule = AccrualRule(rule_id="r", points=1, per=100, valid_from=10, valid_until=20)
    assert earned(rule, at=at) == points


def test_what_is_weighed_is_one_piece() -> None:
    assert earned(AccrualRule(rule_id="r", points=5), unit="kg", quantity=730) == {"r": 5}


@pytest.mark.parametrize(
    "changes",
    [{"voided": True}, {"kind": "deposit"}, {"kind": "gift_card"}, {"returned": Returned(reason_id="w")}],
)
def test_what_earns_nothing(changes: dict[str, Any]) -> None:
    assert earned(AccrualRule(rule_id="r", points=1, per=1), **changes) == {}


def test_when_points_may_be_spent_and_when_they_end() -> None:
    program = replace(PROGRAM, pending_days=14, expiry_days=365)
    (one,) = accrual.entries_of_sale("s", [goods("1")], [amount("1", 1000)], [], program, "a", "", NOON)
    assert one.active_at == NOON + 14 * accrual.DAY_MS
    assert one.expires_at == one.active_at + 365 * accrual.DAY_MS
    (one,) = accrual.entries_of_sale("s", [goods("1")], [amount("1", 1000)], [], PROGRAM, "a", "gold", NOON)
    assert (one.active_at, one.expires_at, one.points) == (NOON, 0, 15)


def test_an_entry_has_one_id_whoever_makes_it() -> None:
    def ids(txn_id: str) -> set[str]:
        lines, amounts = [goods("1"), goods("2")], [amount("1", 500), amount("2", 700)]
        entries = accrual.entries_of_sale(txn_id, lines, amounts, [], PROGRAM, "anna", "", NOON)
        return {one.entry_id for one in entries}

    assert ids("s") == ids("s")
    assert len(ids("s") | ids("t")) == 4


def test_redemptions_say_whether_rights_cover_them() -> None:
    whole, part, none = points_tender(500), points_tender(300), points_tender(200)
    rights = [
        RightSpent(grant_id="1", kind="points", subject="anna", quantity=200, payment_id="points-500"),
        RightSpent(grant_id="2", kind="points", subject="anna", quantity=300, payment_id="points-500"),
        RightSpent(grant_id="3", kind="points", subject="anna", quantity=299, payment_id="points-300"),
        RightSpent(grant_id="4", kind="stock", subject="milk", quantity=1000),
    ]
    tenders = [whole, part, none, paid("cash", 1), points_tender(-100)]
    entries = accrual.redemption_entries("s", tenders, rights)
    assert [(one.points, one.unlicensed) for one in entries] == [(-500, False), (-300, True), (-200, True)]


def a_receipt(pieces: int, points: int, redeemed: int = 0, total: int = 999) -> SoldReceipt:
    receipt = sold_receipt(sold_milk(total * pieces, pieces * 1000))
    assert receipt is not None
    sums = (SoldPoints("e1", "anna", "accrual", points, "milk"), SoldPoints("e0", "a", "accrual", 9, "other"))
    paid_by = (SoldPoints("e2", "anna", "redemption", -redeemed, "", 2 * redeemed),) if redeemed else ()
    return replace(receipt, points=(*sums, *paid_by))


def facts_of(receipt: SoldReceipt, pieces: list[int]) -> list[ReturnFact]:
    facts: list[ReturnFact] = []
    for place, count in enumerate(pieces):
        back = refund(receipt.lines[0], facts, count * 1000)
        facts.append(ReturnFact(f"r{place}", "l", "milk", count * 1000, back))
    return facts


@given(PIECES, st.integers(1, 1000), st.integers(1, 500), st.integers(1, 5000))
def test_all_pieces_together_lose_what_they_earned_and_bring_back_what_they_took(
    pieces: list[int], points: int, redeemed: int, total: int
) -> None:
    receipt = a_receipt(sum(pieces), points, redeemed, total)
    facts = facts_of(receipt, pieces)
    lost: list[PointsEntry] = []
    back: list[PointsEntry] = []
    for place, fact in enumerate(facts):
        lost += accrual.clawed_back(fact.txn_id, "l", receipt, fact, facts[:place])
        back += accrual.points_back(fact.txn_id, receipt, [fact], facts[:place])
    assert all(one.points < 0 and one.of_entry == "e1" for one in lost)
    assert sum(one.points for one in lost) == -points
    assert all(one.points > 0 and one.of_entry == "e2" for one in back)
    assert sum(one.points for one in back) == redeemed
    assert accrual.points_refund(receipt, back) == 2 * redeemed
    assert accrual.points_refund(receipt, lost) == 0
    assert len({one.entry_id for one in (*lost, *back)}) == len(lost) + len(back)


def test_nothing_comes_back_of_a_line_that_is_not_there_or_cost_nothing() -> None:
    receipt = a_receipt(2, 10, 5)
    (fact,) = facts_of(receipt, [1])
    assert accrual.clawed_back("r", "l", receipt, replace(fact, of_line="no"), []) == ()
    free = replace(receipt, lines=())
    assert accrual.points_back("r", free, [fact], []) == ()


def test_a_receipt_says_what_its_sale_entered() -> None:
    made = replace(
        sold_milk(500),
        tenders=(paid("cash", 300), points_tender(200, 100)),
        points=(
            PointsEntry(entry_id="1", account_id="anna", kind="accrual", points=3, line_id="milk"),
            PointsEntry(entry_id="2", account_id="anna", kind="redemption", points=-100),
            PointsEntry(entry_id="3", account_id="anna", kind="reversal", points=-1, of_entry="0"),
        ),
    )
    receipt = sold_receipt(made)
    assert receipt is not None
    assert receipt.points == (
        SoldPoints("1", "anna", "accrual", 3, "milk"),
        SoldPoints("2", "anna", "redemption", -100, "", 200),
    )


def test_a_gift_card_does_not_come_back_as_goods_do() -> None:
    made = sold_milk(500)
    card = replace(made, lines=(replace(made.lines[0], kind="gift_card"),))
    assert sold_receipt(card) is None


def test_a_post_void_takes_every_entry_back_once() -> None:
    entries = [
        PointsEntry(entry_id="1", account_id="anna", kind="accrual", points=3, line_id="l", rule_id="r"),
        PointsEntry(entry_id="2", account_id="anna", kind="redemption", points=-100),
    ]
    undone = accrual.reversed_entries("v", entries)
    assert [(one.kind, one.points, one.of_entry) for one in undone] == [
        ("reversal", -3, "1"),
        ("reversal", 100, "2"),
    ]


@pytest.mark.parametrize(
    ("balance", "due", "value", "least", "most"),
    [(500, 1000, 1, 0, 500), (500, 200, 1, 0, 200), (500, 205, 2, 0, 102), (50, 1000, 1, 100, 0),
     (-5, 1000, 1, 0, 0), (100, 1000, 1, 100, 100), (100, 1000, 0, 0, 0)],
)  # fmt: skip
def test_how_many_points_may_pay(balance: int, due: int, value: int, least: int, most: int) -> None:
    program = LoyaltyProgram(point_value=value, min_redeem=least)
    assert accrual.redeemable(balance, due, program) == most
