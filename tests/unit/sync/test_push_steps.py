"""Each row of the tables under "Push" in docs/algorithms/sync.md."""

from __future__ import annotations

from typing import Any

import pytest

from retail.journal import GENESIS
from sync import messages as m
from sync import protocol as p
from sync.push import Pusher
from tests.fakes.hub import FakeHub, FaultyHub, scripted
from tests.fakes.sync_store import FakeClock, MemoryOutbox


def write(outbox: MemoryOutbox, count: int) -> None:
    for _ in range(count):
        outbox.write()


def drain(pusher: Pusher) -> int:
    sent = 0
    while (pushed := pusher.step()).more:
        sent += pushed.acknowledged
    return sent


def pusher_over(api: p.HubApi, outbox: MemoryOutbox) -> Pusher:
    return Pusher(api, outbox, FakeClock(), program="tillbridge/test", op_versions={"report.x": 1})


class Answering:
    """A hub that answers every push with the same prepared reply, or error."""

    def __init__(self, hub: FakeHub, answer: Any) -> None:
        self._real = hub.api("T1")
        self._answer = answer

    def push(self, request: m.PushRequest) -> m.PushReply:
        if isinstance(self._answer, Exception):
            raise self._answer
        reply: m.PushReply = self._answer(request)
        return reply

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)


def results(request: m.PushRequest) -> tuple[m.OpResult, ...]:
    return tuple(m.OpResult(seq=op.seq, hash=op.hash, status="applied") for op in request.ops)


def test_all_is_pushed_in_batches_and_marked(hub: FakeHub, outbox: MemoryOutbox, pusher: Pusher) -> None:
    write(outbox, 250)
    assert pusher.step().sent == 100
    assert drain(pusher) == 150
    assert hub.held("T1") == outbox.entries
    assert outbox.acked() == outbox.head()
    assert not pusher.step().more


def test_a_lost_answer_comes_back_as_duplicates(hub: FakeHub, outbox: MemoryOutbox) -> None:
    write(outbox, 5)
    pusher = pusher_over(FaultyHub(hub.api("T1"), scripted(["after"])), outbox)
    with pytest.raises(p.HubUnreachable):
        pusher.step()
    assert outbox.acked().seq == 0
    assert drain(pusher) == 5
    assert {result.status for result in outbox.marks.values()} == {"duplicate"}
    assert hub.held("T1") == outbox.entries


def test_a_quarantined_op_is_acknowledged_and_counted(outbox: MemoryOutbox, pusher: Pusher) -> None:
    outbox.write("martian.landed")
    outbox.write()
    pushed = pusher.step()
    assert (pushed.acknowledged, pushed.put_aside) == (2, 1)
    assert [each.code for each in outbox.quarantined(9)] == ["unknown_kind"]


def test_busy_marks_nothing(hub: FakeHub, outbox: MemoryOutbox) -> None:
    outbox.write()
    pusher = pusher_over(FaultyHub(hub.api("T1"), scripted(["busy"])), outbox)
    with pytest.raises(p.HubBusy):
        pusher.step()
    assert outbox.acked().seq == 0
    assert hub.held("T1") == []


def test_a_hub_may_stop_in_the_middle(hub: FakeHub, outbox: MemoryOutbox) -> None:
    write(outbox, 3)
    real = hub.api("T1")

    def first_only(request: m.PushRequest) -> m.PushReply:
        return real.push(m.PushRequest(hub_gen=request.hub_gen, epoch=request.epoch, ops=request.ops[:1]))

    pusher = pusher_over(Answering(hub, first_only), outbox)
    assert drain(pusher) == 3


def test_a_batch_is_halved_after_too_much_and_grows_again(hub: FakeHub, outbox: MemoryOutbox) -> None:
    write(outbox, 130)
    sizes = []
    real = hub.api("T1")

    def small(request: m.PushRequest) -> m.PushReply:
        sizes.append(len(request.ops))
        if sizes == [100] or len(request.ops) > 60:
            raise p.TooMuch("too_much", "Too many bytes.")
        return real.push(request)

    drain(pusher_over(Answering(hub, small), outbox))
    assert sizes == [100, 50, 80, 40, 40]
    assert hub.held("T1") == outbox.entries


def test_a_single_entry_that_is_too_much_is_reported(hub: FakeHub, outbox: MemoryOutbox) -> None:
    outbox.write()
    pusher = pusher_over(Answering(hub, p.TooMuch("too_much", "Too many bytes.")), outbox)
    with pytest.raises(p.TooMuch):
        pusher.step()


