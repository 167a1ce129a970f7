"""Forks met by the sync thread: healed by another epoch while selling and reading go on, or told."""

from __future__ import annotations

import msgspec

from retail.errors import KnownError
from sync import messages as m
from sync import protocol as p
from sync.ports import EpochReason
from tests.fakes.sync_store import MemoryReplica
from tests.fakes.worker_till import SETTINGS, Till


def fork(till: Till) -> None:
    """The database goes back by one entry and writes another in its place."""
    till.outbox.entries.pop()
    till.outbox.marks.popitem()
    till.outbox.write(salt=b"again")


def test_a_fork_is_healed_by_another_epoch_and_nothing_is_lost(till: Till) -> None:
    till.outbox.write()
    till.rest()
    lost = till.outbox.entries[0]
    fork(till)
    till.worker.nudge()
    till.rest()
    assert till.states[-2:] == ["fork", "idle"]
    assert [each.error_code for each in till.statuses if each.state == "fork"][-1] == "history_sent_again"
    assert [op.kind for op in till.outbox.entries] == ["operator.signed_in", "epoch.begun"]
    assert {op.op_id for op in till.hub.held("T1")} == {lost.op_id, *(op.op_id for op in till.outbox.entries)}
    assert till.hub.chains["T1", "E1+"] == till.outbox.entries
    change = till.status.epoch_change
    assert change is not None
    assert (change.why, change.epoch) == ("fork", "E1+")


def test_selling_and_reading_go_on_during_a_replay(till: Till) -> None:
    for _ in range(250):
        till.outbox.write()
    till.rest()
    till.outbox.entries.pop()
    till.outbox.marks.popitem()
    till.outbox.write(salt=b"again")
    till.worker.nudge()
    till.hub.feed("catalogue").write("item", "SKU9", {"name": "New"})
    while not till.outbox.change:
        till.worker.turn()
    till.outbox.write("sale.completed")
    till.live(35)
    assert till.state == "idle"
    assert till.hub.chains["T1", "E1+"] == till.outbox.entries
    assert len(till.outbox.entries) == 252
    assert len(till.replica.rows["catalogue"]) == 4


def test_a_fork_at_the_very_first_hello_is_healed(till: Till) -> None:
    till.outbox.write()
    till.rest()
    fork(till)
    till.hub.feed("catalogue").write("item", "SKU9", {"name": "New"})
    till.replica = MemoryReplica()
    till.worker = till.make(SETTINGS)
    till.live(60)
    assert till.state == "idle"
    assert len(till.replica.rows["catalogue"]) == 4


def test_two_forks_in_a_row_are_healed_apart(till: Till) -> None:
    till.outbox.write()
    till.rest()
    for epoch in ("E1+", "E1++"):
        fork(till)
        till.worker.nudge()
        till.live(5)
        assert till.state == "idle"
        assert till.hub.chains["T1", epoch] == till.outbox.entries
    assert len({op.op_id for op in till.hub.held("T1")}) == 5


def test_a_journal_of_another_terminal_begins_no_epoch_and_is_told(till: Till) -> None:
    till.outbox.write()
    till.rest()

    def foreign(request: m.PushRequest) -> m.PushReply:
        raise p.Fork(p.FOREIGN_JOURNAL, "Another terminal sent this.")

    till.line._api.push = foreign  # type: ignore[method-assign]
    till.outbox.write()
    till.worker.nudge()
    till.live(3600)
    assert till.outbox.change is None
    assert (till.state, till.status.error_code) == ("fork", p.FOREIGN_JOURNAL)
    assert 50 < till.line.calls.count("push") < 200
    del till.line._api.push
    till.live(61)
    assert till.state == "idle"


def test_a_hub_that_sees_forks_in_everything_gets_an_epoch_an_hour(till: Till) -> None:
    till.outbox.write()
    till.rest()

    def nothing(request: m.PushRequest) -> m.PushReply:
        raise p.Fork("journal_forked", "No.")

    till.line._api.push = nothing  # type: ignore[method-assign]
    till.outbox.write()
    till.worker.nudge()
    till.live(3 * 3600 - 120)
    begun = [op for op in till.outbox.entries if op.kind == "epoch.begun"]
    assert len(begun) == 3
    assert till.state == "fork"
    del till.line._api.push
    till.live(61)
    assert till.state == "idle"
    assert {op.op_id for op in till.hub.held("T1")} == {op.op_id for op in till.outbox.entries}


def test_an_unhealed_fork_at_the_first_hello_reads_the_scopes_of_last_time(till: Till) -> None:
    till.rest()
    till.hub.feed("catalogue").write("item", "SKU9", {"name": "New"})
    till.worker = till.make(SETTINGS)
    real = till.line._api.hello

    def forked(request: m.Hello) -> m.HelloReply:
        raise p.Fork(p.FOREIGN_JOURNAL, "No.")

    till.line._api.hello = forked  # type: ignore[method-assign]
    till.live(60)
    assert till.state == "fork"
    assert len(till.replica.rows["catalogue"]) == 4
    till.line._api.hello = real  # type: ignore[method-assign]
    till.live(61)
    assert till.state == "idle"


def test_an_epoch_that_cannot_be_written_is_tried_again(till: Till) -> None:
    till.outbox.write()
    till.rest()
    fork(till)
    begin = till.outbox.begin_epoch

    def full(why: EpochReason) -> str:
        raise KnownError("store_full", "The disk is full.")

    till.outbox.begin_epoch = full  # type: ignore[method-assign]
    till.worker.nudge()
    till.live(200)
    assert (till.state, till.status.error_code) == ("stuck", "store_full")
    till.outbox.begin_epoch = begin  # type: ignore[method-assign]
    till.live(61)
    assert till.state == "idle"
    assert till.hub.chains["T1", "E1+"] == till.outbox.entries


def test_a_hub_that_goes_away_during_a_replay_is_offline(till: Till) -> None:
    till.outbox.write()
    till.rest()
    fork(till)
    till.worker.nudge()
    while not till.outbox.change:
        till.worker.turn()
    till.faults["all"] = "before"
    till.live(30)
    assert till.state == "offline"
    till.faults.clear()
    till.live(61)
    assert till.state == "idle"


def test_numbers_that_the_hub_knows_of_other_histories_are_not_given_again(till: Till) -> None:
    real = till.line._api.hello

    def hello(request: m.Hello) -> m.HelloReply:
        return msgspec.structs.replace(real(request), numbers={"receipt": 41, "session": 3})

    till.line._api.hello = hello  # type: ignore[method-assign]
    till.rest()
    assert till.outbox.numbers == {"receipt": 41, "session": 3}
