"""Serial numbers on a sale, and taking a piece back whose other barcode says more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from retail import sale
from retail.errors import RuleError
from retail.packs import take_back
from retail.transaction import Line, Returned
from tests.fakes.shop import APPLES, COLA, MILK, a_deposit, a_line, a_sale


def pack(serial: str, line_id: str, item: Line | None = None) -> Line:
    return replace(item or a_line(MILK), serial=serial, line_id=line_id)


def test_a_serial_stands_once_among_what_is_sold() -> None:
    txn, _ = sale.add_line(a_sale(), pack("S1", "one"))
    with pytest.raises(RuleError) as caught:
        sale.add_line(txn, pack("S1", "two"))
    assert caught.value.code == "serial_twice"
    txn, _ = sale.add_line(txn, pack("S2", "two"))
    txn, _ = sale.add_line(txn, pack("S1", "other goods", a_line(COLA)))
    assert len(txn.lines) == 3
    back = replace(pack("S3", "back"), quantity=-1000, returned=Returned(reason_id="broken"))
    txn, _ = sale.add_line(replace(txn, lines=(*txn.lines, back)), pack("S3", "exchanged"))
    assert len(txn.lines) == 5


def test_a_voided_serial_may_be_sold_again_but_not_brought_back() -> None:
    txn, _ = sale.add_line(a_sale(), pack("S1", "one"))
    txn, _ = sale.add_line(sale.void_line(txn, "one"), pack("S1", "two"))
    with pytest.raises(RuleError) as caught:
        sale.undo_void(txn, "one")
    assert caught.value.code == "serial_twice"
    assert sale.undo_void(sale.void_line(txn, "two"), "two") == txn


def test_a_weighed_pack_with_a_serial_has_its_weight() -> None:
    txn, _ = sale.add_line(a_sale(), pack("S1", "one", a_line(APPLES, 345)))
    assert txn.lines[0].quantity == 345


@given(st.lists(st.integers(1, 5), min_size=1, max_size=6), st.data())
def test_what_was_added_last_can_be_taken_back(pieces: list[int], data: st.DataObject) -> None:
    """As if the last scan had never been; deposits follow."""
    txn, before = a_sale(), a_sale()
    line_id = ""
    for number, count in enumerate(pieces):
        before = txn
        item = data.draw(st.sampled_from([MILK, COLA]))
        txn, line_id = sale.add_line(txn, a_line(item, count * 1000, f"line-{number}"))
        if item is COLA:
            txn = sale.add_deposit(txn, line_id, a_deposit(item, f"deposit-{number}"))
    assert take_back(txn, line_id, pieces[-1] * 1000) == before
