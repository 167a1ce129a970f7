"""Promotions and prices with a date at the till: in force by its clock, frozen by the first money."""

from __future__ import annotations

import msgspec
import pytest
from msgspec.structs import replace

from local_db.feed_invariants import check_catalogue_feeds
from pos_app import commands as c
from pos_app.queries import CategoryItems, CheckPrice, SearchItems, ShowPayment
from retail.item import PriceChange
from retail.promotion import FixedPrice, Goods, PercentOff, Promotion
from sync.messages import FeedRow, PullReply, ScopeHead
from sync.ports import fold, row_digest
from tests.fakes.clock import NOON
from tests.fakes.counter import Counter, supervisor
from tests.fakes.shop import SUPERVISOR

MILK, COLA, APPLES = "4006381333931", "4012345678901", "4011"
HOUR = 3_600_000
THREE = Promotion(
    promotion_id="three",
    name="3 Milch für 3,00",
    goods=Goods(skus=("milk",)),
    action=FixedPrice(quantity=3, amount=300),
)
WHOLE = Promotion(
    promotion_id="whole",
    name="Treuetag 5 %",
    level="order",
    action=PercentOff(percent="5"),
    minimum_amount=1000,
)


def arrive(counter: Counter, *bodies: PriceChange | Promotion, gone: tuple[str, ...] = ()) -> None:
    """More rows of the price list, as the hub sends them; `gone` are promotions that end."""
    scope = "price:main"
    cursor = counter.local.replica.cursor(scope)
    feed = [
        FeedRow(
            seq=cursor.seq + place,
            kind="promotion" if isinstance(one, Promotion | str) else "price_change",
            key=one
            if isinstance(one, str)
            else one.key
            if isinstance(one, PriceChange)
            else one.promotion_id,
            op="delete" if isinstance(one, str) else "put",
            rev=cursor.seq + place,
            body=None if isinstance(one, str) else msgspec.to_builtins(one),
        )
        for place, one in enumerate((*bodies, *gone), start=1)
    ]
    digests = [row_digest(scope, row) for row in feed if row.op == "put"]
    head = ScopeHead(
        scope=scope, epoch=cursor.epoch, seq=feed[-1].seq, checksum=fold(cursor.checksum, *digests)
    )
    counter.local.replica.apply(scope, PullReply(rows=tuple(feed), next=feed[-1].seq, head=head))


def test_a_multi_buy_shows_on_the_line_on_paper_and_in_the_z(counter: Counter) -> None:
    arrive(counter, THREE)
    sale = counter.sale(c.Scan(raw=MILK, quantity=2000))
    assert [(hint.name, hint.missing_quantity) for hint in sale.hints] == [("3 Milch für 3,00", 1)]
    sale = counter.sale(c.Scan(raw=MILK))
    line = sale.lines[0]
    assert [(one.name, one.amount) for one in line.promotions] == [("3 Milch für 3,00", 57)]
    assert (line.extended, line.amount, line.discount) == (357, 300, 0)
    assert (sale.total, sale.promotion_total, sale.discount_total, sale.hints) == (300, 57, 0, ())
    change = counter.change(c.TenderCash(txn_id=sale.txn_id, amount=300))
    body = counter.record(change.txn_id).body
    assert (body.amounts[0].promotion_discount, body.amounts[0].promotions[0].quantity) == (57, 3000)
    assert "3 Milch für 3,00" in counter.paper()
    assert "-0,57" in counter.paper()
    with counter.local.store.read() as uow:
        session = uow.sessions.current()
        assert session is not None
        sums = uow.sessions.sums(session.session_id)
    assert (sums.promotion_total, sums.discount_total, sums.sales_total) == (57, 0, 300)


def test_a_post_void_mirrors_the_promotion(counter: Counter) -> None:
    arrive(counter, THREE)
    sale = counter.sale(c.Scan(raw=MILK, quantity=3000))
    change = counter.change(c.TenderCash(txn_id=sale.txn_id, amount=300))
    counter.stand(SUPERVISOR)
    counter.ok(c.PostVoid(txn_id=change.txn_id, approval=supervisor("mistake")))
    with counter.local.store.read() as uow:
        reversed_by = uow.sales.get(change.txn_id)
    assert reversed_by is not None
    amounts = counter.record(reversed_by.reversed_by).body.amounts[0]
    assert (amounts.promotion_discount, amounts.promotions[0].applied, amounts.amount) == (-57, -57, -300)


