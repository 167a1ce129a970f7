"""Counting, receiving, adjusting and transfers at the till: drafts that survive, deltas posted once."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from local_db.invariants import check_pos
from pos_app import commands as c
from pos_app.commands import stock as cs
from pos_app.queries import CheckPrice
from pos_app.queries.stock import ListStockDocuments, ShowStockDocument, StockOf
from pos_app.views.stock import StockDocumentView
from retail.events import StockMoved
from retail.stock import IncomingLine, IncomingTransfer, StockState
from tests.fakes.clock import NOON
from tests.fakes.counter import Counter, supervisor
from tests.fakes.shop import SUPERVISOR
from tests.fakes.stocked import (
    STOCK,
    counted_until_now,
    elsewhere,
    right,
    stock,
    store_name,
    tell,
    transfer,
)

MILK, COLA, CHEESE = "4006381333931", "4012345678901", "2112345005005"
HAM = "2054321012455"


def begin(till: Counter, kind: Any, **more: Any) -> str:
    return till.ok(cs.BeginStockDocument(kind=kind, **more)).document_id


def shown(till: Counter, document_id: str) -> StockDocumentView:
    return till.ask(ShowStockDocument(document_id=document_id))


def lines(till: Counter, document_id: str) -> list[tuple[str, int]]:
    return [(one.sku, one.quantity) for one in shown(till, document_id).lines]


def posted(till: Counter, document_id: str, **more: Any) -> StockMoved:
    """The op of a document that was posted."""
    till.ok(cs.PostStockDocument(document_id=document_id, **more))
    with till.local.store.read() as uow:
        op = uow.journal.page("2026-11-30", None, 1)[0].entry.op
    body = msgspec.convert(op.body, StockMoved)
    with till.local.pos.read():
        assert check_pos(till.local.pos) == []
    return body


def deltas(body: StockMoved) -> list[tuple[str, int, str]]:
    return [(one.sku, one.delta, one.reason) for one in body.movements]


def on_hand(till: Counter, sku: str) -> int:
    return till.ask(StockOf(sku=sku)).on_hand


def test_a_delivery_is_scanned_corrected_and_posted_once(counter: Counter) -> None:
    document_id = begin(counter, "receive", reference="L-77")
    for _ in range(2):
        counter.ok(cs.ScanStock(document_id=document_id, raw=MILK))
    counter.ok(cs.ScanStock(document_id=document_id, raw=COLA, quantity=24_000))
    assert lines(counter, document_id) == [("milk", 2000), ("cola", 24_000)]
    counter.ok(cs.SetStockQuantity(document_id=document_id, sku="milk", quantity=12_000))
    counter.ok(cs.UndoStockChange(document_id=document_id))
    assert lines(counter, document_id) == [("milk", 2000), ("cola", 24_000)]
    assert counter.refused(cs.UndoStockChange(document_id=document_id)) == "nothing_to_undo"
    counter.ok(cs.RemoveStockLine(document_id=document_id, sku="cola"))
    counter.ok(cs.UndoStockChange(document_id=document_id))
    body = posted(counter, document_id)
    assert deltas(body) == [("milk", 2000, "receipt"), ("cola", 24_000, "receipt")]
    assert (body.reference, body.document_id, body.counts) == ("L-77", document_id, ())
    assert counter.refused(cs.PostStockDocument(document_id=document_id)) == "stock_document_posted"
    assert counter.refused(cs.ScanStock(document_id=document_id, raw=MILK)) == "stock_document_posted"
    assert shown(counter, document_id).posted_at is not None


def test_what_is_sold_while_stock_is_counted_for_the_first_time_is_taken_off(counter: Counter) -> None:
    sold = counter.sale(c.Scan(raw=MILK))
    counter.change(c.TenderCash(txn_id=sold.txn_id, amount=500))
    document_id = begin(counter, "count")
    counter.ok(cs.ScanStock(document_id=document_id, raw=MILK, quantity=8_000))
    counter.ok(cs.ScanStock(document_id=document_id, raw=COLA, quantity=5_000))
    sold = counter.sale(c.Scan(raw=MILK, quantity=2_000))
    counter.change(c.TenderCash(txn_id=sold.txn_id, amount=500))
    body = posted(counter, document_id)
    assert [(one.sku, one.counted, one.expected, one.first) for one in body.counts] == [
        ("milk", 6000, 0, True),
        ("cola", 5000, 0, True),
    ]
    assert deltas(body) == [("milk", 6000, "count"), ("cola", 5000, "count")]


def test_packs_with_a_price_on_their_label_count_what_they_hold(counter: Counter) -> None:
    """As a sale of them takes it out: 12.45 at 24.90 a kilogram is half of one."""
    document_id = begin(counter, "receive")
    counter.ok(cs.ScanStock(document_id=document_id, raw=HAM))
    counter.ok(cs.ScanStock(document_id=document_id, raw=HAM, quantity=2_000))
    assert lines(counter, document_id) == [("ham", 1500)]
    posted(counter, document_id)
    sold = counter.sale(c.Scan(raw=HAM))
    change = counter.change(c.TenderCash(txn_id=sold.txn_id, amount=2_000))
    (movement,) = counter.record(change.txn_id).body.movements
    assert movement.delta == -500


def test_a_draft_survives_the_end_of_the_program(counter: Counter) -> None:
    document_id = begin(counter, "count")
    counter.ok(cs.ScanStock(document_id=document_id, raw=MILK))
    counter.restart()
    counter.stand()
    counter.ok(cs.ScanStock(document_id=document_id, raw=MILK))
    assert lines(counter, document_id) == [("milk", 2000)]
    work = counter.ask(ListStockDocuments())
    assert [(one.kind, one.line_count, one.can_undo) for one in work.documents] == [("count", 1, True)]


def test_a_count_posts_the_difference_and_a_second_one_the_next(counter: Counter) -> None:
    """docs/algorithms/stock.md, At the till."""
    stock(counter, "milk", 10)
    first = begin(counter, "count")
    counter.ok(cs.ScanStock(document_id=first, raw=MILK, quantity=8_000))
    body = posted(counter, first)
    assert deltas(body) == [("milk", -2000, "count")]
    (counted,) = body.counts
    assert (counted.counted, counted.expected, counted.feed_seq) == (8000, 10_000, 1)
    assert on_hand(counter, "milk") == 8000
    second = begin(counter, "count")
    counter.ok(cs.ScanStock(document_id=second, raw=MILK, quantity=9_000))
    assert deltas(posted(counter, second)) == [("milk", 1000, "count")]
    assert on_hand(counter, "milk") == 9000
    stock(counter, "milk", 9, seen=counted_until_now(counter))
    assert on_hand(counter, "milk") == 9000


def test_sales_between_counting_and_posting_are_not_undone(counter: Counter) -> None:
    stock(counter, "milk", 10)
    document_id = begin(counter, "count")
    counter.ok(cs.ScanStock(document_id=document_id, raw=MILK, quantity=10_000))
    txn_id = counter.sale(c.Scan(raw=MILK)).txn_id
    counter.ok(c.TenderCash(txn_id=txn_id, amount=119))
    assert posted(counter, document_id).movements == ()
    assert on_hand(counter, "milk") == 9000


def test_a_quantity_keyed_anew_is_compared_with_what_should_be_there_now(counter: Counter) -> None:
    stock(counter, "milk", 10)
    document_id = begin(counter, "count")
    counter.ok(cs.ScanStock(document_id=document_id, raw=MILK, quantity=10_000))
    txn_id = counter.sale(c.Scan(raw=MILK)).txn_id
    counter.ok(c.TenderCash(txn_id=txn_id, amount=119))
    counter.ok(cs.SetStockQuantity(document_id=document_id, sku="milk", quantity=9_000))
    assert posted(counter, document_id).movements == ()


def test_nothing_there_is_a_count_too(counter: Counter) -> None:
    stock(counter, "milk", 3)
    document_id = begin(counter, "count")
    counter.ok(cs.AddStockItem(document_id=document_id, sku="milk"))
    counter.ok(cs.SetStockQuantity(document_id=document_id, sku="milk", quantity=0))
    assert deltas(posted(counter, document_id)) == [("milk", -3000, "count")]


def test_a_first_count_needs_nobody_a_far_off_one_a_supervisor(counter: Counter) -> None:
    first = begin(counter, "count")
    counter.ok(cs.ScanStock(document_id=first, raw=MILK, quantity=100_000))
    assert posted(counter, first).approvals == ()
    stock(counter, "milk", 100)
    far = begin(counter, "count")
    counter.ok(cs.ScanStock(document_id=far, raw=MILK, quantity=15_000))
    assert counter.refused(cs.PostStockDocument(document_id=far)) == "approval:count_difference"
    body = posted(counter, far, approval=supervisor())
    assert [one.operator_id for one in body.approvals] == ["grace"]


def test_an_adjustment_takes_goods_off_by_a_supervisor_s_word(counter: Counter) -> None:
    document_id = begin(counter, "adjust", reason_id="broken")
    counter.ok(cs.ScanStock(document_id=document_id, raw=MILK))
    assert counter.refused(cs.PostStockDocument(document_id=document_id)) == "approval:adjust_stock"
    body = posted(counter, document_id, approval=supervisor("broken"))
    assert deltas(body) == [("milk", -1000, "adjustment")]
    assert body.reason_id == "broken"


def test_what_leaves_by_an_adjustment_is_first_what_lies_there_damaged(counter: Counter) -> None:
    damaged = StockState(sku="milk", on_hand=10_000, unavailable=2_000, available=8_000, at=NOON)
    tell(counter, STOCK, "stock", "milk", damaged)
    document_id = begin(counter, "adjust", reason_id="broken")
    counter.ok(cs.ScanStock(document_id=document_id, raw=MILK, quantity=3_000))
    body = posted(counter, document_id, approval=supervisor("broken"))
    assert deltas(body) == [("milk", -2000, "return_damaged"), ("milk", -1000, "adjustment")]
    assert len({one.line_id for one in body.movements}) == 2
    found = counter.ask(StockOf(sku="milk"))
    assert (found.on_hand, found.unavailable, found.available) == (7000, 0, 7000)


def test_an_adjustment_puts_found_goods_on_where_it_says_so(counter: Counter) -> None:
    counter.stand(SUPERVISOR)
    document_id = begin(counter, "adjust", reason_id="broken")
    counter.ok(cs.SetStockHead(document_id=document_id, outgoing=False, reference="N-1"))
    counter.ok(cs.ScanStock(document_id=document_id, raw=MILK))
    body = posted(counter, document_id)
    assert deltas(body) == [("milk", 1000, "adjustment")]
    assert (body.reference, body.approvals[0].operator_id) == ("N-1", "grace")


def test_a_transfer_goes_out_under_its_own_id_and_needs_another_store(counter: Counter) -> None:
    document_id = begin(counter, "send")
    counter.ok(cs.ScanStock(document_id=document_id, raw=MILK))
    assert counter.refused(cs.PostStockDocument(document_id=document_id)) == "other_store_needed"
    counter.ok(cs.SetStockHead(document_id=document_id, other_store="store-1"))
    assert counter.refused(cs.PostStockDocument(document_id=document_id)) == "other_store_is_this"
    counter.ok(cs.SetStockHead(document_id=document_id, other_store="store-2"))
    body = posted(counter, document_id)
    assert deltas(body) == [("milk", -1000, "transfer_out")]
    assert (body.transfer_id, body.other_store) == (document_id, "store-2")


def test_goods_that_arrive_are_there_as_they_were_sent(counter: Counter) -> None:
    sent = (IncomingLine(sku="milk", quantity=4000), IncomingLine(sku="unheard", quantity=1000))
    transfer(
        counter,
        IncomingTransfer(transfer_id="D9", from_store="store-2", lines=sent, reference="R", sent_at=5),
    )
    store_name(counter, "store-2", "Mitte")
    (coming,) = counter.ask(ListStockDocuments()).transfers
    assert (coming.from_name, coming.line_count) == ("Mitte", 2)
    document_id = begin(counter, "arrive", transfer_id="D9")
    assert lines(counter, document_id) == [("milk", 4000), ("unheard", 1000)]
    counter.ok(cs.SetStockQuantity(document_id=document_id, sku="milk", quantity=3_000))
    assert shown(counter, document_id).other_store_name == "Mitte"
    body = posted(counter, document_id)
    assert deltas(body) == [("milk", 3000, "transfer_in"), ("unheard", 1000, "transfer_in")]
    assert (body.transfer_id, body.other_store, body.reference) == ("D9", "store-2", "R")


def test_a_draft_can_be_thrown_away(counter: Counter) -> None:
    document_id = begin(counter, "count")
    counter.ok(cs.ScanStock(document_id=document_id, raw=MILK))
    counter.ok(cs.DropStockDocument(document_id=document_id))
    assert counter.ask(ListStockDocuments()).documents == ()
    assert counter.refused(cs.PostStockDocument(document_id=document_id)) == "stock_document_gone"


def test_what_cannot_be_is_refused(counter: Counter) -> None:
    document_id = begin(counter, "receive")
    assert counter.refused(cs.PostStockDocument(document_id=document_id)) == "stock_document_empty"
    assert counter.refused(cs.ScanStock(document_id=document_id, raw="4006381333948")) == "unknown_barcode"
    assert counter.refused(cs.AddStockItem(document_id=document_id, sku="no")) == "item_gone"
    counter.ok(cs.ScanStock(document_id=document_id, raw=MILK))

    def keyed(quantity: int, sku: str = "milk") -> str:
        return counter.refused(cs.SetStockQuantity(document_id=document_id, sku=sku, quantity=quantity))

    assert keyed(500) == "whole_pieces_only"
    assert keyed(0) == "quantity_out_of_range"
    assert keyed(-1000) == "quantity_out_of_range"
    assert keyed(1000, "cola") == "line_not_there"
    counter.ok(c.SetTraining(on=True, approval=supervisor()))
    assert counter.refused(cs.BeginStockDocument(kind="count")) == "training_stock"


def test_weighed_goods_are_received_by_weight(counter: Counter) -> None:
    document_id = begin(counter, "receive")
    counter.ok(cs.AddStockItem(document_id=document_id, sku="apples", quantity=12_500))
    assert deltas(posted(counter, document_id)) == [("apples", 12_500, "receipt")]


def test_a_document_holds_so_many_items_and_no_more(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pos_app.handlers.stock.MOST_LINES", 1)
    document_id = begin(counter, "receive")
    counter.ok(cs.ScanStock(document_id=document_id, raw=MILK))
    counter.ok(cs.ScanStock(document_id=document_id, raw=MILK))
    assert counter.refused(cs.ScanStock(document_id=document_id, raw=COLA)) == "stock_document_full"


def test_stock_here_and_elsewhere_is_told_with_its_age(counter: Counter) -> None:
    assert counter.ask(CheckPrice(raw=MILK)).stock is None
    elsewhere(counter, "milk", store_1=9, store_2=3, store_3=7, store_4=0)
    store_name(counter, "store-3", "Nord")
    view = counter.ask(CheckPrice(raw=MILK)).stock
    assert view is not None
    assert (view.tracked, view.at) == (False, None)
    assert [(one.name, one.available) for one in view.elsewhere] == [("Nord", 7000), ("store-2", 3000)]
    assert view.elsewhere_at is not None
    stock(counter, "milk", 4, on_hand=6, at=99)
    tell(counter, "terminal:terminal-2", "right", "right-1", right(1, "milk", 2))
    known = counter.ask(StockOf(sku="milk"))
    assert (known.tracked, known.on_hand, known.available, known.held, known.at) == (
        True,
        6000,
        4000,
        2000,
        99,
    )


def test_damaged_goods_that_come_back_are_on_hand_but_not_for_sale(counter: Counter) -> None:
    stock(counter, "milk", 5)
    sold = counter.change(c.TenderCash(txn_id=counter.sale(c.Scan(raw=MILK)).txn_id, amount=119))
    record = counter.record(sold.txn_id)
    counter.ok(c.PostVoid(txn_id=record.body.txn_id, approval=supervisor("mistake")))
    view = counter.ask(StockOf(sku="milk"))
    assert (view.on_hand, view.unavailable, view.available) == (5000, 0, 5000)
    assert replace(view, on_hand=0) != view


def test_a_first_count_has_nothing_to_be_compared_with(counter: Counter) -> None:
    stock(counter, "milk", 0)
    document_id = begin(counter, "count")
    for raw in (MILK, COLA):
        counter.ok(cs.ScanStock(document_id=document_id, raw=raw))
    assert [(one.sku, one.first) for one in shown(counter, document_id).lines] == [
        ("milk", False),
        ("cola", True),
    ]


def test_a_transfer_names_the_other_stores(counter: Counter) -> None:
    store_name(counter, "store-2", "Ahorn")
    store_name(counter, "store-1", "Here")
    assert [one.name for one in shown(counter, begin(counter, "send")).stores] == ["Ahorn"]
    assert shown(counter, begin(counter, "count")).stores == ()
