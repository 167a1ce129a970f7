"""Goods sold at one till come back at another: verified there, seen here, and twice offline for a person."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hub.services import receipt_window
from hub.services.invariants import check
from hub.services.receipt_window import A_DAY_MS, keep_window
from hub.store import stock
from pos_app import commands as c
from pos_app.commands.returns import ReturnLines, ReturnPick
from pos_app.queries import ListJournal
from pos_app.queries.returns import FindReceipts, ShowReturnable
from pos_app.views.returns import ReturnableView
from retail.transaction import StockFate
from tests.fakes.counter import supervisor
from tests.fakes.two_tills import Store, SyncedTill

MILK, COLA = "4006381333931", "4012345678901"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store(tmp_path)
    yield made
    made.close()


def sell(till: SyncedTill, *codes: str, quantity: int = 3, percent: str = "") -> str:
    """A sale for exact cash; returns its txn_id."""
    for code in codes:
        sale = till.sale(c.Scan(raw=code, quantity=quantity * 1000))
    if percent:
        sale = till.sale(c.DiscountSale(percent=percent))
    return till.change(c.TenderCash(txn_id=sale.txn_id, amount=sale.total)).txn_id


def look(till: SyncedTill, txn_id: str) -> ReturnableView:
    return till.ask(ShowReturnable(txn_id=txn_id))


def take_back(till: SyncedTill, txn_id: str, quantity: int, place: int = 0, stock: StockFate = "back") -> int:
    """Return so much of one line for cash; what went back."""
    line = look(till, txn_id).lines[place]
    pick = ReturnPick(line_id=line.line_id, quantity=quantity * 1000, stock=stock)
    sale = till.sale(ReturnLines(txn_id=txn_id, picks=(pick,)))
    change = till.change(c.TenderCash(txn_id=sale.txn_id, amount=sale.total))
    assert change.given_back == -sale.total
    return -sale.total


def test_goods_sold_at_one_till_come_back_at_another(store: Store) -> None:
    txn_id = sell(store.a, MILK, percent="10")  # 3.57 less 0.36
    assert store.b.send(ReturnLines(txn_id=txn_id, picks=())).notice is not None
    assert store.b.ask(FindReceipts(text="1")) == ()
    store.a.sync()
    store.b.sync()
    (found,) = store.b.ask(FindReceipts(text="000001"))
    assert (found.receipt_no, found.terminal, found.total, found.all_returned) == (
        "S1-T1-000001", "T1", 321, False,
    )  # fmt: skip
    view = look(store.b, txn_id)
    assert (view.own, view.lines[0].left, view.lines[0].refund_left, view.lines[0].refund_one) == (
        False, 3000, 321, 107,
    )  # fmt: skip
    assert take_back(store.b, txn_id, 1) == 107
    assert look(store.b, txn_id).lines[0].left == 2000
    assert look(store.a, txn_id).lines[0].left == 3000
    store.b.sync()
    store.a.sync()
    assert [(one.left, one.returned) for one in look(store.a, txn_id).lines] == [(2000, 1000)]
    line_id = view.lines[0].line_id
    over = ReturnLines(txn_id=txn_id, picks=(ReturnPick(line_id=line_id, quantity=3000),))
    assert store.a.refused(over) == "return_more_than_left"
    assert take_back(store.a, txn_id, 2, stock="damaged") == 214
    store.sync()
    assert [till.ask(FindReceipts())[0].all_returned for till in (store.a, store.b)] == [True, True]
    assert look(store.b, txn_id).lines[0].left == 0
    with store.hub.database.read() as connection:
        assert stock.on_hand(connection, "store-1", "milk") == 0
        assert stock.unavailable(connection, "store-1", "milk") == 2000
    assert store.tasks() == []
    assert store.findings() == []


def test_two_tills_that_take_the_same_goods_back_offline_are_told_to_a_person(store: Store) -> None:
    txn_id = sell(store.a, MILK)
    store.sync()
    assert take_back(store.a, txn_id, 2) == 238
    assert take_back(store.b, txn_id, 2) == 238
    store.sync()
    assert store.tasks() == ["refund_over_sold"]
    assert [look(till, txn_id).lines[0].left for till in (store.a, store.b)] == [0, 0]
    assert store.findings() == []
    with store.hub.database.write() as connection:
        connection.exec_driver_sql("DELETE FROM exception_task")
    assert [one.rule for one in check(store.hub.engine)] == ["returned"]


def test_an_exchange_is_one_transaction_with_one_amount(store: Store) -> None:
    txn_id = sell(store.a, COLA)  # 3 × (0.99 + 0.25)
    store.sync()
    lines = look(store.b, txn_id).lines
    store.b.ok(ReturnLines(txn_id=txn_id, picks=(ReturnPick(line_id=lines[0].line_id, quantity=2000),)))
    sale = store.b.sale(c.Scan(raw=MILK, quantity=2000))
    assert (sale.total, sale.refund_total, sale.piece_count) == (238 - 248, 248, 2)
    assert store.b.refused(c.TenderCash(txn_id=sale.txn_id, amount=-100)) == "refund_too_much"
    change = store.b.change(c.TenderCash(txn_id=sale.txn_id, amount=-10))
    assert (change.total, change.given_back) == (-10, 10)
    assert "von Beleg S1-T1-000001" in store.b.paper()
    store.sync()
    left = [(one.kind, one.left) for one in look(store.a, txn_id).lines]
    assert left == [("sale", 1000), ("deposit", 1000)]
    # What an exchange sold can come back too; the exchange is then no longer cancelled.
    assert take_back(store.a, sale.txn_id, 2) == 238
    store.sync()
    refusal = store.b.send(c.PostVoid(txn_id=sale.txn_id, approval=supervisor("mistake")))
    assert refusal.notice is not None
    assert refusal.notice.code == "sale_has_returns"
    assert [entry.detail for entry in store.b.ask(ListJournal(receipts_only=True))] == ["exchange"]
    assert store.findings() == []


def test_a_return_that_is_cancelled_gives_the_goods_back_to_the_receipt(store: Store) -> None:
    txn_id = sell(store.a, MILK)
    store.sync()
    assert take_back(store.b, txn_id, 2, stock="damaged") == 238
    store.sync()
    back = store.b.entries()[0].txn_id
    store.b.ok(c.PostVoid(txn_id=back, approval=supervisor("mistake")))
    assert look(store.b, txn_id).lines[0].left == 3000
    store.sync()
    assert look(store.a, txn_id).lines[0].left == 3000
    with store.hub.database.read() as connection:
        assert stock.on_hand(connection, "store-1", "milk") == -3000
        assert stock.unavailable(connection, "store-1", "milk") == 0
    assert take_back(store.a, txn_id, 3) == 357
    store.sync()
    assert (store.tasks(), store.findings()) == ([], [])


def test_a_cancelled_sale_cannot_come_back_and_offline_it_is_told(store: Store) -> None:
    txn_id = sell(store.a, MILK)
    store.sync()
    assert take_back(store.b, txn_id, 1) == 119
    store.a.ok(c.PostVoid(txn_id=txn_id, approval=supervisor("mistake")))
    view = look(store.a, txn_id)
    assert (view.reversed, view.lines[0].left) == (True, 0)
    store.sync()
    assert store.tasks() == ["refund_over_sold"]
    assert look(store.b, txn_id).reversed
    pick = ReturnPick(line_id=view.lines[0].line_id, quantity=1000)
    assert store.b.refused(ReturnLines(txn_id=txn_id, picks=(pick,))) == "already_reversed"
    assert store.findings() == []


def test_receipts_are_kept_for_the_days_that_the_store_takes_goods_back(store: Store) -> None:
    first = sell(store.a, MILK)
    store.a.clock.pass_ms(A_DAY_MS)
    second = sell(store.a, MILK)
    store.sync()
    now = store.a.clock.now() + 89 * A_DAY_MS + A_DAY_MS // 2
    assert keep_window(store.hub.database, now) == 1
    assert keep_window(store.hub.database, now) == 0
    store.b.pull()
    assert [one.txn_id for one in store.b.ask(FindReceipts())] == [second]
    # The till that sold it still knows it by itself, and its return is accepted.
    assert take_back(store.a, first, 3) == 357
    store.sync()
    assert (store.tasks(), store.findings()) == ([], [])


def test_a_hub_that_had_sales_before_it_showed_receipts_shows_them(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receipt_window, "A_BATCH", 1)
    sell(store.a, COLA)
    txn_id = sell(store.a, MILK)
    store.a.push()
    with store.hub.database.write() as connection:
        for table in ("feed", "feed_head"):
            connection.exec_driver_sql(f"DELETE FROM {table} WHERE scope LIKE 'receipts:%'")  # noqa: S608 - names above
    keep_window(store.hub.database, store.a.clock.now())
    store.b.pull()
    assert look(store.b, txn_id).lines[0].left == 3000
    assert store.findings() == []