def test_the_first_money_freezes_what_is_in_force(counter: Counter) -> None:
    arrive(counter, replace(THREE, valid_to=NOON + HOUR), WHOLE)
    sale = counter.sale(c.Scan(raw=MILK, quantity=3000))
    counter.ok(c.TenderCard(txn_id=sale.txn_id, amount=100))
    counter.clock.pass_ms(2 * HOUR)
    assert counter.ask(ShowPayment()).remaining == 200
    arrive(counter, gone=("three",))
    assert counter.ask(ShowPayment()).remaining == 200
    draft = counter.facts()[0]
    assert [one.promotion_id for one in draft.promotions] == ["three", "whole"]  # type: ignore[attr-defined]
    payment = counter.ask(ShowPayment()).tenders[0].payment_id
    sale = counter.sale(c.RemoveTender(txn_id=sale.txn_id, payment_id=payment))
    assert (sale.total, sale.promotion_total) == (357, 0)


@pytest.mark.parametrize("tender", [100, 300, 500])
def test_what_the_payment_screen_said_is_what_is_paid(counter: Counter, tender: int) -> None:
    arrive(counter, replace(THREE, valid_to=NOON + HOUR))
    sale = counter.sale(c.Scan(raw=MILK, quantity=3000))
    counter.clock.pass_ms(HOUR - 100)
    assert counter.ask(ShowPayment()).total == 300
    counter.clock.pass_ms(HOUR)
    outcome = counter.ok(c.TenderCash(txn_id=sale.txn_id, amount=tender))
    if outcome.change is None:
        assert counter.ask(ShowPayment()).remaining == 200
    else:
        assert (outcome.change.total, outcome.change.change) == (300, tender - 300)


def test_a_sale_that_was_said_to_be_free_is_finished_so(counter: Counter) -> None:
    arrive(counter, replace(THREE, action=PercentOff(percent="100"), valid_to=NOON + HOUR))
    sale = counter.sale(c.Scan(raw=MILK))
    assert counter.ask(ShowPayment()).total == 0
    counter.clock.pass_ms(HOUR)
    assert counter.change(c.FinishSale(txn_id=sale.txn_id)).total == 0


def test_what_was_said_of_other_goods_or_long_ago_does_not_count(counter: Counter) -> None:
    arrive(counter, replace(THREE, valid_to=NOON + HOUR))
    sale = counter.sale(c.Scan(raw=MILK, quantity=3000))
    assert counter.ask(ShowPayment()).total == 300
    counter.clock.pass_ms(HOUR)
    assert counter.sale(c.Scan(raw=COLA)).total == 357 + 124
    assert counter.change(c.TenderCash(txn_id=sale.txn_id, amount=500)).total == 357 + 124
    sale = counter.sale(c.Scan(raw=MILK, quantity=3000))
    assert counter.ask(ShowPayment()).total == 357
    assert counter.change(c.TenderCash(txn_id=sale.txn_id, amount=500)).total == 357


def test_an_hour_begins_and_ends_on_its_minute_by_the_clock_on_the_wall(counter: Counter) -> None:
    # Noon UTC is 13:00 in Berlin.
    later = replace(THREE, promotion_id="later", valid_from=NOON + 30_000, action=PercentOff(percent="50"))
    arrive(counter, replace(THREE, from_time="13:00", to_time="13:01"), later)
    txn_id = counter.sale(c.Scan(raw=MILK, quantity=3000)).txn_id
    totals = []
    for at in (0, 29_000, 30_000, 59_999, 60_000, -1, 3_600_000):
        counter.clock.pass_ms(NOON + at - counter.clock.now())
        totals.append(counter.ask(ShowPayment()).total)
    assert totals == [300, 300, 177, 177, 177, 357, 177]
    assert counter.ask(ShowPayment()).txn_id == txn_id


