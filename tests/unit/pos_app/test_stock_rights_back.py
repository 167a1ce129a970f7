"""Rights that a sale does not use go back; none is spent that is over by time, by the hub or by a restore."""

from __future__ import annotations

import pytest

from pos_app import commands as c
from pos_app.commands.hub_desk import TendRights
from pos_app.queries.stock import ListRights
from tests.fakes.clock import NOON
from tests.fakes.counter import Counter, supervisor
from tests.fakes.stocked import (
    AN_HOUR,
    OWN,
    asked,
    code,
    counted_until_now,
    granted,
    pay,
    right,
    rights,
    sound,
    stock,
    tell,
)

MILK, COLA = "4006381333931", "4012345678901"


@pytest.mark.parametrize("end", [c.VoidSale(), c.SuspendSale()])
def test_a_sale_that_does_not_happen_gives_its_rights_back(counter: Counter, end: c.Command) -> None:
    stock(counter, "milk", 1)
    counter.ok(c.Scan(raw=MILK))
    counter.answer(granted(right(1, "milk", 1)))
    counter.ok(end)
    assert rights(counter) == {"right-1": (0, "settled")}
    (settled,) = [one for one in counter.journal() if one == "right.settled"]
    assert settled
    sound(counter)


def test_a_voided_line_keeps_its_right_until_the_sale_is_over(counter: Counter) -> None:
    stock(counter, "milk", 1)
    line_id = counter.ok(c.Scan(raw=MILK)).line_id
    counter.answer(granted(right(1, "milk", 1)))
    counter.ok(c.VoidLine(line_id=line_id))
    counter.ok(TendRights())
    assert rights(counter) == {"right-1": (1, "open")}
    counter.ok(c.UndoVoid(line_id=line_id))
    assert len(counter.nudges.questions) == 1
    counter.ok(c.VoidLine(line_id=line_id))
    counter.ok(c.Scan(raw=COLA))
    assert pay(counter).rights == ()
    assert rights(counter) == {"right-1": (0, "settled")}


def test_an_answer_that_comes_too_late_goes_straight_back(counter: Counter) -> None:
    stock(counter, "milk", 1)
    counter.ok(c.Scan(raw=MILK))
    counter.ok(c.VoidSale())
    counter.answer(granted(right(1, "milk", 1)))
    assert rights(counter) == {"right-1": (0, "settled")}
    assert counter.journal()[-1] == "right.settled"
    assert counter.code(counter.send(c.VoidSale())) == "no_sale_open"


def test_past_its_time_a_right_is_not_spent_but_given_back(counter: Counter) -> None:
    stock(counter, "milk", 1)
    txn_id = counter.sale(c.Scan(raw=MILK)).txn_id
    counter.answer(granted(right(1, "milk", 1)))
    counter.clock.pass_ms(AN_HOUR)
    assert counter.refused(c.TenderCash(txn_id=txn_id, amount=5_000)) == "approval:sell_without_right"
    body = pay(counter, approval=supervisor())
    assert (body.rights, len(body.overrides)) == ((), 1)
    assert rights(counter) == {"right-1": (0, "settled")}
    sound(counter)


def test_a_parked_sale_asks_again_when_it_is_taken_back(counter: Counter) -> None:
    stock(counter, "milk", 1)
    txn_id = counter.sale(c.Scan(raw=MILK)).txn_id
    counter.answer(granted(right(1, "milk", 1)))
    counter.ok(c.SuspendSale())
    stock(counter, "milk", 1, seen=counted_until_now(counter))
    counter.resume(txn_id)
    assert asked(counter) == [("milk", 1), ("milk", 1)]


def test_what_the_hub_wrote_off_is_not_spent(counter: Counter) -> None:
    stock(counter, "milk", 1)
    counter.ok(c.Scan(raw=MILK))
    counter.answer(granted(right(1, "milk", 1)))
    tell(counter, OWN, "right", "right-1", right(1, "milk", 1, state="written_off"))
    assert code(counter) == "right_refused"
    assert pay(counter, approval=supervisor()).rights == ()


def test_a_right_of_which_the_hub_heard_more_was_spent_is_spent_no_further(counter: Counter) -> None:
    stock(counter, "milk", 1)
    tell(counter, OWN, "right", "right-1", right(1, "milk", 2, spent=1000))
    assert rights(counter) == {"right-1": (1, "open")}
    counter.ok(c.Scan(raw=MILK))
    counter.ok(c.Scan(raw=MILK))
    assert asked(counter) == [("milk", 1)]


def test_a_right_that_leaves_the_feed_is_over(counter: Counter) -> None:
    tell(counter, OWN, "right", "right-1", right(1, "milk", 2))
    tell(counter, OWN, "right", "right-1", None)
    assert rights(counter) == {"right-1": (0, "written_off")}


