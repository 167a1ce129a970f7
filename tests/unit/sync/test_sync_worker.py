"""The sync thread's work in virtual time: order, timers, figures, the loop."""

from __future__ import annotations

from sync import messages as m
from sync import protocol as p
from sync.status import SyncStatus
from tests.fakes.hub import FakeHub, digest_of
from tests.fakes.worker_till import SETTINGS, Till


def test_a_start_greets_pushes_and_reads(till: Till) -> None:
    till.outbox.write()
    till.rest()
    assert till.hub.held("T1") == till.outbox.entries
    assert {scope: len(rows) for scope, rows in till.replica.rows.items()} == {
        "catalogue": 3,
        "terminal:T1": 1,
    }
    assert till.line.calls == ["hello", "push", "pull", "pull"]
    assert till.states == ["starting", "sending", "receiving", "idle"]
    assert till.rounds == [{"catalogue": 3, "terminal:T1": 1}]
    assert till.status.last_contact_at == till.clock.now()
    assert till.status.hub_url == "https://hub:8650"
    assert (till.status.error_code, till.status.error_message) == ("", "")


def test_the_first_status_comes_before_any_answer(till: Till) -> None:
    till.worker.turn()
    assert till.line.calls == []
    assert till.statuses == [SyncStatus(hub_url="https://hub:8650")]


def test_a_sale_goes_up_at_once(till: Till) -> None:
    till.rest()
    till.clock.pass_(3)
    till.outbox.write()
    till.worker.nudge()
    till.rest()
    assert len(till.hub.held("T1")) == 1
    assert till.line.calls[-1] == "push"


def test_a_lost_nudge_is_healed_by_the_timer(till: Till) -> None:
    till.rest()
    till.outbox.write()
    till.live(31)
    assert len(till.hub.held("T1")) == 1


def test_a_push_does_not_wait_for_a_long_reading(till: Till) -> None:
    for number in range(1000):
        till.hub.feed("catalogue").write("item", f"X{number}", {})
    while "pull" not in till.line.calls:
        till.worker.turn()
    till.outbox.write()
    till.worker.nudge()
    till.rest()
    assert till.line.calls.index("push") <= 3
    assert till.line.calls.count("pull") > 5


def test_a_hint_reads_only_what_has_news(till: Till) -> None:
    till.rest()
    till.line.calls.clear()
    till.hub.feed("terminal:T1").write("terminal", "T1", {"number": 11})
    till.worker.hint(["terminal:T1", "terminal:T2", "nonsense"])
    till.rest()
    assert till.line.calls == ["pull"]
    assert till.rounds[-1] == {"catalogue": 3, "terminal:T1": 2}


def test_two_hints_for_one_scope_are_one(till: Till) -> None:
    till.rest()
    till.line.calls.clear()
    till.faults["pull"] = "before"
    till.worker.hint(["catalogue"])
    till.rest()
    till.worker.hint(["catalogue"])
    till.faults.clear()
    till.live(2)
    assert till.line.calls == ["pull", "pull"]


def test_a_lost_poke_is_healed_by_the_timer(till: Till) -> None:
    till.rest()
    till.hub.feed("catalogue").write("item", "SKU9", {"name": "New"})
    till.live(31)
    assert len(till.replica.rows["catalogue"]) == 4


def test_a_new_scope_is_read_after_the_next_hello(till: Till) -> None:
    till.rest()
    till.hub.feed("price:1").write("price", "SKU1", {"amount": 299})
    till.live(61)
    assert len(till.replica.rows["price:1"]) == 1


def test_a_hub_without_scopes_is_idle(hub: FakeHub) -> None:
    till = Till(hub)
    till.rest()
    till.live(200)
    assert till.state == "idle"
    assert "pull" not in till.line.calls


def test_progress_of_a_first_reading_is_told(till: Till) -> None:
    for number in range(997):
        till.hub.feed("catalogue").write("item", f"X{number}", {})
    for _ in range(200):
        till.clock.pass_(0.1)
        till.worker.turn()
    shown = [(s.scopes[0].have, s.scopes[0].to_go) for s in till.statuses if s.scopes]
    assert shown[0] == (0, 1000)
    assert shown[-1] == (1000, 0)
    assert len(shown) > 2
    assert "receiving" in till.states


def test_progress_alone_is_told_at_most_four_times_a_second(till: Till) -> None:
    for number in range(5000):
        till.hub.feed("catalogue").write("item", f"X{number}", {})
    till.rest()
    assert len(till.statuses) < 8


def test_pictures_come_after_the_catalogue(till: Till) -> None:
    content = b"picture"
    till.hub.images[digest_of(content)] = content
    till.replica.wanted = [digest_of(content)]
    till.rest()
    assert till.replica.pictures == {digest_of(content): content}
    assert till.line.calls == ["hello", "pull", "pull", "image"]


# --- figures --------------------------------------------------------------------------------------------


def test_quarantined_ops_are_counted_and_do_not_block(till: Till) -> None:
    till.outbox.write("martian.landed")
    till.outbox.write()
    till.rest()
    assert till.status.quarantined == 1
    assert till.status.waiting.ops == 0
    assert till.state == "idle"


def test_the_clock_skew_is_told(till: Till) -> None:
    till.hub.now = till.clock.now() + 90_000
    till.rest()
    assert till.status.clock_skew_ms == 90_000


# --- the loop -------------------------------------------------------------------------------------------


def test_run_waits_wakes_and_stops(till: Till) -> None:
    def sell() -> None:
        till.outbox.write()
        till.worker.nudge()

    till.signal.plan = [sell, lambda: None, till.worker.stop]
    till.worker.run()
    assert len(till.signal.waits) == 3
    assert len(till.hub.held("T1")) == 1


def test_a_stop_during_a_step_asks_and_tells_nothing_more(till: Till) -> None:
    def hello(request: m.Hello) -> m.HelloReply:
        till.worker.stop()
        raise p.HubUnreachable("hub_closed", "The line was cut.")

    till.line._api.hello = hello  # type: ignore[method-assign]
    till.worker.run()
    assert [status.state for status in till.statuses] == ["starting"]
    assert till.line.calls == ["hello"]


def test_a_stop_that_comes_between_two_steps_is_not_waited_over(till: Till) -> None:
    till.rest()
    listener = till.statuses.append

    class Stopping(list[SyncStatus]):
        def append(self, status: SyncStatus) -> None:
            listener(status)
            till.worker.stop()

    till.statuses = Stopping(till.statuses)
    till.worker = till.make(SETTINGS)
    till.worker.run()
    assert till.signal.waits == []
