"""Putting goods on the sale: scans of every kind, picked items, departments, weights and the age question."""

from __future__ import annotations

import pytest

from local_db.invariants import check
from pos_app import commands as c
from pos_app.queries import CheckPrice
from retail.identifiers.check_digit import check_digit
from tests.fakes.clock import NOON
from tests.fakes.counter import Counter, supervisor
from tests.fakes.store import KEYS

MILK, COLA, BEER, SCHNAPPS = "4006381333931", "4012345678901", "012345678905", "96385074"
DAY_MS = 86_400_000


def label(prefix: str, item: str, value: int) -> str:
    """A scale's label: five digits of item, five of value."""
    body = f"{prefix}{item}{value:05}"
    return f"{body}{check_digit(body)}"


def test_the_first_scan_starts_a_sale_and_the_next_of_the_same_raises_it(counter: Counter) -> None:
    first = counter.ok(c.Scan(raw=MILK))
    sale = counter.sale(c.Scan(raw=MILK, quantity=3000))
    assert [(line.name, line.quantity, line.amount) for line in sale.lines] == [("Milch 1 l", 4000, 476)]
    assert first.line_id == sale.lines[0].line_id
    assert (sale.total, sale.piece_count, sale.remaining) == (476, 4, 476)


def test_a_bottle_brings_its_deposit(counter: Counter) -> None:
    counter.ok(c.Scan(raw=COLA))
    sale = counter.sale(c.Scan(raw=COLA))
    assert [(line.kind, line.quantity, line.amount) for line in sale.lines] == [
        ("sale", 2000, 198),
        ("deposit", 2000, 50),
    ]
    assert sale.piece_count == 2


def test_the_price_in_a_label_is_the_price_of_the_pack(counter: Counter) -> None:
    sale = counter.sale(c.Scan(raw=label("20", "54321", 1234), quantity=2000))
    line = sale.lines[0]
    assert (line.unit, line.unit_price, line.amount, line.quantity_fixed) == ("pcs", 1234, 2468, True)
    assert counter.refused(c.SetQuantity(line_id=line.line_id, quantity=5000)) == "quantity_in_code"


def test_the_weight_in_a_label_is_priced_by_the_kilogram_and_counts_each_pack(counter: Counter) -> None:
    code = label("21", "12345", 345)
    assert counter.sale(c.Scan(raw=code)).lines[0].amount == 687  # 0.345 × 19.90 = 6.8655
    sale = counter.sale(c.Scan(raw=code, quantity=3000))
    assert [line.quantity for line in sale.lines] == [345, 1035]
    assert counter.refused(c.Scan(raw=code, quantity=500)) == "whole_pieces_only"


def test_loose_goods_ask_for_their_weight(counter: Counter) -> None:
    outcome = counter.send(c.Scan(raw="4011"))
    assert outcome.weight is not None
    assert (outcome.weight.sku, outcome.weight.unit, outcome.weight.unit_price) == ("apples", "kg", 299)
    sale = counter.sale(c.AddItem(sku="apples", quantity=345, entry="scan"))
    assert (sale.lines[0].amount, sale.piece_count) == (103, 1)
    assert counter.sale(c.Scan(raw="4011", quantity=2000)).lines[1].quantity == 2000


def test_an_item_picked_from_the_grid_is_one_piece(counter: Counter) -> None:
    assert counter.sale(c.AddItem(sku="milk")).lines[0].quantity == 1000
    assert counter.send(c.AddItem(sku="apples")).weight is not None
    assert counter.refused(c.AddItem(sku="gone")) == "item_gone"


def test_the_raw_scan_is_kept_for_the_audit(counter: Counter) -> None:
    sale = counter.sale(c.Scan(raw="]E0" + MILK))
    change = counter.change(c.TenderCash(txn_id=sale.txn_id, amount=sale.total))
    assert counter.record(change.txn_id).body.lines[0].code == "]E0" + MILK


