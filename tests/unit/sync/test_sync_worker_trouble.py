"""The sync thread in trouble, in virtual time: back-off, refusals, fork, watchdog."""

from __future__ import annotations

import logging

import pytest

from retail.errors import KnownError
from sync import messages as m
from sync import protocol as p
from sync.ports import Waiting
from tests.fakes.worker_till import Till

# --- trouble --------------------------------------------------------------------------------------------


def test_offline_backs_off_and_comes_back(till: Till) -> None:
    till.faults["all"] = "before"
    till.outbox.write()
    till.live(600)
    assert till.states == ["starting", "offline"]
    assert till.status.error_code == "hub_unreachable"
    assert till.status.waiting.ops == 1
    assert till.status.last_contact_at is None
    assert 15 < till.line.calls.count("hello") < 40
    assert set(till.line.calls) == {"hello"}
    till.faults.clear()
    till.live(61)
    assert till.state == "idle"
    assert till.hub.held("T1") == till.outbox.entries


def test_sales_while_offline_are_counted_and_do_not_shorten_the_wait(till: Till) -> None:
    till.rest()
    till.faults["all"] = "before"
    for _ in range(20):
        till.outbox.write("sale.completed")
        till.worker.nudge()
        till.rest()
    assert till.line.calls.count("push") == 1
    assert till.state == "offline"
    assert (till.status.waiting.ops, till.status.waiting.sales) == (20, 20)


def test_contact_by_one_brings_the_others_forward(till: Till) -> None:
    till.rest()
    till.faults["all"] = "before"
    till.outbox.write()
    till.live(300)
    till.faults.clear()
    till.line.calls.clear()
    while not till.line.calls:
        till.clock.pass_(till.rest() if not till.line.calls else 0)
    till.rest()
    assert {"hello", "push", "pull"} <= set(till.line.calls)
    assert till.state == "idle"


def test_busy_waits_as_long_as_the_hub_asks(till: Till) -> None:
    till.rest()
    till.faults["push"] = "busy"
    till.outbox.write()
    till.worker.nudge()
    till.rest()
    assert (till.state, till.status.error_code) == ("busy", "hub_busy")
    till.faults.clear()
    till.live(19)
    assert till.hub.held("T1") == []
    till.live(2)
    assert len(till.hub.held("T1")) == 1
    assert till.state == "idle"


def test_a_hub_that_does_not_know_us_is_asked_seldom(till: Till) -> None:
    till.rest()
    till.hub.revoked.add("T1")
    till.outbox.write()
    till.worker.nudge()
    till.rest()
    assert till.state == "unauthorised"
    till.line.calls.clear()
    for _ in range(29):
        till.worker.nudge()
        till.live(10)
    assert till.line.calls == []
    till.hub.revoked.clear()
    till.live(20)
    assert till.state == "idle"
    assert len(till.hub.held("T1")) == 1


def test_nonsense_is_told_and_tried_again(till: Till) -> None:
    till.faults["all"] = "nonsense"
    till.rest()
    assert (till.state, till.status.error_code) == ("nonsense", "hub_nonsense")
    till.faults.clear()
    till.live(5)
    assert till.state == "idle"


def test_one_scope_out_of_order_does_not_hold_up_the_others(till: Till) -> None:
    real = till.hub.api("T1").pull

    def pull(request: m.PullRequest) -> m.PullReply:
        if request.scope == "catalogue":
            raise p.HubNonsense("page_contradicts", "It goes backwards.")
        return real(request)

    till.line._api.pull = pull  # type: ignore[method-assign]
    till.rest()
    assert till.state == "nonsense"
    assert len(till.replica.rows["terminal:T1"]) == 1
    del till.line._api.pull
    till.live(61)
    assert till.state == "idle"
    assert len(till.replica.rows["catalogue"]) == 3


