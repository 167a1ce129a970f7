"""After the sale: duplicates, post-voids that mirror exactly and once, and prints that did not come out."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from pos_app import commands as c
from pos_app.ports.store import PrintState
from pos_app.queries import ListJournal, ListPrintJobs, ShowReceipt, ShowTill, ShowZReport
from tests.fakes.counter import Counter, supervisor
from tests.fakes.shop import BERLIN, OPERATORS
from tests.fakes.store import load_config

MILK = "4006381333931"
WORD = supervisor("mistake")


def sold(counter: Counter, cash: int = 200) -> str:
    """A sale paid in cash."""
    sale = counter.sale(c.Scan(raw=MILK))
    return counter.change(c.TenderCash(txn_id=sale.txn_id, amount=cash)).txn_id


def mark(counter: Counter, state: PrintState, error: str = "") -> str:
    """What the print service says of the job queued last."""
    job_id = counter.jobs()[-1].job_id
    with counter.local.store.write() as uow:
        uow.print_jobs.mark(job_id, state, error, error)
    return job_id


# --- duplicates -------------------------------------------------------------------------------------------


def test_a_reprint_is_marked_counted_and_keeps_the_drawer_shut(counter: Counter) -> None:
    txn_id = sold(counter)
    original = counter.paper()
    counter.ok(c.Reprint(txn_id=txn_id))
    assert counter.paper().count("KOPIE") == 1
    assert "KOPIE" not in original
    assert [row for row in original.splitlines() if row not in counter.paper().splitlines()] == []
    assert not counter.jobs()[-1].document.open_drawer
    entry = counter.entries()[0]
    assert (entry.kind, entry.receipt_no) == ("receipt.reprinted", "S1-T2-000001")


def test_a_reprint_says_what_the_original_said(counter: Counter) -> None:
    """Also after the shop moved and the cashier married."""
    txn_id = sold(counter)
    original = counter.paper()
    moved = replace(BERLIN, profile=replace(BERLIN.profile, name="Laden am Fluss", tax_id="DE999"))
    renamed = [replace(one, name=f"{one.name}-Neu") for one in OPERATORS]
    for scope in ("config:store-1", "terminal:terminal-2"):
        counter.local.replica.reset(scope, "feed-2")
    load_config(counter.local, moved, renamed, epoch="feed-2")
    assert counter.ask(ShowTill()).store_name == "Laden am Fluss"
    assert counter.ask(ShowReceipt(txn_id=txn_id)).text == original
    counter.ok(c.Reprint(txn_id=txn_id))
    assert counter.paper().endswith(original)
    counter.ok(c.Reprint(txn_id=txn_id))
    assert counter.paper().count("KOPIE") == 1


def test_a_receipt_whose_print_is_not_kept_is_made_again(counter: Counter) -> None:
    txn_id = sold(counter)
    original = counter.paper()
    counter.local.pos.driver.execute("DELETE FROM print_job")
    assert counter.ask(ShowReceipt(txn_id=txn_id)).text == original
    counter.ok(c.Reprint(txn_id=txn_id))
    assert "KOPIE" in counter.paper()


def test_a_receipt_is_reprinted_also_when_no_session_is_open(counter: Counter) -> None:
    txn_id = sold(counter)
    counter.ok(c.DeclareCount(counted=20_119))
    counter.ok(c.CloseSession())
    counter.ok(c.Reprint(txn_id=txn_id))
    assert counter.jobs()[-1].document.kind == "duplicate"


def test_what_is_not_on_this_terminal_is_refused(counter: Counter) -> None:
    assert counter.refused(c.Reprint(txn_id="never")) == "sale_unknown"
    assert counter.refused(c.PostVoid(txn_id="never", approval=WORD)) == "sale_unknown"
    with pytest.raises(Exception, match="not on this terminal"):
        counter.ask(ShowReceipt(txn_id="never"))


def test_a_z_report_is_printed_again_as_it_was_fixed(counter: Counter) -> None:
    sold(counter)
    counter.ok(c.DeclareCount(counted=20_100))
    counter.ok(c.CloseSession())
    original = counter.paper()
    (entry,) = [one for one in counter.entries() if one.kind == "session.closed"]
    assert entry.z_number == 1
    assert counter.ask(ShowZReport(number=1)).text == original
    counter.ok(c.ReprintZ(number=1))
    assert counter.entries()[0].kind == "report.reprinted"
    counter.ok(c.OpenSession(opening_float=0))
    counter.ok(c.ReprintZ(number=1))
    assert counter.paper().endswith(original)
    assert counter.paper().count("KOPIE") == 1
    with counter.local.store.read() as uow:
        session = uow.sessions.current()
        assert session is not None
        assert uow.sessions.sums(session.session_id).counts == {"reprint": 1}
    assert counter.refused(c.ReprintZ(number=2)) == "z_unknown"


# --- post-void --------------------------------------------------------------------------------------------


def test_a_post_void_takes_everything_back(counter: Counter) -> None:
    txn_id = sold(counter)
    outcome = counter.ok(c.PostVoid(txn_id=txn_id, approval=WORD))
    assert outcome.notice is not None
    given = {"cash": 119, "card": 0, "accounts": 0}
    assert outcome.notice.params == given | {"receipt_no": "S1-T2-000002", "currency": "EUR"}
    back_id = counter.record(txn_id).reversed_by
    sale, back = counter.record(txn_id).body, counter.record(back_id).body
    assert (back.total, back.tax_total, back.reverses) == (-sale.total, -sale.tax_total, txn_id)
    assert [one.delta for one in back.movements] == [1000]
    assert back.origin.cart_id == sale.origin.cart_id
    assert counter.jobs()[-1].document.open_drawer
    assert "STORNO" in counter.paper()
    with counter.local.store.read() as uow:
        session = uow.sessions.current()
        assert session is not None
        assert uow.sessions.sums(session.session_id).cash_net == 0


def test_a_second_post_void_is_refused(counter: Counter) -> None:
    txn_id = sold(counter)
    counter.ok(c.PostVoid(txn_id=txn_id, approval=WORD))
    assert counter.refused(c.PostVoid(txn_id=txn_id, approval=WORD)) == "already_reversed"
    back_id = counter.record(txn_id).reversed_by
    assert counter.refused(c.PostVoid(txn_id=back_id, approval=WORD)) == "not_reversible"
    states = {
        entry.txn_id: (entry.can_post_void, entry.reversed) for entry in counter.entries() if entry.receipt_no
    }
    assert states == {txn_id: (False, True), back_id: (False, False)}


def test_a_card_sale_leaves_the_drawer_shut_when_cancelled(counter: Counter) -> None:
    sale = counter.sale(c.Scan(raw=MILK))
    counter.change(c.TenderCard(txn_id=sale.txn_id, amount=119))
    outcome = counter.ok(c.PostVoid(txn_id=sale.txn_id, approval=WORD))
    assert outcome.notice is not None
    assert (outcome.notice.params["cash"], outcome.notice.params["card"]) == (0, 119)
    assert not counter.jobs()[-1].document.open_drawer


def test_a_post_void_waits_for_the_open_sale(counter: Counter) -> None:
    txn_id = sold(counter)
    counter.ok(c.Scan(raw=MILK))
    assert counter.refused(c.PostVoid(txn_id=txn_id, approval=WORD)) == "sale_open"


def test_yesterdays_sale_is_cancelled_in_todays_session(counter: Counter) -> None:
    txn_id = sold(counter)
    counter.ok(c.DeclareCount(counted=20_119))
    counter.ok(c.CloseSession())
    counter.clock.pass_ms(86_400_000)
    counter.ok(c.OpenSession(opening_float=10_000))
    counter.ok(c.PostVoid(txn_id=txn_id, approval=WORD))
    back = counter.record(counter.record(txn_id).reversed_by).body
    assert back.origin.business_date == "2026-12-01"
    counter.ok(c.DeclareCount(counted=9_881))
    counter.ok(c.CloseSession())
    with counter.local.store.read() as uow:
        z_report = uow.sessions.z_report(2)
    assert z_report is not None
    assert (z_report.over_short, z_report.post_void_total, z_report.perpetual_total) == (0, -119, 0)


def test_training_is_cancelled_in_training_only_and_counts_nowhere(counter: Counter) -> None:
    real = sold(counter)
    counter.ok(c.SetTraining(on=True, approval=supervisor()))
    practice = sold(counter)
    assert counter.refused(c.PostVoid(txn_id=real, approval=WORD)) == "training_mix"
    counter.ok(c.PostVoid(txn_id=practice, approval=WORD))
    assert not counter.jobs()[-1].document.open_drawer
    counter.ok(c.SetTraining(on=False, approval=supervisor()))
    assert counter.refused(c.PostVoid(txn_id=practice, approval=WORD)) == "already_reversed"
    back = counter.record(counter.record(practice).reversed_by).body
    assert (back.receipt_no, back.movements) == ("S1-T2-TR000002", ())


# --- prints -----------------------------------------------------------------------------------------------


def test_a_receipt_that_may_be_on_paper_goes_out_again_as_a_duplicate(counter: Counter) -> None:
    sold(counter)
    job_id = mark(counter, "unsure", "line_lost")
    (view,) = counter.ask(ListPrintJobs())
    assert (view.state, view.receipt_no, view.error) == ("unsure", "S1-T2-000001", "line_lost")
    counter.ok(c.RetryPrint(job_id=job_id))
    (job,) = counter.jobs()
    assert (job.state, job.document.kind) == ("queued", "duplicate")
    assert counter.refused(c.RetryPrint(job_id=job_id)) == "print_gone"


def test_a_report_that_may_be_on_paper_is_marked_too(counter: Counter) -> None:
    counter.ok(c.TakeXReport())
    counter.ok(c.RetryPrint(job_id=mark(counter, "unsure")))
    assert "KOPIE" in counter.paper()
    counter.ok(c.RetryPrint(job_id=mark(counter, "unsure")))
    assert counter.paper().count("KOPIE") == 1


def test_what_never_came_out_is_printed_as_the_original(counter: Counter) -> None:
    sold(counter)
    job_id = mark(counter, "failed", "no_printer")
    counter.nudges.names.clear()
    counter.ok(c.RetryPrint(job_id=job_id))
    assert (counter.jobs()[0].state, "KOPIE" in counter.paper()) == ("queued", False)
    assert counter.nudges.names == ["print"]


def test_a_print_under_way_is_left_alone(counter: Counter) -> None:
    sold(counter)
    assert counter.refused(c.RetryPrint(job_id=mark(counter, "printing"))) == "print_under_way"


def test_a_print_given_up_can_still_be_reprinted(counter: Counter) -> None:
    txn_id = sold(counter)
    job_id = mark(counter, "queued")
    counter.ok(c.DropPrint(job_id=job_id))
    assert counter.jobs() == ()
    assert counter.refused(c.DropPrint(job_id=job_id)) == "print_gone"
    assert counter.refused(c.DropPrint(job_id="never")) == "print_gone"
    counter.ok(c.Reprint(txn_id=txn_id))
    assert counter.ask(ListJournal(receipts_only=True))[0].printed == "queued"


def test_prints_are_for_who_is_signed_in(closed: Counter) -> None:
    for command in (
        c.RetryPrint(job_id="j"),
        c.DropPrint(job_id="j"),
        c.Reprint(txn_id="t"),
        c.ReprintZ(number=1),
    ):
        assert closed.refused(command) == "not_signed_in"
