"""Each row of the tables under "Pull" in docs/algorithms/sync.md."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from retail.errors import DataError
from sync import messages as m
from sync import protocol as p
from sync.ports import Cursor
from sync.pull import Puller
from tests.fakes.hub import FakeHub
from tests.fakes.sync_store import MemoryReplica

SCOPE = "catalogue"


@pytest.fixture
def replica() -> MemoryReplica:
    return MemoryReplica()


def read_all(puller: Puller, scope: str = SCOPE) -> int:
    pages = 1
    while puller.step(scope).more:
        pages += 1
    return pages


def live(hub: FakeHub, scope: str = SCOPE) -> dict[tuple[str, str], m.FeedRow]:
    return {key: row for key, row in hub.feed(scope).rows.items() if row.op == "put"}


def stock(hub: FakeHub, count: int) -> None:
    for number in range(count):
        hub.feed(SCOPE).write("item", f"SKU{number}", {"name": f"Item {number}"})


class Bent:
    """The real answer of the fake hub, bent by a function."""

    def __init__(self, hub: FakeHub, bend: Any) -> None:
        self._real = hub.api("T1")
        self._bend = bend

    def pull(self, request: m.PullRequest) -> m.PullReply:
        reply: m.PullReply = self._bend(self._real.pull(request))
        return reply

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)


def test_a_scope_is_read_page_by_page_to_an_equal_checksum(hub: FakeHub, replica: MemoryReplica) -> None:
    stock(hub, 25)
    puller = Puller(hub.api("T1"), replica, page=10)
    first = puller.step(SCOPE)
    assert (first.rows, first.have, first.of, first.more) == (10, 10, 25, True)
    assert read_all(puller) == 2
    assert replica.rows[SCOPE] == live(hub)
    assert replica.cursor(SCOPE).checksum == hub.feed(SCOPE).head.checksum


def test_a_long_page_is_written_in_pieces(hub: FakeHub) -> None:
    """The cashier's commands wait for one piece, and a program that is killed goes on behind the last."""
    written: list[tuple[int, int]] = []

    class Watched(MemoryReplica):
        def apply(self, scope: str, reply: m.PullReply) -> Cursor:
            written.append((len(reply.rows), reply.next))
            return super().apply(scope, reply)

    stock(hub, 125)
    replica = Watched()
    read_all(Puller(hub.api("T1"), replica))
    read_all(Puller(hub.api("T1"), replica))
    assert written == [(50, 50), (50, 100), (25, 125), (0, 125)]
    assert replica.rows[SCOPE] == live(hub)


def test_changes_and_deletions_follow(hub: FakeHub, replica: MemoryReplica) -> None:
    stock(hub, 5)
    puller = Puller(hub.api("T1"), replica, page=3)
    read_all(puller)
    hub.feed(SCOPE).write("item", "SKU1", {"name": "Tea"})
    hub.feed(SCOPE).write("item", "SKU2", None)
    hub.feed(SCOPE).write("item", "SKU3", None)
    hub.feed(SCOPE).write("item", "SKU3", {"name": "Back"})
    read_all(puller)
    assert replica.rows[SCOPE] == live(hub)
    assert puller.step(SCOPE).rows == 0


def test_a_scope_without_a_history_changes_nothing(hub: FakeHub, replica: MemoryReplica) -> None:
    pulled = Puller(hub.api("T1"), replica).step(SCOPE)
    assert (pulled.have, pulled.of, pulled.more) == (0, 0, False)
    assert replica.cursors == {}


def test_a_scope_that_vanished_stays_in_use(hub: FakeHub, replica: MemoryReplica) -> None:
    stock(hub, 3)
    puller = Puller(hub.api("T1"), replica)
    read_all(puller)
    hub.feeds.clear()
    with pytest.raises(p.HubNonsense) as raised:
        puller.step(SCOPE)
    assert raised.value.code == "scope_vanished"
    assert len(replica.rows[SCOPE]) == 3


def test_a_compacted_feed_is_read_from_its_beginning(hub: FakeHub, replica: MemoryReplica) -> None:
    stock(hub, 5)
    puller = Puller(hub.api("T1"), replica, page=2)
    read_all(puller)
    hub.feed(SCOPE).write("item", "SKU0", None)
    hub.feed(SCOPE).write("item", "SKU9", {"name": "New"})
    hub.feed(SCOPE).compact()
    first = puller.step(SCOPE)
    assert first.more
    assert ("item", "SKU0") in replica.rows[SCOPE], "what did not arrive yet stays in use"
    read_all(puller)
    assert replica.rows[SCOPE] == live(hub)


