"""From the SQLite file to PostgreSQL: all rows, the same, or nothing at all; and no way back by accident."""

from __future__ import annotations

import secrets
from contextlib import closing

import pytest
from sqlalchemy import Connection, event, text

from hub.bootstrap import Hub, build_hub
from hub.database_choice import FILE, NAMED
from hub.moving import ASIDE, move
from hub.services.invariants import check
from hub.services.restoring import begin_generation
from hub.services.terminal_service import TerminalService
from hub.settings import HubSettings
from hub.store import copying, feeds, meta, partitions
from hub.store.database import Database, open_engine, open_postgres
from hub.store.serving import Serving
from hub.store.tables import metadata
from retail.errors import DataError, KnownError, RuleError
from retail.ids import uuid7
from sync.protocol import HubBusy
from tests.fakes.postgres import Databases
from tests.unit.hub.conftest import HandClock
from tests.unit.hub.terminal_journal import AT, Journal

MONTH_MS = 31 * 86_400_000
AHEAD = partitions.MONTHS_AHEAD


def silent(_table: str, _done: int, _whole: int) -> None:
    """Nobody looks."""


@pytest.fixture
def busy(hub: Hub, service: TerminalService, journal: Journal, hub_gen: str, clock: HandClock) -> Hub:
    """A hub on SQLite with sales of old months, of a clock far ahead and of none, and a picture."""
    for back in (9, 8, 0, -40):
        made = uuid7(clock.now() - back * MONTH_MS, secrets.token_bytes(10))
        body = journal.sale_body("milk", "bread")
        journal.add("sale.completed", body, op_id=made)
    journal.add("sale.completed", journal.sale_body("tea"), op_id="no-uuid-at-all")
    journal.add("sale.sung", {"origin": {}, "of": "Ä\\ \t\n'"})
    service.push(journal.push(hub_gen))
    with hub.database.write() as connection:
        picture = metadata.tables["image"].insert()
        connection.execute(picture.values(digest="d", media_type="image/png", content=bytes(range(256))))
    hub.nonces.first_use("t", "a-nonce", AT)
    return hub


def rows_of(hub: Hub) -> dict[str, list[tuple[object, ...]]]:
    with hub.database.read() as connection:
        return {
            name: sorted((tuple(row) for row in connection.execute(table.select())), key=repr)
            for name, table in metadata.tables.items()
        }


def is_empty(url: str) -> bool:
    with closing(Database(open_postgres(url))) as database, database.read() as connection:
        return int(connection.execute(copying._ANYTHING).scalar_one()) == 0


def test_all_rows_are_there_and_the_hub_goes_on(
    busy: Hub, journal: Journal, hub_gen: str, databases: Databases, clock: HandClock
) -> None:
    before, folder, url = rows_of(busy), busy.data_dir, databases.empty()
    busy.close()
    told: list[tuple[str, int, int]] = []
    done = move(folder, url, clock, lambda *words: told.append(words))
    assert done.rows == {**{name: len(rows) for name, rows in before.items()}, "nonce": 1}
    assert ("op", 6, 6) in told and told[0][1] == 0
    assert not (folder / FILE).exists() and (folder / done.aside).exists() and done.aside == ASIDE
    after = build_hub(folder, clock=clock)
    assert after.database.on_postgres and rows_of(after) == before
    assert check(after.engine) == []
    assert not after.nonces.first_use("t", "a-nonce", AT)
    # The same chain goes on, and the same feed by the same cursor.
    with after.database.read() as connection:
        (head,) = feeds.heads(connection, ["catalogue"])
        assert meta.need(connection, meta.GENERATION) == hub_gen
    journal.sale("milk")
    reply = after.terminal_service(journal.terminal_id).push(journal.push(hub_gen, journal.ops[-1]))
    assert reply.results[0].status == "applied"
    with after.database.write() as connection:
        change = feeds.Change(kind="item", key="new", body={"n": 1})
        assert feeds.publish(connection, "catalogue", [change], AT).seq == head.seq + 1
    after.close()


def test_rows_of_old_months_lie_in_partitions_of_theirs(
    busy: Hub, databases: Databases, clock: HandClock
) -> None:
    folder = busy.data_dir
    busy.close()
    move(folder, databases.empty(), clock, silent)
    after = build_hub(folder, clock=clock)
    with after.database.read() as connection:
        rows = connection.execute(text("SELECT op_id, tableoid::regclass::text FROM op")).all()
        for back in (9, 8):
            name = partitions.month_of(clock.now() - back * MONTH_MS).name
            assert [one[1] for one in rows].count(f"op_{name}") == 1
            assert f"sale_line_{name}" in partitions.partitions_of(connection, "sale_line")
        assert sum(one[1] == "op_default" for one in rows) == 2
    assert partitions.keep_ahead(after.database, clock.now()) is not None
    after.close()


def test_a_database_with_anything_in_it_is_refused(busy: Hub, databases: Databases, clock: HandClock) -> None:
    folder = busy.data_dir
    busy.close()
    with pytest.raises(RuleError) as refusal:
        move(folder, databases.for_a_hub(), clock, silent)
    assert refusal.value.code == "database_not_empty"
    build_hub(folder, clock=clock).close()


