"""Questions that somebody waits for: before all else, answered soon, and at once without contact."""

from __future__ import annotations

import logging

import pytest

from retail.cart import CartRequest
from retail.errors import KnownError
from retail.rights import RightAsk, RightsReply, RightsRequest
from sync import messages as m
from sync import protocol as p
from tests.fakes.worker_till import Till

ONE = RightAsk(kind="stock", subject="TEA", quantity=1000)


def question(number: int = 1) -> RightsRequest:
    return RightsRequest(request_id=f"R{number}", asks=(ONE,))


def codes(till: Till) -> list[str]:
    """The error codes among the answers, in order; empty for a reply."""
    return [said.code if isinstance(said, KnownError) else "" for _, said in till.answers]


def test_a_question_goes_before_the_first_hello(till: Till) -> None:
    till.hub.pools["stock", "TEA"] = 3000
    till.worker.ask(question())
    till.rest()
    assert till.line.calls[0] == "rights"
    ((asked, said),) = till.answers
    assert asked == question()
    assert isinstance(said, RightsReply)
    right = said.answers[0].right
    assert right is not None
    assert (right.quantity, said.answers[0].available) == (1000, 2000)


def test_asked_twice_it_is_granted_once(till: Till) -> None:
    till.hub.pools["stock", "TEA"] = 3000
    for _ in range(2):
        till.worker.ask(question())
    till.rest()
    assert till.answers[0] == till.answers[1]
    assert till.hub.pools["stock", "TEA"] == 2000


def test_questions_about_carts_keep_their_turn(till: Till) -> None:
    till.worker.ask(question())
    till.worker.ask(CartRequest(request_id="R2", act="adopt"))
    till.rest()
    assert till.line.calls[:2] == ["rights", "carts"]


def test_a_lost_line_answers_and_a_hello_finds_out_how_the_hub_is(till: Till) -> None:
    till.rest()
    till.line.calls.clear()
    till.faults["rights"] = "after"
    till.worker.ask(question(1))
    till.worker.ask(question(2))
    till.rest()
    # The second is not tried: somebody waits, and the first has just shown that there is no contact.
    assert till.line.calls[:2] == ["rights", "hello"]
    assert codes(till) == ["hub_timeout", "hub_timeout"]
    till.faults.clear()
    till.worker.ask(question(3))
    till.rest()
    assert codes(till)[2] == ""


def test_while_offline_the_answer_comes_at_once_and_nothing_is_sent(till: Till) -> None:
    till.faults["all"] = "before"
    till.rest()
    till.line.calls.clear()
    till.worker.ask(question())
    assert codes(till) == ["hub_unreachable"]
    till.rest()
    assert till.line.calls == []
    till.faults.clear()
    till.live(61)
    till.worker.ask(question(2))
    till.rest()
    assert codes(till) == ["hub_unreachable", ""]


def test_a_question_in_vain_looks_for_the_hub_again_soon_but_not_with_each_scan(till: Till) -> None:
    till.rest()
    till.faults["all"] = "before"
    till.live(400)
    till.line.calls.clear()
    till.live(0.5)
    for number in range(20):
        till.worker.ask(question(number))
        till.live(0.5)
    assert 1 <= till.line.calls.count("hello") <= 3
    till.faults.clear()
    till.worker.ask(question(21))
    till.live(5)
    till.worker.ask(question(22))
    till.rest()
    assert codes(till)[-1] == ""


def test_a_hello_that_is_not_answered_in_time_means_no_contact(till: Till) -> None:
    till.faults["hello"] = "after"
    till.rest()
    till.worker.ask(question())
    assert codes(till) == ["hub_timeout"]


def test_a_time_out_elsewhere_does_not_stop_a_question(till: Till) -> None:
    till.hub.feed("catalogue").write("item", "A", {})
    till.faults["pull"] = "after"
    till.rest()
    assert till.state == "offline"
    till.worker.ask(question())
    till.rest()
    assert codes(till) == [""]


def test_a_terminal_that_the_hub_does_not_know_asks_nothing(till: Till) -> None:
    till.hub.revoked.add("T1")
    till.worker.ask(question(1))
    till.rest()
    till.worker.ask(question(2))
    assert codes(till) == ["terminal_revoked", "terminal_revoked"]
    assert till.line.calls == ["rights", "hello"]