def test_a_right_is_shown_with_the_name_of_its_goods(counter: Counter) -> None:
    tell(counter, OWN, "right", "right-1", right(1, "milk", 2))
    tell(counter, OWN, "right", "right-2", right(2, "gone", 2))
    assert [one.name for one in counter.ask(ListRights())] == ["Milch 1 l", "gone"]


def test_rights_are_laid_down_when_the_hub_was_restored_and_come_back_as_it_knows_them(
    counter: Counter,
) -> None:
    stock(counter, "milk", 2)
    tell(counter, OWN, "right", "right-1", right(1, "milk", 2))
    counter.ok(c.Scan(raw=MILK))
    pay(counter)  # by the right, which has one unit left, and gives it back
    tell(counter, OWN, "right", "right-2", right(2, "milk", 2))
    counter.ok(c.Scan(raw=MILK))
    counter.local.outbox.adopt_generation("gen-2")
    assert rights(counter) == {"right-1": (0, "settled"), "right-2": (0, "written_off")}
    tell(counter, OWN, "right", "right-2", right(2, "milk", 2))
    assert rights(counter)["right-2"] == (2, "open")
    assert len(pay(counter).rights) == 1
    sound(counter)


def test_the_right_that_ends_first_is_spent_first_and_the_other_goes_back(counter: Counter) -> None:
    stock(counter, "milk", 1)
    tell(counter, OWN, "right", "right-1", right(1, "milk", 1, use_by=NOON + AN_HOUR))
    tell(counter, OWN, "right", "right-2", right(2, "milk", 1, use_by=NOON + AN_HOUR // 2))
    counter.ok(c.Scan(raw=MILK))
    assert [one.grant_id for one in pay(counter).rights] == ["right-2"]
    assert rights(counter)["right-1"] == (0, "settled")
    assert counter.journal()[-1] == "right.settled"


def test_rights_that_a_feed_read_anew_does_not_bring_again_are_over(counter: Counter) -> None:
    tell(counter, OWN, "right", "right-1", right(1, "milk", 1))
    tell(counter, OWN, "right", "right-2", right(2, "milk", 1))
    counter.local.replica.reset(OWN, "feed-2")
    assert rights(counter)["right-1"] == (1, "open")
    tell(counter, OWN, "right", "right-2", right(2, "milk", 1))
    assert rights(counter) == {"right-2": (1, "open"), "right-1": (0, "written_off")}


def test_a_right_that_the_hub_shows_again_is_given_back_once_more(counter: Counter) -> None:
    """Written off, then the hub was put back to before that: else nobody ever has it again."""
    tell(counter, OWN, "right", "right-1", right(1, "milk", 2))
    tell(counter, OWN, "right", "right-1", None)
    assert rights(counter)["right-1"][0] == 0
    tell(counter, OWN, "right", "right-1", right(1, "milk", 2))
    counter.ok(TendRights())
    assert counter.journal()[-1] == "right.settled"
    tell(counter, OWN, "right", "right-1", right(1, "milk", 2))
    counter.ok(TendRights())
    assert counter.journal().count("right.settled") == 1
    sound(counter)


def test_a_supervisors_word_is_for_the_quantity_that_was_seen(counter: Counter) -> None:
    stock(counter, "milk", 1)
    txn_id = counter.sale(c.Scan(raw=MILK)).txn_id
    counter.answer()
    sale = counter.ok(c.TenderCash(txn_id=txn_id, amount=10, approval=supervisor())).sale
    assert sale is not None
    assert code(counter) == "", "nobody is to decide any more"
    counter.ok(c.RemoveTender(txn_id=txn_id, payment_id=sale.tenders[0].payment_id))
    counter.ok(c.SetQuantity(line_id=sale.lines[0].line_id, quantity=20_000))
    assert code(counter) != ""
    assert counter.refused(c.TenderCash(txn_id=txn_id, amount=10)) == "approval:sell_without_right"


def test_what_a_lost_answer_granted_is_not_taken_for_what_is_asked_now(counter: Counter) -> None:
    stock(counter, "milk", 1)
    counter.ok(c.Scan(raw=MILK))
    counter.answer()  # the hub granted it, but its answer was lost
    tell(counter, OWN, "right", "right-1", right(1, "milk", 1))
    counter.ok(c.Scan(raw=MILK))
    counter.answer(granted(right(1, "milk", 1)))
    assert asked(counter)[-1] == ("milk", 1)
    assert code(counter) == "right_asked"
    counter.answer(granted(right(2, "milk", 1)))
    assert [one.grant_id for one in pay(counter).rights] == ["right-1", "right-2"]
    sound(counter)