def test_a_hub_that_runs_is_refused(busy: Hub, databases: Databases, clock: HandClock) -> None:
    url = databases.empty()
    with closing(Serving(busy.data_dir)), pytest.raises(RuleError) as refusal:
        move(busy.data_dir, url, clock, silent)
    assert refusal.value.code == "hub_runs_already"
    assert is_empty(url) and (busy.data_dir / FILE).exists()


@pytest.mark.parametrize("at", ["sale", "stock"])
def test_a_break_leaves_the_target_empty_and_the_hub_in_its_file(
    busy: Hub, databases: Databases, clock: HandClock, at: str
) -> None:
    folder, url = busy.data_dir, databases.empty()
    before = rows_of(busy)
    busy.close()

    def cut(table: str, _done: int, _whole: int) -> None:
        if table == at:
            with closing(Database(open_postgres(url))) as other, other.at_once() as connection:
                connection.execute(
                    text(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
                    )
                )

    with pytest.raises((HubBusy, DataError)):
        move(folder, url, clock, cut)
    assert is_empty(url) and not (folder / NAMED).exists()
    after = build_hub(folder, clock=clock)
    assert not after.database.on_postgres and rows_of(after) == before
    after.close()
    assert sum(move(folder, url, clock, silent).rows.values()) == sum(map(len, before.values())) + 1


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE sale SET receipt_no = 'S1' || char(0) WHERE receipt_no LIKE '%1'", "move_row_refused"),
        ("UPDATE terminal SET waiting = 5000000000", "move_row_refused"),
        ("UPDATE category SET position = 'first'", "move_row_refused"),
        ("CREATE TABLE stranger (a)", "move_unknown_table"),
    ],
)
def test_what_postgres_cannot_hold_is_told_and_nothing_is_moved(
    busy: Hub, databases: Databases, clock: HandClock, statement: str, code: str
) -> None:
    folder, url = busy.data_dir, databases.empty()
    with busy.database.write() as connection:
        if "category" in statement:
            connection.exec_driver_sql("INSERT INTO category VALUES ('c', 1, '')")
        connection.exec_driver_sql(statement)
    busy.close()
    with pytest.raises(DataError) as refusal:
        move(folder, url, clock, silent)
    assert refusal.value.code == code
    assert is_empty(url) and (folder / FILE).exists() and not (folder / NAMED).exists()


def test_a_copy_that_differs_is_no_move(busy: Hub, databases: Databases, clock: HandClock) -> None:
    folder, url = busy.data_dir, databases.empty()
    busy.close()
    target = open_postgres(url)

    def meddle(raw: Connection, _cursor: object, statement: str, *_more: object) -> None:
        if "FROM admin_user" in statement:
            raw.exec_driver_sql("UPDATE sale SET total = total + 1 WHERE receipt_no = 'S1-T1-000001'")

    event.listen(target, "before_cursor_execute", meddle)
    new, old = Database(target), Database(open_engine(folder / FILE))
    with pytest.raises(DataError) as refusal, old.read() as source, new.write() as connection:
        copying.copy_all(source, None, connection, clock.now(), silent)
    new.close()
    old.close()
    assert (refusal.value.code, " sale " in refusal.value.message) == ("move_differs", True)
    assert is_empty(url)


# --- afterwards -----------------------------------------------------------------------------------------


def test_the_file_says_where_the_hub_went_and_a_restore_makes_it_the_hub_again(
    busy: Hub, databases: Databases, clock: HandClock, hub_gen: str
) -> None:
    folder, url = busy.data_dir, databases.empty().replace("postgres@", "postgres:geheim@")
    busy.close()
    move(folder, url, clock, silent)
    with pytest.raises(RuleError) as refusal:
        move(folder, url, clock, silent)
    assert refusal.value.code == "hub_on_postgres"
    (folder / NAMED).unlink()
    (folder / ASIDE).rename(folder / FILE)
    with pytest.raises(KnownError) as gone:
        build_hub(folder, clock=clock)
    assert gone.value.code == "hub_moved"
    assert "postgresql" in gone.value.message and "geheim" not in gone.value.message
    with pytest.raises(RuleError) as again:
        move(folder, databases.empty(), clock, silent)
    assert again.value.code == "hub_moved"
    back = build_hub(folder, HubSettings(put_back=True), clock)
    assert begin_generation(back.database, clock) != hub_gen
    back.close()
    build_hub(folder, clock=clock).close()


def test_a_move_cut_off_at_its_very_end_is_finished_by_another(
    busy: Hub, databases: Databases, clock: HandClock
) -> None:
    folder, url = busy.data_dir, databases.empty()
    busy.close()
    move(folder, url, clock, silent)
    (folder / ASIDE).rename(folder / FILE)
    # The database that the folder names goes first, whoever names it.
    for settings in (HubSettings(), HubSettings(database=url)):
        after = build_hub(folder, settings, clock)
        assert after.database.on_postgres
        after.close()
    assert move(folder, url, clock, silent).rows == {}
    assert not (folder / FILE).exists()


def test_the_months_of_ids_are_found_by_their_time() -> None:
    month = partitions.Month(year=2026, number=3)
    assert partitions.month_of_id(month.first_id + "-7") == month
    assert partitions.month_of_id("no-uuid-at-all") is None
    assert partitions.month_of_id("ffffffff-ffff-7") is None
