"""What only a hub on PostgreSQL has: partitions, news by NOTIFY, a replica, a server that dies."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from hub.api.app import listen
from hub.bootstrap import Hub, build_hub
from hub.database_choice import NAMED, is_hub
from hub.services.push import PushService
from hub.services.setup import ShopPlan, set_up
from hub.settings import HubSettings
from hub.store import feeds, meta, terminals
from hub.store.database import Connection, Database, open_postgres
from hub.store.feeds import Change
from hub.store.partitions import KEYS, Month, keep_ahead, month_of, partitions_of
from hub.store.poke_line import MOST_BYTES, Listener, moved_of, payloads
from hub.store.postgres_engine import has_password, without_password
from proof.postgres import PostgresServer, postgres
from retail.errors import DataError, RuleError
from retail.ids import uuid7
from sync import messages as m
from sync.protocol import HubBusy, SnapshotNeeded
from tests.fakes.postgres import Databases
from tests.unit.hub.conftest import HandClock
from tests.unit.hub.terminal_journal import AT, Journal

DAY_MS = 86_400_000
WAIT_S = 60
_OF_A_QUEUE = ("enable_seqscan", "plan_cache_mode", "jit")


@pytest.fixture
def settings(databases: Databases) -> HubSettings:
    return HubSettings(database=databases.for_a_hub())


@pytest.fixture
def pg_hub(tmp_path: Path, clock: HandClock, plan: ShopPlan, settings: HubSettings) -> Iterator[Hub]:
    made = build_hub(tmp_path / "hub", settings, clock)
    set_up(made.database, plan, None, clock.now())
    yield made
    made.close()


def publish(hub: Hub, scope: str, key: str) -> m.ScopeHead:
    with hub.database.write() as connection:
        return feeds.publish(connection, scope, [Change(kind="item", key=key, body={"n": 1})], AT)


# --- the address ----------------------------------------------------------------------------------------


def test_a_folder_remembers_its_database_without_the_password(
    tmp_path: Path, databases: Databases, clock: HandClock
) -> None:
    url = databases.for_a_hub().replace("postgres@", "postgres:secret@")
    made = build_hub(tmp_path, HubSettings(database=url), clock)
    publish(made, "catalogue", "a")
    made.close()
    assert is_hub(tmp_path) and not (tmp_path / "hub.db").exists()
    assert "secret" not in (tmp_path / NAMED).read_text()
    again = build_hub(tmp_path, clock=clock)
    with again.database.read() as connection:
        assert feeds.heads(connection, ["catalogue"])[0].seq == 1
    again.close()


def test_a_folder_with_a_file_is_no_place_for_another_database(tmp_path: Path, clock: HandClock) -> None:
    build_hub(tmp_path, clock=clock).close()
    with pytest.raises(RuleError) as refusal:
        build_hub(tmp_path, HubSettings(database="postgresql://localhost/x"), clock)
    assert refusal.value.code == "hub_has_a_file"


@pytest.mark.parametrize("bad", ["mysql://u:secret@h/x", "nonsense secret", "sqlite:///secret.db"])
def test_an_address_that_is_none_is_refused_and_not_repeated(tmp_path: Path, bad: str) -> None:
    with pytest.raises(RuleError) as refusal:
        build_hub(tmp_path, HubSettings(database=bad))
    assert (refusal.value.code, "secret" in refusal.value.message) == ("database_url_invalid", False)


def test_passwords_are_seen_wherever_they_stand_in_an_address() -> None:
    assert has_password("postgresql://u:p@h/x") and has_password("postgresql://u@h/x?password=p")
    assert not has_password("postgresql://u@h/x?service=hub")
    assert "=p" not in without_password("postgresql://u@h/x?password=p&host=/run")


def test_a_database_that_orders_by_a_language_is_refused(databases: Databases, tmp_path: Path) -> None:
    engine = open_postgres(databases.empty())
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1'"))
    engine.dispose()
    with pytest.raises(DataError) as refusal:
        build_hub(tmp_path, HubSettings(database=databases.server.url("latin")))
    assert refusal.value.code == "database_collation"


# --- partitions -----------------------------------------------------------------------------------------


def test_months_bound_the_ids_that_were_made_in_them() -> None:
    assert month_of(0) == Month(year=1970, number=1)
    november = Month(year=2026, number=11)
    assert november.plus(2) == Month(year=2027, number=1)
    assert november.plus(-11) == Month(year=2025, number=12)
    last = int(november.plus(1).first_id.replace("-", ""), 16) - 1
    for at, month in ((last, november), (last + 1, november.plus(1))):
        made = uuid7(at, secrets.token_bytes(10))
        assert month.first_id <= made < month.plus(1).first_id
        assert month_of(at) == month


def test_a_sale_lies_in_the_partition_of_its_month_and_its_key_is_unique(pg_hub: Hub) -> None:
    with pg_hub.database.read() as connection:
        (first, *_) = terminals.every(connection)
        gen = meta.need(connection, meta.GENERATION)
        now = int(connection.execute(text("SELECT extract(epoch FROM now()) * 1000")).scalar_one())
    journal = Journal(first.terminal_id, first.store_id)
    ids = [uuid7(now, secrets.token_bytes(10)), "no-uuid-at-all", uuid7(now, secrets.token_bytes(10))]
    for one in ids:
        journal.add("sale.completed", journal.sale_body("milk"), op_id=one)
    PushService(pg_hub.database, pg_hub.clock).push(first, journal.push(gen))
    with pg_hub.database.read() as connection:
        rows = connection.execute(text("SELECT tableoid::regclass::text, op_id FROM op")).all()
        assert {row[1]: row[0] for row in rows} == {
            ids[0]: f"op_{month_of(now).name}",
            ids[1]: "op_default",
            ids[2]: f"op_{month_of(now).name}",
        }
    copy = "INSERT INTO op SELECT * FROM op WHERE op_id = :of"
    with pytest.raises(IntegrityError), pg_hub.engine.begin() as raw:
        raw.execute(text(copy), {"of": ids[0]})


def test_partitions_are_made_ahead_and_a_month_that_began_in_the_default_stays_there(pg_hub: Hub) -> None:
    later = pg_hub.clock.now() + 20 * 365 * DAY_MS
    month = month_of(later)
    stray = uuid7(later + 40 * DAY_MS, secrets.token_bytes(10))
    with pg_hub.database.read() as connection:
        (first, *_) = terminals.every(connection)
        gen = meta.need(connection, meta.GENERATION)
    journal = Journal(first.terminal_id, first.store_id)
    journal.add("sale.completed", journal.sale_body("milk"), op_id=stray)
    PushService(pg_hub.database, pg_hub.clock).push(first, journal.push(gen))
    made = keep_ahead(pg_hub.database, later)
    assert f"op_{month.name}" in made and f"op_{month_of(later + 40 * DAY_MS).name}" not in made
    assert f"sale_line_{month.plus(2).name}" in made
    assert keep_ahead(pg_hub.database, later) == []
    with pg_hub.database.read() as connection:
        for name in KEYS:
            assert f"{name}_{month.name}" in partitions_of(connection, name)


# --- news -----------------------------------------------------------------------------------------------


def test_every_worker_hears_what_another_moved(pg_hub: Hub, settings: HubSettings, tmp_path: Path) -> None:
    other = build_hub(tmp_path / "hub", settings, pg_hub.clock)
    listener = listen(other)
    try:
        seq = publish(pg_hub, "catalogue", "a").seq
        assert other.news.wait({"catalogue": seq - 1}, WAIT_S) == ("catalogue",)
    finally:
        listener.stop()
        other.close()


def test_a_listener_whose_line_is_cut_looks_again(pg_hub: Hub) -> None:
    looks = threading.Semaphore(0)
    heard: dict[str, int] = {}
    told = threading.Event()

    def hear(moved: dict[str, int]) -> None:
        heard.update(moved)
        told.set()

    listener = Listener(pg_hub.engine, hear, looks.release, again_s=0.01)
    listener.start()
    try:
        assert looks.acquire(timeout=WAIT_S)
        with pg_hub.engine.connect() as raw:
            raw.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE datname = current_database() AND query LIKE 'LISTEN%'"
                )
            )
        assert looks.acquire(timeout=WAIT_S)
        head = publish(pg_hub, "catalogue", "b")
        while heard.get("catalogue") != head.seq:
            assert told.wait(WAIT_S)
            told.clear()
    finally:
        listener.stop()


def test_a_notification_is_never_too_long_and_a_strange_one_says_nothing() -> None:
    moved = {f"price:{'ä' * 40}{number}": number for number in range(500)}
    parts = list(payloads({**moved, "x" * MOST_BYTES: 1}))
    assert max(len(part.encode()) for part in parts) <= MOST_BYTES
    assert {scope: seq for part in parts for scope, seq in moved_of(part).items()} == moved
    assert moved_of("nonsense") == moved_of('{"a": "b"}') == {}


def test_a_hint_that_was_overtaken_says_nothing(pg_hub: Hub) -> None:
    pg_hub.news.heard({"s": 5})
    pg_hub.news.heard({"s": 3})
    assert (pg_hub.news.newest("s"), pg_hub.news.newest("unknown")) == (5, 0)


# --- a replica ------------------------------------------------------------------------------------------


def test_a_pull_is_read_from_the_replica_unless_it_is_behind(
    tmp_path: Path, clock: HandClock, plan: ShopPlan
) -> None:
    with postgres(fsync=False, wal_level="replica") as primary:
        url = primary.url("hub")
        made = build_hub(tmp_path / "hub", HubSettings(database=url), clock)
        set_up(made.database, plan, None, clock.now())
        copy = primary.replica(primary.folder / "copy")
        copy.start()
        try:
            _pull_from_both(made, primary, copy)
        finally:
            made.close()
            copy.crash()


def _pull_from_both(made: Hub, primary: PostgresServer, copy: PostgresServer) -> None:
    made.database.replica = open_postgres(copy.url("hub"))
    with made.database.read() as connection:
        (first, *_) = terminals.every(connection)
        (head,) = feeds.heads(connection, ["catalogue"])
    service = made.terminal_service(first.terminal_id)

    def caught_up() -> None:
        with made.engine.connect() as raw:
            at = raw.execute(text("SELECT pg_current_wal_lsn()::text")).scalar_one()
        engine = made.database.replica
        assert engine is not None
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as raw:
            for _ in range(WAIT_S * 100):
                if raw.execute(
                    text("SELECT pg_last_wal_replay_lsn() >= CAST(:at AS pg_lsn)"), {"at": at}
                ).scalar():
                    return
                raw.execute(text("SELECT pg_sleep(0.01)"))
        raise AssertionError("the replica does not follow")

    def pull(after: int, epoch: str = head.epoch) -> m.PullReply:
        return service.pull(m.PullRequest(scope="catalogue", epoch=epoch, after=after, limit=100))

    caught_up()
    with made.database.read_copy() as connection:
        assert connection.execute(text("SELECT pg_is_in_recovery()")).scalar_one()
    assert service._pull_copy(m.PullRequest(scope="catalogue", epoch=head.epoch, after=0, limit=100)) == pull(
        0
    )
    # It falls behind: the terminal's cursor, and what is known of news, are ahead of it.
    with made.database.replica.connect().execution_options(isolation_level="AUTOCOMMIT") as raw:
        raw.execute(text("SELECT pg_wal_replay_pause()"))
    newer = publish(made, "catalogue", "late")
    made.news.announce([newer])
    assert [row.key for row in pull(head.seq).rows] == ["late"]
    assert pull(newer.seq).rows == ()
    with pytest.raises(SnapshotNeeded):
        pull(newer.seq + 1)
    with pytest.raises(SnapshotNeeded):
        pull(1, "a-foreign-epoch")
    # It is gone: the primary answers.
    copy.crash()
    assert pull(newer.seq).head.seq == newer.seq
    copy.start()


# --- a server that dies ---------------------------------------------------------------------------------


def test_a_server_that_dies_in_a_push_has_nothing_of_it_and_takes_it_later(
    tmp_path: Path, clock: HandClock, plan: ShopPlan
) -> None:
    with postgres(fsync=False) as server:
        made = build_hub(tmp_path / "hub", HubSettings(database=server.url("hub")), clock)
        set_up(made.database, plan, None, clock.now())
        with made.database.read() as connection:
            (first, *_) = terminals.every(connection)
            gen = meta.need(connection, meta.GENERATION)
        journal = Journal(first.terminal_id, first.store_id)
        journal.sale("milk")
        service = made.terminal_service(first.terminal_id)
        assert service.push(journal.push(gen)).head == journal.head
        journal.sale("bread")
        with pytest.raises(HubBusy), made.database.write() as connection:
            meta.put(connection, "half", "done")
            server.crash()
        with pytest.raises(HubBusy):
            service.push(journal.push(gen))
        server.start()
        with made.database.read() as connection:
            assert meta.get(connection, "half") is None
        reply = service.push(journal.push(gen))
        assert [one.status for one in reply.results] == ["duplicate", "applied"]
        made.close()


def test_a_server_that_is_not_there_is_a_busy_hub(tmp_path: Path) -> None:
    database = Database(open_postgres(f"postgresql://nobody@/none?host={tmp_path}"))
    with pytest.raises(HubBusy), database.read():
        pass
    database.close()


def test_sums_are_whole_numbers_as_from_sqlite(settings: HubSettings) -> None:
    database = Database(open_postgres(settings.database))
    with database.read() as connection:
        found = connection.execute(
            text("SELECT sum(n), 1.5 FROM (VALUES (1::bigint), (2::bigint)) AS t(n)")
        ).one()
    assert [(type(one).__name__, str(one)) for one in found] == [("int", "3"), ("Decimal", "1.5")]
    database.close()


def test_a_push_reads_no_table_whole_that_postgres_has_not_counted_yet(pg_hub: Hub) -> None:
    """Without statistics PostgreSQL takes each receipt number for one of two hundred."""
    with pg_hub.database.read() as connection:
        (first, *_) = terminals.every(connection)
        gen = meta.need(connection, meta.GENERATION)
    journal = Journal(first.terminal_id, first.store_id)
    for _ in range(100):
        journal.sale("milk")
    service = pg_hub.terminal_service(first.terminal_id)
    for start in range(0, 100, 50):
        push = m.PushRequest(hub_gen=gen, epoch=journal.epoch, ops=tuple(journal.ops[start : start + 50]))
        assert {one.status for one in service.push(push).results} == {"applied"}
    asked = text("EXPLAIN SELECT txn_id FROM sale WHERE receipt_no = ANY(CAST(:of AS text[]))")
    of = {"of": [f"none-{number}" for number in range(50)]}

    def plan(connection: Connection) -> str:
        return "\n".join(connection.execute(asked, of).scalars())

    assert "Seq Scan" not in pg_hub.database.run(plan, queue="store 1")
    with pg_hub.database.write() as connection:
        settings = [connection.execute(text(f"SHOW {name}")).scalar_one() for name in _OF_A_QUEUE]
    assert settings == ["on", "auto", "on"]


def test_a_push_that_must_read_a_table_whole_has_nothing_compiled_for_it(pg_hub: Hub) -> None:
    """Open tasks of a kind have no index: compiling the plan took 0.7 s where reading took 0.1 ms."""
    asked = text("EXPLAIN SELECT count(*) FROM exception_task WHERE kind = 'none'")

    def plan(connection: Connection) -> str:
        return "\n".join(connection.execute(asked).scalars())

    assert "JIT" not in pg_hub.database.run(plan, queue="store 1")
