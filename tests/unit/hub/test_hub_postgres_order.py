"""What must be in order on PostgreSQL, whatever its settings and whoever comes first."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace
from sqlalchemy import event, text

from hub.bootstrap import Hub, build_hub
from hub.services.news import News
from hub.services.restoring import begin_generation
from hub.services.setup import ShopPlan, set_up
from hub.settings import HubSettings
from hub.store import feeds, meta, pool, stores, tasks, terminals
from hub.store.database import Database, open_postgres
from retail.errors import KnownError
from retail.events import Movement, StockMoved
from sync import messages as m
from sync.protocol import SnapshotNeeded
from tests.fakes.postgres import Databases
from tests.unit.hub.conftest import HandClock
from tests.unit.hub.shared_carts import line, put_goods, sale_of
from tests.unit.hub.terminal_journal import Journal, new_id

WAIT_S = 60


@pytest.fixture
def url(databases: Databases) -> str:
    return databases.for_a_hub()


@pytest.fixture
def hub(tmp_path: Path, clock: HandClock, plan: ShopPlan, url: str) -> Iterator[Hub]:
    made = build_hub(tmp_path / "hub", HubSettings(database=url), clock)
    set_up(made.database, plan, None, clock.now())
    yield made
    made.close()


def test_a_writer_reads_what_others_wrote_while_it_waited_whatever_the_server_says(url: str) -> None:
    """A server that makes snapshots by itself would show it the state from before it got its turn."""
    first = Database(open_postgres(url))
    with first.at_once() as connection:
        name = connection.execute(text("SELECT current_database()")).scalar_one()
        connection.execute(
            text(f"ALTER DATABASE {name} SET default_transaction_isolation = 'repeatable read'")
        )
    first.close()
    database = Database(open_postgres(url))
    with database.write() as connection:
        writing = connection.execute(text("SHOW transaction_isolation")).scalar_one()
    with database.read() as connection:
        reading = connection.execute(text("SHOW transaction_isolation")).scalar_one()
    database.close()
    assert (writing, reading) == ("read committed", "repeatable read")


class Side:
    """A store's terminal that speaks of transfers."""

    def __init__(self, hub: Hub, terminal_id: str, store_id: str) -> None:
        self.hub = hub
        self.journal = Journal(terminal_id, store_id, 8)

    def say(self, kind: str, deltas: dict[str, int], **changes: Any) -> m.PushReply:
        movements = tuple(
            Movement(line_id=new_id(), sku=sku, delta=delta, reason=kind) for sku, delta in deltas.items()
        )
        body = StockMoved(origin=self.journal.origin(), document_id=new_id(), movements=movements)
        return self.push(self.journal.add(kind, replace(body, **changes)))

    def push(self, op: m.WireOp) -> m.PushReply:
        with self.hub.database.read() as connection:
            gen = meta.need(connection, meta.GENERATION)
        return self.hub.terminal_service(self.journal.terminal_id).push(self.journal.push(gen, op))


def waiting(hub: Hub, count: int) -> None:
    """Wait until so many writers wait for another."""
    query = text(
        "SELECT count(*) FROM pg_stat_activity "
        "WHERE wait_event_type = 'Lock' AND datname = current_database()"
    )
    with hub.database.at_once() as connection:
        for _ in range(WAIT_S * 100):
            if connection.execute(query).scalar_one() >= count:
                return
            connection.execute(text("SELECT pg_sleep(0.01)"))
    raise AssertionError("they do not wait")


def test_both_stores_of_a_transfer_that_speak_at_once_are_compared(hub: Hub) -> None:
    """Other goods came than were sent: no row of the two is the same, and yet one must see the other."""
    with hub.database.write() as connection:
        (store, *_), (first, *_) = stores.every(connection), terminals.every(connection)
        stores.put(connection, replace(store, profile=replace(store.profile, store_id="far", store_no=9)))
        terminals.add(connection, replace(first, terminal_id="far-1", terminal_no=8, store_id="far"))
    near, far = Side(hub, first.terminal_id, first.store_id), Side(hub, "far-1", "far")
    near.say("stock.received", {"milk": 5000})
    far.say("stock.received", {"bread": 1000})
    sides = [
        threading.Thread(
            target=near.say,
            args=("stock.sent", {"milk": -1000}),
            kwargs={"other_store": "far", "transfer_id": "t1"},
        ),
        threading.Thread(
            target=far.say,
            args=("stock.arrived", {"bread": 1000}),
            kwargs={"other_store": first.store_id, "transfer_id": "t1"},
        ),
    ]
    # Each gets as far as the feed that both tell of it, which is the last thing that a push does.
    with hub.database.write(beside=True) as connection:
        connection.execute(text("SELECT 1 FROM feed_head WHERE scope = 'stock:far' FOR UPDATE"))
        for count, side in enumerate(sides, 1):
            side.start()
            waiting(hub, count)
    for side in sides:
        side.join(WAIT_S)
    with hub.database.read() as connection:
        rows = [row for row in feeds.live_rows(connection, "stock:far") if row.kind == "transfer"]
        open_ = tasks.open_tasks(connection, 10)
    assert rows == []
    assert [(one.kind, len(msgspec.json.decode(one.detail)["lines"])) for one in open_] == [
        ("transfer_differs", 2)
    ]


