"""Paying: cash in coins of the country, cards by hand, split tenders, second presses, durable records."""

from __future__ import annotations

import pytest

from pos_app import commands as c
from pos_app.queries import ShowPayment, ShowReceipt, ShowTill
from pos_app.views import SaleView
from tests.fakes.counter import Counter, supervisor
from tests.fakes.shop import SECOND_CASHIER

MILK, COLA = "4006381333931", "4012345678901"
TEST_CARD_NUMBER = "4242 4242 4242 4242"


def rung_up(counter: Counter, raw: str = MILK) -> SaleView:
    """A sale ready to be paid."""
    return counter.sale(c.Scan(raw=raw))


def test_a_cash_sale_from_scan_to_durable_record(counter: Counter) -> None:
    counter.nudges.names.clear()
    sale = rung_up(counter, COLA)
    assert counter.nudges.names == []
    change = counter.change(c.TenderCash(txn_id=sale.txn_id, amount=500))
    assert (change.receipt_no, change.total, change.paid, change.change) == ("S1-T2-000001", 124, 500, 376)
    assert counter.nudges.names == ["drawer", "print", "sync"]
    record = counter.record(sale.txn_id)
    assert (record.kind, record.body.total, record.body.origin.cart_id) == ("sale", 124, sale.txn_id)
    assert [(one.sku, one.delta) for one in record.body.movements] == [("cola", -1000)]
    (job,) = counter.jobs()
    assert (job.state, job.txn_id, job.document.open_drawer) == ("queued", sale.txn_id, True)
    for text in ("SUMME", "Rückgeld", record.entry_hash[:16], "Ada", "S1-T2-000001"):
        assert text in counter.paper()
    assert counter.ask(ShowReceipt(txn_id=sale.txn_id)).text == counter.paper()
    assert counter.ask(ShowTill()).sale is None


def test_a_completed_sale_survives_a_restart_and_numbers_go_on(counter: Counter) -> None:
    first = counter.change(c.TenderCash(txn_id=rung_up(counter).txn_id, amount=200))
    counter.restart()
    counter.stand()
    second = counter.change(c.TenderCash(txn_id=rung_up(counter).txn_id, amount=200))
    assert (first.receipt_no, second.receipt_no) == ("S1-T2-000001", "S1-T2-000002")
    assert counter.record(first.txn_id).body.total == 119


def test_swiss_coins_round_the_cash_and_only_the_cash(zurich: Counter) -> None:
    sale = rung_up(zurich)
    view = zurich.ask(ShowPayment())
    assert (view.total, view.remaining, view.cash_remaining, view.cash_rounding) == (119, 119, 120, 1)
    assert view.rounding_notice == "cash_rounding_notice"
    assert view.quick_cash[0] == 120
    change = zurich.change(c.TenderCash(txn_id=sale.txn_id, amount=500))
    assert (change.total, change.change, change.cash_rounding) == (119, 380, 1)
    body = zurich.record(sale.txn_id).body
    assert (body.total, body.tax_total, body.settlement.payable) == (119, 8, 120)
    card = zurich.change(c.TenderCard(txn_id=rung_up(zurich).txn_id, amount=119))
    assert (card.change, card.cash_rounding) == (0, 0)


def test_swiss_cash_pays_only_the_rest_of_a_split_in_whole_coins(zurich: Counter) -> None:
    sale = rung_up(zurich)
    zurich.ok(c.TenderCard(txn_id=sale.txn_id, amount=100, brand="Visa", last4="4242"))
    assert zurich.ask(ShowPayment()).cash_remaining == 20
    change = zurich.change(c.TenderCash(txn_id=sale.txn_id, amount=20))
    assert (change.paid, change.change, change.cash_rounding) == (120, 0, 1)


