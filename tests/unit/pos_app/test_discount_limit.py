"""What a cashier may give alone: line by line and all together, and what a supervisor's word is for."""

from __future__ import annotations

from pos_app import commands as c
from tests.fakes.counter import Counter, supervisor
from tests.fakes.shop import SUPERVISOR

MILK, COLA = "4006381333931", "4012345678901"
ASKS = "approval:discount_above_limit"
WORD = supervisor("damaged")


def one_line(counter: Counter, quantity: int = 1000, raw: str = MILK) -> str:
    """A line on the sale."""
    return counter.ok(c.Scan(raw=raw, quantity=quantity)).line_id


def test_a_discount_up_to_the_limit_is_every_cashiers(counter: Counter) -> None:
    line_id = one_line(counter)
    assert counter.refused(c.DiscountLine(line_id=line_id, percent="10.01")) == ASKS
    assert counter.refused(c.DiscountLine(line_id=line_id, amount=12)) == ASKS
    assert counter.sale(c.DiscountLine(line_id=line_id, amount=11)).lines[0].discount == 11
    assert counter.sale(c.DiscountLine(line_id=line_id, percent="10")).total == 107
    counter.ok(c.DiscountLine(line_id=line_id))
    assert counter.refused(c.DiscountSale(percent="10.01")) == ASKS
    assert counter.refused(c.DiscountSale(amount=12)) == ASKS
    assert counter.sale(c.DiscountSale(percent="10.0")).total == 107


def test_the_limit_is_on_what_was_keyed_not_on_what_it_rounds_to(counter: Counter) -> None:
    """10 % of 0.99 is 0.10, which is more than a tenth."""
    line_id = one_line(counter, raw=COLA)
    assert counter.sale(c.DiscountLine(line_id=line_id, percent="10")).lines[0].discount == 10
    counter.ok(c.DiscountLine(line_id=line_id))
    assert counter.sale(c.DiscountSale(percent="10")).total == 114


def test_limits_add_up(counter: Counter) -> None:
    """Two lines of 1.19: 0.238 may go, as 0.119 from one line and the rest from all, or otherwise."""
    milk = one_line(counter)
    counter.ok(c.AddItem(sku="apples", quantity=398))
    counter.ok(c.DiscountLine(line_id=milk, percent="10"))
    assert counter.refused(c.DiscountSale(percent="10")) == ASKS
    assert counter.refused(c.DiscountSale(amount=12)) == ASKS
    counter.ok(c.DiscountSale(amount=11))
    assert counter.refused(c.DiscountSale(percent="5.3")) == ASKS
    txn_id = counter.sale(c.DiscountSale(percent="5.2")).txn_id
    assert counter.change(c.TenderCash(txn_id=txn_id, amount=500)).total == 214


def test_a_line_alone_may_not_pass_the_limit_in_a_large_sale(counter: Counter) -> None:
    one_line(counter, 10_000)
    assert counter.refused(c.DiscountLine(line_id=one_line(counter, raw=COLA), percent="50")) == ASKS


def test_a_deposit_is_no_goods(counter: Counter) -> None:
    one_line(counter, raw=COLA)
    assert counter.refused(c.DiscountSale(amount=10)) == ASKS
    counter.ok(c.DiscountSale(amount=9))


def test_what_is_void_does_not_count(counter: Counter) -> None:
    milk, cola = one_line(counter), one_line(counter, raw=COLA)
    counter.ok(c.DiscountLine(line_id=milk, percent="10"))
    counter.ok(c.DiscountLine(line_id=cola, percent="10"))
    counter.ok(c.VoidLine(line_id=cola))
    assert counter.refused(c.DiscountSale(percent="1")) == ASKS
    counter.ok(c.DiscountLine(line_id=milk))
    txn_id = counter.sale(c.DiscountSale(percent="5")).txn_id
    counter.ok(c.UndoVoid(line_id=cola))
    assert counter.send(c.TenderCash(txn_id=txn_id, amount=500)).ok


