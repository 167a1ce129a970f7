"""Paying with gift cards and credit: asked, granted, spent, given back; and after a kill."""

from __future__ import annotations

import pytest

from local_db.reader import reading_pos
from pos_app.commands import (
    PostVoid,
    RemoveTender,
    Scan,
    SetQuantity,
    SuspendSale,
    TenderCash,
    VoidSale,
)
from pos_app.commands.customers import AttachCustomer
from pos_app.commands.hub_desk import TendRights
from pos_app.commands.loyalty import (
    CancelAsk,
    SellGiftCard,
    TenderGiftCard,
    TenderPoints,
    TenderStoreCredit,
)
from pos_app.queries.loyalty import ListValueAsks, ShowValuePayment
from tests.fakes.counter import Counter, supervisor
from tests.fakes.loyal import (
    ANNA,
    CARD,
    CODE,
    MILK,
    asked,
    body,
    loyal,
    milk,
    no,
    sound,
    yes,
)
from tests.fakes.store import KEYS


@pytest.fixture
def till(counter: Counter) -> Counter:
    """A till whose store gives points, and that knows Anna."""
    return loyal(counter)


def everything_written(till: Counter) -> str:
    """Journal, drafts and papers as text."""
    with reading_pos(till.data, KEYS) as database:
        tables = database.driver.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return "\n".join(
            str(row)
            for (table,) in tables
            for row in database.driver.execute(f"SELECT * FROM {table}")  # noqa: S608 - names of tables
        )


def test_a_gift_card_is_sold_without_its_code_being_kept(till: Counter) -> None:
    sale = till.sale(SellGiftCard(code=f"]Q1{CODE.lower()}", amount=2500))
    assert (sale.total, sale.tax_total, sale.lines[0].kind) == (2500, 0, "gift_card")
    assert sale.lines[0].name == f"Geschenkkarte •••• {CODE[-4:]}"
    assert CODE not in everything_written(till)
    till.ok(TenderCash(txn_id=sale.txn_id, amount=2500))
    sold = body(till, sale.txn_id)
    assert [(one.account_id, one.act, one.amount) for one in sold.values] == [(CARD, "load", 2500)]
    assert (sold.points, sold.movements) == ((), ())
    assert f"Geschenkkarte **** {CODE[-4:]}" in till.paper()
    assert CODE not in everything_written(till)
    sound(till)


def test_a_post_void_takes_the_load_off_again(till: Counter) -> None:
    txn_id = till.sale(SellGiftCard(code=CODE, amount=2500)).txn_id
    till.ok(TenderCash(txn_id=txn_id, amount=2500))
    till.ok(PostVoid(txn_id=txn_id, approval=supervisor("mistake")))
    back = till.entries()[0]
    assert back.kind == "sale.post_voided"
    with till.local.store.read() as uow:
        undone = uow.sales.get(uow.sales.reversals([txn_id])[txn_id])
    assert undone is not None
    assert [one.amount for one in undone.body.values] == [-2500]
    sound(till)


def test_a_wrong_code_is_refused_and_a_scan_of_a_card_says_what_it_is(till: Counter) -> None:
    wrong = CODE[:-1] + ("2" if CODE[-1] != "2" else "3")
    assert till.refused(SellGiftCard(code=wrong, amount=2500)) == "gift_card_code_invalid"
    assert till.refused(SellGiftCard(code="4111111111111111", amount=2500)) == "card_number_refused"
    assert till.refused(SellGiftCard(code=CODE, amount=0)) == "gift_card_amount"
    outcome = till.send(Scan(raw=f"]Q1{CODE}"))
    assert outcome.notice is not None
    assert (outcome.notice.code, outcome.notice.params) == ("gift_card_scanned", {})


def test_gift_cards_are_bought_with_money_only(till: Counter) -> None:
    txn_id = till.sale(SellGiftCard(code=CODE, amount=2500)).txn_id
    till.ok(AttachCustomer(customer_id=ANNA))
    for command in (
        TenderGiftCard(txn_id=txn_id, code=CODE),
        TenderPoints(txn_id=txn_id),
        TenderStoreCredit(txn_id=txn_id),
    ):
        assert till.refused(command) == "gift_card_for_money"
    assert not till.ask(ShowValuePayment()).allowed


def test_a_gift_card_pays_by_a_right_that_the_sale_spends(till: Counter) -> None:
    txn_id = milk(till)
    till.ok(TenderGiftCard(txn_id=txn_id, code=CODE))
    assert [(one.kind, one.subject, one.quantity) for one in asked(till).asks] == [("gift_card", CARD, 595)]
    (ask,) = till.ask(ShowValuePayment()).asks
    assert (ask.pending, ask.last4, ask.quantity) == (True, CODE[-4:], 595)
    outcome = till.answer(yes(till, available=405))
    assert outcome.change is not None
    sold = body(till, txn_id)
    assert [(one.grant_id, one.quantity) for one in sold.rights] == [("grant-1", 595)]
    assert [(one.act, one.amount, one.account_id) for one in sold.values] == [("spend", -595, CARD)]
    assert sold.tenders[0].left == 405
    assert "noch" in till.paper()
    assert till.ask(ListValueAsks()) == ()
    assert "right.settled" not in till.journal()
    assert CODE not in everything_written(till)
    sound(till)


