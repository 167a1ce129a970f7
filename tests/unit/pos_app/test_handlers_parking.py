"""Parking a sale and taking it back: nothing is lost, nothing taken twice, money counts where it is taken."""

from __future__ import annotations

from pos_app import commands as c
from pos_app.queries import ListSuspended, ShowTill
from tests.fakes.counter import Counter
from tests.fakes.shop import SECOND_CASHIER, SUPERVISOR

MILK, COLA = "4006381333931", "4012345678901"


def parked(counter: Counter, note: str = "") -> str:
    """A parked sale."""
    txn_id = counter.sale(c.Scan(raw=COLA)).txn_id
    counter.ok(c.SuspendSale(note=note))
    return txn_id


def test_a_parked_sale_frees_the_till_and_is_listed(counter: Counter) -> None:
    txn_id = parked(counter, "blue jacket")
    assert counter.ask(ShowTill()).sale is None
    (view,) = counter.ask(ListSuspended())
    assert (view.txn_id, view.note, view.operator_name) == (txn_id, "blue jacket", "Ada")
    assert (view.line_count, view.total) == (1, 124), "a deposit follows its item: nobody counts it"
    assert view.first_items == ("Cola 0,5 l",)


def test_a_parked_sale_comes_back_whole_even_after_a_restart(counter: Counter) -> None:
    txn_id = parked(counter)
    counter.ok(c.Scan(raw=MILK))
    assert counter.refused(c.ResumeSale(txn_id=txn_id)) == "sale_open"
    counter.ok(c.VoidSale())
    counter.restart()
    counter.stand(SECOND_CASHIER)
    sale = counter.resume(txn_id)
    assert (sale.txn_id, sale.total) == (txn_id, 124)
    assert counter.ask(ListSuspended()) == ()
    assert counter.refused(c.ResumeSale(txn_id=txn_id)) == "sale_open"


def test_a_sale_taken_back_is_not_taken_back_again(counter: Counter) -> None:
    txn_id = parked(counter)
    counter.resume(txn_id)
    counter.change(c.TenderCash(txn_id=txn_id, amount=200))
    assert counter.refused(c.ResumeSale(txn_id=txn_id)) == "not_suspended"
    assert counter.refused(c.ResumeSale(txn_id="never")) == "not_suspended"


def test_two_sales_wait_side_by_side_in_order(counter: Counter) -> None:
    first, second = parked(counter), parked(counter)
    assert [one.txn_id for one in counter.ask(ListSuspended())] == [first, second]


def test_an_empty_sale_is_not_parked(counter: Counter) -> None:
    counter.ok(c.VoidLine(line_id=counter.ok(c.Scan(raw=MILK)).line_id))
    assert counter.refused(c.SuspendSale()) == "sale_empty"


def test_parking_is_on_record_without_its_note(counter: Counter) -> None:
    txn_id = parked(counter, "Mrs Example, 030 1234567")
    counter.resume(txn_id)
    assert counter.journal()[-2:] == ["sale.suspended", "sale.resumed"]
    with counter.local.store.read() as uow:
        assert "Example" not in str([line.entry for line in uow.journal.page("2026-11-30", None, 99)])


def test_a_parked_sale_keeps_the_till_from_closing_and_counts_in_its_session(counter: Counter) -> None:
    txn_id = parked(counter)
    counter.ok(c.DeclareCount(counted=20_000))
    assert counter.refused(c.CloseSession()) == "sales_suspended"
    assert counter.refused(c.ResumeSale(txn_id=txn_id)) == "session_closing"
    counter.ok(c.ReopenSession())
    counter.resume(txn_id)
    counter.change(c.TenderCash(txn_id=txn_id, amount=124))
    counter.ok(c.DeclareCount(counted=20_124))
    counter.ok(c.CloseSession())
    with counter.local.store.read() as uow:
        z_report = uow.sessions.z_report(1)
    assert z_report is not None
    assert (z_report.sales_total, z_report.over_short) == (124, 0)


def test_training_and_real_sales_do_not_mix(counter: Counter) -> None:
    real = parked(counter)
    counter.stand(SUPERVISOR)
    counter.ok(c.SetTraining(on=True))
    assert counter.refused(c.ResumeSale(txn_id=real)) == "training_parked"
    practice = parked(counter)
    counter.ok(c.SetTraining(on=False))
    assert counter.refused(c.ResumeSale(txn_id=practice)) == "training_parked"
    assert counter.resume(real).training is False


def test_no_note_takes_a_card_number_in(counter: Counter) -> None:
    note = "card 4242 4242 4242 4242 left behind"
    counter.ok(c.Scan(raw=MILK))
    assert counter.refused(c.SuspendSale(note=note)) == "card_number_refused"
    assert counter.refused(c.MoveCash(move="paid_in", amount=1, note=note)) == "card_number_refused"