def test_a_time_out_halves_the_batch(hub: FakeHub, outbox: MemoryOutbox) -> None:
    write(outbox, 100)
    api = FaultyHub(hub.api("T1"), scripted(["before"] * 9))
    pusher = pusher_over(api, outbox)
    for _ in range(9):
        with pytest.raises(p.HubUnreachable):
            pusher.step()
    assert [pusher.step().sent for _ in range(3)] == [1, 2, 4]


# --- gap ------------------------------------------------------------------------------------------------


def test_a_gap_rewinds_to_the_hubs_head(hub: FakeHub, outbox: MemoryOutbox, pusher: Pusher) -> None:
    write(outbox, 5)
    drain(pusher)
    backup = hub.backup()
    write(outbox, 3)
    drain(pusher)
    hub.restore(backup, hub.hub_gen)
    outbox.write()
    assert pusher.step().acknowledged == 0
    assert outbox.acked().seq == 5
    assert drain(pusher) == 4
    assert hub.held("T1") == outbox.entries


def test_a_gap_behind_another_history_is_a_fork(hub: FakeHub, outbox: MemoryOutbox) -> None:
    write(outbox, 9)
    outbox.marks = {seq: m.OpResult(seq=seq, hash="", status="applied") for seq in range(1, 9)}
    head = m.JournalHead(seq=5, hash="5" * 64)
    pusher = pusher_over(Answering(hub, lambda _: m.PushReply(results=(), head=head)), outbox)
    with pytest.raises(p.Fork):
        pusher.step()
    assert outbox.acked().seq == 8


# --- answers that make no sense -------------------------------------------------------------------------


def answer_empty(request: m.PushRequest) -> m.PushReply:
    return m.PushReply(results=(), head=m.JournalHead(seq=0, hash=GENESIS))


def answer_other_entries(request: m.PushRequest) -> m.PushReply:
    return m.PushReply(results=results(request)[1:], head=m.JournalHead(seq=3, hash=request.ops[2].hash))


def answer_too_many(request: m.PushRequest) -> m.PushReply:
    more = m.OpResult(seq=4, hash="4" * 64, status="applied")
    return m.PushReply(results=(*results(request), more), head=m.JournalHead(seq=4, hash="4" * 64))


def answer_low_head(request: m.PushRequest) -> m.PushReply:
    return m.PushReply(results=results(request), head=m.JournalHead(seq=2, hash=request.ops[1].hash))


def answer_other_head(request: m.PushRequest) -> m.PushReply:
    return m.PushReply(results=results(request), head=m.JournalHead(seq=3, hash="3" * 64))


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (answer_empty, "push_answer_empty"),
        (answer_other_entries, "push_answer_unmatched"),
        (answer_too_many, "push_answer_unmatched"),
        (answer_low_head, "push_answer_contradicts"),
        (answer_other_head, "push_answer_contradicts"),
    ],
)
def test_a_contradiction_marks_nothing(hub: FakeHub, outbox: MemoryOutbox, answer: Any, code: str) -> None:
    write(outbox, 3)
    with pytest.raises(p.HubNonsense) as raised:
        pusher_over(Answering(hub, answer), outbox).step()
    assert raised.value.code == code
    assert outbox.acked().seq == 0


# --- fork -----------------------------------------------------------------------------------------------


def rolled_back(outbox: MemoryOutbox, seq: int, *, rewritten: int) -> MemoryOutbox:
    """The same terminal after its database went back to `seq` and wrote other entries."""
    other = MemoryOutbox()
    other.entries = outbox.entries[:seq]
    other.marks = {key: value for key, value in outbox.marks.items() if key <= seq}
    for _ in range(rewritten):
        other.write(salt=b"again")
    return other


def test_a_rolled_back_database_gets_409_and_marks_nothing(
    hub: FakeHub, outbox: MemoryOutbox, pusher: Pusher
) -> None:
    write(outbox, 8)
    drain(pusher)
    other = rolled_back(outbox, 5, rewritten=1)
    with pytest.raises(p.Fork):
        pusher_over(hub.api("T1"), other).step()
    assert other.acked().seq == 5
    assert hub.held("T1") == outbox.entries


