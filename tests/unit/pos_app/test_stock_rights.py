"""The last units: a right is asked for, covers the line and is spent by the sale; else a supervisor."""

from __future__ import annotations

from pos_app import commands as c
from pos_app.commands.hub_desk import TendRights
from pos_app.queries.stock import StockOf
from retail.cart import CartReply, CartRequest
from retail.rights import RightsReply, RightsRequest
from tests.fakes.clock import NOON
from tests.fakes.counter import Counter, supervisor
from tests.fakes.shop import SUPERVISOR
from tests.fakes.stocked import (
    OWN,
    asked,
    code,
    counted_until_now,
    granted,
    last,
    not_enough,
    notice,
    pay,
    right,
    rights,
    sound,
    stock,
    tell,
)

MILK, COLA = "4006381333931", "4012345678901"
SERIAL = "010400638133393121SER1"


def test_goods_of_which_no_stock_is_kept_are_never_asked_about(counter: Counter) -> None:
    counter.ok(c.Scan(raw=MILK))
    stock(counter, "cola", 0, tracked=False)
    counter.ok(c.Scan(raw=COLA))
    assert counter.nudges.questions == []
    body = pay(counter)
    assert (body.rights, body.overrides) == ((), ())


def test_while_more_are_left_nothing_is_asked(counter: Counter) -> None:
    stock(counter, "milk", 2)
    counter.ok(c.Scan(raw=MILK))
    assert counter.nudges.questions == []
    assert pay(counter).overrides == ()


def test_the_last_unit_is_asked_for_covers_the_line_and_is_spent_by_the_sale(counter: Counter) -> None:
    stock(counter, "milk", 1)
    counter.ok(c.Scan(raw=MILK))
    assert asked(counter) == [("milk", 1)]
    assert code(counter) == "right_asked"
    counter.answer(granted(right(1, "milk", 1)))
    assert code(counter) == ""
    body = pay(counter)
    assert [(one.grant_id, one.quantity, one.line_id) for one in body.rights] == [
        ("right-1", 1000, body.lines[0].line_id)
    ]
    assert body.overrides == ()
    assert rights(counter) == {"right-1": (0, "settled")}
    assert "right.settled" not in counter.journal()  # nothing was left to give back
    sound(counter)


def test_a_right_that_comes_by_the_feed_covers_as_well_as_the_answer(counter: Counter) -> None:
    stock(counter, "milk", 1)
    counter.ok(c.Scan(raw=MILK))
    tell(counter, OWN, "right", "right-1", right(1, "milk", 1))
    assert code(counter) == ""
    assert [one.grant_id for one in pay(counter).rights] == ["right-1"]
    sound(counter)


def test_offline_a_supervisor_lets_the_goods_go_and_that_is_on_record(counter: Counter) -> None:
    stock(counter, "milk", 1, at=77)
    txn_id = counter.sale(c.Scan(raw=MILK)).txn_id
    counter.answer(None)
    found = notice(counter)
    assert found is not None
    assert found.code == "right_offline"
    assert found.params == {"uncovered": 1000, "available": 1000, "at": 77}
    paying = c.TenderCash(txn_id=txn_id, amount=5_000)
    assert counter.refused(paying) == "approval:sell_without_right"
    counter.stand(SUPERVISOR)  # a warning that a supervisor must read too
    assert counter.refused(paying) == "approval:sell_without_right"
    body = pay(counter, approval=supervisor())
    (override,) = body.overrides
    assert (override.sku, override.quantity, override.available, override.as_of) == ("milk", 1000, 1000, 77)
    assert [one.permission for one in body.approvals] == ["sell_without_right"]
    assert body.approvals[0].covers == (f"{override.line_id} 1000",)
    sound(counter)


def test_refused_it_says_what_the_hub_knows(counter: Counter) -> None:
    stock(counter, "milk", 1)
    counter.ok(c.Scan(raw=MILK))
    counter.answer(not_enough(last(counter)))
    found = notice(counter)
    assert found is not None
    assert (found.code, found.params["available"], found.params["why"]) == ("right_refused", 0, "not_enough")
    assert pay(counter, approval=supervisor()).overrides[0].available == 0


def test_a_hub_that_refuses_to_answer_is_no_right(counter: Counter) -> None:
    stock(counter, "milk", 1)
    counter.ok(c.Scan(raw=MILK))
    counter.answer(None, code="fork")
    assert code(counter) == "right_refused"


def test_more_of_the_same_asks_for_the_difference_only(counter: Counter) -> None:
    stock(counter, "milk", 3)
    for _ in range(3):
        counter.ok(c.Scan(raw=MILK))
    assert asked(counter) == [("milk", 3)]
    counter.ok(c.Scan(raw=MILK))
    assert asked(counter) == [("milk", 3), ("milk", 1)]


def test_what_is_left_is_taken_and_the_rest_sold_by_a_word(counter: Counter) -> None:
    stock(counter, "milk", 3)
    line_id = counter.ok(c.Scan(raw=MILK)).line_id
    counter.ok(c.SetQuantity(line_id=line_id, quantity=5_000))
    assert asked(counter) == [("milk", 5)]
    counter.answer(not_enough(last(counter), available=3))
    assert asked(counter) == [("milk", 5), ("milk", 3)]
    counter.answer(granted(right(1, "milk", 3)))
    body = pay(counter, approval=supervisor())
    assert [one.quantity for one in body.rights] == [3000]
    assert [one.quantity for one in body.overrides] == [2000]
    sound(counter)


