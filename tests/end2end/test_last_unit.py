"""The last unit at a whole till: asked for over the wire, granted, sold; and with the hub gone, by a word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from hub.bootstrap import build_hub
from hub.store import tasks
from pos_app.commands import Approving, Scan, TenderCash
from pos_app.commands.stock import BeginStockDocument, PostStockDocument, ScanStock
from pos_app.queries import CheckPrice, ListSupervisors, ShowTill
from pos_app.queries.stock import ListRights, StockOf
from pos_app.views import LineView
from tests.end2end.headless_till import HeadlessTill

if TYPE_CHECKING:
    from tests.end2end.conftest import Shop

MILK = "4006381333931"
PIN, SUPERVISOR_PIN = "271828", "314159"


@pytest.fixture
def till(shop: Shop) -> Iterator[HeadlessTill]:
    """Terminal 1 without its window, ready to sell."""
    one = HeadlessTill(shop.places)
    one.ready(PIN)
    yield one
    one.close()


def line(till: HeadlessTill) -> LineView:
    """The newest line of the open sale."""
    sale = till.ask(ShowTill()).sale
    assert sale is not None
    return sale.lines[-1]


def receive_one(till: HeadlessTill, sku: str) -> None:
    """One unit comes in, and the hub and the till both know of it."""
    document_id = till.ok(BeginStockDocument(kind="receive")).document_id
    till.ok(ScanStock(document_id=document_id, raw=MILK))
    till.ok(PostStockDocument(document_id=document_id))
    till.until(till.synced)
    till.until(lambda: till.ask(StockOf(sku=sku)).available == 1000)


def test_the_last_unit_is_granted_over_the_wire_and_without_a_hub_sold_by_a_word(
    till: HeadlessTill, shop: Shop
) -> None:
    item = till.ask(CheckPrice(raw=MILK)).item
    assert item is not None
    sku = item.sku
    receive_one(till, sku)
    sale = till.sale(Scan(raw=MILK))
    till.until(lambda: line(till).stock_notice is None)
    (held,) = till.ask(ListRights())
    assert (held.subject, held.left, held.state) == (sku, 1000, "open")
    till.change(TenderCash(txn_id=sale.txn_id, amount=sale.total))
    till.until(till.synced)

    shop.stop_hub()
    till.until(lambda: till.sync is not None and till.sync.state == "offline")
    sale = till.sale(Scan(raw=MILK))
    till.until(lambda: (seen := line(till).stock_notice) is not None and seen.code == "right_offline")
    paying = TenderCash(txn_id=sale.txn_id, amount=sale.total)
    refused = till.send(paying)
    assert refused.approval is not None
    assert refused.approval.permission == "sell_without_right"
    person = till.ask(ListSupervisors(permission="sell_without_right"))[0]
    word = Approving(operator_id=person.operator_id, pin=SUPERVISOR_PIN)
    till.change(TenderCash(txn_id=sale.txn_id, amount=sale.total, approval=word))

    shop.start_hub()
    till.until(till.synced)
    till.close()
    shop.stop_hub()
    hub = build_hub(shop.hub_data)
    with hub.database.read() as connection:
        kinds = sorted(one.kind for one in tasks.open_tasks(connection, 10))
    hub.close()
    assert kinds == ["oversold", "sold_without_right"]
