"""The wall clock jumps a year while the sync thread works: its timing is monotonic, only the skew tells."""

from __future__ import annotations

import pytest

from sync import messages as m
from sync import protocol as p
from tests.fakes.worker_till import Till

YEAR_MS = 365 * 24 * 3600 * 1000


@pytest.mark.parametrize("jump", [-YEAR_MS, YEAR_MS])
def test_sales_go_up_and_rows_come_down_whatever_the_clock_says(till: Till, jump: int) -> None:
    till.rest()
    till.clock.at += jump
    till.outbox.write()
    till.worker.nudge()
    till.hub.feed("catalogue").write("item", "SKU9", {"name": "New"})
    till.live(61)
    assert till.state == "idle"
    assert till.hub.held("T1") == till.outbox.entries
    assert len(till.replica.rows["catalogue"]) == 4
    assert abs(till.status.clock_skew_ms + jump) < 120_000


@pytest.mark.parametrize("jump", [-YEAR_MS, YEAR_MS])
def test_a_jump_neither_shortens_nor_lengthens_a_back_off(till: Till, jump: int) -> None:
    till.rest()
    till.faults["all"] = "before"
    till.outbox.write()
    till.live(600)
    till.line.calls.clear()
    till.clock.at += jump
    till.live(600)
    assert 8 < till.line.calls.count("hello") < 40
    till.faults.clear()
    till.live(61)
    assert till.state == "idle"


@pytest.mark.parametrize("jump", [-YEAR_MS, YEAR_MS])
def test_a_jump_makes_no_queue_stuck_and_hides_none(till: Till, jump: int) -> None:
    till.rest()
    till.clock.at += jump
    till.live(300)
    assert "stuck" not in till.states
    refuse_pushes(till)
    till.outbox.write()
    till.worker.nudge()
    till.live(60)
    till.clock.at += jump
    till.live(100)
    assert till.state == "stuck"


def refuse_pushes(till: Till) -> None:
    """The hub answers everything else and never takes a push."""

    def busy(request: m.PushRequest) -> m.PushReply:
        raise p.HubBusy("hub_busy", "Nothing was applied.", retry_after=2.0)

    till.line._api.push = busy  # type: ignore[method-assign]


def test_a_hub_that_greets_and_never_takes_a_push_is_told_after_two_minutes(till: Till) -> None:
    till.rest()
    refuse_pushes(till)
    for _ in range(3):
        till.outbox.write("sale.completed")
    till.worker.nudge()
    till.live(115)
    assert till.state == "busy"
    till.live(40)
    assert (till.state, till.status.error_code) == ("stuck", "hub_busy")
    assert (till.status.waiting.sales, till.status.last_contact_at is not None) == (3, True)
    pushes = till.line.calls.count("push")
    till.live(600)
    assert till.state == "stuck"
    assert till.line.calls.count("push") - pushes < 40, "it backs off, whoever looks on"
    del till.line._api.push
    till.live(61)
    assert till.state == "idle"