# --- codes that find nothing ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("9999999999994", "unknown_barcode"),
        ("hello", "unknown_barcode"),
        ("4006381333930", "code_bad_check_digit"),
        ("400638133393", "code_bad_check_digit"),
        ("40063813", "code_bad_check_digit"),
        ("1234567", "code_wrong_length"),
        ("", "code_empty"),
        ("   ", "code_empty"),
        ("4006\x0038", "code_control_characters"),
        ("\x1b[31m", "code_control_characters"),
        ("']; DROP TABLE sale; --", "unknown_barcode"),
        ("9" * 10_000, "code_wrong_length"),
        ("Ä" * 10_000, "unknown_barcode"),
        ("\ud800", "code_control_characters"),
    ],
)
def test_a_code_that_means_nothing_says_so_and_changes_nothing(counter: Counter, raw: str, code: str) -> None:
    counter.ok(c.Scan(raw=MILK))
    outcome = counter.send(c.Scan(raw=raw))
    assert outcome.notice is not None
    assert (outcome.ok, outcome.notice.code) == (False, code)
    assert len(outcome.notice.message) < 200
    assert outcome.notice.message.isprintable()
    assert outcome.notice.acts == ("search", "department")
    assert outcome.sale is not None
    assert outcome.sale.total == 119
    assert counter.ask(CheckPrice(raw=raw)).notice == outcome.notice


def test_an_item_without_a_price_leads_to_the_department(counter: Counter) -> None:
    outcome = counter.send(c.Scan(raw="NEU-1"))
    assert outcome.notice is not None
    assert (outcome.notice.code, outcome.notice.acts) == ("no_price", ("department",))
    sale = counter.sale(c.AddDepartmentLine(department_id="misc", amount=499, code="NEU-1"))
    assert (sale.lines[0].name, sale.lines[0].amount, sale.lines[0].kind) == (
        "Verschiedenes",
        499,
        "department",
    )


@pytest.mark.parametrize("amount", [0, -1, 10_000_000_000, 4006381333931])
def test_an_impossible_department_price_is_refused(counter: Counter, amount: int) -> None:
    assert counter.refused(c.AddDepartmentLine(department_id="misc", amount=amount)) == "price_out_of_range"


def test_a_department_that_is_gone_is_refused(counter: Counter) -> None:
    assert counter.refused(c.AddDepartmentLine(department_id="gone", amount=100)) == "department_gone"


@pytest.mark.parametrize("quantity", [0, -1000, 10_000_000])
def test_an_impossible_quantity_is_refused(counter: Counter, quantity: int) -> None:
    assert counter.refused(c.Scan(raw=MILK, quantity=quantity)) == "quantity_out_of_range"


def test_a_card_swiped_through_the_wedge_is_not_kept(counter: Counter) -> None:
    swiped = "%B4242424242424242^EXAMPLE/A^2912?"
    for code, kept in ((swiped, ""), ("4242424242424242", ""), ("5449000054227", "5449000054227")):
        sale = counter.sale(c.AddDepartmentLine(department_id="misc", amount=100, code=code))
        with counter.local.store.read() as uow:
            txn = uow.drafts.current()
        assert txn is not None
        assert (txn.lines[-1].code, len(sale.lines)) == (kept, len(txn.lines))


# --- age --------------------------------------------------------------------------------------------------


def test_age_restricted_goods_wait_for_the_cashiers_word(counter: Counter) -> None:
    outcome = counter.send(c.Scan(raw=BEER, quantity=6000))
    assert outcome.age is not None
    assert (outcome.age.age_limit, outcome.age.born_on_or_before) == (16, "2010-11-30")
    sale = counter.sale(c.ConfirmAge(age_limit=16, confirmed=True))
    assert [line.quantity for line in sale.lines] == [6000, 6000]
    assert len(counter.sale(c.Scan(raw=BEER)).lines) == 2


