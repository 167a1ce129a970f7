"""Packs with GS1 codes at the till: prices, weights, dates, serials, and two barcodes of one pack."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from local_db.invariants import check
from pos_app import commands as c
from pos_app.pack_scan import SAME_PACK_MS
from pos_app.queries import CheckPrice
from retail.transaction import Line
from tests.fakes.counter import Counter, supervisor
from tests.fakes.shop import BERLIN, CASHIER, CHEESE, ITEMS, MILK, PRICES, SUPERVISOR
from tests.fakes.store import KEYS, load_catalogue, load_config, open_terminal

# The shop's day is 30 November 2026.
MILK_EAN, MILK_14 = "4006381333931", "04006381333931"
BEER_14, COLA_14, CHEESE_14 = "00012345678905", "04012345678901", "99521234543216"
JUICE_14 = "09521234543213"
GS = "\x1d"
FRESH, TODAY, PAST = "261201", "261130", "261129"


def pack(gtin14: str = MILK_14, **elements: str) -> str:
    """A DataMatrix; elements by `a17="261130"`."""
    return f"]d201{gtin14}" + "".join(f"{ai[1:]}{value}{GS}" for ai, value in elements.items())


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shop, with cheese and juice that are labelled by GTIN."""
    folder = tmp_path_factory.mktemp("packs") / "data"
    terminal = open_terminal(folder)
    load_config(terminal, BERLIN)
    cheese = replace(CHEESE, identifiers=(f"gtin:{CHEESE_14}",))
    juice = replace(MILK, sku="juice", name="Saft", unit="l", identifiers=(f"gtin:{JUICE_14}",))
    rest = [item for item in ITEMS if item.sku != "cheese"]
    load_catalogue(terminal, [*rest, cheese, juice], {**PRICES, "juice": 400})
    terminal.close()
    return folder


@pytest.fixture
def counter(files: Path, tmp_path: Path) -> Iterator[Counter]:
    one = Counter(files, tmp_path / "till")
    one.stand()
    one.ok(c.OpenSession(opening_float=0))
    yield one
    one.close()


def lines(counter: Counter) -> tuple[Line, ...]:
    """The lines of the open sale that count, deposits left out."""
    with counter.local.store.read() as uow:
        txn = uow.drafts.current()
    return () if txn is None else tuple(line for line in txn.live_lines if line.kind == "sale")


def scan(counter: Counter, raw: str, after_ms: int = 60_000, **more: object) -> str:
    """Scan so long after the last scan; the code of what was said, or `sold`."""
    counter.clock.pass_ms(after_ms - 1)
    outcome = counter.send(c.Scan(raw=raw, **more))  # type: ignore[arg-type]
    if outcome.ok:
        return outcome.notice.code if outcome.notice else "sold"
    return Counter.code(outcome)


# --- weights and prices -----------------------------------------------------------------------------------


def test_a_net_weight_is_priced_by_the_kilogram(counter: Counter) -> None:
    assert scan(counter, pack(CHEESE_14, a3103="000345")) == "sold"
    assert scan(counter, pack(CHEESE_14, a3103="000345"), quantity=3000) == "sold"
    assert [line.quantity for line in lines(counter)] == [345, 1035]
    sale = counter.sale(c.Scan(raw=pack(JUICE_14, a3153="000750")))
    assert [line.amount for line in sale.lines] == [687, 2060, 300]
    assert sale.lines[0].quantity_fixed


def test_a_price_in_the_code_wins_and_the_weight_leaves_the_stock(counter: Counter) -> None:
    sale = counter.sale(c.Scan(raw=pack(CHEESE_14, a3103="000400", a3932="978000555"), quantity=2000))
    assert [(line.unit, line.unit_price, line.amount) for line in sale.lines] == [("pcs", 555, 1110)]
    counter.change(c.TenderCard(txn_id=sale.txn_id, amount=1110))
    assert [moved.delta for moved in counter.record(sale.txn_id).body.movements] == [-800]