def test_a_terminal_whose_journal_is_anothers_asks_nothing(till: Till) -> None:
    till.rest()

    def foreign(request: m.PushRequest) -> m.PushReply:
        raise p.Fork(p.FOREIGN_JOURNAL, "Another terminal sent this.")

    till.line._api.push = foreign  # type: ignore[method-assign]
    till.outbox.write()
    till.live(61)
    assert till.state == "fork"
    till.worker.ask(question())
    assert codes(till) == [p.FOREIGN_JOURNAL]


def test_a_busy_hub_is_contact(till: Till) -> None:
    till.rest()
    till.faults["rights"] = "busy"
    till.worker.ask(question())
    till.rest()
    assert codes(till) == ["hub_busy"]
    assert till.state == "idle"


def test_a_bug_is_an_answer_and_ends_nothing(
    till: Till, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(till.line, "rights", None)
    with caplog.at_level(logging.CRITICAL):
        till.worker.ask(question())
        till.rest()
    assert codes(till) == ["sync_bug"]
    assert till.state == "idle"


# --- what the till recorded goes up first -----------------------------------------------------------------


def settling_hub(till: Till) -> None:
    """The hub gives a unit of tea back to the pool with each entry that it takes."""
    push = till.line._api.push

    def pushed(request: m.PushRequest) -> m.PushReply:
        reply = push(request)
        pool = till.hub.pools.get(("stock", "TEA"), 0)
        till.hub.pools["stock", "TEA"] = pool + 1000 * len(request.ops)
        return reply

    till.line._api.push = pushed  # type: ignore[method-assign]


def test_what_was_recorded_before_a_question_is_at_the_hub_when_it_is_asked(till: Till) -> None:
    till.rest()
    settling_hub(till)
    till.outbox.write()
    till.line.calls.clear()
    till.worker.ask(question())
    till.worker.nudge()
    till.rest()
    assert till.line.calls[:2] == ["push", "rights"]
    ((_, said),) = till.answers
    assert isinstance(said, RightsReply)
    assert said.answers[0].right is not None


def test_right_after_a_start_too(till: Till) -> None:
    settling_hub(till)
    till.outbox.write()
    till.worker.ask(question())
    till.rest()
    assert till.line.calls[:2] == ["push", "rights"]


def test_a_long_queue_does_not_keep_a_question_waiting(till: Till) -> None:
    till.rest()
    for _ in range(7 * m.MAX_OPS):
        till.outbox.write()
    till.line.calls.clear()
    till.worker.ask(question(1))
    till.worker.ask(CartRequest(request_id="R2", act="adopt"))
    till.rest()
    assert till.line.calls[:9] == ["push"] * 5 + ["rights", "push", "push", "carts"]
    assert till.outbox.count_waiting().ops == 0


def test_a_slow_line_does_not_keep_a_question_waiting_for_batch_after_batch(till: Till) -> None:
    till.rest()
    for _ in range(4 * m.MAX_OPS):
        till.outbox.write()
    push = till.line._api.push

    def slowly(request: m.PushRequest) -> m.PushReply:
        till.clock.pass_(2.0)
        return push(request)

    till.line._api.push = slowly  # type: ignore[method-assign]
    till.line.calls.clear()
    till.worker.ask(question())
    till.rest()
    assert till.line.calls[:3] == ["push", "rights", "push"]
    assert till.outbox.count_waiting().ops == 0


def test_a_push_that_finds_no_hub_answers_the_question(till: Till) -> None:
    till.rest()
    till.outbox.write()
    till.faults["push"] = "before"
    till.line.calls.clear()
    till.worker.ask(question())
    till.worker.turn()
    assert (till.line.calls, codes(till)) == (["push"], ["hub_unreachable"])


def test_a_push_that_fails_for_its_own_reasons_is_not_tried_with_each_question(till: Till) -> None:
    till.rest()
    till.outbox.write()
    till.faults["push"] = "busy"
    till.line.calls.clear()
    for number in range(3):
        till.worker.ask(question(number))
    till.rest()
    assert till.line.calls[:4] == ["push", "rights", "rights", "rights"]
