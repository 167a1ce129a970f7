"""Changing the open sale: quantities, discounts within the limit, void, undo, and voiding it all."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from pos_app import commands as c
from retail.store_config import Reason
from tests.fakes.counter import Counter, seed, supervisor
from tests.fakes.shop import BERLIN, REASONS

MILK, COLA = "4006381333931", "4012345678901"


def one_line(counter: Counter, quantity: int = 1000, raw: str = MILK) -> str:
    """A line on the sale."""
    return counter.ok(c.Scan(raw=raw, quantity=quantity)).line_id


def test_a_quantity_is_set_and_zero_voids(counter: Counter) -> None:
    line_id = one_line(counter)
    assert counter.sale(c.SetQuantity(line_id=line_id, quantity=5000)).total == 595
    sale = counter.sale(c.SetQuantity(line_id=line_id, quantity=0))
    assert (sale.total, sale.lines[0].voided, sale.can_undo_void) == (0, True, True)
    assert counter.sale(c.UndoVoid()).total == 595


def test_undo_brings_back_the_line_voided_last_with_its_deposit(counter: Counter) -> None:
    milk, cola = one_line(counter), one_line(counter, raw=COLA)
    counter.ok(c.VoidLine(line_id=milk))
    assert counter.sale(c.VoidLine(line_id=cola)).total == 0
    sale = counter.sale(c.UndoVoid())
    assert (sale.total, sale.can_undo_void) == (99 + 25, False)
    assert counter.sale(c.UndoVoid(line_id=milk)).total == 243
    assert counter.refused(c.UndoVoid()) == "nothing_to_undo"


def test_after_a_restart_a_void_is_undone_by_its_line(counter: Counter) -> None:
    line_id = one_line(counter)
    counter.ok(c.VoidLine(line_id=line_id))
    counter.restart()
    counter.stand()
    assert counter.refused(c.UndoVoid()) == "nothing_to_undo"
    assert counter.sale(c.UndoVoid(line_id=line_id)).total == 119


def test_a_discount_is_taken_away_again(counter: Counter) -> None:
    line_id = one_line(counter)
    for nothing in (c.DiscountLine(line_id=line_id), c.DiscountLine(line_id=line_id, percent="0.0")):
        counter.ok(c.DiscountLine(line_id=line_id, percent="5"))
        assert counter.sale(nothing).total == 119
    counter.ok(c.DiscountSale(amount=5))
    assert counter.sale(c.DiscountSale(amount=0)).total == 119


@pytest.mark.parametrize(
    "percent", ["101", "-5", "NaN", "sNaN", "1e1", "12,5", "", " 5", "ten", "9" * 10_000]
)
def test_what_is_no_percentage_is_refused(counter: Counter, percent: str) -> None:
    line_id = one_line(counter)
    assert counter.refused(c.DiscountLine(line_id=line_id, percent=percent)) == "discount_invalid"
    assert counter.refused(c.DiscountSale(percent=percent)) == "discount_invalid"


def test_a_discount_never_raises_a_price(counter: Counter) -> None:
    assert counter.refused(c.DiscountLine(line_id=one_line(counter), amount=-5)) == "discount_invalid"


def test_an_override_keeps_the_price_and_shows_it(counter: Counter) -> None:
    line_id = one_line(counter)
    word = supervisor("label")
    sale = counter.sale(c.OverridePrice(line_id=line_id, unit_price=100, approval=word))
    assert (sale.total, sale.lines[0].overridden_from) == (100, 119)
    assert (
        counter.refused(c.OverridePrice(line_id=line_id, unit_price=10_000_000_000, approval=word))
        == "price_out_of_range"
    )


def test_a_voided_sale_is_on_record_and_counted_once(counter: Counter) -> None:
    one_line(counter)
    assert counter.ok(c.VoidSale(reason_id="changed-mind")).sale is None
    assert counter.refused(c.VoidSale()) == "no_sale_open"
    entry = counter.entries()[0]
    assert (entry.kind, entry.total, entry.reason) == ("sale.voided", 119, "changed-mind")
    with counter.local.store.read() as uow:
        session = uow.sessions.current()
        assert session is not None
        assert uow.sessions.sums(session.session_id).counts == {"void": 1}


def test_voiding_a_sale_says_why_where_the_store_keeps_reasons(tmp_path: Path) -> None:
    mind = Reason(reason_id="mind", kind="void", texts={"en": "Changed their mind"})
    counter = Counter(seed(tmp_path / "shop", replace(BERLIN, reasons=(*REASONS, mind))), tmp_path / "till")
    counter.stand()
    counter.ok(c.OpenSession(opening_float=0))
    line_id = one_line(counter)
    counter.ok(c.VoidLine(line_id=line_id))
    counter.ok(c.UndoVoid())
    for reason_id in ("", "damaged"):
        assert counter.refused(c.VoidSale(reason_id=reason_id)) == "reason_needed"
    counter.ok(c.VoidSale(reason_id="mind"))
    assert counter.entries()[0].reason == "mind"
    counter.close()


def test_a_sale_with_money_on_it_is_not_voided(counter: Counter) -> None:
    one_line(counter)
    sale = counter.sale(c.DiscountSale(percent="1"))
    counter.ok(c.TenderCash(txn_id=sale.txn_id, amount=50))
    assert counter.refused(c.VoidSale()) == "payment_begun"
    assert counter.refused(c.SuspendSale()) == "payment_begun"
    assert counter.refused(c.Scan(raw=MILK)) == "payment_begun"