def test_a_price_alone_moves_the_weight_that_it_buys(counter: Counter) -> None:
    sale = counter.sale(c.Scan(raw=pack(CHEESE_14, a3922="0398")))
    counter.change(c.TenderCard(txn_id=sale.txn_id, amount=398))
    assert [moved.delta for moved in counter.record(sale.txn_id).body.movements] == [-200]


def test_a_price_on_goods_by_the_piece(counter: Counter) -> None:
    sale = counter.sale(c.Scan(raw=pack(a3922="0099")))
    counter.ok(c.Scan(raw=pack(a3922="0300", a30="3")))
    assert counter.ok(c.TenderCard(txn_id=sale.txn_id, amount=399)).change
    moved = counter.record(sale.txn_id).body.movements
    assert [(one.sku, one.delta) for one in moved] == [("milk", -1000), ("milk", -3000)]


def test_a_case_of_pieces_is_its_count(counter: Counter) -> None:
    sale = counter.sale(c.Scan(raw=f"]C102{MILK_14}376"))
    assert [(line.quantity, line.amount) for line in sale.lines] == [(6000, 714)]


def test_a_weight_on_goods_by_the_piece_is_one_piece(counter: Counter) -> None:
    sale = counter.sale(c.Scan(raw=pack(a3103="001000")))
    assert [(line.quantity, line.amount, line.quantity_fixed) for line in sale.lines] == [(1000, 119, False)]


def test_goods_by_weight_without_one_are_weighed(counter: Counter) -> None:
    assert scan(counter, pack(CHEESE_14)) == "weight"
    assert scan(counter, pack(CHEESE_14, a17=PAST)) == "approval:sell_expired"
    outcome = counter.send(c.Scan(raw=pack(CHEESE_14, a17=PAST), approval=supervisor()))
    assert outcome.weight is not None
    with counter.local.store.read() as uow:
        txn = uow.drafts.current()
    assert txn is not None
    assert [one.permission for one in txn.approvals] == ["sell_expired"]


def test_what_the_code_says_of_a_weighed_pack_stays_on_its_line(counter: Counter) -> None:
    raw = pack(CHEESE_14, a15=PAST, a10="L7", a21="S1")
    assert scan(counter, raw) == "weight"
    outcome = counter.ok(c.AddItem(sku="cheese", quantity=345, entry="scan"))
    assert outcome.notice is not None
    assert outcome.notice.code == "best_before_past"
    assert scan(counter, pack(CHEESE_14)) == "weight"
    counter.ok(c.AddItem(sku="cheese", quantity=200, entry="scan"))
    counter.ok(c.AddItem(sku="cheese", quantity=100, entry="grid"))
    assert [(one.batch, one.serial, one.best_before) for one in lines(counter)] == [
        ("L7", "S1", "2026-11-29"),
        ("", "", ""),
        ("", "", ""),
    ]
    assert lines(counter)[0].code == raw


def test_an_approved_pack_is_not_asked_about_again_when_it_is_weighed(counter: Counter) -> None:
    assert counter.send(c.Scan(raw=pack(CHEESE_14, a17=PAST), approval=supervisor())).weight is not None
    counter.ok(c.AddItem(sku="cheese", quantity=345, entry="scan"))
    assert [one.expiry for one in lines(counter)] == ["2026-11-29"]


@pytest.mark.parametrize("raw", [pack(a17=PAST), pack(BEER_14), pack(CHEESE_14)])
def test_nobody_is_asked_in_vain_while_a_payment_is_on_the_sale(counter: Counter, raw: str) -> None:
    sale = counter.sale(c.Scan(raw=MILK_EAN))
    counter.ok(c.TenderCard(txn_id=sale.txn_id, amount=50))
    assert scan(counter, raw) == "payment_begun"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (pack(CHEESE_14, a3932="840000555"), "code_other_currency"),
        (pack(CHEESE_14, a3920="999999999999999"), "price_out_of_range"),
        ("]C100106141412345678908", "code_no_item"),
        (f"]d201{MILK_14}10AB-117{FRESH}", "code_separator_lost"),
        ("]e08110106141416543213150110120", "code_coupon"),
        (pack(a10="A", a11="269999"), "code_gs1"),
        (pack(CHEESE_14, a3103="000000"), "code_gs1"),
        (f"]d201{MILK_14[:-1]}0", "code_bad_check_digit"),
        ("https://example.com/goods", "code_link"),
        ("https://example.com/CxFRq5sE21U", "code_link"),
        (pack("09521234543206"), "unknown_barcode"),
        ("]Q1https://example.com/01/" + "9" * 10_000, "code_gs1"),
        ("]d2" + "90A" + GS, "code_no_item"),
    ],
)
def test_codes_that_are_not_sold(counter: Counter, raw: str, code: str) -> None:
    counter.ok(c.Scan(raw=MILK_EAN))
    outcome = counter.send(c.Scan(raw=raw))
    assert outcome.notice is not None
    assert (outcome.ok, outcome.notice.code) == (False, code)
    assert len(outcome.notice.message) < 300
    assert outcome.notice.message.isprintable()
    assert len(lines(counter)) == 1