def test_swiss_coins_short_of_the_rounded_amount_do_not_finish_the_sale(zurich: Counter) -> None:
    sale = rung_up(zurich)
    assert zurich.sale(c.TenderCash(txn_id=sale.txn_id, amount=119)).remaining == 0
    view = zurich.ask(ShowPayment())
    assert (view.remaining, view.cash_remaining, view.quick_cash[0]) == (0, 1, 1)
    assert zurich.refused(c.FinishSale(txn_id=sale.txn_id)) == "not_paid"
    assert zurich.refused(c.TenderCard(txn_id=sale.txn_id, amount=1)) == "tender_over"
    change = zurich.change(c.TenderCash(txn_id=sale.txn_id, amount=5))
    assert (change.paid, change.change, change.cash_rounding) == (124, 4, 1)


def test_a_swiss_sale_of_two_rappen_costs_nothing_in_cash(zurich: Counter) -> None:
    sale = zurich.sale(c.AddDepartmentLine(department_id="misc", amount=2))
    view = zurich.ask(ShowPayment())
    assert (view.remaining, view.cash_remaining, view.quick_cash) == (2, 0, (0,))
    change = zurich.change(c.TenderCash(txn_id=sale.txn_id, amount=0))
    assert (change.total, change.change, change.cash_rounding) == (2, 0, -2)


def test_a_split_tender_completes_only_when_nothing_remains(counter: Counter) -> None:
    sale = rung_up(counter)
    half = counter.sale(c.TenderCash(txn_id=sale.txn_id, amount=50))
    assert (half.remaining, [one.amount for one in half.tenders]) == (69, [50])
    assert counter.refused(c.TenderCard(txn_id=sale.txn_id, amount=70)) == "tender_over"
    change = counter.change(c.TenderCard(txn_id=sale.txn_id, amount=69, brand="Girocard", last4="1234"))
    assert (change.paid, change.change) == (119, 0)
    kinds = [(one.kind, one.amount) for one in counter.record(sale.txn_id).body.tenders]
    assert kinds == [("cash", 50), ("card", 69)]


def test_a_half_paid_sale_survives_a_restart(counter: Counter) -> None:
    sale = rung_up(counter)
    counter.ok(c.TenderCard(txn_id=sale.txn_id, amount=100))
    counter.restart()
    counter.stand()
    assert counter.ask(ShowPayment()).remaining == 19
    assert counter.change(c.TenderCash(txn_id=sale.txn_id, amount=19)).total == 119


@pytest.mark.parametrize(
    ("brand", "reference"), [("", TEST_CARD_NUMBER), (TEST_CARD_NUMBER.replace(" ", ""), "")]
)
def test_a_card_number_is_never_taken_in(counter: Counter, brand: str, reference: str) -> None:
    sale = rung_up(counter)
    tender = c.TenderCard(txn_id=sale.txn_id, amount=119, brand=brand, reference=reference)
    assert counter.refused(tender) == "card_number_refused"


def test_the_last_four_are_four_digits(counter: Counter) -> None:
    sale = rung_up(counter)
    for last4 in ("424", "42424", "4x42", TEST_CARD_NUMBER):
        assert counter.refused(c.TenderCard(txn_id=sale.txn_id, amount=119, last4=last4)) == "last4_invalid"
    counter.change(c.TenderCard(txn_id=sale.txn_id, amount=119, last4="4242", brand="Visa"))
    assert "Karte Visa **** 4242" in counter.paper()


def test_a_card_sale_leaves_the_drawer_shut(counter: Counter) -> None:
    counter.change(c.TenderCard(txn_id=rung_up(counter).txn_id, amount=119))
    assert not counter.jobs()[-1].document.open_drawer


def test_a_second_press_on_pay_pays_nothing_twice(counter: Counter) -> None:
    sale = rung_up(counter)
    pay = c.TenderCash(txn_id=sale.txn_id, amount=200)
    counter.change(pay)
    assert counter.refused(pay) == "already_completed"
    assert counter.refused(c.FinishSale(txn_id=sale.txn_id)) == "already_completed"
    next_sale = rung_up(counter)
    assert counter.refused(pay) == "already_completed"
    assert counter.sale(c.Scan(raw=COLA)).txn_id == next_sale.txn_id
    assert counter.journal().count("sale.completed") == 1