@pytest.mark.parametrize("rewritten", [0, 1, 4])
def test_hello_finds_a_rolled_back_database(
    hub: FakeHub, outbox: MemoryOutbox, pusher: Pusher, rewritten: int
) -> None:
    write(outbox, 8)
    drain(pusher)
    with pytest.raises(p.Fork):
        pusher_over(hub.api("T1"), rolled_back(outbox, 5, rewritten=rewritten)).hello()


def test_equal_hashes_before_the_differing_one_are_kept(hub: FakeHub, outbox: MemoryOutbox) -> None:
    write(outbox, 3)

    def differs_at_two(request: m.PushRequest) -> m.PushReply:
        first, _, third = results(request)
        second = m.OpResult(seq=2, hash="2" * 64, status="duplicate")
        return m.PushReply(results=(first, second, third), head=m.JournalHead(seq=3, hash=third.hash))

    with pytest.raises(p.Fork) as raised:
        pusher_over(Answering(hub, differs_at_two), outbox).step()
    assert raised.value.params == {"seq": 2}
    assert outbox.acked().seq == 1


def test_another_hash_for_the_first_entry_marks_nothing(hub: FakeHub, outbox: MemoryOutbox) -> None:
    outbox.write()

    def differs(request: m.PushRequest) -> m.PushReply:
        result = m.OpResult(seq=1, hash="1" * 64, status="duplicate")
        return m.PushReply(results=(result,), head=m.JournalHead(seq=1, hash="1" * 64))

    with pytest.raises(p.Fork):
        pusher_over(Answering(hub, differs), outbox).step()
    assert outbox.acked().seq == 0


def test_a_hub_that_holds_more_than_we_wrote_is_a_fork(hub: FakeHub, outbox: MemoryOutbox) -> None:
    outbox.write()

    def further(request: m.PushRequest) -> m.PushReply:
        return m.PushReply(results=results(request), head=m.JournalHead(seq=80, hash="8" * 64))

    with pytest.raises(p.Fork):
        pusher_over(Answering(hub, further), outbox).step()


# --- generation -----------------------------------------------------------------------------------------


def test_a_restored_hub_gets_the_rest_again(hub: FakeHub, outbox: MemoryOutbox, pusher: Pusher) -> None:
    write(outbox, 6)
    drain(pusher)
    backup = hub.backup()
    write(outbox, 3)
    drain(pusher)
    hub.restore(backup, "gen-2")
    outbox.write()
    assert drain(pusher) == 4
    assert outbox.identity().hub_gen == "gen-2"
    assert hub.held("T1") == outbox.entries


def test_a_restored_hub_that_lost_nothing_gets_nothing_again(
    hub: FakeHub, outbox: MemoryOutbox, pusher: Pusher
) -> None:
    write(outbox, 9)
    drain(pusher)
    hub.restore(hub.backup(), "gen-2")
    pusher.hello()
    assert outbox.acked().seq == 9
    assert outbox.identity().hub_gen == "gen-2"


def test_a_restored_hub_with_another_history_is_a_fork(hub: FakeHub, outbox: MemoryOutbox) -> None:
    write(outbox, 9)
    drain(pusher_over(hub.api("T1"), outbox))
    hub.hub_gen = "gen-2"
    other = rolled_back(outbox, 5, rewritten=4)
    with pytest.raises(p.Fork):
        pusher_over(hub.api("T1"), other).hello()
    assert other.identity().hub_gen == "gen-1"


def test_a_generation_that_is_refused_and_named_again_is_nonsense(hub: FakeHub, outbox: MemoryOutbox) -> None:
    outbox.write()
    refusal = p.WrongGeneration("wrong_generation", "Say hello.")
    with pytest.raises(p.HubNonsense) as raised:
        pusher_over(Answering(hub, refusal), outbox).step()
    assert raised.value.code == "hub_generation_unclear"


def test_hello_tells_the_hub_who_and_how_far(hub: FakeHub, outbox: MemoryOutbox) -> None:
    heard: list[m.Hello] = []
    real = hub.api("T1")

    class Listening(Answering):
        def hello(self, request: m.Hello) -> m.HelloReply:
            heard.append(request)
            return real.hello(request)

    write(outbox, 2)
    pusher = pusher_over(Listening(hub, None), outbox)
    pusher.hello()
    assert heard[0].head == outbox.head()
    assert heard[0].acked == m.JournalHead(seq=0, hash=GENESIS)
    assert heard[0].op_versions == {"report.x": 1}
    assert (heard[0].terminal_id, heard[0].epoch, heard[0].now) == ("T1", "E1", FakeClock().now())