def test_a_price_check_reads_the_same(counter: Counter) -> None:
    assert counter.ask(CheckPrice(raw=pack(CHEESE_14, a3922="0398"))).price == 398
    by_weight = counter.ask(CheckPrice(raw=pack(CHEESE_14, a3103="000345")))
    assert (by_weight.price, by_weight.of_pack) == (687, True)
    plain = counter.ask(CheckPrice(raw=pack(a10="L7", a17=TODAY)))
    assert (plain.price, plain.of_pack, plain.notice) == (119, False, None)


@pytest.mark.parametrize(
    ("raw", "code"), [(pack(a17=PAST, a15=PAST), "expiry_past"), (pack(a15=PAST), "best_before_past")]
)
def test_a_price_check_says_that_a_pack_is_past_its_date(counter: Counter, raw: str, code: str) -> None:
    view = counter.ask(CheckPrice(raw=raw))
    assert view.notice is not None
    assert (view.found, view.notice.code, view.notice.params["date"]) == (True, code, "2026-11-29")


# --- dates ------------------------------------------------------------------------------------------------


def test_a_pack_past_its_expiry_waits_for_a_supervisor(counter: Counter) -> None:
    expired = pack(a17=PAST, a10="L7")
    assert counter.refused(c.Scan(raw=expired)) == "approval:sell_expired"
    assert lines(counter) == ()
    sale = counter.sale(c.Scan(raw=expired, approval=supervisor()))
    assert [(line.batch, line.expiry) for line in sale.lines] == [("L7", "2026-11-29")]
    change = counter.change(c.TenderCash(txn_id=sale.txn_id, amount=sale.total))
    body = counter.record(change.txn_id).body
    assert [(one.permission, one.operator_id) for one in body.approvals] == [("sell_expired", "grace")]


def test_a_supervisor_at_the_till_is_asked_too(counter: Counter) -> None:
    counter.stand(SUPERVISOR)
    assert scan(counter, pack(a17=PAST)) == "approval:sell_expired"
    counter.stand(CASHIER)
    assert scan(counter, pack(a17=PAST), approval=supervisor(operator_id="emmy")) == "may_not_approve"


def test_the_last_day_is_sold_and_the_best_before_warns(counter: Counter) -> None:
    assert scan(counter, pack(a17=TODAY)) == "sold"
    assert scan(counter, pack(a15=TODAY)) == "sold"
    assert scan(counter, pack(a15=PAST)) == "best_before_past"
    assert [line.best_before for line in lines(counter)] == ["", "2026-11-30", "2026-11-29"]


def test_the_age_is_asked_before_the_expiry(counter: Counter) -> None:
    assert scan(counter, pack(BEER_14, a17=PAST)) == "age"
    confirm = c.ConfirmAge(age_limit=16, confirmed=True)
    assert Counter.code(counter.send(confirm)) == "approval:sell_expired"
    assert lines(counter) == ()
    counter.ok(replace(confirm, approval=supervisor()))
    assert [line.expiry for line in lines(counter)] == ["2026-11-29"]


# --- batch and serial ---------------------------------------------------------------------------------------


