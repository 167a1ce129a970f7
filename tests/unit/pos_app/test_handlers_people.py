"""Signing in and out, wrong PINs that count durably, locking, and training mode."""

from __future__ import annotations

from msgspec.structs import replace

from pos_app import commands as c
from pos_app.queries import ListOperators, ShowTill
from retail.pin_guard import OPERATOR_POLICY
from tests.fakes.clock import FixedClock
from tests.fakes.counter import Counter, supervisor
from tests.fakes.shop import BERLIN, CASHIER, PINS, SECOND_CASHIER
from tests.fakes.store import load_config

MILK = "4006381333931"
RIGHT = c.SignIn(operator_id="ada", pin=PINS["ada"])
WRONG = c.SignIn(operator_id="ada", pin="000000")


class PassingClock(FixedClock):
    """Time that goes on while something is done, as it does in a shop."""

    def now(self) -> int:
        self.pass_ms(150)
        return super().now()


def test_a_person_signs_in_and_out(closed: Counter) -> None:
    assert [one.name for one in closed.ask(ListOperators())] == ["Ada", "Emmy", "Grace"]
    closed.ok(RIGHT)
    till = closed.ask(ShowTill())
    assert till.operator is not None
    assert (till.operator.operator_id, till.locked) == ("ada", False)
    closed.ok(c.SignOut())
    assert closed.ask(ShowTill()).operator is None
    assert closed.journal() == ["operator.signed_in", "operator.signed_out"]
    assert closed.refused(c.SignOut()) == "not_signed_in"


def test_a_wrong_pin_is_refused_and_a_right_one_clears_the_count(closed: Counter) -> None:
    assert closed.refused(WRONG) == "wrong_pin"
    assert closed.refused(c.SignIn(operator_id="ada", pin="")) == "wrong_pin"
    closed.ok(RIGHT)
    with closed.local.store.read() as uow:
        assert uow.people.guard("ada").failures == 0


def test_the_time_that_looking_at_a_pin_takes_is_no_wait(closed: Counter) -> None:
    closed.clock = PassingClock()
    closed.dispatcher = closed.dispatcher_on(closed.local.store)
    assert [closed.refused(WRONG) for _ in range(2)] == ["wrong_pin"] * 2


def test_somebody_who_is_not_here_is_refused(closed: Counter) -> None:
    assert closed.refused(c.SignIn(operator_id="who", pin="271828")) == "operator_gone"


def test_guessing_is_slowed_also_across_a_restart(closed: Counter) -> None:
    for _ in range(2):
        assert closed.refused(WRONG) == "wrong_pin"
    third = closed.send(WRONG)
    assert third.notice is not None
    assert (third.notice.code, third.notice.params) == ("pin_wait", {"seconds": 5})
    closed.restart()
    assert closed.refused(RIGHT) == "pin_wait"
    assert [one.operator_id for one in closed.ask(ListOperators()) if one.locked_until] == ["ada"]
    closed.ok(c.SignIn(operator_id="emmy", pin=PINS["emmy"]))
    closed.ok(c.SignOut())
    closed.clock.pass_ms(5_000)
    closed.ok(RIGHT)


def test_a_person_locked_out_is_on_record_and_nobody_else_is_stopped_for_long(closed: Counter) -> None:
    for _ in range(OPERATOR_POLICY.free + len(OPERATOR_POLICY.delays_ms)):
        closed.send(WRONG)
        closed.clock.pass_ms(300_000)
    assert "operator.locked_out" not in closed.journal()
    last = closed.send(WRONG)
    assert last.notice is not None
    assert last.notice.params == {"seconds": 1800}
    entry = closed.entries()[0]
    assert (entry.kind, entry.operator_name) == ("operator.locked_out", "Ada")
    closed.ok(c.SignIn(operator_id="emmy", pin=PINS["emmy"]))


def test_a_lock_keeps_the_cart_and_the_pin_opens_it_again(counter: Counter) -> None:
    counter.ok(c.Scan(raw=MILK))
    counter.ok(c.Lock())
    assert counter.ask(ShowTill()).locked
    sale = counter.ok(RIGHT).sale
    assert sale is not None
    assert sale.total == 119
    assert counter.journal().count("operator.signed_in") == 0  # the same person came back