def test_what_takes_part_and_what_does_not(counter: Counter) -> None:
    all_goods = replace(
        THREE, promotion_id="all", name="10 %", goods=Goods(), action=PercentOff(percent="10")
    )
    arrive(counter, all_goods)
    counter.ok(c.Scan(raw=COLA))
    sale = counter.sale(c.AddItem(sku="apples", quantity=345, entry="search"))
    taken = {line.name: line.amount for line in sale.lines if line.kind == "sale"}
    assert taken == {"Cola 0,5 l": 89, "Äpfel": 93}
    assert [line.amount for line in sale.lines if line.kind == "deposit"] == [25]
    counter.stand(SUPERVISOR)
    sale = counter.sale(c.OverridePrice(line_id=sale.lines[0].line_id, unit_price=80, reason_id="label"))
    assert sale.lines[0].amount == 80


def test_a_promotion_on_the_whole_stands_at_the_total(counter: Counter) -> None:
    arrive(counter, WHOLE)
    sale = counter.sale(c.Scan(raw=MILK, quantity=8000))
    assert sale.hints[0].missing_amount == 1000 - 952
    sale = counter.sale(c.Scan(raw=MILK, quantity=2000))
    assert (sale.subtotal, sale.promotion_total, sale.total) == (1190, 60, 1130)
    counter.ok(c.TenderCash(txn_id=sale.txn_id, amount=1130))
    assert "Treuetag 5 %" in counter.paper()


def test_a_price_switches_at_its_moment_without_a_network(counter: Counter) -> None:
    arrive(
        counter,
        PriceChange(sku="milk", amount=139, effective_from=NOON + HOUR),
        PriceChange(sku="milk", amount=109, effective_from=NOON + 2 * HOUR),
    )
    assert counter.ask(CheckPrice(raw=MILK)).price == 119
    sale = counter.sale(c.Scan(raw=MILK))
    counter.clock.pass_ms(HOUR)
    assert counter.ask(CheckPrice(raw=MILK)).price == 139
    assert counter.ask(SearchItems(text="milch", limit=1))[0].price == 139
    assert counter.ask(CategoryItems(category="Molkerei", offset=0, limit=9))[-1].price == 139
    again = counter.sale(c.Scan(raw=MILK))
    assert [line.unit_price for line in again.lines] == [119, 139]
    assert again.lines[0].line_id == sale.lines[0].line_id
    counter.clock.pass_ms(HOUR)
    counter.restart()
    counter.stand()
    assert counter.sale(c.AddItem(sku="milk", entry="grid")).lines[-1].unit_price == 109


def test_the_rows_held_have_the_checksum_of_their_feed(counter: Counter) -> None:
    arrive(counter, THREE, PriceChange(sku="milk", amount=1, effective_from=NOON + HOUR))
    file = counter.local.catalogue_file.database
    tables = {
        table: file.driver.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - our own names
        for table in ("promotion", "price_change", "feed_row")
    }
    assert tables == {"promotion": 1, "price_change": 1, "feed_row": 0}
    assert list(check_catalogue_feeds(file)) == []
    scope = "price:main"
    counter.local.replica.reset(scope, "feed-9")
    head = ScopeHead(scope=scope, epoch="feed-9", seq=0, checksum="0" * 16)
    counter.local.replica.apply(scope, PullReply(rows=(), next=0, head=head))
    assert file.driver.execute("SELECT count(*) FROM promotion").fetchone()[0] == 0


def test_a_promotion_that_makes_no_sense_is_kept_aside(counter: Counter) -> None:
    broken = msgspec.to_builtins(THREE) | {"weekdays": [9]}
    row = FeedRow(seq=99, kind="promotion", key="three", op="put", rev=99, body=broken)
    head = ScopeHead(scope="price:main", epoch="feed-1", seq=99, checksum="0" * 16)
    counter.local.replica.apply("price:main", PullReply(rows=(row,), next=99, head=head))
    assert counter.sale(c.Scan(raw=MILK, quantity=3000)).total == 357
