"""Feeds: only real changes make rows, cursors miss nothing, the checksum is that of the live rows."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hub.bootstrap import Hub
from hub.services.terminal_service import TerminalService
from hub.store import feeds
from hub.store.database import Database, open_engine
from hub.store.feeds import Change, publish, publish_each, row_digest_of_text, whole
from hub.store.tables import metadata
from retail.canonical import canonical
from sync import messages as m
from sync.protocol import EMPTY_CHECKSUM, ScopeForbidden, SnapshotNeeded, fold, row_digest
from tests.unit.hub.conftest import HandClock
from tests.unit.hub.terminal_journal import AT


@pytest.fixture
def database(tmp_path: Path) -> Database:
    made = Database(open_engine(tmp_path / "feeds.db"))
    with made.write() as connection:
        metadata.create_all(connection)
    return made


def put(database: Database, scope: str, *bodies: tuple[str, dict[str, Any] | None]) -> m.ScopeHead:
    with database.write() as connection:
        changes = [Change(kind="item", key=key, body=body) for key, body in bodies]
        return publish(connection, scope, changes, AT)


def read(database: Database, scope: str, after: int = 0, limit: int = 1000) -> tuple[m.FeedRow, ...]:
    with database.read() as connection:
        return feeds.rows_after(connection, scope, after, limit)


def test_the_same_body_makes_no_row(database: Database) -> None:
    first = put(database, "catalogue", ("a", {"x": 1, "y": 2}), ("b", {"x": 1}))
    again = put(database, "catalogue", ("a", {"y": 2, "x": 1}), ("b", {"x": 1}))
    assert (first.seq, again) == (2, first)


def test_a_change_takes_the_place_of_the_row_and_counts_its_rev(database: Database) -> None:
    put(database, "catalogue", ("a", {"x": 1}), ("b", {"x": 1}))
    put(database, "catalogue", ("a", {"x": 2}))
    assert [(row.seq, row.key, row.rev, row.op) for row in read(database, "catalogue")] == [
        (2, "b", 1, "put"),
        (3, "a", 2, "put"),
    ]


def test_a_deletion_travels_and_may_be_taken_back(database: Database) -> None:
    put(database, "catalogue", ("a", {"x": 1}))
    gone = put(database, "catalogue", ("a", None), ("never", None))
    assert (gone.seq, gone.checksum) == (2, EMPTY_CHECKSUM)
    (row,) = read(database, "catalogue")
    assert (row.op, row.rev, row.body) == ("delete", 2, None)
    back = put(database, "catalogue", ("a", {"x": 1}))
    (row,) = read(database, "catalogue")
    assert (row.op, row.rev) == ("put", 3)
    assert back.checksum == fold(EMPTY_CHECKSUM, row_digest("catalogue", row))


def test_a_whole_feed_drops_what_is_not_named(database: Database) -> None:
    put(database, "config:s", ("a", {"x": 1}), ("b", {"x": 1}))
    with database.write() as connection:
        wanted = whole(connection, "config:s", [Change(kind="item", key="b", body={"x": 1})])
        (head,) = publish_each(connection, {"config:s": wanted}, AT)
    assert head.seq == 3
    assert [(row.key, row.op) for row in read(database, "config:s")] == [("b", "put"), ("a", "delete")]


def test_the_digest_of_text_is_that_of_the_protocol() -> None:
    row = m.FeedRow(seq=9, kind="item", key='k"ü', op="put", rev=4, body={"name": "Käse", "n": [1, None]})
    text = canonical(row.body).decode()
    assert row_digest_of_text("a:b", row.kind, row.key, row.rev, text) == row_digest("a:b", row)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.lists(st.tuples(st.sampled_from("abcdef"), st.none() | st.integers(0, 3)), min_size=1, max_size=8),
        max_size=8,
    )
)
def test_any_reader_arrives_at_the_hubs_state(
    tmp_path_factory: pytest.TempPathFactory, writes: list[list[tuple[str, int | None]]]
) -> None:
    database = Database(open_engine(tmp_path_factory.mktemp("feed") / "f.db"))
    with database.write() as connection:
        metadata.create_all(connection)
    held: dict[str, m.FeedRow] = {}
    cursor = 0
    for place, write in enumerate(writes):
        head = put(database, "s", *((key, None if n is None else {"n": n}) for key, n in write))
        if place % 2:
            for row in read(database, "s", cursor, 3):
                held[row.key] = row
                cursor = row.seq
    for row in read(database, "s", cursor):
        held[row.key] = row
    live = [row for row in held.values() if row.op == "put"]
    expected = head.checksum if writes else EMPTY_CHECKSUM
    assert fold(EMPTY_CHECKSUM, *(row_digest("s", row) for row in live)) == expected
    database.close()


def test_two_writers_at_once_lose_nothing_for_a_reader(database: Database) -> None:
    """sync.md, fact 1: a reader by cursor sees every row although two writers are at work."""
    other = Database(open_engine(Path(str(database.engine.url.database))))

    def work(mine: Database, name: str) -> None:
        for number in range(60):
            put(mine, "s", (f"{name}{number}", {"n": number}))

    writers = [
        threading.Thread(target=work, args=(database, "a")),
        threading.Thread(target=work, args=(other, "b")),
        threading.Thread(target=work, args=(database, "c")),
    ]
    for writer in writers:
        writer.start()
    seen: list[int] = []
    cursor = 0
    while any(writer.is_alive() for writer in writers):
        for row in read(database, "s", cursor):
            seen.append(row.seq)
            cursor = row.seq
    for writer in writers:
        writer.join()
    seen += [row.seq for row in read(database, "s", cursor)]
    assert seen == list(range(1, 181))
    other.close()


def test_a_terminal_reads_its_own_scopes_only(service: TerminalService, hub: Hub) -> None:
    with hub.database.write() as connection:
        publish(connection, "config:another", [], AT)
    for scope in ("config:another", "terminal:another", "price:another", "stock:any", ""):
        with pytest.raises(ScopeForbidden):
            service.pull(m.PullRequest(scope=scope, epoch="", after=0))


def test_a_worthless_cursor_gets_410(service: TerminalService, hub: Hub) -> None:
    def ask(epoch: str, after: int) -> m.PullReply:
        return service.pull(m.PullRequest(scope="catalogue", epoch=epoch, after=after, limit=2))

    head = ask("", 0).head
    assert ask(head.epoch, head.seq).rows == ()
    for epoch, after in (("", 1), ("another", 0), ("another", 1), (head.epoch, head.seq + 1)):
        with pytest.raises(SnapshotNeeded):
            ask(epoch, after)
    with hub.database.write() as connection:
        connection.exec_driver_sql("UPDATE feed_head SET min_seq = 2 WHERE scope = 'catalogue'")
    with pytest.raises(SnapshotNeeded):
        ask(head.epoch, 1)
    assert len(ask(head.epoch, 0).rows) == 2


def test_a_pull_gives_at_most_a_thousand_rows(service: TerminalService, hub: Hub, clock: HandClock) -> None:
    with hub.database.write() as connection:
        changes = (Change(kind="item", key=f"k{n}", body={"n": n}) for n in range(1500))
        head = publish(connection, "catalogue", changes, clock.now())
    reply = service.pull(m.PullRequest(scope="catalogue", epoch="", after=0, limit=10**6))
    assert len(reply.rows) == 1000
    assert reply.next == 1000
    rest = service.pull(m.PullRequest(scope="catalogue", epoch=head.epoch, after=1000, limit=10**6))
    assert rest.next == head.seq == rest.rows[-1].seq


def test_a_poke_is_answered_when_a_feed_moves(service: TerminalService, hub: Hub) -> None:
    answers: list[tuple[str, ...]] = []
    with hub.database.read() as connection:
        (head,) = feeds.heads(connection, ["catalogue"])
    wanted = m.PokeRequest(seen={"catalogue": head.seq}, wait_ms=20_000)
    poll = threading.Thread(target=lambda: answers.append(service.poke(wanted).ahead))
    poll.start()
    hub.news.announce([put(hub.database, "catalogue", ("a", {"x": 1}))])
    poll.join(20)
    assert answers == [("catalogue",)]
    assert service.poke(m.PokeRequest(seen={"catalogue": 0}, wait_ms=0)).ahead == ("catalogue",)
    with pytest.raises(ScopeForbidden):
        service.poke(m.PokeRequest(seen={"config:another": 0}, wait_ms=0))


def test_waiting_ends_when_the_hub_goes_down(service: TerminalService, hub: Hub) -> None:
    answers: list[tuple[str, ...]] = []
    wanted = m.PokeRequest(seen={"catalogue": 10**6}, wait_ms=25_000)
    poll = threading.Thread(target=lambda: answers.append(service.poke(wanted).ahead))
    poll.start()
    hub.news.close()
    poll.join(10)
    assert answers == [()]