def test_an_approved_discount_is_asked_for_once(counter: Counter) -> None:
    line_id = one_line(counter)
    sale = counter.sale(c.DiscountLine(line_id=line_id, percent="50", approval=WORD))
    assert (sale.total, sale.lines[0].discount_text) == (59, "50 %")
    body = counter.record(counter.change(c.TenderCash(txn_id=sale.txn_id, amount=59)).txn_id).body
    (discount,) = body.lines[0].discounts
    (approval,) = body.approvals
    assert (discount.reason, approval.permission) == ("damaged", "discount_above_limit")
    assert approval.covers == (discount.discount_id,)


def test_a_new_discount_is_asked_for_beside_an_approved_one(counter: Counter) -> None:
    milk, cola = one_line(counter), one_line(counter, raw=COLA)
    counter.ok(c.DiscountLine(line_id=milk, percent="50", approval=WORD))
    assert counter.refused(c.DiscountSale(percent="1")) == ASKS
    assert counter.refused(c.DiscountLine(line_id=cola, percent="1")) == ASKS
    assert counter.refused(c.DiscountLine(line_id=milk, percent="49")) == ASKS
    txn_id = counter.sale(c.DiscountSale(percent="1", approval=WORD)).txn_id
    change = counter.change(c.TenderCash(txn_id=txn_id, amount=500))
    assert [len(one.covers) for one in counter.record(change.txn_id).body.approvals] == [1, 1]


def test_a_word_is_for_all_that_stands_there(counter: Counter) -> None:
    """The supervisor who approves 20 % on the sale has seen the 5 % on the line."""
    line_id = one_line(counter)
    counter.ok(c.DiscountLine(line_id=line_id, percent="5"))
    txn_id = counter.sale(c.DiscountSale(percent="20", approval=WORD)).txn_id
    (approval,) = counter.record(
        counter.change(c.TenderCash(txn_id=txn_id, amount=500)).txn_id
    ).body.approvals
    assert len(approval.covers) == 2


def test_taking_a_discount_away_needs_nobody(counter: Counter) -> None:
    milk, cola = one_line(counter, 50_000), one_line(counter, raw=COLA)
    counter.ok(c.DiscountSale(amount=500))
    counter.ok(c.DiscountLine(line_id=cola, percent="1"))
    counter.ok(c.SetQuantity(line_id=milk, quantity=1000))
    counter.ok(c.DiscountLine(line_id=cola))
    txn_id = counter.sale(c.DiscountSale()).txn_id
    assert counter.change(c.TenderCash(txn_id=txn_id, amount=500)).total == 119 + 124


def test_a_supervisor_at_the_till_says_why_and_no_more(counter: Counter) -> None:
    counter.stand(SUPERVISOR)
    line_id = one_line(counter)
    txn_id = counter.sale(c.DiscountLine(line_id=line_id, percent="50", reason_id="damaged")).txn_id
    assert counter.change(c.TenderCash(txn_id=txn_id, amount=59)).total == 59


def test_an_amount_that_grew_above_the_limit_needs_a_supervisor_before_payment(counter: Counter) -> None:
    """5.00 off 50 cartons is within the limit; off the five that are left it is most of the price."""
    line_id = one_line(counter, 50_000)
    txn_id = counter.sale(c.DiscountSale(amount=500)).txn_id
    total = counter.sale(c.SetQuantity(line_id=line_id, quantity=5000)).total
    assert total == 95
    assert counter.refused(c.TenderCash(txn_id=txn_id, amount=95)) == "approval:discount_above_limit"
    assert counter.refused(c.TenderCard(txn_id=txn_id, amount=95)) == "approval:discount_above_limit"
    assert counter.change(c.TenderCash(txn_id=txn_id, amount=95, approval=supervisor("damaged"))).total == 95


def test_a_discount_on_nothing_does_not_slip_through(counter: Counter) -> None:
    """Given on an empty sale it takes nothing, and everything from what is scanned afterwards."""
    counter.ok(c.VoidLine(line_id=one_line(counter)))
    counter.ok(c.DiscountSale(amount=100_000))
    sale = counter.sale(c.Scan(raw=COLA))
    assert sale.total == 25
    counter.ok(c.DiscountSale())
    line_id = counter.ok(c.Scan(raw=MILK, quantity=10_000)).line_id
    counter.ok(c.DiscountLine(line_id=line_id, amount=100))
    counter.ok(c.SetQuantity(line_id=line_id, quantity=1000))
    assert counter.refused(c.FinishSale(txn_id=sale.txn_id)) == "approval:discount_above_limit"