@pytest.mark.parametrize("amount", [0, -1, 4006381333931, 50_119])
def test_an_amount_that_nobody_hands_over_is_refused(counter: Counter, amount: int) -> None:
    """Also a barcode scanned into the amount; a 500 note for a carton of milk is fine."""
    sale = rung_up(counter)
    assert counter.refused(c.TenderCash(txn_id=sale.txn_id, amount=amount)) in {
        "tender_sign",
        "cash_too_much",
    }
    assert counter.change(c.TenderCash(txn_id=sale.txn_id, amount=50_000)).change == 49_881


def test_a_tender_is_taken_back(counter: Counter) -> None:
    sale = rung_up(counter)
    half = counter.sale(c.TenderCard(txn_id=sale.txn_id, amount=60))
    outcome = counter.ok(c.RemoveTender(txn_id=sale.txn_id, payment_id=half.tenders[0].payment_id))
    assert outcome.sale is not None
    assert outcome.notice is not None
    assert (outcome.sale.remaining, outcome.notice.code) == (119, "cancel_card")
    cash = counter.sale(c.TenderCash(txn_id=sale.txn_id, amount=60)).tenders[0].payment_id
    assert counter.ok(c.RemoveTender(txn_id=sale.txn_id, payment_id=cash)).notice is None
    assert counter.refused(c.RemoveTender(txn_id=sale.txn_id, payment_id=cash)) == "tender_gone"
    with counter.local.store.read() as uow:
        removed = [line.entry.op.body["tender"] for line in uow.journal.page("2026-11-30", None, 2)]
    assert [(one["kind"], one["amount"]) for one in removed] == [("cash", 60), ("card", 60)]


def test_a_sale_of_nothing_is_finished_without_money(counter: Counter) -> None:
    line_id = counter.ok(c.Scan(raw=MILK)).line_id
    sale = counter.sale(c.VoidLine(line_id=line_id))
    assert counter.refused(c.FinishSale(txn_id=sale.txn_id)) == "sale_empty"
    assert counter.refused(c.TenderCash(txn_id=sale.txn_id, amount=1)) == "sale_empty"


def test_finishing_does_not_skip_the_payment(counter: Counter) -> None:
    assert counter.refused(c.FinishSale(txn_id=rung_up(counter).txn_id)) == "not_paid"


def test_payment_needs_a_sale_a_person_and_the_right_moment(counter: Counter) -> None:
    assert counter.refused(c.TenderCash(txn_id="never", amount=1)) == "no_sale_open"
    sale = rung_up(counter)
    counter.ok(c.Lock())
    assert counter.refused(c.TenderCash(txn_id=sale.txn_id, amount=200)) == "locked"


def test_a_gift_is_finished_without_money(counter: Counter) -> None:
    line_id = counter.ok(c.Scan(raw=MILK)).line_id
    sale = counter.sale(c.OverridePrice(line_id=line_id, unit_price=0, approval=supervisor("label")))
    assert counter.refused(c.TenderCash(txn_id=sale.txn_id, amount=100)) == "already_paid"
    change = counter.change(c.FinishSale(txn_id=sale.txn_id))
    assert (change.total, change.paid) == (0, 0)


def test_who_finishes_a_sale_is_on_the_receipt(counter: Counter) -> None:
    sale = rung_up(counter)
    counter.ok(c.Lock())
    counter.stand(SECOND_CASHIER)
    counter.change(c.TenderCash(txn_id=sale.txn_id, amount=200))
    assert "Emmy" in counter.paper()
    assert counter.record(sale.txn_id).body.origin.operator_id == "emmy"