def test_lines_merge_only_with_their_equals(counter: Counter) -> None:
    for raw in (pack(a10="A"), pack(a10="B"), pack(a10="A"), MILK_EAN, pack(a10="A", a17=FRESH)):
        assert scan(counter, raw) == "sold"
    assert [(line.batch, line.quantity) for line in lines(counter)] == [
        ("A", 2000),
        ("B", 1000),
        ("", 1000),
        ("A", 1000),
    ]


def test_a_serial_is_one_piece_once_in_a_sale(counter: Counter) -> None:
    assert scan(counter, pack(a21="S1"), quantity=2000) == "serial_is_one_piece"
    first = counter.ok(c.Scan(raw=pack(a21="S1"))).line_id
    assert scan(counter, pack(a21="S1")) == "serial_twice"
    assert scan(counter, pack(COLA_14, a21="S1")) == "sold"
    assert counter.refused(c.SetQuantity(line_id=first, quantity=2000)) == "serial_is_one_piece"
    counter.ok(c.VoidLine(line_id=first))
    assert scan(counter, pack(a21="S1")) == "sold"
    assert counter.refused(c.UndoVoid(line_id=first)) == "serial_twice"


def test_what_the_pack_says_is_kept_and_printed(counter: Counter) -> None:
    sale = counter.sale(c.Scan(raw=pack(a10="L7", a21="S1", a17=FRESH, a15=TODAY)))
    assert [(one.batch, one.serial, one.expiry, one.best_before) for one in sale.lines] == [
        ("L7", "S1", "2026-12-01", "2026-11-30")
    ]
    change = counter.change(c.TenderCash(txn_id=sale.txn_id, amount=sale.total))
    (line,) = counter.record(change.txn_id).body.lines
    assert (line.batch, line.serial, line.expiry, line.best_before) == (
        "L7",
        "S1",
        "2026-12-01",
        "2026-11-30",
    )
    paper = counter.paper()
    for text in ("Charge L7", "Seriennr. S1", "Zu verbrauchen bis 01.12.2026", "haltbar bis 30.11.2026"):
        assert text in paper
    assert check(counter.data, KEYS) == []


# --- two barcodes of one pack -------------------------------------------------------------------------------


def test_the_second_code_says_more_of_the_piece_just_scanned(counter: Counter) -> None:
    first = counter.ok(c.Scan(raw=MILK_EAN)).line_id
    assert scan(counter, pack(a10="A", a15=PAST), after_ms=200) == "best_before_past"
    (line,) = lines(counter)
    assert (line.line_id, line.quantity, line.batch) == (first, 1000, "A")
    assert scan(counter, MILK_EAN, after_ms=200) == "sold"
    assert [line.quantity for line in lines(counter)] == [1000, 1000]


def test_only_the_piece_just_scanned_gets_the_batch(counter: Counter) -> None:
    counter.ok(c.Scan(raw=COLA_14[1:], quantity=2000))
    assert scan(counter, COLA_14[1:], quantity=3000) == "sold"
    assert scan(counter, pack(COLA_14, a10="A"), after_ms=SAME_PACK_MS) == "sold"
    assert [(line.batch, line.quantity) for line in lines(counter)] == [("", 2000), ("A", 3000)]
    with counter.local.store.read() as uow:
        txn = uow.drafts.current()
    assert txn is not None
    assert [line.quantity for line in txn.lines if line.kind == "deposit"] == [2000, 3000]


def test_the_ean_after_the_other_code_adds_nothing(counter: Counter) -> None:
    assert scan(counter, pack(a10="A")) == "sold"
    assert scan(counter, MILK_EAN, after_ms=300) == "same_pack"
    assert [line.quantity for line in lines(counter)] == [1000]
    assert scan(counter, MILK_EAN, after_ms=300) == "sold"
    assert len(lines(counter)) == 2


def test_the_same_elements_in_two_symbols_are_one_pack(counter: Counter) -> None:
    assert scan(counter, pack(a10="A")) == "sold"
    assert scan(counter, pack(a10="A").replace("]d2", "]Q3"), after_ms=300) == "same_pack"
    assert scan(counter, pack(a10="A"), after_ms=300) == "sold"
    assert scan(counter, pack(a10="B").replace("]d2", "]Q3"), after_ms=300) == "sold"
    assert [(line.batch, line.quantity) for line in lines(counter)] == [("A", 2000), ("B", 1000)]


