"""The till session: float, cash movements, no-sale, X, the blind count, and a Z that is fixed once."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from pos_app import commands as c
from pos_app.queries import ShowSession, ShowTill
from retail.report import SessionTotals
from retail.session import CashMoveKind
from retail.store_config import Reason
from tests.fakes.counter import Counter, seed, supervisor
from tests.fakes.shop import BERLIN, REASONS, SUPERVISOR

MILK, COLA = "4006381333931", "4012345678901"
DAY_MS = 86_400_000


def sell(counter: Counter, raw: str = MILK, cash: int = 200) -> str:
    """A sale paid in cash."""
    sale = counter.sale(c.Scan(raw=raw))
    return counter.change(c.TenderCash(txn_id=sale.txn_id, amount=cash)).txn_id


def closed_with(counter: Counter, counted: int) -> SessionTotals:
    """The Z report after counting so much."""
    counter.ok(c.DeclareCount(counted=counted))
    number = counter.ask(ShowSession()).number
    counter.ok(c.CloseSession())
    with counter.local.store.read() as uow:
        found = uow.sessions.z_report(number)
    assert found is not None
    return found


# --- opening ----------------------------------------------------------------------------------------------


def test_a_session_opens_once_with_its_float(closed: Counter) -> None:
    closed.stand()
    assert closed.ask(ShowSession()).state is None
    closed.ok(c.OpenSession(opening_float=0))
    view = closed.ask(ShowSession())
    assert (view.state, view.number, view.business_date, view.opened_by) == ("open", 1, "2026-11-30", "Ada")
    assert closed.refused(c.OpenSession(opening_float=0)) == "session_open"


@pytest.mark.parametrize("amount", [-1, 10_000_000_000, 4006381333931])
def test_an_impossible_float_is_refused(closed: Counter, amount: int) -> None:
    closed.stand()
    assert closed.refused(c.OpenSession(opening_float=amount)) == "amount_out_of_range"


def test_the_business_date_is_the_stores_day_of_opening(closed: Counter) -> None:
    """23:30 UTC is half past midnight in Berlin; a session that runs past midnight keeps its day."""
    closed.clock.pass_ms(11 * 3_600_000 + 1_800_000)
    closed.stand()
    closed.ok(c.OpenSession(opening_float=0))
    assert closed.ask(ShowTill()).business_date == "2026-12-01"
    closed.clock.pass_ms(DAY_MS)
    body = closed.record(sell(closed)).body
    assert (body.origin.business_date, body.origin.local_time[:10]) == ("2026-12-01", "2026-12-02")


def test_a_clock_set_back_opens_an_earlier_day_only_with_a_supervisors_word(counter: Counter) -> None:
    counter.clock.pass_ms(DAY_MS)
    closed_with(counter, 20_000)
    counter.ok(c.OpenSession(opening_float=0))
    closed_with(counter, 0)
    counter.clock.pass_ms(-DAY_MS)
    again = c.OpenSession(opening_float=0)
    assert counter.refused(again) == "approval:earlier_day"
    counter.ok(replace(again, approval=supervisor()))
    assert counter.ask(ShowTill()).business_date == "2026-11-30"
    closed_with(counter, 0)
    counter.clock.pass_ms(2 * DAY_MS)
    counter.ok(again)


def test_nothing_of_a_session_works_without_one(closed: Counter) -> None:
    closed.stand(SUPERVISOR)
    for command in (
        c.MoveCash(move="paid_in", amount=1),
        c.OpenDrawer(reason_id="change"),
        c.TakeXReport(),
        c.DeclareCount(counted=0),
        c.ReopenSession(),
        c.CloseSession(),
        c.ResumeSale(txn_id="any"),
        c.TenderCash(txn_id="any", amount=1),
    ):
        assert closed.refused(command) == "no_session"


# --- cash that moves --------------------------------------------------------------------------------------


def test_every_movement_counts_prints_a_slip_and_opens_the_drawer(counter: Counter) -> None:
    word = supervisor("window")
    counter.ok(c.MoveCash(move="float_entry", amount=5000))
    counter.ok(c.MoveCash(move="paid_in", amount=300, note="found on the floor"))
    counter.ok(c.MoveCash(move="cash_pickup", amount=10_000, approval=supervisor()))
    counter.ok(c.MoveCash(move="paid_out", amount=1500, note="bill 12", approval=word))
    assert [job.document.kind for job in counter.jobs()] == [
        "float_entry",
        "paid_in",
        "cash_pickup",
        "paid_out",
    ]
    assert all(job.document.open_drawer for job in counter.jobs())
    assert "Fensterputzer" in counter.paper()
    assert "bill 12" in counter.paper()
    z_report = closed_with(counter, 13_800)
    assert (z_report.expected_cash, z_report.over_short, z_report.drawer_count) == (13_800, 0, 4)
    moved = (z_report.float_entries, z_report.paid_in, z_report.cash_pickups, z_report.paid_out)
    assert moved == (5000, 300, 10_000, 1500)


def test_paid_in_names_a_reason_where_the_store_keeps_some(tmp_path: Path) -> None:
    tip = Reason(reason_id="found", kind="paid_in", texts={"en": "Found money"})
    counter = Counter(seed(tmp_path / "files", replace(BERLIN, reasons=(*REASONS, tip))), tmp_path / "till")
    counter.stand()
    counter.ok(c.OpenSession(opening_float=0))
    for reason_id in ("", "window"):
        assert counter.refused(c.MoveCash(move="paid_in", amount=1, reason_id=reason_id)) == "reason_needed"
    counter.ok(c.MoveCash(move="paid_in", amount=1, reason_id="found"))
    assert "Found money" in counter.paper()
    counter.close()


@pytest.mark.parametrize("amount", [0, -100, 10_000_000_000])
def test_an_impossible_movement_is_refused(counter: Counter, amount: int) -> None:
    assert counter.refused(c.MoveCash(move="paid_in", amount=amount)) == "amount_out_of_range"


@pytest.mark.parametrize("move", ["cash_pickup", "paid_out"])
def test_no_more_is_taken_out_than_is_there_and_nobody_is_told_how_much_that_is(
    counter: Counter, move: CashMoveKind
) -> None:
    too_much = c.MoveCash(move=move, amount=20_001)
    assert counter.refused(too_much).startswith("approval:")
    outcome = counter.send(replace(too_much, approval=supervisor("window")))
    assert outcome.notice is not None
    assert (outcome.ok, outcome.notice.code, outcome.notice.params) == (False, "cash_not_there", {})
    assert not any(figure in outcome.notice.message for figure in "0123456789")
    assert counter.jobs() == ()
    counter.ok(replace(too_much, amount=20_000, approval=supervisor("window")))
    assert counter.refused(replace(too_much, amount=1, approval=supervisor("window"))) == "cash_not_there"
    sell(counter)
    counter.ok(replace(too_much, amount=119, approval=supervisor("window")))


def test_practising_takes_out_what_it_likes(counter: Counter) -> None:
    counter.stand(SUPERVISOR)
    counter.ok(c.SetTraining(on=True))
    counter.ok(c.MoveCash(move="cash_pickup", amount=50_000))
    assert closed_with(counter, 20_000).expected_cash == 20_000


def test_a_no_sale_is_recorded_counted_and_prints_nothing(counter: Counter) -> None:
    counter.ok(c.OpenDrawer(approval=supervisor("change")))
    (job,) = counter.jobs()
    assert (job.document.blocks, job.document.open_drawer) == ((), True)
    assert (counter.entries()[0].kind, counter.entries()[0].reason) == ("drawer.no_sale", "change")
    z_report = closed_with(counter, 20_000)
    assert (z_report.no_sale_count, z_report.drawer_count) == (1, 1)


def test_training_leaves_the_drawer_and_the_counts_alone(counter: Counter) -> None:
    counter.ok(c.SetTraining(on=True, approval=supervisor()))
    counter.ok(c.OpenDrawer(approval=supervisor("change")))
    counter.ok(c.MoveCash(move="paid_in", amount=500))
    assert not any(job.document.open_drawer for job in counter.jobs())
    assert "TRAINING" in counter.paper()
    z_report = closed_with(counter, 20_000)
    assert (z_report.expected_cash, z_report.no_sale_count, z_report.drawer_count) == (20_000, 0, 0)


# --- X ----------------------------------------------------------------------------------------------------


def test_an_x_report_changes_nothing_and_can_be_taken_again(counter: Counter) -> None:
    sell(counter)
    with counter.local.store.read() as uow:
        before = uow.sessions.sums("none")
    counter.ok(c.TakeXReport())
    counter.ok(c.TakeXReport(print=False))
    assert counter.journal()[-2:] == ["report.x", "report.x"]
    assert [job.document.kind for job in counter.jobs()] == ["receipt", "x_report"]
    with counter.local.store.read() as uow:
        assert uow.sessions.sums("none") == before
    assert closed_with(counter, 20_119).sales_count == 1


def test_a_cashiers_x_report_does_not_say_what_should_be_in_the_till(counter: Counter) -> None:
    sell(counter)
    counter.ok(c.TakeXReport())
    assert "Verkäufe (1)" in counter.paper()
    assert "Soll in der Kasse" not in counter.paper()
    assert "Bar (1)" not in counter.paper()
    counter.stand(SUPERVISOR)
    counter.ok(c.TakeXReport())
    assert "201,19 EUR" in counter.paper()


# --- count and Z ------------------------------------------------------------------------------------------


def test_the_count_is_blind(counter: Counter) -> None:
    sell(counter)
    assert counter.ask(ShowSession()).totals is None
    counter.ok(c.DeclareCount(counted=20_000))
    totals = counter.ask(ShowSession()).totals
    assert totals is not None
    assert (totals.expected_cash, totals.counted_cash, totals.over_short) == (20_119, 20_000, -119)


def test_a_recount_takes_the_place_of_the_count_and_both_stay_on_record(counter: Counter) -> None:
    counter.ok(c.DeclareCount(counted=19_000))
    counter.ok(c.DeclareCount(counted=20_100))
    counter.ok(c.ReopenSession())
    assert counter.ask(ShowSession()).totals is None
    sell(counter)
    z_report = closed_with(counter, 20_119)
    assert (z_report.counted_cash, z_report.over_short) == (20_119, 0)
    with counter.local.store.read() as uow:
        lines = uow.journal.page("2026-11-30", None, 99, ("session.counted",))
    assert [line.entry.op.body["counted"] for line in reversed(lines)] == [19_000, 20_100, 20_119]


def test_nothing_is_sold_or_moved_while_the_till_is_counted(counter: Counter) -> None:
    counter.stand(SUPERVISOR)
    txn_id = sell(counter)
    counter.ok(c.DeclareCount(counted=0))
    for command in (
        c.Scan(raw=MILK),
        c.MoveCash(move="paid_in", amount=1),
        c.OpenDrawer(reason_id="change"),
        c.PostVoid(txn_id=txn_id, reason_id="mistake"),
        c.TakeXReport(),
    ):
        assert counter.refused(command) == "session_closing"


def test_the_till_is_not_counted_or_closed_with_a_sale_open(counter: Counter) -> None:
    counter.ok(c.Scan(raw=MILK))
    assert counter.refused(c.DeclareCount(counted=0)) == "sale_open"
    counter.ok(c.VoidSale())
    assert counter.refused(c.CloseSession()) == "illegal_move"
    assert counter.refused(c.ReopenSession()) == "illegal_move"
    assert counter.refused(c.DeclareCount(counted=-1)) == "amount_out_of_range"


def test_a_z_report_is_numbered_once_and_holds_the_day(counter: Counter) -> None:
    sell(counter, COLA)
    cancelled = sell(counter)
    counter.ok(c.PostVoid(txn_id=cancelled, approval=supervisor("mistake")))
    line_id = counter.ok(c.Scan(raw=MILK)).line_id
    counter.ok(c.VoidLine(line_id=line_id))
    sale = counter.sale(c.Scan(raw=MILK, quantity=2000))
    counter.ok(c.TenderCard(txn_id=sale.txn_id, amount=100))
    counter.change(c.TenderCash(txn_id=sale.txn_id, amount=150))
    counter.ok(c.Scan(raw=MILK))
    counter.ok(c.VoidSale())
    counter.ok(c.Reprint(txn_id=sale.txn_id))
    outcome = closed_with(counter, 20_264)
    assert (outcome.number, outcome.first_receipt, outcome.last_receipt) == (
        1,
        "S1-T2-000001",
        "S1-T2-000004",
    )
    assert (outcome.sales_count, outcome.sales_total) == (3, 124 + 119 + 238)
    assert (outcome.post_void_count, outcome.post_void_total) == (1, -119)
    assert {one.kind: one.amount for one in outcome.tenders} == {"card": 100, "cash": 124 + 138}
    assert sum(one.gross for one in outcome.taxes) == 124 + 238
    assert (outcome.void_count, outcome.line_void_count, outcome.reprint_count) == (1, 1, 1)
    assert (outcome.expected_cash, outcome.over_short) == (20_262, 2)
    assert outcome.perpetual_total == 124 + 238
    assert "Z-BERICHT 1" in counter.paper()
    assert counter.refused(c.CloseSession()) == "no_session"
    assert counter.journal().count("session.closed") == 1


def test_the_next_session_counts_on_and_the_perpetual_total_never_resets(counter: Counter) -> None:
    sell(counter)
    closed_with(counter, 20_119)
    counter.restart()
    counter.stand()
    counter.ok(c.OpenSession(opening_float=10_000))
    sell(counter)
    z_report = closed_with(counter, 10_119)
    assert (z_report.number, z_report.sales_count, z_report.perpetual_total) == (2, 1, 238)
    assert z_report.first_receipt == "S1-T2-000002"


def test_rounded_cash_adds_up_to_the_coins_in_the_till(zurich: Counter) -> None:
    for _ in range(3):
        sell(zurich)
    z_report = closed_with(zurich, 20_000 + 3 * 120)
    assert (z_report.sales_total, z_report.cash_rounding, z_report.expected_cash) == (357, 3, 20_360)
    assert z_report.over_short == 0
