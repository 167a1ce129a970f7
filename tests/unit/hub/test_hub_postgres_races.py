"""Real threads race on PostgreSQL where SQLite has one writer: nothing is lost, doubled or left half done."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from hub.bootstrap import Hub, build_hub
from hub.services.invariants import check
from hub.services.setup import ShopPlan, set_up
from hub.settings import HubSettings
from hub.store import feeds, journal, meta, sales, stock, terminals
from hub.store.database import Database, open_postgres, refused_by_database
from hub.store.feeds import Change
from hub.store.shared_nonces import SharedNonces
from hub.store.tables import hub_meta
from retail.errors import RuleError
from sync import messages as m
from sync.protocol import HubBusy
from tests.fakes.postgres import Databases
from tests.unit.hub.conftest import HandClock
from tests.unit.hub.terminal_journal import AT, Journal, new_id

THREADS = 4


def race(*works: Callable[[], Any]) -> list[Any]:
    """Run all at once; their results, or what they raised."""
    results: list[Any] = [None] * len(works)
    gate = threading.Barrier(len(works))

    def one(place: int, work: Callable[[], Any]) -> None:
        gate.wait()
        try:
            results[place] = work()
        except Exception as error:  # noqa: BLE001 - judged by the test
            results[place] = error

    threads = [threading.Thread(target=one, args=each) for each in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


@pytest.fixture
def url(databases: Databases) -> str:
    return databases.for_a_hub()


@pytest.fixture
def hubs(tmp_path: Path, clock: HandClock, plan: ShopPlan, url: str) -> Iterator[tuple[Hub, Hub]]:
    """Two workers of one hub."""
    settings = HubSettings(database=url)
    one = build_hub(tmp_path / "hub", settings, clock)
    set_up(one.database, plan, None, clock.now())
    two = build_hub(tmp_path / "hub", settings, clock)
    yield one, two
    two.close()
    one.close()


def generation(hub: Hub) -> str:
    with hub.database.read() as connection:
        return meta.need(connection, meta.GENERATION)


def put(hub: Hub, scope: str, key: str) -> None:
    change = Change(kind="item", key=key, body={"n": 1})
    hub.database.run(lambda connection: feeds.publish(connection, scope, [change], AT))


def every_terminal(hub: Hub) -> list[terminals.TerminalRecord]:
    with hub.database.read() as connection:
        return list(terminals.every(connection))


def test_a_new_folder_opened_by_several_at_once_is_one_hub(
    tmp_path: Path, clock: HandClock, databases: Databases
) -> None:
    settings = HubSettings(database=databases.empty())
    made = race(*[lambda: build_hub(tmp_path / "hub", settings, clock)] * THREADS)
    hubs = [each for each in made if isinstance(each, Hub)]
    try:
        assert len(hubs) == THREADS, made
        assert len({(generation(hub), (tmp_path / "hub" / "recovery.key").read_text()) for hub in hubs}) == 1
    finally:
        for hub in hubs:
            hub.close()


def test_the_first_rows_of_a_feed_are_written_by_two_at_once(hubs: tuple[Hub, Hub]) -> None:
    def write(hub: Hub, name: str) -> Callable[[], None]:
        def work() -> None:
            for number in range(20):
                put(hub, "new", f"{name}{number}")

        return work

    assert race(write(hubs[0], "a"), write(hubs[1], "b"), write(hubs[0], "c")) == [None] * 3
    with hubs[0].database.read() as connection:
        (head,) = feeds.heads(connection, ["new"])
        rows = feeds.rows_after(connection, "new", 0, 100)
    assert head.seq == 60
    assert [row.seq for row in rows] == list(range(1, 61))
    assert [one for one in check(hubs[0].engine) if one.rule == "feed"] == []


def test_a_reader_never_sees_a_gap_while_others_write(hubs: tuple[Hub, Hub]) -> None:
    """A cursor that was read to N has all rows up to N (sync.md, fact 1)."""
    writing = threading.Event()
    writing.set()

    def write(hub: Hub, name: str) -> Callable[[], None]:
        def work() -> None:
            for number in range(60):
                put(hub, "gap", f"{name}{number}")

        return work

    def read() -> list[int]:
        seen: list[int] = []
        while writing.is_set() or len(seen) < 120:
            with hubs[1].database.read() as connection:
                found = feeds.rows_after(connection, "gap", seen[-1] if seen else 0, 7)
            seen.extend(row.seq for row in found)
            if len(seen) >= 120:
                writing.clear()
        return seen

    seen = race(write(hubs[0], "a"), write(hubs[1], "b"), read)[2]
    assert seen == list(range(1, 121))


def test_the_same_push_at_two_workers_is_taken_once(hubs: tuple[Hub, Hub]) -> None:
    (first, *_), gen = every_terminal(hubs[0]), generation(hubs[0])
    made = Journal(first.terminal_id, first.store_id)
    for number in range(6):
        made.sale(f"sku{number}", "milk")
    services = [hub.terminal_service(first.terminal_id) for hub in (*hubs, *hubs)]
    replies = race(*[lambda each=each: each.push(made.push(gen)) for each in services])
    assert all(isinstance(reply, m.PushReply) for reply in replies), replies
    assert [reply.head for reply in replies] == [made.head] * 4
    statuses = sorted(reply.results[0].status for reply in replies)
    assert statuses == ["applied", "duplicate", "duplicate", "duplicate"]
    with hubs[0].database.read() as connection:
        assert sales.count(connection) == 6
        assert stock.on_hand(connection, first.store_id, "milk") == -6000
    assert check(hubs[0].engine) == []


def test_one_sale_from_two_terminals_at_once_counts_once(hubs: tuple[Hub, Hub]) -> None:
    """Under two op_ids, as no true terminal sends it: one is applied, the other a conflict."""
    (first, second, *_), gen = every_terminal(hubs[0]), generation(hubs[0])
    one = Journal(first.terminal_id, first.store_id, first.terminal_no)
    body = one.sale_body("milk")
    other = Journal(second.terminal_id, second.store_id, second.terminal_no)
    for each in (one, other):
        each.sale("bread")
        each.add("sale.completed", body)
    replies = race(
        lambda: hubs[0].terminal_service(first.terminal_id).push(one.push(gen)),
        lambda: hubs[1].terminal_service(second.terminal_id).push(other.push(gen)),
    )
    assert all(isinstance(reply, m.PushReply) for reply in replies), replies
    assert [reply.head for reply in replies] == [one.head, other.head]
    assert [one for one in check(hubs[0].engine) if one.rule in ("stock", "movements", "feed")] == []


def test_stock_that_all_sell_at_once_is_summed(hubs: tuple[Hub, Hub]) -> None:
    gen, every = generation(hubs[0]), every_terminal(hubs[0])
    journals = [Journal(each.terminal_id, each.store_id, each.terminal_no) for each in every]
    for made in journals:
        for _ in range(10):
            made.sale("milk", "bread", "apple")
            made.sale("apple", "milk")

    def sell(place: int) -> Callable[[], None]:
        service = hubs[place % 2].terminal_service(every[place].terminal_id)

        def work() -> None:
            for op in journals[place].ops:
                service.push(journals[place].push(gen, op))

        return work

    assert race(*[sell(place) for place in range(len(every))]) == [None] * len(every)
    with hubs[0].database.read() as connection:
        assert stock.on_hand(connection, every[0].store_id, "milk") == -20_000 * len(every)
    assert check(hubs[0].engine) == []


def test_a_code_is_spent_once_and_the_newest_alone_is_good(hubs: tuple[Hub, Hub]) -> None:
    (first, *_) = every_terminal(hubs[0])
    url = "http://127.0.0.1:1"
    codes = race(*[lambda hub=hub: hub.enrolment.new_code(first.terminal_id, url) for hub in hubs])
    keys = ["A" * 43 + "=", "B" * 42 + "A="]

    def enrol(hub: Hub, code: str, key: str) -> Callable[[], object]:
        request = m.EnrolRequest(code=code, public_key=key, epoch=new_id(), program="test")
        return lambda: hub.enrolment.enrol(request)

    asked = [(code.code, key) for code in codes for key in keys]
    done = race(*[enrol(hubs[place % 2], *each) for place, each in enumerate(asked)])
    assert sum(isinstance(one, m.EnrolReply) for one in done) == 1


def test_wrong_guesses_count_at_all_workers_together(hubs: tuple[Hub, Hub]) -> None:
    request = m.EnrolRequest(code="X" * 12, public_key="A" * 43 + "=", epoch=new_id(), program="test")
    codes = []
    for number in range(22):
        with pytest.raises(Exception) as refusal:
            hubs[number % 2].enrolment.enrol(request, "192.0.2.9")
        codes.append(getattr(refusal.value, "code", ""))
    assert codes == ["enrolment_code_invalid"] * 20 + ["too_many_attempts"] * 2


def test_a_nonce_is_taken_once_at_all_workers(hubs: tuple[Hub, Hub]) -> None:
    stores = [SharedNonces(hub.database, keep_ms=1000) for hub in hubs]
    assert sorted(race(*[lambda each=each: each.first_use("t", "nonce-1", 5) for each in stores])) == [
        False,
        True,
    ]
    assert not hubs[0].nonces.first_use("t", "nonce-1", 6)
    assert hubs[1].nonces.first_use("t", "nonce-1", 10**9) is False
    assert SharedNonces(hubs[0].database, keep_ms=1000).first_use("t", "nonce-2", 10**9)
    assert hubs[1].nonces.first_use("t", "nonce-1", 10**9)


def test_a_key_that_another_took_is_looked_at_again_and_not_refused(hubs: tuple[Hub, Hub]) -> None:
    """What loses the race finds, the second time, what the winner wrote."""
    looked = threading.Barrier(2)
    turns: dict[str, list[str]] = {"a": [], "b": []}

    def take(hub: Hub, who: str) -> Callable[[], str]:
        def work(connection: Any) -> str:
            held = connection.execute(select(hub_meta.c.value).where(hub_meta.c.name == "won")).scalar()
            turns[who].append(held or "")
            if len(turns[who]) == 1:
                looked.wait(20)
            if held:
                return str(held)
            with refused_by_database(connection) as outcome:
                connection.execute(hub_meta.insert().values(name="won", value=who))
            return "refused" if outcome.refused else who

        return lambda: hub.database.run(work)

    results = race(take(hubs[0], "a"), take(hubs[1], "b"))
    assert results[0] == results[1] in ("a", "b")
    assert sorted(len(seen) for seen in turns.values()) == [1, 2]


def test_a_deadlock_is_worked_again(url: str) -> None:
    database = Database(open_postgres(url))
    with database.write() as connection:
        for name in ("x", "y"):
            meta.put(connection, name, "0")
    met = threading.Barrier(2)
    turns: list[str] = []

    def count(order: str) -> Callable[[], None]:
        first = True

        def work(connection: Any) -> None:
            nonlocal first
            turns.append(order)
            for name in order:
                connection.execute(
                    text("UPDATE hub_meta SET value = (value::int + 1)::text WHERE name = :of"), {"of": name}
                )
                if first:
                    first = False
                    met.wait(20)

        return lambda: database.run(work)

    assert race(count("xy"), count("yx")) == [None, None]
    assert len(turns) >= 3
    with database.read() as connection:
        assert [meta.get(connection, name) for name in "xy"] == ["2", "2"]
    database.close()


def test_a_writer_elsewhere_that_does_not_end_is_a_busy_hub(url: str) -> None:
    database, quick = Database(open_postgres(url)), Database(open_postgres(url, busy_ms=10))
    with database.write(), pytest.raises(HubBusy), quick.write(beside=True):
        pass
    with database.write(beside=True), quick.write(beside=True) as connection:
        meta.put(connection, "x", "1")
    for each in (database, quick):
        each.close()


def test_a_value_that_no_database_holds_is_refused_in_words(url: str) -> None:
    database = Database(open_postgres(url))
    with pytest.raises(RuleError) as refusal, database.read() as connection:
        meta.get(connection, "a\x00b")
    assert refusal.value.code == "value_impossible"
    database.close()


def test_only_one_does_a_chore(hubs: tuple[Hub, Hub]) -> None:
    with hubs[0].database.alone("chore") as mine, hubs[1].database.alone("chore") as other:
        assert (mine, other) == (True, False)
    with hubs[1].database.alone("chore") as mine:
        assert mine


def test_a_chain_that_begins_at_two_workers_has_one_head(hubs: tuple[Hub, Hub]) -> None:
    (first, *_) = every_terminal(hubs[0])

    def begin(hub: Hub) -> Callable[[], object]:
        return lambda: hub.database.run(
            lambda connection: journal.standing(connection, first.terminal_id, "e1", (), AT)
        )

    heads = race(*[begin(hub) for hub in (*hubs, *hubs)])
    assert [found.head.seq for found in heads] == [0] * 4