def test_a_higher_limit_asks_again_and_a_lower_one_does_not(counter: Counter) -> None:
    counter.send(c.Scan(raw=BEER))
    counter.ok(c.ConfirmAge(age_limit=16, confirmed=True))
    outcome = counter.send(c.AddItem(sku="schnapps"))
    assert outcome.age is not None
    assert outcome.age.age_limit == 18
    assert Counter.code(counter.send(c.ConfirmAge(age_limit=16, confirmed=True))) == "age"
    sale = counter.sale(c.ConfirmAge(age_limit=18, confirmed=True))
    assert sale.lines[-1].name == "Obstler"


def test_a_buyer_too_young_gets_the_rest_without_it(counter: Counter) -> None:
    counter.ok(c.Scan(raw=MILK))
    counter.send(c.Scan(raw=SCHNAPPS))
    sale = counter.sale(c.ConfirmAge(age_limit=18, confirmed=False))
    assert [line.name for line in sale.lines] == ["Milch 1 l"]
    assert counter.sale(c.ConfirmAge(age_limit=18, confirmed=True)).total == 119


def test_the_question_does_not_pass_to_the_next_customer(counter: Counter) -> None:
    for leave in (c.SuspendSale(), c.VoidSale()):
        counter.ok(c.Scan(raw=MILK))
        counter.send(c.Scan(raw=BEER))
        counter.ok(leave)
        assert counter.sale(c.ConfirmAge(age_limit=16, confirmed=True)).lines == ()
        counter.ok(c.VoidSale())


def test_weighed_goods_with_an_age_limit_ask_both(counter: Counter) -> None:
    """The age first, then the weight; after a restart in between both are asked anew."""
    counter.send(c.Scan(raw=BEER))
    counter.restart()
    counter.stand()
    assert counter.sale(c.ConfirmAge(age_limit=16, confirmed=True)).lines == ()
    assert counter.sale(c.Scan(raw=BEER)).lines[0].name == "Pils 0,5 l"


def test_a_birthday_on_the_leap_day(closed: Counter) -> None:
    closed.clock.at = NOON + 456 * DAY_MS  # 2028-02-29
    closed.stand()
    closed.ok(c.OpenSession(opening_float=0))
    outcome = closed.send(c.Scan(raw=SCHNAPPS))
    assert outcome.age is not None
    assert outcome.age.born_on_or_before == "2010-02-28"


# --- who and where ----------------------------------------------------------------------------------------


def test_nothing_is_sold_without_a_person_a_session_or_behind_a_lock(closed: Counter) -> None:
    scan = c.Scan(raw=MILK)
    assert closed.refused(scan) == "not_signed_in"
    closed.stand()
    assert closed.refused(scan) == "no_session"
    closed.ok(c.OpenSession(opening_float=0))
    closed.ok(scan)
    closed.ok(c.Lock())
    assert closed.refused(scan) == "locked"
    assert closed.refused(c.AddItem(sku="milk")) == "locked"


def test_the_cart_survives_a_restart(counter: Counter) -> None:
    before = counter.sale(c.Scan(raw=COLA, quantity=4000))
    counter.restart()
    assert counter.refused(c.Scan(raw=COLA)) == "not_signed_in"
    counter.stand()
    sale = counter.sale(c.Scan(raw=COLA))
    assert (sale.txn_id, sale.total) == (before.txn_id, 5 * (99 + 25))


def test_a_pack_with_its_price_moves_the_weight_that_it_buys(counter: Counter) -> None:
    sale = counter.sale(c.Scan(raw=label("20", "54321", 498), quantity=2000))
    assert (sale.total, sale.piece_count) == (996, 2)
    counter.ok(c.TenderCard(txn_id=sale.txn_id, amount=996))
    (moved,) = counter.record(sale.txn_id).body.movements
    assert (moved.sku, moved.delta) == ("ham", -400)
    counter.ok(c.PostVoid(txn_id=sale.txn_id, approval=supervisor("mistake")))
    back = next(one for one in counter.entries() if one.kind == "sale.post_voided")
    (moved,) = counter.record(back.txn_id).body.movements
    assert (moved.sku, moved.delta, moved.reason) == ("ham", 400, "post_void")
    assert check(counter.data, KEYS) == []