def test_somebody_else_takes_over_a_locked_till_only(counter: Counter) -> None:
    emmy = c.SignIn(operator_id="emmy", pin=PINS["emmy"])
    assert counter.refused(emmy) == "signed_in_already"
    counter.ok(c.Lock())
    counter.ok(emmy)
    assert [(one.kind, one.operator_name) for one in counter.entries()[:2]] == [
        ("operator.signed_in", "Emmy"),
        ("operator.signed_out", "Ada"),
    ]
    assert counter.ok(emmy).ok


def test_the_open_sale_stays_when_somebody_takes_over_and_names_who_began_it(counter: Counter) -> None:
    txn_id = counter.sale(c.Scan(raw=MILK)).txn_id
    counter.ok(c.Lock())
    sale = counter.ok(c.SignIn(operator_id="emmy", pin=PINS["emmy"])).sale
    assert sale is not None
    assert sale.txn_id == txn_id
    with counter.local.store.read() as uow:
        draft = uow.drafts.current()
    assert draft is not None
    assert draft.operator_id == "ada"
    counter.change(c.TenderCash(txn_id=txn_id, amount=200))
    assert counter.record(txn_id).body.origin.operator_id == "emmy"


def test_locking_an_empty_till_does_nothing(closed: Counter) -> None:
    closed.ok(c.Lock())
    assert not closed.ask(ShowTill()).locked


def test_nobody_leaves_an_open_sale_behind(counter: Counter) -> None:
    counter.ok(c.Scan(raw=MILK))
    assert counter.refused(c.SignOut()) == "sale_open"
    assert counter.refused(c.SetTraining(on=True)) == "sale_open"


def test_training_is_marked_everywhere_and_counts_nowhere(counter: Counter) -> None:
    counter.ok(c.SetTraining(on=True, approval=supervisor()))
    sale = counter.sale(c.Scan(raw=MILK))
    change = counter.change(c.TenderCash(txn_id=sale.txn_id, amount=200))
    assert (change.receipt_no, change.training) == ("S1-T2-TR000001", True)
    assert "TRAINING" in counter.paper()
    assert not counter.jobs()[-1].document.open_drawer
    assert counter.record(change.txn_id).body.movements == ()
    counter.ok(c.Scan(raw=MILK))
    counter.ok(c.VoidSale())
    counter.ok(c.MoveCash(move="paid_in", amount=500))
    counter.restart()
    assert counter.ask(ShowTill()).training
    counter.stand()
    counter.ok(c.SetTraining(on=False, approval=supervisor()))
    assert (
        counter.change(c.TenderCash(txn_id=counter.sale(c.Scan(raw=MILK)).txn_id, amount=119)).receipt_no
        == "S1-T2-000001"
    )
    with counter.local.store.read() as uow:
        session = uow.sessions.current()
        assert session is not None
        sums = uow.sessions.sums(session.session_id)
        assert uow.sessions.moves(session.session_id) == ()
    assert (sums.sales_count, sums.cash_net, sums.counts) == (1, 119, {"drawer": 1})
    assert sums.perpetual_total == 119


def test_switching_training_is_on_record_and_the_z_report_is_real_all_the_same(counter: Counter) -> None:
    for on in (True, True, False, True):
        counter.ok(c.SetTraining(on=on, approval=supervisor()))
    counter.ok(c.DeclareCount(counted=20_000))
    counter.ok(c.CloseSession())
    shown = [(entry.kind, entry.training) for entry in reversed(counter.entries())]
    assert shown == [
        ("session.opened", False),
        ("training.switched", True),
        ("training.switched", False),
        ("training.switched", True),
        ("session.counted", False),
        ("session.closed", False),
    ]


def test_the_till_speaks_the_language_of_who_signed_in_until_another_is_chosen(closed: Counter) -> None:
    people = (replace(CASHIER, language="en"), SECOND_CASHIER)
    scopes = (f"terminal:{BERLIN.terminal.terminal_id}", f"config:{BERLIN.profile.store_id}")
    for scope in scopes:
        closed.local.replica.reset(scope, "feed-2")
    load_config(closed.local, BERLIN, people, epoch="feed-2")
    assert closed.ask(ShowTill()).language == "de"
    closed.ok(RIGHT)
    assert closed.ask(ShowTill()).language == "en"
    closed.ok(c.ChooseLook(language="de"))
    assert closed.ask(ShowTill()).language == "de"
    closed.ok(c.SignOut())
    closed.ok(RIGHT)
    assert closed.ask(ShowTill()).language == "en"
    closed.ok(c.SignOut())
    closed.ok(c.SignIn(operator_id="emmy", pin=PINS["emmy"]))
    assert closed.ask(ShowTill()).language == "de"
