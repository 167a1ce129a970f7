"""Points at the till: redeemed, earned, given back, within the cap offline; balances and merged customers."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from pos_app.commands import (
    PostVoid,
    Scan,
    SetTraining,
    TenderCash,
)
from pos_app.commands.customers import AttachCustomer, CreateCustomer
from pos_app.commands.loyalty import (
    AskAccount,
    AskGiftCard,
    RefundToGiftCard,
    TenderGiftCard,
    TenderPoints,
    TenderStoreCredit,
)
from pos_app.commands.returns import ReturnLines, ReturnPick
from pos_app.queries.customers import FindCustomers
from pos_app.queries.loyalty import BalanceOf, ListValueAsks, ShowValuePayment
from pos_app.views.loyalty import ValueAskView
from retail.customer_alias import CustomerAlias
from retail.loyalty import AccountState
from retail.receipt_layout import as_text
from tests.fakes.clock import NOON
from tests.fakes.counter import Counter, supervisor
from tests.fakes.loyal import (
    ANNA,
    CARD,
    CODE,
    MILK,
    PROGRAM,
    asked,
    body,
    bring_customers,
    bring_program,
    loyal,
    milk,
    no,
    sound,
    yes,
)


@pytest.fixture
def till(counter: Counter) -> Counter:
    """A till whose store gives points, and that knows Anna."""
    return loyal(counter)


def test_points_pay_and_what_is_paid_in_money_earns(till: Counter) -> None:
    txn_id = milk(till, customer=True)
    view = till.ask(ShowValuePayment())
    assert (view.points, view.points_amount, view.credit, view.customer) == (500, 500, 2000, True)
    till.ok(TenderPoints(txn_id=txn_id, points=200))
    till.answer(yes(till, available=300))
    till.ok(TenderCash(txn_id=txn_id, amount=395))
    sold = body(till, txn_id)
    assert [(one.kind, one.points, one.unlicensed) for one in sold.points] == [
        ("accrual", 3, False),
        ("redemption", -200, False),
    ]
    balance = till.ask(BalanceOf(customer_id=ANNA))
    assert (balance.points, balance.credit, balance.known) == (303, 2000, True)
    paper = " ".join(till.paper().split())
    assert "Punkte (200) 2,00" in paper
    assert "Punkte gesammelt 3" in paper
    assert "Punktestand 303" in paper
    sound(till)


def test_offline_points_pay_up_to_the_cap_of_the_store(till: Counter) -> None:
    txn_id = milk(till, customer=True)
    till.ok(TenderPoints(txn_id=txn_id))
    outcome = till.answer()
    sale = outcome.sale
    assert sale is not None and outcome.notice is not None
    assert (outcome.notice.code, outcome.notice.params) == ("points_capped", {"points": 50})
    assert [(one.kind, one.amount) for one in sale.tenders] == [("points", 50)]
    assert till.ask(ShowValuePayment()).points == 0
    till.ok(TenderCash(txn_id=txn_id, amount=545))
    assert [one.unlicensed for one in body(till, txn_id).points if one.kind == "redemption"] == [True]
    assert till.ask(BalanceOf(customer_id=ANNA)).points == 500 - 50 + 5
    again = milk(till, customer=True)
    till.ok(TenderPoints(txn_id=again))
    outcome = till.answer()
    assert outcome.notice is not None
    assert outcome.notice.code == "value_needs_hub"
    sound(till)


def test_the_cap_opens_again_when_the_hub_has_seen_what_was_redeemed(till: Counter) -> None:
    txn_id = milk(till, customer=True)
    till.ok(TenderPoints(txn_id=txn_id))
    till.answer()
    till.ok(TenderCash(txn_id=txn_id, amount=545))
    with till.local.store.read() as uow:
        newest = uow.journal.last_hlc()
    seen = AccountState(account_id=ANNA, points=455, at=NOON + 9, seen={"terminal-2": newest})
    bring_customers(till, seen, feed="feed-2")
    assert till.ask(BalanceOf(customer_id=ANNA)).points == 455
    again = milk(till, customer=True)
    till.ok(TenderPoints(txn_id=again))
    sale = till.answer().sale
    assert sale is not None
    assert sale.tenders[0].amount == 50


def test_points_need_a_customer_a_program_and_enough_of_them(till: Counter) -> None:
    txn_id = milk(till)
    assert till.refused(TenderPoints(txn_id=txn_id)) == "customer_needed"
    assert till.refused(TenderStoreCredit(txn_id=txn_id)) == "customer_needed"
    till.ok(AttachCustomer(customer_id=ANNA))
    assert till.refused(TenderPoints(txn_id=txn_id, points=596)) == "tender_over"
    assert till.refused(TenderPoints(txn_id=txn_id, points=0)) == "points_too_few"
    till.ok(TenderPoints(txn_id=txn_id))
    assert asked(till).asks[0].quantity == 595
    outcome = till.answer(no(till, available=0))
    assert outcome.notice is not None
    assert outcome.notice.code == "points_not_enough"


def test_nothing_of_it_is_used_in_training(till: Counter) -> None:
    till.ok(SetTraining(on=True, approval=supervisor()))
    txn_id = milk(till, customer=True)
    assert till.refused(TenderPoints(txn_id=txn_id)) == "training_value"
    till.ok(TenderCash(txn_id=txn_id, amount=595))
    assert body(till, txn_id).points == ()
    sound(till)


def test_the_sale_shows_what_it_earns_and_how_old_the_balance_is(till: Counter) -> None:
    milk(till)
    sale = till.sale(AttachCustomer(customer_id=ANNA))
    assert sale.customer is not None
    assert (sale.customer.points, sale.customer.earns, sale.customer.as_of) == (500, 5, NOON)
    assert sale.customer.loyalty


# --- what comes back --------------------------------------------------------------------------------------


def returned(till: Counter, txn_id: str, pieces: int) -> str:
    """A refund of milk, and its id."""
    line = body(till, txn_id).lines[0].line_id
    pick = ReturnPick(line_id=line, quantity=pieces * 1000)
    return till.sale(ReturnLines(txn_id=txn_id, picks=(pick,))).txn_id


def paid_by_points(till: Counter) -> str:
    """Five milk: 3.00 by points, the rest in cash."""
    txn_id = milk(till, customer=True)
    till.ok(TenderPoints(txn_id=txn_id, points=300))
    till.answer(yes(till, available=200))
    till.ok(TenderCash(txn_id=txn_id, amount=295))
    return txn_id


def test_points_that_paid_go_back_before_any_money(till: Counter) -> None:
    back = returned(till, paid_by_points(till), 5)
    view = till.ask(ShowValuePayment())
    assert (view.refund, view.points_due, view.points_amount) == (True, 300, 300)
    assert till.refused(TenderCash(txn_id=back, amount=-595)) == "points_back_first"
    sale = till.sale(TenderPoints(txn_id=back))
    assert [(one.kind, one.amount) for one in sale.tenders] == [("points", -300)]
    till.ok(TenderCash(txn_id=back, amount=-295))
    entries = body(till, back).points
    assert sorted((one.kind, one.points) for one in entries) == [("reversal", -2), ("reversal", 300)]
    assert till.ask(BalanceOf(customer_id=ANNA)).points == 500
    sound(till)


def test_a_part_that_comes_back_brings_its_share(till: Counter) -> None:
    sold = paid_by_points(till)
    back = returned(till, sold, 2)
    till.ok(TenderPoints(txn_id=back))
    till.ok(TenderCash(txn_id=back, amount=-118))
    assert [one.points for one in body(till, back).points if one.points > 0] == [120]
    rest = returned(till, sold, 3)
    till.ok(TenderPoints(txn_id=rest))
    till.ok(TenderCash(txn_id=rest, amount=-177))
    assert [one.points for one in body(till, rest).points if one.points > 0] == [180]
    assert till.refused(TenderPoints(txn_id=rest)) == "already_completed"
    sound(till)


def test_no_points_go_back_where_none_paid(till: Counter) -> None:
    txn_id = milk(till)
    till.ok(TenderCash(txn_id=txn_id, amount=595))
    back = returned(till, txn_id, 1)
    assert till.refused(TenderPoints(txn_id=back)) == "no_points_due"
    assert till.refused(RefundToGiftCard(txn_id=back, account_id=CARD)) == "card_did_not_pay"
    till.ok(AttachCustomer(customer_id=ANNA))
    assert till.refused(TenderStoreCredit(txn_id=back, amount=0)) == "tender_sign"
    till.ok(TenderStoreCredit(txn_id=back))
    given = body(till, back)
    assert [(one.act, one.amount, one.account_id) for one in given.values] == [("refund", 119, ANNA)]
    assert till.ask(BalanceOf(customer_id=ANNA)).credit == 2119
    assert till.ask(ListValueAsks()) == ()
    sound(till)


def test_money_goes_back_to_the_gift_card_that_paid_and_to_no_other(till: Counter) -> None:
    txn_id = milk(till)
    till.ok(TenderGiftCard(txn_id=txn_id, code=CODE, amount=200))
    till.answer(yes(till))
    till.ok(TenderCash(txn_id=txn_id, amount=395))
    back = returned(till, txn_id, 5)
    (card,) = till.ask(ShowValuePayment()).gift_cards
    assert (card.payment_id, card.amount, card.last4) == (CARD, 200, CODE[-4:])
    assert till.refused(TenderGiftCard(txn_id=back, code="ABCDEFGH12345678")) == "card_did_not_pay"
    assert till.refused(RefundToGiftCard(txn_id=back, account_id=CARD, amount=201)) == "card_paid_less"
    till.ok(TenderGiftCard(txn_id=back, code=CODE))
    assert till.refused(RefundToGiftCard(txn_id=back, account_id=CARD)) == "card_did_not_pay"
    till.ok(TenderCash(txn_id=back, amount=-395))
    assert [(one.act, one.amount) for one in body(till, back).values] == [("refund", 200)]
    assert till.refused(RefundToGiftCard(txn_id=milk(till), account_id=CARD)) == "nothing_to_refund"
    sound(till)


def test_several_returns_give_a_gift_card_no_more_than_it_paid(till: Counter) -> None:
    sold = milk(till)
    till.ok(TenderGiftCard(txn_id=sold, code=CODE, amount=200))
    till.answer(yes(till))
    till.ok(TenderCash(txn_id=sold, amount=395))
    first = returned(till, sold, 1)
    assert till.ask(ShowValuePayment()).gift_cards[0].amount == 119
    till.ok(TenderGiftCard(txn_id=first, code=CODE))
    second = returned(till, sold, 2)
    assert till.ask(ShowValuePayment()).gift_cards[0].amount == 81
    assert till.refused(RefundToGiftCard(txn_id=second, account_id=CARD, amount=82)) == "card_paid_less"
    till.ok(TenderGiftCard(txn_id=second, code=CODE))
    assert till.ask(ShowValuePayment()).gift_cards == ()
    till.ok(TenderCash(txn_id=second, amount=-157))
    third = returned(till, sold, 2)
    assert till.refused(RefundToGiftCard(txn_id=third, account_id=CARD)) == "card_did_not_pay"
    till.ok(TenderCash(txn_id=third, amount=-238))
    till.ok(PostVoid(txn_id=first, approval=supervisor("mistake")))
    again = returned(till, sold, 1)
    till.ok(RefundToGiftCard(txn_id=again, account_id=CARD))
    assert [(one.act, one.amount) for one in body(till, again).values] == [("refund", 119)]
    sound(till)


def test_a_post_void_gives_points_back_and_takes_earned_ones(till: Counter) -> None:
    sold = paid_by_points(till)
    till.ok(PostVoid(txn_id=sold, approval=supervisor("mistake")))
    assert till.ask(BalanceOf(customer_id=ANNA)).points == 500
    assert "Punkte zurückgegeben (300)" in as_text(till.jobs()[-1].document, 42)
    sound(till)


# --- balances and merged customers ------------------------------------------------------------------------


def test_a_balance_is_asked_for_and_told_with_its_age(till: Counter) -> None:
    till.ok(AskGiftCard(code=CODE))
    assert [one.quantity for one in asked(till).asks] == [0]
    till.answer(no(till, code="", available=1250))
    (told,) = till.ask(ListValueAsks())
    assert told == ValueAskView(
        request_id=told.request_id,
        kind="gift_card",
        quantity=0,
        last4=CODE[-4:],
        at=told.at,
        pending=False,
        available=1250,
        as_of=told.as_of,
        currency="EUR",
    )
    till.ok(AskAccount(customer_id=ANNA))
    assert [one.kind for one in asked(till).asks] == ["points", "store_credit"]
    till.clock.pass_ms(60_000)
    till.answer(no(till, code="", available=77))
    balance = till.ask(BalanceOf(customer_id=ANNA))
    assert (balance.points, balance.credit) == (77, 77)
    assert balance.as_of > NOON
    for ask, code in (
        (AskGiftCard(code=CODE), "balance_needs_hub"),
        (AskAccount(customer_id=ANNA), "account_stands"),
    ):
        till.ok(ask)
        outcome = till.answer()
        assert outcome.notice is not None
        assert outcome.notice.code == code
    for said, notice in (
        ("account_unknown", "balance_unknown"),
        ("card_blocked", "balance_blocked"),
        ("anything", "balance_refused"),
    ):
        till.ok(AskGiftCard(code=CODE))
        outcome = till.answer(no(till, said))
        assert outcome.notice is not None
        assert outcome.notice.code == notice
        assert till.ask(ListValueAsks()) == ()


def test_who_was_merged_is_found_as_who_she_is_now(till: Counter) -> None:
    alias = CustomerAlias(from_id="customer-anne", to_id=ANNA)
    bring_customers(till, AccountState(account_id=ANNA, points=500, at=NOON), aliases=(alias,), feed="feed-2")
    sale = till.sale(Scan(raw="2900000000025"))
    assert sale.customer is not None
    assert (sale.customer.customer_id, sale.customer.name, sale.customer.points) == (ANNA, "Anna Müller", 500)
    milk(till)
    till.ok(AttachCustomer(customer_id="customer-anne"))
    txn_id = till.sale(Scan(raw=MILK)).txn_id
    till.ok(TenderCash(txn_id=txn_id, amount=714))
    assert {one.account_id for one in body(till, txn_id).points} == {ANNA}
    ring = CustomerAlias(from_id=ANNA, to_id="customer-anne")
    bring_customers(till, aliases=(alias, ring), feed="feed-3")
    assert till.ask(BalanceOf(customer_id=ANNA)).known is False


def test_the_address_under_which_she_was_known_before_finds_her_too(till: Counter) -> None:
    till.ok(CreateCustomer(name="Anne", email="anne@old.example", attach=False))
    (anne,) = till.ask(FindCustomers(text="anne@old"))
    alias = CustomerAlias(from_id=anne.customer_id, to_id=ANNA)
    bring_customers(till, AccountState(account_id=ANNA, points=500, at=NOON), aliases=(alias,), feed="feed-2")
    sale = till.sale(Scan(raw="]Q1mailto:anne@old.example"))
    assert sale.customer is not None
    assert sale.customer.customer_id == ANNA


def test_a_qr_code_with_her_address_finds_her(till: Counter) -> None:
    sale = till.sale(Scan(raw="]Q1mailto:anna@example.org"))
    assert sale.customer is not None
    assert sale.customer.customer_id == ANNA


def test_points_that_wait_are_not_spent_yet(till: Counter) -> None:
    bring_program(till, replace(PROGRAM, pending_days=14))
    txn_id = milk(till, customer=True)
    till.ok(TenderCash(txn_id=txn_id, amount=595))
    balance = till.ask(BalanceOf(customer_id=ANNA))
    assert (balance.points, balance.pending) == (500, 5)
    till.ok(PostVoid(txn_id=txn_id, approval=supervisor("mistake")))
    balance = till.ask(BalanceOf(customer_id=ANNA))
    assert (balance.points, balance.pending) == (500, 0)
