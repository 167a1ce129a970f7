"""The sync thread's work in virtual time: order, timers, back-off, states, watchdog."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest

from retail.errors import KnownError
from sync import messages as m
from sync import protocol as p
from sync.backoff import Timing
from sync.ports import Waiting
from sync.status import SyncStatus
from sync.worker import SyncWorker, WorkerSettings
from tests.fakes.hub import FakeHub, FaultyHub, digest_of
from tests.fakes.sync_store import FakeClock, MemoryOutbox, MemoryReplica

SETTINGS = WorkerSettings(
    hub_url="https://hub:8650",
    program="tillbridge/test",
    op_versions={"sale.completed": 1},
    known_scopes=("catalogue",),
)


class VirtualSignal:
    """An event whose wait takes virtual time, and does what the test planned meanwhile."""

    def __init__(self, clock: FakeClock) -> None:
        self.clock = clock
        self.is_set = False
        self.waits: list[float] = []
        self.plan: list[Callable[[], None]] = []

    def set(self) -> None:
        self.is_set = True

    def clear(self) -> None:
        self.is_set = False

    def wait(self, timeout: float | None = None) -> bool:
        assert timeout is not None, "every wait has an end"
        self.waits.append(timeout)
        if not self.is_set:
            self.clock.pass_(timeout)
        if self.plan:
            self.plan.pop(0)()
        return self.is_set


class Till:
    """One terminal's worker against one fake hub over a line that fails as told."""

    def __init__(self, hub: FakeHub) -> None:
        self.hub = hub
        self.clock = FakeClock()
        self.outbox = MemoryOutbox()
        self.replica = MemoryReplica()
        self.faults: dict[str, str] = {}
        self.line = FaultyHub(hub.api("T1"), lambda name: self.faults.get(name, self.faults.get("all", "")))
        self.signal = VirtualSignal(self.clock)
        self.statuses: list[SyncStatus] = []
        self.rounds: list[dict[str, int]] = []
        self.worker = self.make(SETTINGS)

    def make(self, settings: WorkerSettings) -> SyncWorker:
        return SyncWorker(
            self.line,
            self.outbox,
            self.replica,
            Timing(clock=self.clock, random=lambda: 0.5, signal=self.signal),
            settings=settings,
            listener=self.statuses.append,
            seen=lambda cursors: self.rounds.append(dict(cursors)),
        )

    def rest(self) -> float:
        """Work until there is nothing to do; the seconds that the worker then wants to wait."""
        for _ in range(10_000):
            if pause := self.worker.turn():
                return pause
        raise AssertionError("the worker never rests")

    def live(self, seconds: float) -> None:
        """Let virtual time pass while the worker works."""
        end = self.clock.seconds + seconds
        while self.clock.seconds < end:
            self.clock.pass_(min(self.rest(), end - self.clock.seconds))
        self.rest()

    @property
    def status(self) -> SyncStatus:
        return self.statuses[-1]

    @property
    def state(self) -> str:
        return self.status.state

    @property
    def states(self) -> list[str]:
        """The states in order, repeats left out."""
        found: list[str] = []
        for status in self.statuses:
            if not found or found[-1] != status.state:
                found.append(status.state)
        return found


@pytest.fixture
def till(hub: FakeHub) -> Till:
    for number in range(3):
        hub.feed("catalogue").write("item", f"SKU{number}", {"name": f"Item {number}"})
    hub.feed("terminal:T1").write("terminal", "T1", {"number": 1})
    hub.feed("terminal:T2").write("terminal", "T2", {"number": 2})
    return Till(hub)


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


# --- fork -----------------------------------------------------------------------------------------------


def fork(till: Till) -> None:
    """The database goes back by one entry and writes another in its place."""
    till.outbox.entries.pop()
    till.outbox.marks.popitem()
    till.outbox.write(salt=b"again")


def test_a_fork_stops_pushing_and_nothing_else(till: Till) -> None:
    till.outbox.write()
    till.rest()
    fork(till)
    till.worker.nudge()
    till.rest()
    assert till.state == "fork"
    till.line.calls.clear()
    till.outbox.write()
    till.worker.nudge()
    till.hub.feed("catalogue").write("item", "SKU9", {"name": "New"})
    till.live(300)
    assert "push" not in till.line.calls
    assert len(till.replica.rows["catalogue"]) == 4
    assert till.state == "fork"
    assert till.status.waiting.ops == 2


def test_a_fork_at_the_first_hello_reads_the_scopes_of_last_time(till: Till) -> None:
    till.outbox.write()
    till.rest()
    fork(till)
    till.replica = MemoryReplica()
    till.worker = till.make(SETTINGS)
    till.live(60)
    assert till.state == "fork"
    assert list(till.replica.rows) == ["catalogue"]


def test_a_fork_outlives_a_hello_that_finds_nothing(till: Till) -> None:
    till.outbox.write()
    till.rest()
    fork(till)
    till.worker.nudge()
    till.rest()
    till.hub.chains.clear()
    till.live(300)
    assert till.state == "fork"
    assert till.hub.held("T1") == []


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
