"""Returns at one till: found by number, tail and item, refused where too much, refunded to cash and card."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from pos_app import commands as c
from pos_app import queries as q
from pos_app.commands.returns import ReturnLines, ReturnPick, ReturnWithoutReceipt
from pos_app.queries.returns import FindReceipts, ShowReturnable
from pos_app.views import ChangeView
from pos_app.views.sync import SyncView
from retail.errors import RuleError
from retail.sold_receipt import sold_receipt
from tests.fakes.counter import Counter, supervisor
from tests.fakes.shop import SUPERVISOR
from tests.fakes.store import a_completed, page

MILK, COLA, APPLES = "4006381333931", "4012345678901", "4011"


def sell(counter: Counter, *codes: str, quantity: int = 2000, card: bool = False) -> ChangeView:
    for code in codes:
        sale = counter.sale(c.Scan(raw=code, quantity=quantity))
    if card:
        return counter.change(c.TenderCard(txn_id=sale.txn_id, amount=sale.total, brand="Visa", last4="4242"))
    return counter.change(c.TenderCash(txn_id=sale.txn_id, amount=sale.total))


def picks(counter: Counter, txn_id: str, quantity: int = 1000) -> tuple[ReturnPick, ...]:
    lines = counter.ask(ShowReturnable(txn_id=txn_id)).lines
    return tuple(ReturnPick(line_id=line.line_id, quantity=quantity) for line in lines if line.kind == "sale")


def back(counter: Counter, txn_id: str, quantity: int = 1000) -> ReturnLines:
    return ReturnLines(txn_id=txn_id, picks=picks(counter, txn_id, quantity))


@pytest.mark.parametrize("text", ["S1-T2-000001", "s1-t2-000001", "]Q1S1-T2-000001", "000001", "1", "T2-1"])
def test_a_receipt_is_found_by_its_number_or_the_end_of_it(counter: Counter, text: str) -> None:
    sold = sell(counter, MILK)
    sell(counter, COLA)
    (found,) = counter.ask(FindReceipts(text=text))
    assert (found.txn_id, found.receipt_no, found.line_count) == (sold.txn_id, "S1-T2-000001", 1)


@pytest.mark.parametrize("text", ["S1-T2-000009", "S2-T2-000001", "T3-1", "9", "4000177061008", "x"])
def test_what_fits_nothing_finds_nothing(counter: Counter, text: str) -> None:
    assert counter.ask(FindReceipts(text=text)) == ()
    sell(counter, MILK)
    assert counter.ask(FindReceipts(text=text)) == ()


@pytest.mark.parametrize("text", [COLA, "cola", "]E0" + COLA])
def test_receipts_that_hold_an_item_are_found_newest_first(counter: Counter, text: str) -> None:
    numbers = [sell(counter, *codes).receipt_no for codes in ((COLA,), (MILK,), (MILK, COLA))]
    found = counter.ask(FindReceipts(text=text))
    assert [one.receipt_no for one in found] == [numbers[2], numbers[0]]
    assert found[0].first_items == ("Milch 1 l", "Cola 0,5 l")
    assert [one.receipt_no for one in counter.ask(FindReceipts(limit=2))] == [numbers[2], numbers[1]]


def test_a_receipt_scanned_on_the_sell_screen_leads_to_its_return(counter: Counter) -> None:
    sold = sell(counter, MILK)
    notice = counter.send(c.Scan(raw="]Q3S1-T2-000001")).notice
    assert notice is not None
    assert (notice.code, notice.acts, notice.params["txn_id"]) == (
        "receipt_scanned",
        ("return",),
        sold.txn_id,
    )
    notice = counter.send(c.Scan(raw="S1-T7-000001")).notice
    assert notice is not None
    assert (notice.code, notice.acts) == ("receipt_not_here", ("find_receipt",))


def test_goods_come_back_with_their_deposit_for_cash(counter: Counter) -> None:
    sold = sell(counter, COLA)
    counter.nudges.names.clear()
    sale = counter.sale(back(counter, sold.txn_id))
    assert [(one.kind, one.amount, one.quantity, one.is_return) for one in sale.lines] == [
        ("sale", -99, -1000, True),
        ("deposit", -25, -1000, True),
    ]
    assert (sale.total, sale.subtotal, sale.discount_total, sale.refund_total) == (-124, -124, 0, 124)
    view = counter.ask(q.ShowPayment())
    assert (view.remaining, view.give_back, view.cash_give_back) == (-124, 124, 124)
    assert (view.quick_cash, view.cards) == ((-124,), ())
    assert counter.refused(c.TenderCash(txn_id=sale.txn_id, amount=124)) == "tender_sign"
    assert counter.refused(c.TenderCash(txn_id=sale.txn_id, amount=-125)) == "refund_too_much"
    change = counter.change(c.TenderCash(txn_id=sale.txn_id, amount=-124))
    assert (change.total, change.given_back, change.change) == (-124, 124, 0)
    assert counter.jobs()[-1].document.open_drawer
    assert "ERSTATTUNG" in counter.paper()
    counter.ok(c.DeclareCount(counted=20_124))
    totals = counter.ask(q.ShowSession()).totals
    assert totals is not None
    assert (totals.sales_count, totals.sales_total) == (1, 248)
    assert (totals.return_count, totals.return_total) == (1, -124)
    assert (totals.expected_cash, totals.over_short) == (20_124, 0)
    counter.ok(c.CloseSession())
    assert "Rückgaben (1)" in counter.paper()


def test_a_card_is_named_to_refund_to(counter: Counter) -> None:
    sold = sell(counter, MILK, card=True)
    sale = counter.sale(back(counter, sold.txn_id))
    (card,) = counter.ask(q.ShowPayment()).cards
    assert (card.brand, card.last4, card.amount) == ("Visa", "4242", 238)
    change = counter.change(c.TenderCard(txn_id=sale.txn_id, amount=-119, brand=card.brand, last4=card.last4))
    assert change.given_back == 119
    assert [(one.kind, one.amount) for one in change.tenders] == [("card", -119)]
    assert not counter.jobs()[-1].document.open_drawer


def test_coins_round_a_refund_as_the_country_has_it(zurich: Counter) -> None:
    sold = sell(zurich, MILK, quantity=1000, card=True)
    sale = zurich.sale(back(zurich, sold.txn_id))
    view = zurich.ask(q.ShowPayment())
    assert (view.give_back, view.cash_give_back, view.cash_rounding) == (119, 120, -1)
    change = zurich.change(c.TenderCash(txn_id=sale.txn_id, amount=-120))
    assert (change.given_back, change.cash_rounding) == (120, -1)


def test_no_more_comes_back_than_was_sold(counter: Counter) -> None:
    sold = sell(counter, MILK)
    assert counter.refused(back(counter, sold.txn_id, 3000)) == "return_more_than_left"
    assert counter.refused(back(counter, sold.txn_id, 500)) == "whole_pieces_only"
    assert counter.refused(ReturnLines(txn_id=sold.txn_id, picks=())) == "nothing_picked"
    twice = picks(counter, sold.txn_id, 2000) * 2
    assert counter.refused(ReturnLines(txn_id=sold.txn_id, picks=twice)) == "return_more_than_left"
    gone = (ReturnPick(line_id="gone", quantity=1000),)
    assert counter.refused(ReturnLines(txn_id=sold.txn_id, picks=gone)) == "line_not_there"
    assert counter.refused(ReturnLines(txn_id="gone", picks=gone)) == "receipt_unknown"
    sale = counter.sale(back(counter, sold.txn_id))
    view = counter.ask(ShowReturnable(txn_id=sold.txn_id))
    assert [(one.on_sale, one.left) for one in view.lines] == [(1000, 1000)]
    first = sale.lines[0].line_id
    counter.ok(c.VoidLine(line_id=first))
    counter.ok(back(counter, sold.txn_id, 2000))
    assert counter.refused(c.UndoVoid(line_id=first)) == "return_more_than_left"
    assert counter.refused(c.SetQuantity(line_id=first, quantity=3000)) == "line_not_there"


def test_a_deposit_does_not_come_back_by_itself(counter: Counter) -> None:
    sold = sell(counter, COLA)
    deposit = counter.ask(ShowReturnable(txn_id=sold.txn_id)).lines[1]
    alone = (ReturnPick(line_id=deposit.line_id, quantity=1000),)
    assert counter.refused(ReturnLines(txn_id=sold.txn_id, picks=alone)) == "deposit_follows"


def test_a_parked_return_is_looked_at_again_before_the_money_goes(counter: Counter) -> None:
    sold = sell(counter, MILK)
    parked = counter.sale(back(counter, sold.txn_id, 2000)).txn_id
    counter.ok(c.SuspendSale())
    sale = counter.sale(back(counter, sold.txn_id))
    counter.ok(c.TenderCash(txn_id=sale.txn_id, amount=-119))
    counter.resume(parked)
    assert counter.refused(c.TenderCash(txn_id=parked, amount=-238)) == "return_more_than_left"


def test_a_swap_for_the_same_price_needs_no_money(counter: Counter) -> None:
    sold = sell(counter, MILK, quantity=1000)
    counter.ok(back(counter, sold.txn_id))
    sale = counter.sale(c.Scan(raw=MILK))
    assert (sale.total, len(sale.lines)) == (0, 2)
    change = counter.change(c.FinishSale(txn_id=sale.txn_id))
    assert (change.total, change.given_back) == (0, 0)
    assert [entry.detail for entry in counter.entries()[:1]] == ["exchange"]


def test_discounts_stay_with_what_is_sold(counter: Counter) -> None:
    sold = sell(counter, MILK)
    counter.ok(back(counter, sold.txn_id))
    counter.ok(c.Scan(raw=COLA, quantity=4000))
    sale = counter.sale(c.DiscountSale(percent="10"))
    assert (sale.total, sale.discount_total) == (396 - 40 + 100 - 119, 40)
    assert sale.subtotal - sale.discount_total == sale.total


def test_a_large_refund_needs_a_supervisor_once(counter: Counter) -> None:
    sold = sell(counter, MILK, quantity=90_000)
    counter.ok(back(counter, sold.txn_id, 84_000))  # 99.96
    more = back(counter, sold.txn_id, 1000)
    assert counter.code(counter.send(more)) == "approval:refund_above_limit"
    sale = counter.sale(ReturnLines(txn_id=more.txn_id, picks=more.picks, approval=supervisor()))
    body = counter.record(counter.change(c.TenderCash(txn_id=sale.txn_id, amount=sale.total)).txn_id).body
    (approval,) = body.approvals
    assert (approval.permission, len(approval.covers)) == ("refund_above_limit", 2)


def test_a_voided_return_brought_back_beside_others_is_asked_about(counter: Counter) -> None:
    sold = sell(counter, MILK, quantity=90_000)
    first = counter.sale(back(counter, sold.txn_id, 84_000)).lines[0].line_id  # 99.96
    counter.ok(c.VoidLine(line_id=first))
    counter.ok(back(counter, sold.txn_id, 6000))
    sale = counter.sale(c.UndoVoid(line_id=first))
    assert sale.refund_total == 10_710
    pay = c.TenderCash(txn_id=sale.txn_id, amount=sale.total)
    assert counter.refused(pay) == "approval:refund_above_limit"
    assert counter.change(replace(pay, approval=supervisor())).given_back == 10_710


def test_goods_with_a_number_of_their_own_come_back_under_it(counter: Counter) -> None:
    sale = counter.sale(c.Scan(raw=f"]d201{MILK:0>14}10LOT7\x1d21SER1"))
    sold = counter.change(c.TenderCash(txn_id=sale.txn_id, amount=sale.total))
    (left,) = counter.ask(ShowReturnable(txn_id=sold.txn_id)).lines
    assert (left.batch, left.serial) == ("LOT7", "SER1")
    sale = counter.sale(back(counter, sold.txn_id))
    (line,) = sale.lines
    assert (line.batch, line.serial, line.quantity) == ("LOT7", "SER1", -1000)
    counter.ok(c.VoidLine(line_id=line.line_id))
    counter.ok(c.UndoVoid(line_id=line.line_id))
    done = counter.change(c.TenderCash(txn_id=sale.txn_id, amount=sale.total))
    assert counter.record(done.txn_id).body.lines[0].serial == "SER1"
    assert "SER1" in counter.paper()


def test_without_a_receipt_a_supervisor_says_yes(counter: Counter) -> None:
    asked = ReturnWithoutReceipt(sku="cola", quantity=2000, stock="damaged")
    assert counter.code(counter.send(asked)) == "approval:return_without_receipt"
    counter.stand(SUPERVISOR)
    sale = counter.sale(asked)
    assert [(one.kind, one.amount, one.return_of, one.stock_fate) for one in sale.lines] == [
        ("sale", -198, "", "damaged"),
        ("deposit", -50, "", "damaged"),
    ]
    sale = counter.sale(ReturnWithoutReceipt(sku="apples", quantity=500, unit_price=200, stock="none"))
    assert sale.total == -348
    done = counter.change(c.TenderCash(txn_id=sale.txn_id, amount=-348))
    body = counter.record(done.txn_id).body
    assert [(one.sku, one.delta, one.reason) for one in body.movements] == [("cola", 2000, "return_damaged")]
    assert "ohne Beleg" in counter.paper()
    assert counter.ask(FindReceipts()) == ()
    assert counter.refused(ReturnWithoutReceipt(sku="gone")) == "item_gone"
    assert counter.refused(ReturnWithoutReceipt(sku="new")) == "return_price_needed"
    assert counter.refused(ReturnWithoutReceipt(sku="cola", quantity=500)) == "whole_pieces_only"
    barcode = 4006381333931 * 1000
    assert counter.refused(ReturnWithoutReceipt(sku="cola", quantity=barcode)) == "quantity_out_of_range"
    assert counter.refused(ReturnWithoutReceipt(sku="cola", unit_price=-1)) == "price_out_of_range"


def test_training_and_real_receipts_do_not_mix(counter: Counter) -> None:
    sold = sell(counter, MILK)
    real = back(counter, sold.txn_id)
    counter.ok(c.SetTraining(on=True, approval=supervisor()))
    assert counter.refused(real) == "training_mix"
    assert counter.ask(FindReceipts()) == ()
    with pytest.raises(RuleError):
        counter.ask(ShowReturnable(txn_id=sold.txn_id))
    practice = sell(counter, MILK)
    (found,) = counter.ask(FindReceipts(text="1"))
    assert (found.txn_id, found.training) == (practice.txn_id, True)
    sale = counter.sale(back(counter, practice.txn_id))
    done = counter.change(c.TenderCash(txn_id=sale.txn_id, amount=-119))
    assert counter.record(done.txn_id).body.movements == ()


def test_a_sale_of_which_goods_came_back_is_not_cancelled(counter: Counter) -> None:
    sold = sell(counter, MILK)
    sale = counter.sale(back(counter, sold.txn_id))
    counter.ok(c.TenderCash(txn_id=sale.txn_id, amount=-119))
    cancel = c.PostVoid(txn_id=sold.txn_id, approval=supervisor("mistake"))
    assert counter.refused(cancel) == "sale_has_returns"
    counter.ok(c.PostVoid(txn_id=sale.txn_id, approval=supervisor("mistake")))
    assert "RÜCKGABE Milch 1 l" in counter.paper()
    counter.ok(cancel)
    assert counter.ask(FindReceipts(text="1"))[0].reversed
    assert counter.refused(back(counter, sold.txn_id, 1000)) == "already_reversed"


def test_what_is_known_is_as_old_as_the_last_word_from_the_hub(counter: Counter) -> None:
    sold = sell(counter, MILK)
    assert counter.ask(ShowReturnable(txn_id=sold.txn_id)).as_of is None
    counter.live.sync = SyncView(
        state="offline", waiting_ops=0, waiting_sales=0, oldest_at=None, last_contact_at=7
    )
    view = counter.ask(ShowReturnable(txn_id=sold.txn_id))
    assert (view.as_of, view.own, view.terminal) == (7, True, "T2")
    assert [(one.kind, one.amount) for one in view.tenders] == [("cash", 238)]


def test_a_receipt_in_another_currency_is_refused(counter: Counter) -> None:
    receipt = sold_receipt(a_completed(1))
    assert receipt is not None
    far = replace(receipt, txn_id="far", receipt_no="S1-T9-000001", currency="CHF")
    counter.local.replica.apply("receipts:store-1", page("receipts:store-1", [("receipt", "far", far)]))
    assert counter.refused(back(counter, "far")) == "receipt_currency"