def test_a_copy_of_before_the_hub_was_put_back_is_read_no_more(
    tmp_path: Path, clock: HandClock, plan: ShopPlan, databases: Databases, url: str
) -> None:
    """It stands further than the hub, but in a history that is over."""
    made = build_hub(tmp_path / "hub", HubSettings(database=url), clock)
    set_up(made.database, plan, None, clock.now())
    with made.database.read() as connection:
        (first, *_) = terminals.every(connection)
        head = next(one for one in feeds.heads(connection) if one.scope.startswith("config:"))
        name = connection.execute(text("SELECT current_database()")).scalar_one()
    made.close()
    copy = databases.server.url(f"{name}_copy", name)
    made = build_hub(tmp_path / "hub", HubSettings(database=url), clock)
    begin_generation(made.database, clock)
    made.close()
    made = build_hub(tmp_path / "hub", HubSettings(database=url, replica=copy), clock)
    service = made.terminal_service(first.terminal_id)
    asked = m.PullRequest(scope=head.scope, epoch=head.epoch, after=1, limit=10)
    with pytest.raises(SnapshotNeeded):
        service.pull(asked)
    assert service.pull(replace(asked, epoch="", after=0)).head.epoch != head.epoch
    made.close()


def test_a_look_that_was_overtaken_by_news_takes_none_of_it_back() -> None:
    """Read before another worker's commit and told after it, it would let who waits sleep on."""
    news = News()
    heads = [m.ScopeHead(scope=scope, epoch="e", seq=5, checksum="") for scope in ("a", "b")]
    news.announce(heads)
    news.heard({"a": 6})
    news.announce(heads)
    assert news.ahead({"a": 5, "b": 5}) == ("a",)
    news.announce([replace(heads[0], epoch="another", seq=1)])
    assert news.newest("a") == 1


def test_a_cart_that_is_held_twice_at_once_holds_its_goods_once(hub: Hub) -> None:
    with hub.database.read() as connection:
        (first, *_) = terminals.every(connection)
    put_goods(hub)
    Side(hub, first.terminal_id, first.store_id).say("stock.received", {"milk": 5000})
    begun = hub.carts.begin("", [line(quantity=2000)], "web")
    clicks = [
        threading.Thread(target=hub.carts.hold, args=(begun.cart.cart_id, begun.secret, 15)) for _ in range(2)
    ]
    with hub.database.write(beside=True) as connection:
        pool.locked(connection, first.store_id, ["milk"])
        for count, click in enumerate(clicks, 1):
            click.start()
            waiting(hub, count)
    for click in clicks:
        click.join(WAIT_S)
    with hub.database.read() as connection:
        (row,) = pool.everywhere(connection, ["milk"])
    assert row.pool.web_pool == 3000


def test_a_cart_that_is_being_sold_is_not_held_again_behind_the_sale(hub: Hub) -> None:
    put_goods(hub)
    with hub.database.read() as connection:
        (first, *_) = terminals.every(connection)
    till = Side(hub, first.terminal_id, first.store_id)
    till.say("stock.received", {"milk": 5000})
    mine = line()
    begun = hub.carts.begin("", [mine], "web")
    sale = till.journal.add("sale.completed", sale_of(till.journal, mine), v=3)
    results: list[object] = []

    def hold() -> None:
        try:
            results.append(hub.carts.hold(begun.cart.cart_id, begun.secret, 15))
        except KnownError as error:
            results.append(error.code)

    works = [threading.Thread(target=till.push, args=(sale,)), threading.Thread(target=hold)]
    with hub.database.write(beside=True) as connection:
        scope = f"stock:{first.store_id}"
        connection.execute(text("SELECT 1 FROM feed_head WHERE scope = :of FOR UPDATE"), {"of": scope})
        for count, work in enumerate(works, 1):
            work.start()
            waiting(hub, count)
    for work in works:
        work.join(WAIT_S)
    assert results == ["cart_gone"]


def test_a_copy_that_does_not_answer_is_left_alone_for_a_while(hub: Hub, tmp_path: Path) -> None:
    """Each pull that tries it may wait for seconds, and with them all threads of the hub."""
    hub.database.replica = open_postgres(f"postgresql://nobody@/none?host={tmp_path}")
    tries: list[object] = []
    event.listen(hub.database.replica, "do_connect", lambda *_: tries.append(1))
    with hub.database.read() as connection:
        (first, *_) = terminals.every(connection)
    service = hub.terminal_service(first.terminal_id)
    for _ in range(3):
        service.pull(m.PullRequest(scope="catalogue", epoch="", after=0, limit=10))
    assert len(tries) == 1
