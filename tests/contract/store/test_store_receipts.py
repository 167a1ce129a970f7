"""The store's receipts at a terminal: taken over from the feed, joined with its own, gone with their days."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from local_db.invariants import check_pos
from local_db.terminal import LocalTerminal
from retail.paid import negative, paid_of
from retail.returns import return_line
from retail.sold_receipt import ReturnFact, SoldReceipt, sold_receipt
from retail.tender import Tender
from retail.transaction import Line, Returned
from sync.messages import FeedRow, PullReply, ScopeHead
from sync.protocol import EMPTY_CHECKSUM, fold, row_digest
from tests.fakes.clock import NOON
from tests.fakes.shop import MILK, a_line, a_sale
from tests.fakes.sold import sold
from tests.fakes.store import a_completed, a_reversal, record

SCOPE = "receipts:store-1"


def elsewhere(number: int, **changes: Any) -> SoldReceipt:
    """A receipt of two litres of milk that another till printed."""
    receipt = sold_receipt(a_completed(number, a_line(MILK, 2000)))
    assert receipt is not None
    made = {"txn_id": f"far-{number}", "receipt_no": f"S1-T7-{number:06d}", "at": NOON + number}
    return replace(receipt, **(made | changes))


def put(seq: int, key: str, body: object, kind: str = "receipt") -> FeedRow:
    gone = body is None
    return FeedRow(
        seq=seq,
        kind=kind,
        key=key,
        op="delete" if gone else "put",
        rev=seq,
        body=None if gone else msgspec.to_builtins(body),
    )


def apply(terminal: LocalTerminal, *rows: FeedRow, epoch: str = "e") -> str:
    """Take a page over; the checksum afterwards."""
    head = ScopeHead(scope=SCOPE, epoch=epoch, seq=rows[-1].seq, checksum=EMPTY_CHECKSUM)
    return terminal.replica.apply(SCOPE, PullReply(rows=rows, next=rows[-1].seq, head=head)).checksum


def known(terminal: LocalTerminal) -> list[str]:
    with terminal.store.read() as unit:
        return [one.receipt.txn_id for one in unit.receipts.newest(10, training=False)]


def sound(terminal: LocalTerminal) -> bool:
    with terminal.pos.read():
        return check_pos(terminal.pos) == []


def test_receipts_come_change_and_go(terminal: LocalTerminal) -> None:
    first, second = elsewhere(1), elsewhere(2)
    checksum = apply(terminal, put(1, first.txn_id, first), put(2, second.txn_id, second))
    rows = (put(1, first.txn_id, first), put(2, second.txn_id, second))
    assert checksum == fold(EMPTY_CHECKSUM, *(row_digest(SCOPE, row) for row in rows))
    assert known(terminal) == ["far-2", "far-1"]
    with terminal.store.read() as unit:
        assert [one.receipt for one in unit.receipts.with_item("milk", 1, training=False)] == [second]
        assert unit.receipts.with_item("milk", 1, training=True) == ()
        assert unit.receipts.by_number(1, training=False)[0].receipt == first
        assert unit.receipts.by_number(1, training=True) == ()
        assert unit.receipts.get("far-1") == unit.receipts.newest(5, training=False)[1]
        assert unit.receipts.get("gone") is None
    changed = replace(first, reversed=True, lines=())
    apply(terminal, put(3, first.txn_id, changed), put(4, second.txn_id, None))
    assert known(terminal) == ["far-1"]
    with terminal.store.read() as unit:
        assert unit.receipts.with_item("milk", 5, training=False) == ()
        found = unit.receipts.get("far-1")
    assert found is not None
    assert (found.receipt.reversed, found.own) == (True, False)
    assert sound(terminal)


@pytest.mark.parametrize(
    "body",
    [{"txn_id": "far-1"}, {}, "other", "number"],
    ids=["torn", "empty", "another's key", "no number"],
)
def test_what_is_no_receipt_is_kept_and_found_by_nobody(terminal: LocalTerminal, body: object) -> None:
    if body == "other":
        body = elsewhere(2)
    if body == "number":
        body = elsewhere(1, receipt_no="7")
    good = elsewhere(1)
    apply(terminal, put(1, good.txn_id, good))
    apply(terminal, put(2, "far-1", body), put(3, "x", {"a": 1}, kind="coupon"))
    assert known(terminal) == []
    assert sound(terminal)
    apply(terminal, put(4, "far-1", good), put(5, "x", None, kind="coupon"))
    assert known(terminal) == ["far-1"]
    assert sound(terminal)


def test_a_new_history_drops_what_did_not_come_again(terminal: LocalTerminal) -> None:
    first, second = elsewhere(1), elsewhere(2)
    apply(terminal, put(1, first.txn_id, first), put(2, second.txn_id, second))
    terminal.replica.reset(SCOPE, "f")
    assert known(terminal) == ["far-2", "far-1"]
    apply(terminal, put(1, second.txn_id, second), epoch="f")
    assert known(terminal) == ["far-2"]
    with terminal.store.read() as unit:
        assert len(unit.receipts.with_item("milk", 5, training=False)) == 1
    assert sound(terminal)


def back(receipt: SoldReceipt, number: int) -> Line:
    return return_line(
        receipt,
        receipt.lines[0],
        receipt.returns,
        1000,
        line_id=f"back-{number}",
        returned=Returned(reason_id="wrong"),
        at=NOON,
    )


def fact(line: Line, txn_id: str) -> ReturnFact:
    assert line.returned is not None
    assert line.returned.refund is not None
    return ReturnFact(
        txn_id, line.line_id, line.returned.line_id, 1000, negative(paid_of(line.returned.refund))
    )


def test_own_returns_and_those_of_others_count_once_each(terminal: LocalTerminal) -> None:
    receipt = elsewhere(1)
    apply(terminal, put(1, receipt.txn_id, receipt))
    line = back(receipt, 1)
    cart = replace(a_sale(), txn_id="return-1", lines=(line,))
    cash = Tender(payment_id="p", kind="cash", amount=-119, at=NOON)
    body = sold(cart, [cash], receipt_no="S1-T2-000001")
    with terminal.store.write() as unit:
        record(unit, body)
        found = unit.receipts.get("far-1")
    assert found is not None
    assert [one.txn_id for one in found.receipt.returns] == ["return-1"]
    # The hub has heard of it, and of another one: each counts once.
    other = fact(back(receipt, 2), "return-9")
    told = replace(receipt, returns=(fact(line, "return-1"), other))
    apply(terminal, put(2, receipt.txn_id, told))
    with terminal.store.read() as unit:
        found = unit.receipts.get("far-1")
    assert found is not None
    assert [one.txn_id for one in found.receipt.returns] == ["return-1", "return-9"]
    # Cancelled here: it no longer counts, whatever the hub still says.
    with terminal.store.write() as unit:
        record(unit, a_reversal(body, 2))
        found = unit.receipts.get("far-1")
    assert found is not None
    assert [one.txn_id for one in found.receipt.returns] == ["return-9"]
    assert sound(terminal)


def test_more_back_than_was_sold_here_is_found(terminal: LocalTerminal) -> None:
    sale = a_completed(1, a_line(MILK, 1000))
    receipt = sold_receipt(sale)
    assert receipt is not None
    with terminal.store.write() as unit:
        record(unit, sale)
        for number in (2, 3):
            cart = replace(a_sale(), txn_id=f"return-{number}", lines=(back(receipt, number),))
            cash = Tender(payment_id="p", kind="cash", amount=-119, at=NOON)
            record(unit, sold(cart, [cash], receipt_no=f"S1-T2-{number:06d}"))
    with terminal.pos.read():
        findings = check_pos(terminal.pos)
    assert [one.invariant for one in findings] == ["returned"]
