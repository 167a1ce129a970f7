"""Tenders, cash rounding rules and settlement."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from retail.cash_rounding import CASH_RULES, CashRule, cash_rule, round_cash
from retail.errors import RuleError
from retail.rounding import Rounding
from retail.tender import (
    VALUE_KINDS,
    Settlement,
    Tender,
    TenderKind,
    holds_card_number,
    quick_cash,
    settle,
)

RULES = st.one_of(st.none(), st.sampled_from(CASH_RULES))
FI = cash_rule("FI", "EUR", "2026-11-20")
STATE_RULES = (
    CashRule(country="US", currency="USD", step=5, since="2026-01-01"),
    CashRule(country="US", currency="USD", step=5, mode="off", state="MA", since="2026-01-01"),
    CashRule(country="US", currency="USD", step=10, state="AZ", since="2026-01-01", until="2026-06-30"),
    CashRule(country="US", currency="USD", step=5, mode="down", state="AZ", since="2026-07-01"),
)


def cash(amount: int) -> Tender:
    return Tender(payment_id="c", kind="cash", amount=amount, at=0)


def card(amount: int) -> Tender:
    return Tender(payment_id="k", kind="card", amount=amount, brand="visa", last4="4242", at=0)


def other(kind: TenderKind, amount: int) -> Tender:
    """A tender of an account: points count two a cent here."""
    points = 2 * amount if kind == "points" else 0
    return Tender(payment_id=kind, kind=kind, amount=amount, account_id="a", points=points, at=0)


def code_of(total: int, *tenders: Tender, rule: CashRule | None = FI) -> str:
    with pytest.raises(RuleError) as error:
        settle(total, tenders, rule)
    return error.value.code


def test_a_rule_is_found_by_country_state_and_date() -> None:
    def found(state: str, on: str) -> CashRule | None:
        return cash_rule("US", "USD", on, state=state, rules=STATE_RULES)

    assert found("", "2025-12-31") is None
    assert found("NY", "2026-03-01") == STATE_RULES[0]
    assert found("MA", "2026-03-01") is None
    assert found("AZ", "2026-06-30") == STATE_RULES[2]
    assert found("AZ", "2026-07-01") == STATE_RULES[3]
    assert cash_rule("US", "EUR", "2026-03-01", rules=STATE_RULES) is None


def test_the_nickel_of_the_united_states_is_a_choice_of_the_store() -> None:
    assert cash_rule("US", "USD", "2026-11-20") is None
    rule = cash_rule("US", "USD", "2026-11-20", opt_in=True)
    assert [round_cash(amount, rule) for amount in (1, 2, 197, 198, -198)] == [5, 5, 195, 200, -198]


def test_rounding_starts_with_its_law() -> None:
    assert cash_rule("EE", "EUR", "2024-12-31") is None
    assert cash_rule("EE", "EUR", "2025-01-01") is not None


def test_off_rounds_nothing() -> None:
    assert round_cash(123, STATE_RULES[1]) == 123


@given(st.integers(-(10**9), 10**9), RULES)
def test_cash_can_be_paid_with_the_coins_there_are(amount: int, rule: CashRule | None) -> None:
    rounded = round_cash(amount, rule)
    if rule is None or (rule.refund == "exact" and amount < 0):
        assert rounded == amount
        return
    assert rounded % rule.step == 0 or (rule.below_step == "exact" and abs(amount) < rule.step)
    assert abs(rounded - amount) < rule.step
    if rule.mode == "down":
        assert abs(rounded) <= abs(amount)
    if rule.refund == "rounded":
        assert round_cash(-amount, rule) == -rounded


@st.composite
def payments(draw: st.DrawFn) -> tuple[int, list[Tender], CashRule | None]:
    total = draw(st.integers(-100_000, 100_000))
    rule = draw(RULES)
    sign = -1 if total < 0 else 1
    tenders: list[Tender] = []
    for _ in range(draw(st.integers(0, 4))):
        before = settle(total, tenders, rule)
        if before.complete:
            break
        if before.remaining and draw(st.booleans()):
            amount = sign * draw(st.integers(1, abs(before.remaining)))
            kind = draw(st.sampled_from(("card", *sorted(VALUE_KINDS))))
            tenders.append(card(amount) if kind == "card" else other(kind, amount))
        elif before.cash_remaining:
            tenders.append(cash(sign * draw(st.integers(1, abs(before.cash_remaining) + 5000))))
        else:
            tenders.append(cash(0))
    return total, tenders, rule


@given(payments())
def test_what_is_given_is_what_is_paid_and_changed(
    payment: tuple[int, list[Tender], CashRule | None],
) -> None:
    total, tenders, rule = payment
    done = settle(total, tenders, rule)
    sign = -1 if total < 0 else 1
    assert done.payable == done.total + done.rounding
    assert done.card_paid == sum(tender.amount for tender in tenders if tender.kind != "cash")
    assert done.cash_given == sum(tender.amount for tender in tenders if tender.kind == "cash")
    assert done.cash_kept == done.cash_given - done.change
    assert sign * done.remaining >= 0 and sign * done.cash_remaining >= 0 and sign * done.change >= 0
    if done.complete:
        assert done.card_paid + done.cash_given == done.payable + done.change
        assert done.remaining == done.cash_remaining == 0
    else:
        assert done.rounding == done.change == 0
        assert done.cash_remaining == done.cash_due - done.cash_given
    if rule is None or all(tender.kind != "cash" for tender in tenders):
        assert done.rounding == 0
    else:
        assert abs(done.rounding) < rule.step


@given(payments())
def test_a_refund_is_the_mirror(payment: tuple[int, list[Tender], CashRule | None]) -> None:
    total, tenders, rule = payment
    assume(rule is None or rule.refund == "rounded")
    done = settle(total, tenders, rule)
    back = settle(
        -total,
        [msgspec.structs.replace(one, amount=-one.amount, points=-one.points) for one in tenders],
        rule,
    )
    amounts = [name for name in Settlement.__struct_fields__ if name != "complete"]
    assert [getattr(back, name) for name in amounts] == [-getattr(done, name) for name in amounts]
    assert back.complete == done.complete


def test_tenders_that_do_not_fit_are_refused() -> None:
    assert code_of(1000, card(1001)) == "tender_over"
    assert code_of(1000, cash(500), card(501)) == "tender_over"
    assert code_of(-1000, card(-1001)) == "tender_over"
    assert code_of(1000, card(-1)) == "tender_sign"
    assert code_of(-1000, cash(1)) == "tender_sign"
    assert code_of(1000, card(0)) == "tender_sign"
    assert code_of(1000, cash(0)) == "tender_sign"
    assert code_of(1000, cash(1000), cash(1)) == "already_paid"
    assert code_of(0, cash(1)) == "already_paid"
    assert code_of(1233, cash(1234), card(1)) == "tender_over"


def test_exact_coins_settle_where_the_rule_allows_it() -> None:
    nickel = cash_rule("US", "USD", "2026-11-20", opt_in=True)
    exact = settle(1982, [cash(1982)], nickel)
    assert (exact.complete, exact.rounding, exact.change) == (True, 0, 0)
    rounded = settle(1982, [cash(2000)], nickel)
    assert (rounded.complete, rounded.rounding, rounded.change) == (True, -2, 20)


@pytest.mark.parametrize("last4", ["123", "12345", "12a4", "", "4242 "])
def test_last_digits_are_four_digits(last4: str) -> None:
    with pytest.raises(RuleError) as error:
        Tender(payment_id="p", kind="card", amount=1, last4=last4, at=0)
    assert error.value.code == "last4_invalid"


@pytest.mark.parametrize("text", ["4242424242424242", "slip 4242 4242 4242 4242", "3782-822463-10005"])
def test_a_card_number_is_never_kept(text: str) -> None:
    assert holds_card_number(text)
    for field in ("brand", "reference"):
        with pytest.raises(RuleError) as error:
            Tender(payment_id="p", kind="card", amount=1, at=0, **{field: text})  # type: ignore[arg-type]
        assert error.value.code == "card_number_refused"
        assert text not in error.value.message


def test_a_slip_number_is_kept() -> None:
    tender = Tender(payment_id="p", kind="card", amount=1, at=0, brand="visa", reference="TA 004711 / 482915")
    assert tender.reference == "TA 004711 / 482915"
    assert not holds_card_number("4242424242424241")


@pytest.mark.parametrize(
    ("amount", "currency", "keys"),
    [
        (1735, "EUR", (1735, 2000, 5000, 10000)),
        (4210, "EUR", (4210, 4500, 5000, 6000)),
        (4000, "EUR", (4000, 5000, 10000, 20000)),
        (50000, "EUR", (50000, 60000)),
        (1199, "USD", (1199, 1200, 1500, 2000)),
        (1980, "JPY", (1980, 2000, 5000, 10000)),
        (735, "AED", (735,)),
        (0, "EUR", (0,)),
        (-500, "EUR", (-500,)),
    ],
)
def test_quick_cash_keys(amount: int, currency: str, keys: tuple[int, ...]) -> None:
    assert quick_cash(amount, currency) == keys


@given(st.integers(1, 10**7), st.sampled_from(["EUR", "USD", "KWD", "JPY", "AED"]))
def test_quick_cash_is_short_distinct_and_enough(amount: int, currency: str) -> None:
    keys = quick_cash(amount, currency)
    assert keys[0] == amount
    assert list(keys) == sorted(set(keys))
    assert len(keys) <= 4


def test_a_tie_goes_as_the_country_says() -> None:
    up = CashRule(country="XX", currency="EUR", step=10)
    assert (round_cash(105, up), round_cash(-105, up)) == (110, -110)
    down = msgspec.structs.replace(up, half=Rounding.HALF_DOWN)
    assert (round_cash(105, down), round_cash(-105, down)) == (100, -100)


@given(payments())
def test_points_gift_cards_and_credit_settle_as_cards_do(
    payment: tuple[int, list[Tender], CashRule | None],
) -> None:
    total, tenders, rule = payment
    by_card = [card(tender.amount) if tender.kind in VALUE_KINDS else tender for tender in tenders]
    assert settle(total, tenders, rule) == settle(total, by_card, rule)


@pytest.mark.parametrize("kind", sorted(VALUE_KINDS))
def test_no_account_pays_more_than_is_left_or_nothing(kind: TenderKind) -> None:
    assert code_of(1000, other(kind, 1001)) == "tender_over"
    assert code_of(1002, other(kind, 1002), other(kind, 1)) == "already_paid"
    assert settle(1002, (other(kind, 1002),), FI).rounding == 0
    assert settle(-1002, (other(kind, -1002),), FI).complete


def test_an_account_pays_and_its_points_are_of_the_sign_of_the_amount() -> None:
    for wrong in (
        {"kind": "store_credit"},
        {"kind": "card", "account_id": "a"},
    ):
        with pytest.raises(RuleError) as error:
            Tender(payment_id="p", amount=1, at=0, **wrong)  # type: ignore[arg-type]
        assert error.value.code == "account_missing"
    for kind, points in (("points", 0), ("points", -1), ("gift_card", 1)):
        with pytest.raises(RuleError) as error:
            Tender(payment_id="p", kind=kind, amount=1, account_id="a", points=points, at=0)  # type: ignore[arg-type]
        assert error.value.code == "points_amount"


def test_a_gift_card_is_known_by_four_characters_and_a_card_by_four_digits() -> None:
    paid = Tender(payment_id="p", kind="gift_card", amount=1, account_id="a", last4="7KQ2", at=0)
    assert paid.last4 == "7KQ2"
    with pytest.raises(RuleError):
        Tender(payment_id="p", kind="card", amount=1, last4="7KQ2", at=0)