@pytest.mark.parametrize(
    ("one", "two", "after_ms"),
    [
        (MILK_EAN, MILK_EAN, 50),
        (pack(a10="A"), pack(a10="A"), 50),
        (MILK_EAN, pack(a10="A"), SAME_PACK_MS + 1),
        (MILK_EAN, pack(a10="A"), -5000),
        (COLA_14[1:], pack(a10="A"), 50),
    ],
)
def test_two_packs_are_two_pieces(counter: Counter, one: str, two: str, after_ms: int) -> None:
    assert scan(counter, one) == "sold"
    assert scan(counter, two, after_ms=after_ms) == "sold"
    assert sum(line.quantity for line in lines(counter)) == 2000


def test_an_expired_code_takes_the_piece_back_and_asks(counter: Counter) -> None:
    expired = pack(a17=PAST)
    assert scan(counter, MILK_EAN, quantity=2000) == "sold"
    assert scan(counter, expired, after_ms=300) == "approval:sell_expired"
    assert lines(counter) == ()
    assert scan(counter, expired, approval=supervisor()) == "sold"
    assert [(line.expiry, line.quantity) for line in lines(counter)] == [("2026-11-29", 2000)]


def test_the_ean_of_an_expired_pack_does_not_get_it_through(counter: Counter) -> None:
    assert scan(counter, pack(a17=PAST)) == "approval:sell_expired"
    assert scan(counter, MILK_EAN, after_ms=300) == "pack_expired"
    assert lines(counter) == ()
    assert scan(counter, MILK_EAN) == "sold"


def test_the_ean_does_not_take_the_place_of_what_the_age_was_asked_for(counter: Counter) -> None:
    confirm = c.ConfirmAge(age_limit=16, confirmed=True)
    assert scan(counter, pack(BEER_14, a17=PAST)) == "age"
    assert scan(counter, BEER_14[2:], after_ms=100) == "same_pack"
    assert Counter.code(counter.send(confirm)) == "approval:sell_expired"
    counter.ok(c.ConfirmAge(age_limit=16, confirmed=False))
    assert scan(counter, BEER_14[2:]) == "age"
    assert scan(counter, pack(BEER_14, a10="A"), after_ms=100) == "age"
    counter.ok(confirm)
    assert [(line.batch, line.quantity) for line in lines(counter)] == [("A", 1000)]


def test_a_serial_scanned_again_with_its_ean_stays_one(counter: Counter) -> None:
    assert scan(counter, pack(a21="S1")) == "sold"
    assert scan(counter, MILK_EAN) == "sold"
    assert scan(counter, pack(a21="S1"), after_ms=300) == "serial_twice"
    assert [line.serial for line in lines(counter)] == ["S1"]


def test_several_pieces_cannot_become_one_serial(counter: Counter) -> None:
    assert scan(counter, MILK_EAN, quantity=3000) == "sold"
    assert scan(counter, pack(a21="S1"), after_ms=300) == "serial_is_one_piece"
    assert [(line.serial, line.quantity) for line in lines(counter)] == [("", 3000)]


def test_what_happened_in_between_makes_two_packs(counter: Counter) -> None:
    first = counter.ok(c.Scan(raw=MILK_EAN)).line_id
    counter.ok(c.VoidLine(line_id=first))
    assert scan(counter, pack(a10="A"), after_ms=10) == "sold"
    counter.ok(c.SuspendSale())
    assert scan(counter, MILK_EAN, after_ms=10) == "sold"
    sale = counter.sale(c.Scan(raw=COLA_14[1:]))
    counter.ok(c.TenderCash(txn_id=sale.txn_id, amount=1))
    assert scan(counter, pack(COLA_14, a10="A"), after_ms=10) == "payment_begun"
    assert [line.quantity for line in lines(counter)] == [1000, 1000]


def test_the_last_scan_is_forgotten_with_the_program(counter: Counter) -> None:
    counter.ok(c.Scan(raw=MILK_EAN))
    counter.restart()
    counter.stand()
    assert scan(counter, pack(a10="A"), after_ms=10) == "sold"
    assert len(lines(counter)) == 2