def test_deletions_compacted_while_reading_begin_it_again(hub: FakeHub, replica: MemoryReplica) -> None:
    stock(hub, 5)
    puller = Puller(hub.api("T1"), replica, page=2)
    assert puller.step(SCOPE).have == 2
    hub.feed(SCOPE).write("item", "SKU0", None)
    hub.feed(SCOPE).compact()
    assert puller.step(SCOPE).have == 3
    read_all(puller)
    assert replica.rows[SCOPE] == live(hub)


def test_a_program_that_started_again_while_reading_begins_it_again(
    hub: FakeHub, replica: MemoryReplica
) -> None:
    stock(hub, 5)
    hub.feed(SCOPE).write("item", "SKU0", None)
    hub.feed(SCOPE).compact()
    Puller(hub.api("T1"), replica, page=2).step(SCOPE)
    read_all(Puller(hub.api("T1"), replica, page=2))
    assert replica.rows[SCOPE] == live(hub)


def test_a_new_history_replaces_the_old_one(hub: FakeHub, replica: MemoryReplica) -> None:
    stock(hub, 5)
    puller = Puller(hub.api("T1"), replica, page=2)
    read_all(puller)
    hub.feed(SCOPE).write("item", "SKU0", None)
    hub.begin_anew(SCOPE)
    assert read_all(puller) == 2, "read once, not again for its checksum"
    assert replica.cursor(SCOPE).epoch == hub.feed(SCOPE).head.epoch
    assert replica.rows[SCOPE] == live(hub)


def test_an_answer_of_another_history_is_thrown_away(hub: FakeHub, replica: MemoryReplica) -> None:
    """A hub that does not say 410 but answers under its new epoch gets the same treatment."""
    stock(hub, 5)
    read_all(Puller(hub.api("T1"), replica))
    asked: list[m.PullRequest] = []

    class Careless(Bent):
        def pull(self, request: m.PullRequest) -> m.PullReply:
            asked.append(request)
            return self._real.pull(m.PullRequest(scope=request.scope, epoch="", after=0))

    hub.begin_anew(SCOPE)
    read_all(Puller(Careless(hub, None), replica))
    assert [(each.epoch, each.after) for each in asked] == [("catalogue#0", 5), ("", 0)]
    assert replica.cursor(SCOPE).epoch == "catalogue#1"


def test_a_scope_that_cannot_be_begun_is_nonsense(hub: FakeHub, replica: MemoryReplica) -> None:
    def refuse(_reply: m.PullReply) -> m.PullReply:
        raise p.SnapshotNeeded("snapshot_needed", "Take a snapshot.")

    with pytest.raises(p.HubNonsense) as raised:
        Puller(Bent(hub, refuse), replica).step(SCOPE)
    assert raised.value.code == "scope_has_no_beginning"


def change(reply: m.PullReply, **head: Any) -> m.PullReply:
    return msgspec.structs.replace(reply, head=msgspec.structs.replace(reply.head, **head))


def rows(reply: m.PullReply, *new: m.FeedRow) -> m.PullReply:
    return msgspec.structs.replace(reply, rows=new or reply.rows[::-1])


def next_(reply: m.PullReply, at: int) -> m.PullReply:
    return msgspec.structs.replace(reply, next=at)


