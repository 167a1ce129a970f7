"""Work that hopes for the best first: no savepoints, no waiting for what is written, and again with care."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import bindparam, insert, literal_column, select, text
from sqlalchemy.exc import IntegrityError

from hub.bootstrap import Hub
from hub.services.terminal_service import TerminalService
from hub.store import nearly_never
from hub.store.bulk import insert_before, insert_together, looked_up
from hub.store.cart_tables import shared_line
from hub.store.database import Connection, Database, open_postgres, refused_by_database
from hub.store.feeds import _MOVE_HEAD, Change, publish
from hub.store.prepared import Prepared
from hub.store.tables import feed, feed_head, feed_mark, hub_meta
from sync.protocol import EMPTY_CHECKSUM
from tests.fakes.postgres import Databases
from tests.unit.hub.terminal_journal import AT, Journal

BOTH_ENGINES = True
_KEEP = Prepared(insert(hub_meta).values(name=bindparam("key"), value=bindparam("held")))
_ORPHAN = Prepared(
    insert(feed_mark).values(
        scope=bindparam("of"), **dict.fromkeys(("seq", "at", "compacted"), literal_column("1"))
    )
)


def line(line_id: str) -> dict[str, Any]:
    return {"line_id": line_id, "txn_id": "", "at": 1}


def feed_row(scope: str) -> dict[str, Any]:
    empty = {"op": "put", "body": "{}", "digest": ""}
    return {"scope": scope, "kind": "k", "key": "1", "seq": 7, "rev": 1, **empty}


def keep(connection: Connection, name: str) -> None:
    _KEEP.run(connection, {"key": name, "held": "1"})


def kept(hub: Hub) -> set[str]:
    with hub.database.read() as connection:
        return set(connection.execute(select(hub_meta.c.name).where(hub_meta.c.value == "1")).scalars())


def orphan(connection: Connection) -> None:
    """A row whose partner is missing."""
    _ORPHAN.run(connection, {"of": "nobody"})


def test_what_is_refused_is_done_again_with_a_savepoint(hub: Hub) -> None:
    goes: list[bool] = []

    def work(connection: Connection) -> str:
        keep(connection, "before")
        with refused_by_database(connection) as outcome:
            goes.append(connection.in_nested_transaction())
            orphan(connection)
        keep(connection, "after")
        return "refused" if outcome.refused else "taken"

    assert hub.database.run(work) == "refused"
    assert goes == [False, True]
    assert kept(hub) == {"before", "after"}


@pytest.mark.parametrize(
    "late", [lambda _connection: None, lambda each: each.execute(text("SELECT 1")).all()]
)
def test_what_is_refused_at_the_end_is_told_in_the_second_go(
    hub: Hub, late: Callable[[Connection], object], caplog: pytest.LogCaptureFixture
) -> None:
    goes: list[str] = []

    def work(connection: Connection) -> None:
        goes.append("begun")
        keep(connection, "x")
        orphan(connection)
        late(connection)

    with pytest.raises(IntegrityError):
        hub.database.run(work)
    assert len(goes) == 2
    assert kept(hub) == set()
    assert not caplog.records


def test_a_caller_that_gives_up_leaves_nothing(hub: Hub) -> None:
    def work(connection: Connection) -> None:
        keep(connection, "x")
        raise LookupError

    with pytest.raises(LookupError):
        hub.database.run(work)
    assert kept(hub) == set()
    hub.database.run(lambda connection: keep(connection, "y"))
    assert kept(hub) == {"y"}


def test_other_statements_see_what_was_sent_before(hub: Hub) -> None:
    def work(connection: Connection) -> tuple[list[str], int]:
        keep(connection, "a")
        found = connection.execute(select(hub_meta.c.name).where(hub_meta.c.value == "1")).scalars().all()
        changed = connection.execute(hub_meta.update().where(hub_meta.c.name == "a").values(value="2"))
        return list(found), changed.rowcount

    assert hub.database.run(work) == (["a"], 1)


def test_several_tables_take_their_rows_together(hub: Hub) -> None:
    with hub.database.write() as connection:
        insert_together(connection, {})
        insert_together(connection, {shared_line: [line("a"), line("b")], hub_meta: []})
        insert_together(connection, {hub_meta: [{"name": "n", "value": "1"}], shared_line: [line("c")]})
        head = {"scope": "s", "epoch": "e", "seq": 0, "checksum": EMPTY_CHECKSUM, "min_seq": 0}
        insert_together(connection, {feed_head: [head]})
        to = {"of": "s", "to_seq": 7, "to_checksum": "c"}
        insert_before(connection, {feed: [feed_row("s")]}, _MOVE_HEAD, to)
    with hub.database.read() as connection:
        lines = connection.execute(select(shared_line.c.line_id)).scalars().all()
        assert connection.execute(select(feed_head.c.seq).where(feed_head.c.scope == "s")).scalar() == 7
    assert sorted(lines) == ["a", "b", "c"] and kept(hub) == {"n"}


def test_a_partner_that_is_missing_refuses_all_tables(hub: Hub) -> None:
    with hub.database.write() as connection:
        with refused_by_database(connection) as outcome:
            insert_together(connection, {shared_line: [line("a")], feed: [feed_row("nobody")]})
        assert outcome.refused
        assert connection.execute(select(shared_line)).all() == []


def test_only_texts_that_are_there_are_touched(
    hub: Hub, service: TerminalService, journal: Journal, hub_gen: str
) -> None:
    journal.sale("milk")
    service.push(journal.push(hub_gen))
    with hub.database.write() as connection:
        insert_together(connection, {shared_line: [line("l1") | {"txn_id": "t1"}]})
        seen = nearly_never.touched(
            connection, journal.store_id, skus=["milk"], sold=["t1"], lines=["l1", "l2"], txn_ids=["t1"]
        )
        assert seen.watched == {"l1": "t1"}
        assert (seen.keeps_stock, seen.returned, seen.parked) == (False, frozenset(), frozenset())


def test_a_key_is_looked_up_before_the_table_was_ever_counted(databases: Databases) -> None:
    """Else a push would read every receipt of the store, until PostgreSQL has counted the table."""
    database = Database(open_postgres(databases.for_a_hub()))
    with database.write() as connection:
        changes = [Change(kind="receipt", key=f"t{n:04}", body={"n": n}) for n in range(600)]
        publish(connection, "receipts:S", changes, AT)
        these = (feed.c.scope == bindparam("of")) & (feed.c.kind == bindparam("this"))
        question = Prepared(looked_up("postgresql", "keys", feed.c.key, feed.c.rev, where=these))
        sql, _ = question._text(connection.dialect)
        connection.execute(text("SET LOCAL plan_cache_mode = 'force_generic_plan'"))
        plan = connection.exec_driver_sql(
            f"EXPLAIN {sql}", {"of": "receipts:S", "this": "receipt", "keys": '["t0001","t0599"]'}
        )
        told = "\n".join(row[0] for row in plan)
    database.close()
    assert "Index Cond" in told
    assert "(key = " in told.split("Index Cond", 1)[1].splitlines()[0]
