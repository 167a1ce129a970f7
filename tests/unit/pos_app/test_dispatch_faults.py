"""Faults below the handlers: a disk that is full or unreadable is told in words, and selling goes on."""

from __future__ import annotations

from pos_app import commands as c
from pos_app.dispatch import Dispatcher
from tests.fakes.counter import Counter
from tests.fakes.faulty_store import FaultyStore

MILK = "4006381333931"


def with_faults(counter: Counter) -> tuple[Dispatcher, FaultyStore]:
    """The counter's till on a store with faults."""
    store = FaultyStore(counter.local.store)
    return counter.dispatcher_on(store), store


def test_a_sale_on_a_full_disk_is_not_sold_and_can_be_paid_afterwards(counter: Counter) -> None:
    dispatcher, store = with_faults(counter)
    sale = counter.sale(c.Scan(raw=MILK))
    pay = c.TenderCash(txn_id=sale.txn_id, amount=200)
    counter.nudges.names.clear()
    store.full = True
    outcome = dispatcher.dispatch(pay)
    assert outcome.notice is not None
    assert (outcome.ok, outcome.notice.code, outcome.notice.tone) == (False, "store_full", "negative")
    assert outcome.sale == sale
    # Neither drawer nor paper nor hub hears of what is not durable.
    assert counter.nudges.names == []
    assert counter.jobs() == ()
    store.full = False
    change = dispatcher.dispatch(pay).change
    assert change is not None
    assert (change.receipt_no, change.change) == ("S1-T2-000001", 81)


def test_a_disk_that_cannot_be_read_either_is_still_an_answer(counter: Counter) -> None:
    dispatcher, store = with_faults(counter)
    store.full = store.unreadable = True
    outcome = dispatcher.dispatch(c.Scan(raw=MILK))
    assert outcome.notice is not None
    assert (outcome.notice.code, outcome.sale) == ("store_full", None)


def test_a_wrong_pin_of_a_supervisor_counts_even_though_the_act_is_refused(counter: Counter) -> None:
    dispatcher, store = with_faults(counter)
    store.full = True
    word = c.Approving(operator_id="grace", pin="000000", reason_id="change")
    outcome = dispatcher.dispatch(c.OpenDrawer(approval=word))
    assert outcome.notice is not None
    assert outcome.notice.code == "store_full"  # a count that cannot be kept is not a free try