@pytest.mark.parametrize(
    "bend",
    [
        lambda r: change(r, scope="price:1"),
        lambda r: change(r, epoch=""),
        lambda r: change(r, checksum="nonsense"),
        lambda r: change(r, checksum="-" + "0" * 15),
        lambda r: change(r, seq=-1),
        lambda r: change(r, seq=2**60),
        lambda r: change(r, seq=3),
        rows,
        lambda r: rows(r, *r.rows, *r.rows),
        lambda r: rows(r, *r.rows, m.FeedRow(seq=9, kind="item", key="X", op="put", rev=1, body={})),
        lambda r: rows(r, msgspec.structs.replace(r.rows[0], seq=0)),
        lambda r: rows(r, msgspec.structs.replace(r.rows[0], seq=-1)),
        lambda r: rows(r, msgspec.structs.replace(r.rows[0], body=None)),
        lambda r: rows(r, *[r.rows[0]] * 11),
        lambda r: next_(r, 9),
        lambda r: next_(r, 0),
        lambda r: next_(rows(r, r.rows[0]), 0),
        lambda r: next_(msgspec.structs.replace(r, rows=()), 0),
    ],
)
def test_a_page_that_contradicts_itself_is_not_taken(hub: FakeHub, replica: MemoryReplica, bend: Any) -> None:
    stock(hub, 5)
    with pytest.raises(p.HubNonsense) as raised:
        Puller(Bent(hub, bend), replica, page=10).step(SCOPE)
    assert raised.value.code == "page_contradicts"
    assert replica.cursors == {}
    assert replica.rows == {}


def test_a_head_that_went_backwards_is_not_taken(hub: FakeHub, replica: MemoryReplica) -> None:
    stock(hub, 5)
    read_all(Puller(hub.api("T1"), replica))
    before = replica.cursor(SCOPE)
    back = Bent(hub, lambda r: next_(change(r, seq=3), 3))
    with pytest.raises(p.HubNonsense):
        Puller(back, replica).step(SCOPE)
    assert replica.cursor(SCOPE) == before


def test_a_page_that_ends_before_the_head_may_be_followed_by_an_empty_one(
    hub: FakeHub, replica: MemoryReplica
) -> None:
    """The newest seqs may have been compacted away."""
    stock(hub, 3)
    puller = Puller(hub.api("T1"), replica)
    first = Bent(hub, lambda r: next_(r, r.rows[-1].seq) if r.rows else r)
    hub.feed(SCOPE).write("item", "SKU9", {"name": "Gone"})
    hub.feed(SCOPE).write("item", "SKU9", None)
    assert Puller(first, replica).step(SCOPE).have == 3
    assert puller.step(SCOPE).have == 5
    assert replica.rows[SCOPE] == live(hub)


def test_a_row_that_cannot_be_hashed_is_nonsense(hub: FakeHub, replica: MemoryReplica) -> None:
    stock(hub, 1)
    bend = lambda r: rows(r, msgspec.structs.replace(r.rows[0], body={"price": 0.5}))  # noqa: E731 - as the others
    with pytest.raises(p.HubNonsense) as raised:
        Puller(Bent(hub, bend), replica).step(SCOPE)
    assert raised.value.code == "float_in_document"
    assert isinstance(raised.value.__cause__, DataError)


# --- checksum -------------------------------------------------------------------------------------------


def spoil(replica: MemoryReplica) -> None:
    """A row changed here behind sync's back, as by a fault of the disk."""
    cursor = replica.cursor(SCOPE)
    replica.rows[SCOPE]["item", "SKU0"] = m.FeedRow(
        seq=1, kind="item", key="SKU0", op="put", rev=1, body={"name": "Spoilt"}
    )
    replica.cursors[SCOPE] = Cursor(scope=SCOPE, epoch=cursor.epoch, seq=cursor.seq, checksum="f" * 16)


def test_another_checksum_makes_the_scope_be_read_anew_once(hub: FakeHub, replica: MemoryReplica) -> None:
    stock(hub, 5)
    puller = Puller(hub.api("T1"), replica, page=2)
    for _ in range(2):
        read_all(puller)
        spoil(replica)
        again = puller.step(SCOPE)
        assert (again.have, again.more) == (0, True)
        assert read_all(puller) == 3
        assert replica.rows[SCOPE] == live(hub)


def test_a_checksum_that_stays_different_is_reported_and_the_rows_stay(
    hub: FakeHub, replica: MemoryReplica
) -> None:
    stock(hub, 5)
    calls: list[m.PullReply] = []

    def wrong(reply: m.PullReply) -> m.PullReply:
        calls.append(reply)
        return change(reply, checksum="f" * 16)

    puller = Puller(Bent(hub, wrong), replica, page=10)
    assert puller.step(SCOPE).more
    for _ in range(3):
        with pytest.raises(p.HubNonsense) as raised:
            puller.step(SCOPE)
        assert raised.value.code == "scope_checksum"
    assert len(replica.rows[SCOPE]) == 5
    assert [len(reply.rows) for reply in calls] == [5, 5, 0, 0], "not read from the start over and over"