def test_a_card_with_less_is_asked_for_what_it_has(till: Counter) -> None:
    txn_id = milk(till)
    till.ok(TenderGiftCard(txn_id=txn_id, code=CODE))
    assert till.answer(no(till, available=200)).notice is None
    assert asked(till).asks[0].quantity == 200
    outcome = till.answer(yes(till))
    assert outcome.sale is not None
    assert (outcome.sale.remaining, outcome.sale.tenders[0].amount) == (395, 200)
    till.ok(TenderCash(txn_id=txn_id, amount=395))
    sound(till)


def test_a_keyed_amount_is_all_or_nothing(till: Counter) -> None:
    txn_id = milk(till)
    till.ok(TenderGiftCard(txn_id=txn_id, code=CODE, amount=300))
    outcome = till.answer(no(till, available=200))
    assert outcome.notice is not None
    assert outcome.notice.code == "gift_card_not_enough"
    assert outcome.notice.params["available"] == 200
    for amount, code in ((0, "tender_sign"), (596, "tender_over")):
        assert till.refused(TenderGiftCard(txn_id=txn_id, code=CODE, amount=amount)) == code


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("rights_frozen", "value_frozen"),
        ("account_unknown", "gift_card_unknown"),
        ("card_blocked", "gift_card_blocked"),
        ("anything", "value_refused"),
    ],
)
def test_a_hub_that_says_no_is_told_in_plain_words(till: Counter, said: str, told: str) -> None:
    txn_id = milk(till)
    till.ok(TenderGiftCard(txn_id=txn_id, code=CODE))
    outcome = till.answer(no(till, said))
    assert outcome.notice is not None
    assert outcome.notice.code == told
    assert till.ask(ListValueAsks()) == ()


def test_without_the_hub_cards_and_credit_cannot_pay(till: Counter) -> None:
    txn_id = milk(till, customer=True)
    for command in (TenderGiftCard(txn_id=txn_id, code=CODE), TenderStoreCredit(txn_id=txn_id)):
        till.ok(command)
        outcome = till.answer()
        assert outcome.notice is not None
        assert outcome.notice.code == "value_needs_hub"
    assert outcome.sale is not None
    assert outcome.sale.tenders == ()


def test_a_removed_payment_gives_its_right_back(till: Counter) -> None:
    txn_id = milk(till)
    till.ok(TenderGiftCard(txn_id=txn_id, code=CODE, amount=300))
    sale = till.answer(yes(till)).sale
    assert sale is not None
    assert till.refused(TenderGiftCard(txn_id=txn_id, code=CODE)) == "account_pays_already"
    till.ok(RemoveTender(txn_id=txn_id, payment_id=sale.tenders[0].payment_id))
    assert till.journal()[-2:] == ["tender.removed", "right.settled"]
    with till.local.store.read() as uow:
        assert uow.rights.open() == ()
    sound(till)


@pytest.mark.parametrize("end", ["cancelled", "void", "parked", "another sale"])
def test_an_answer_that_nobody_waits_for_is_given_back(till: Counter, end: str) -> None:
    txn_id = milk(till)
    till.ok(TenderGiftCard(txn_id=txn_id, code=CODE))
    (ask,) = till.ask(ListValueAsks())
    if end == "cancelled":
        till.ok(CancelAsk(request_id=ask.request_id))
    elif end == "parked":
        till.ok(SuspendSale())
    else:
        till.ok(VoidSale())
    if end == "another sale":
        milk(till)
    outcome = till.answer(yes(till))
    assert outcome.notice is None
    assert till.journal()[-1] == "right.settled"
    assert till.ask(ListValueAsks()) == ()
    sound(till)


def test_one_question_at_a_time(till: Counter) -> None:
    txn_id = milk(till, customer=True)
    till.ok(TenderGiftCard(txn_id=txn_id, code=CODE))
    assert till.refused(TenderPoints(txn_id=txn_id)) == "ask_under_way"


def test_goods_that_went_meanwhile_leave_a_part_of_the_right_that_goes_back(till: Counter) -> None:
    txn_id = milk(till)
    till.ok(TenderGiftCard(txn_id=txn_id, code=CODE))
    line = till.sale(Scan(raw=MILK)).lines[0]
    till.ok(SetQuantity(line_id=line.line_id, quantity=1000))
    outcome = till.answer(yes(till, available=100))
    assert outcome.change is not None
    assert body(till, txn_id).tenders[0].left == 100 + 595 - 119
    assert till.journal()[-2:] == ["sale.completed", "right.settled"]
    sound(till)


def test_after_a_kill_the_question_is_asked_again_and_the_sale_goes_on(till: Counter) -> None:
    txn_id = milk(till)
    till.ok(TenderGiftCard(txn_id=txn_id, code=CODE, amount=300))
    before = asked(till)
    till.restart()
    till.stand()
    till.ok(TendRights(again=True))
    assert asked(till) == before
    assert [one.pending for one in till.ask(ListValueAsks())] == [True]
    till.answer(yes(till))
    till.restart()
    till.stand()
    till.ok(TendRights(again=True))
    till.ok(TenderCash(txn_id=txn_id, amount=295))
    assert [one.grant_id for one in body(till, txn_id).rights] == ["grant-1"]
    sound(till)


def test_a_right_that_waited_too_long_is_not_spent(till: Counter) -> None:
    txn_id = milk(till)
    till.ok(TenderGiftCard(txn_id=txn_id, code=CODE, amount=300))
    sale = till.answer(yes(till)).sale
    assert sale is not None
    till.clock.pass_ms(2 * 86_400_000)
    assert till.refused(TenderCash(txn_id=txn_id, amount=295)) == "right_gone"
    till.ok(RemoveTender(txn_id=txn_id, payment_id=sale.tenders[0].payment_id))
    till.ok(TenderCash(txn_id=txn_id, amount=595))