def test_asked_again_under_the_same_id_when_the_hub_is_back(counter: Counter) -> None:
    stock(counter, "milk", 1)
    counter.ok(c.Scan(raw=MILK))
    counter.answer(None)
    counter.ok(TendRights())
    assert len(counter.nudges.questions) == 1
    counter.ok(TendRights(again=True))
    assert counter.nudges.questions[1] == counter.nudges.questions[0]
    assert code(counter) == "right_asked"


def test_a_second_scan_while_offline_asks_both_again(counter: Counter) -> None:
    stock(counter, "milk", 1)
    counter.ok(c.Scan(raw=MILK))
    counter.answer(None)
    counter.ok(c.Scan(raw=MILK))
    assert asked(counter) == [("milk", 1), ("milk", 1), ("milk", 1)]
    first, again, more = counter.nudges.questions
    assert first == again != more


def test_a_question_survives_a_restart(counter: Counter) -> None:
    stock(counter, "milk", 1)
    counter.ok(c.Scan(raw=MILK))
    before = counter.nudges.questions.pop()
    counter.restart()
    counter.stand()
    counter.ok(TendRights(again=True))
    assert counter.nudges.questions == [before]
    counter.answer(granted(right(1, "milk", 1)))
    assert len(pay(counter).rights) == 1


def test_a_question_of_a_sale_that_is_over_is_not_asked_again(counter: Counter) -> None:
    stock(counter, "milk", 1)
    counter.ok(c.Scan(raw=MILK))
    counter.ok(c.SuspendSale())
    counter.ok(TendRights(again=True))
    assert len(counter.nudges.questions) == 1


def test_a_serial_number_always_needs_a_right(counter: Counter) -> None:
    stock(counter, "milk", 50)
    counter.ok(c.Scan(raw=SERIAL))
    assert asked(counter) == [("milk", 1)]


def test_practice_asks_nobody(counter: Counter) -> None:
    stock(counter, "milk", 0)
    counter.ok(c.SetTraining(on=True, approval=supervisor()))
    counter.ok(c.Scan(raw=MILK))
    assert counter.nudges.questions == []
    body = pay(counter)
    assert (body.rights, body.overrides) == ((), ())


def test_a_till_sees_its_own_sales_before_the_hub_has_counted_them(counter: Counter) -> None:
    stock(counter, "milk", 3)
    counter.ok(c.Scan(raw=MILK))
    pay(counter)
    counter.ok(c.Scan(raw=MILK))
    assert counter.nudges.questions == []
    pay(counter)
    counter.ok(c.Scan(raw=MILK))
    assert asked(counter) == [("milk", 1)]
    stock(counter, "milk", 5, seen=counted_until_now(counter))
    assert code(counter) == ""
    pay(counter)


def test_units_sold_by_a_right_do_not_lower_what_is_left_for_others(counter: Counter) -> None:
    stock(counter, "milk", 2)
    tell(counter, OWN, "right", "right-1", right(1, "milk", 1))
    counter.ok(c.Scan(raw=MILK))
    assert len(pay(counter).rights) == 1
    with counter.local.store.read() as uow:
        known = uow.stock.get("milk")
    assert known is not None
    assert (known.on_hand, known.available) == (1000, 2000)


def test_the_table_of_the_paper(counter: Counter) -> None:
    """docs/algorithms/stock.md, At the till."""

    def available() -> int:
        return counter.ask(StockOf(sku="milk")).available // 1000

    stock(counter, "milk", 2)
    counter.ok(c.Scan(raw=MILK))
    assert (available(), asked(counter), code(counter)) == (2, [], "")
    pay(counter)
    assert available() == 1
    counter.ok(c.Scan(raw=MILK))
    assert (asked(counter), code(counter)) == ([("milk", 1)], "right_asked")
    counter.answer(None)
    assert code(counter) == "right_offline"
    counter.ok(TendRights(again=True))
    assert (asked(counter), code(counter)) == ([("milk", 1)] * 2, "right_asked")
    counter.answer(granted(right(1, "milk", 1)))
    assert code(counter) == ""
    counter.ok(c.Scan(raw=MILK))
    assert (len(asked(counter)), code(counter)) == (3, "right_asked")
    counter.answer(not_enough(last(counter)))
    assert code(counter) == "right_refused"
    body = pay(counter, approval=supervisor())
    assert ([one.quantity for one in body.rights], [one.quantity for one in body.overrides]) == (
        [1000],
        [1000],
    )
    assert available() == 0


def test_what_is_asked_for_already_is_not_asked_for_twice(counter: Counter) -> None:
    stock(counter, "milk", 1)
    line_id = counter.ok(c.Scan(raw=MILK)).line_id
    counter.ok(c.VoidLine(line_id=line_id))
    counter.ok(c.UndoVoid(line_id=line_id))
    assert asked(counter) == [("milk", 1)]


def test_an_answer_that_nobody_waits_for_changes_nothing(counter: Counter) -> None:
    before = counter.facts()
    adopted = CartRequest(request_id="R", act="release", cart_id="C")
    counter.answer(CartReply(at=NOON), question=adopted)
    counter.answer(RightsReply(answers=(), at=NOON), question=RightsRequest(request_id="R", asks=()))
    assert counter.facts() == before
