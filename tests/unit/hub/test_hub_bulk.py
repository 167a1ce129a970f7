"""Many rows and long lists in one statement, the same on both engines."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select

from hub.bootstrap import Hub
from hub.store import bulk, nearly_never, pool
from hub.store.bulk import add_to_stock, insert_rows, update_rows
from hub.store.cart_tables import shared_line
from hub.store.database import refused_by_database
from hub.store.prepared import Prepared
from hub.store.tables import feed, feed_head, image, stock
from sync.protocol import EMPTY_CHECKSUM

BOTH_ENGINES = True
TEXTS = ("plain", 'quotes " and \\ and \\u0041', "Straße 東京 🛒", "a,b]}", "", "%(rows)s :rows ?")
STORE = "s-bulk"


def stored(hub: Hub) -> dict[str, tuple[str, int]]:
    with hub.database.read() as connection:
        rows = connection.execute(select(shared_line).where(shared_line.c.at < 1000))
        return {row.line_id: (row.txn_id, row.at) for row in rows}


def test_texts_come_back_as_they_went_in(hub: Hub) -> None:
    rows = [{"line_id": f"l{n}", "txn_id": text, "at": n} for n, text in enumerate(TEXTS)]
    with hub.database.write() as connection:
        insert_rows(connection, shared_line, rows)
        insert_rows(connection, shared_line, [])
    assert stored(hub) == {f"l{n}": (text, n) for n, text in enumerate(TEXTS)}


def test_a_row_that_is_there_refuses_all_of_them(hub: Hub) -> None:
    rows = [{"line_id": one, "txn_id": "", "at": 1} for one in ("a", "b", "a")]
    with hub.database.write() as connection:
        with refused_by_database(connection) as outcome:
            insert_rows(connection, shared_line, rows)
        assert outcome.refused
    assert stored(hub) == {}


@pytest.mark.parametrize("impossible", [2**63, 2**70, "\ud800"])
def test_what_no_column_holds_is_refused(hub: Hub, impossible: object) -> None:
    row = {"line_id": "a", "txn_id": "", "at": 1}
    row |= {"txn_id": impossible} if isinstance(impossible, str) else {"at": impossible}
    with hub.database.write() as connection:
        with refused_by_database(connection) as outcome:
            insert_rows(connection, shared_line, [row])
        assert outcome.refused


def test_rows_are_changed_by_their_keys(hub: Hub) -> None:
    with hub.database.write() as connection:
        insert_rows(connection, shared_line, [{"line_id": one, "txn_id": "", "at": 1} for one in "abc"])
        update_rows(connection, shared_line, [{"line_id": one, "txn_id": f"t{one}"} for one in "ac"])
        update_rows(connection, shared_line, [])
    assert stored(hub) == {"a": ("ta", 1), "b": ("", 1), "c": ("tc", 1)}


def test_what_is_oversold_is_paid_off_first(hub: Hub) -> None:
    def move(on_hand: int) -> tuple[int, int, int]:
        with hub.database.write() as connection:
            row = {"store_id": STORE, "sku": "x", "on_hand": on_hand, "unavailable": 0}
            add_to_stock(connection, [row])
            held = connection.execute(select(stock).where(stock.c.store_id == STORE)).one()
        return held.on_hand, held.web_pool, held.oversold

    assert [move(-2), move(5), move(-1)] == [(-2, 0, 2), (3, 3, 0), (2, 2, 0)]


def test_a_list_of_any_length_is_one_parameter(hub: Hub) -> None:
    wanted = [*TEXTS, *(f"sku{n}" for n in range(70_000))]
    rows = [{"store_id": STORE, "sku": sku, "on_hand": 1, "unavailable": 0} for sku in TEXTS]
    with hub.database.write() as connection:
        add_to_stock(connection, rows)
        found = pool.locked(connection, STORE, wanted)
        seen = nearly_never.touched(connection, STORE, skus=wanted, sold=wanted, lines=wanted, txn_ids=wanted)
        nothing = nearly_never.touched(connection, STORE, skus=(), sold=(), lines=(), txn_ids=())
        assert seen == nothing
    assert list(found) == sorted(TEXTS, key=str.encode)


def test_bytes_are_no_matter_for_it() -> None:
    with pytest.raises(TypeError, match="holds bytes"):
        bulk._together(((image, ("digest", "content")),))


@pytest.mark.parametrize("statement", [bulk._insert, lambda *shape: bulk._together((shape,))])
def test_a_statement_is_compiled_once(statement: Callable[..., Prepared]) -> None:
    made = statement(shared_line, ("line_id", "txn_id", "at"))
    assert statement(shared_line, ("line_id", "txn_id", "at")) is made


def test_long_texts_come_back_as_they_went_in(hub: Hub) -> None:
    """The bodies of a feed, some of which are gone, and each beside its own key."""
    told = [*TEXTS, None, "x" * 100_000]
    with hub.database.write() as connection:
        head = {"scope": "s", "epoch": "e", "seq": 0, "checksum": EMPTY_CHECKSUM, "min_seq": 0}
        insert_rows(connection, feed_head, [head])
        row = {"scope": "s", "kind": "k", "op": "put", "rev": 1, "digest": ""}
        insert_rows(
            connection, feed, [{**row, "key": f"{n}", "seq": n, "body": text} for n, text in enumerate(told)]
        )
    with hub.database.read() as connection:
        of_it = select(feed.c.key, feed.c.body).where(feed.c.scope == "s").order_by(feed.c.seq)
        found = connection.execute(of_it).all()
    assert [tuple(each) for each in found] == [(f"{n}", text) for n, text in enumerate(told)]