def test_one_scope_that_stays_out_of_order_is_asked_for_ever_less_often(till: Till) -> None:
    asked = 0
    real = till.hub.api("T1").pull

    def pull(request: m.PullRequest) -> m.PullReply:
        nonlocal asked
        if request.scope == "catalogue":
            asked += 1
            raise p.HubNonsense("scope_vanished", "The hub has nothing in it any more.")
        return real(request)

    till.line._api.pull = pull  # type: ignore[method-assign]
    till.live(600)
    assert till.state == "nonsense"
    assert asked < 40


def test_a_forbidden_scope_is_told_until_hello_leaves_it_out(till: Till) -> None:
    till.rest()
    real = till.hub.api("T1").pull

    def pull(request: m.PullRequest) -> m.PullReply:
        if request.scope == "catalogue":
            raise p.ScopeForbidden("scope_forbidden", "Not yours.")
        return real(request)

    till.line._api.pull = pull  # type: ignore[method-assign]
    till.live(31)
    assert (till.state, till.status.error_code) == ("nonsense", "scope_forbidden")
    del till.hub.feeds["catalogue"]
    till.live(61)
    assert till.state == "idle"
    assert [each.scope for each in till.status.scopes] == ["terminal:T1"]


# --- watchdog -------------------------------------------------------------------------------------------


def test_a_queue_that_does_not_move_while_the_hub_answers_is_stuck(till: Till) -> None:
    till.rest()
    till.faults["push"] = "after"
    till.outbox.write()

    def no_push(request: m.PushRequest) -> m.PushReply:
        raise p.HubUnreachable("hub_timeout", "The hub does not answer in time.")

    till.line._api.push = no_push  # type: ignore[method-assign]
    till.worker.nudge()
    till.live(110)
    assert till.state == "offline"
    till.live(45)
    assert (till.state, till.status.error_code) == ("stuck", "hub_timeout")
    del till.line._api.push
    till.faults.clear()
    till.live(120)
    assert till.state == "idle"


def test_a_queue_that_stands_still_without_an_error_is_stuck(till: Till) -> None:
    """The store says that something waits and hands nothing out."""
    till.rest()
    till.outbox.count_waiting = lambda: Waiting(ops=1, sales=1, oldest_at=1)  # type: ignore[method-assign]
    till.live(200)
    assert (till.state, till.status.error_code) == ("stuck", "queue_not_moving")


def test_a_long_time_offline_is_not_stuck(till: Till) -> None:
    till.rest()
    till.faults["all"] = "before"
    till.outbox.write()
    till.live(3600)
    till.faults.clear()
    till.live(120)
    assert "stuck" not in till.states
    assert till.state == "idle"


def test_an_entry_that_is_too_much_is_stuck(till: Till) -> None:
    till.outbox.write()

    def too_much(request: m.PushRequest) -> m.PushReply:
        raise p.TooMuch("too_large", "Too many bytes.")

    till.line._api.push = too_much  # type: ignore[method-assign]
    till.rest()
    assert (till.state, till.status.error_code) == ("stuck", "too_large")


def test_trouble_of_the_terminals_own_is_told(till: Till) -> None:
    def full() -> Waiting:
        raise KnownError("disk_full", "The disk is full.")

    till.rest()
    till.outbox.count_waiting = full  # type: ignore[method-assign]
    till.live(31)
    assert (till.state, till.status.error_code) == ("stuck", "disk_full")


def test_a_bug_is_told_and_does_not_end_the_thread(till: Till, caplog: pytest.LogCaptureFixture) -> None:
    def bug() -> m.JournalHead:
        raise ZeroDivisionError

    head = till.outbox.head
    till.outbox.head = bug  # type: ignore[method-assign]
    with caplog.at_level(logging.ERROR):
        till.rest()
    assert (till.state, till.status.error_code) == ("stuck", "sync_bug")
    assert "sync step hello failed" in caplog.text
    till.outbox.head = head  # type: ignore[method-assign]
    till.live(5)
    assert till.state == "idle"
