"""Two terminals whose hub goes away: returns, a customer and a price to come hold all the same."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from devices.printer.virtual.server import VirtualPrinter
from hub.bootstrap import build_hub
from hub.store import stock
from pos_app.cli.demo.shop import tillbridge
from pos_app.commands import Scan, TenderCash
from pos_app.commands.customers import CreateCustomer, EmailReceipt
from pos_app.commands.returns import ReturnLines, ReturnPick
from pos_app.queries import CheckPrice, ListPrintJobs
from pos_app.queries.customers import FindCustomers
from pos_app.queries.returns import FindReceipts, ShowReturnable
from tests.end2end.headless_till import HeadlessTill
from tests.fakes.smtp_server import SmtpServer

if TYPE_CHECKING:
    from tests.end2end.conftest import Shop

MILK, SOAP = "4006381333931", "4000177061008"
PIN = "271828"
WAIT_S = 100.0
AHEAD = timedelta(minutes=5)

OpenBeside = Callable[[int], HeadlessTill]


def knows_nobody(till: HeadlessTill, text: str) -> bool:
    """Whether this till finds no customer by these words."""
    return not till.ask(FindCustomers(text=text))


def folders(shop: Shop, number: int) -> tuple[str, ...]:
    """Where terminal `number` keeps its data; the first is the shop's own."""
    if number == 1:
        return shop.places
    return ("--data", str(shop.folder / f"till-{number}"), "--keys", str(shop.folder / f"keys-{number}"))


@pytest.fixture
def paper() -> Iterator[VirtualPrinter]:
    """The printer of terminal 2."""
    with VirtualPrinter() as printer:
        yield printer


@pytest.fixture
def headless(shop: Shop, paper: VirtualPrinter) -> Iterator[OpenBeside]:
    """Opens terminal 1 or 2 without a window, ready to sell; both are closed at the end."""
    with ExitStack() as stack:

        def begin(number: int) -> HeadlessTill:
            if number != 1:
                shop.join(number, paper, folders(shop, number))
            till = HeadlessTill(folders(shop, number))
            stack.callback(till.close)
            till.ready(PIN)
            return till

        yield begin


def verified(shop: Shop, number: int) -> None:
    """Nothing is wrong at terminal `number`, at the hub, or between them, and nothing waits."""
    found = shop.verify(folders(shop, number))
    assert (found["ok"], found["waiting"]) == (True, 0)
    assert found["entries"] == found["at_hub"]


def sold_goods(shop: Shop, sku: str) -> int:
    """What left the shop, in thousandths, as the hub's ledger of movements says."""
    hub = build_hub(shop.hub_data)
    try:
        with hub.database.read() as connection:
            return -stock.on_hand(connection, str(shop.find("S1-T1-000001")["store_id"]), sku)
    finally:
        hub.close()


def test_what_one_till_sold_the_other_takes_back_while_the_hub_is_gone(
    shop: Shop, headless: OpenBeside, paper: VirtualPrinter
) -> None:
    other = headless(2)
    till = shop.open_till()
    try:
        till.open_session("100")
        for code in (MILK, MILK, SOAP):
            till.scan(code)
        receipt_no = till.pay_cash_exact()
        other.until(lambda: other.ask(FindReceipts(text=receipt_no)))
    finally:
        till.close()
    shop.kill_hub()

    (found,) = other.ask(FindReceipts(text=receipt_no))
    (milk, _soap) = other.ask(ShowReturnable(txn_id=found.txn_id)).lines
    pick = ReturnPick(line_id=milk.line_id, quantity=1000)
    sale = other.sale(ReturnLines(txn_id=found.txn_id, picks=(pick,)))
    change = other.change(TenderCash(txn_id=sale.txn_id, amount=sale.total))
    assert change.given_back == 119
    (slip,) = paper.wait_for_papers(1, WAIT_S)
    assert slip.errors == ()
    assert {word for word in (receipt_no, change.receipt_no, "-1.19") if word in slip.text} == {
        receipt_no,
        change.receipt_no,
        "-1.19",
    }
    other.until(lambda: other.sync is not None and other.sync.state == "offline")

    shop.start_hub()
    other.until(other.synced)
    other.close()
    assert shop.find(change.receipt_no)["total"] == -119
    for number in (1, 2):
        verified(shop, number)
    assert (sold_goods(shop, "MILK"), sold_goods(shop, "SOAP")) == (1000, 1000)


def test_a_customer_made_offline_is_found_at_the_other_till_written_to_and_forgotten(
    shop: Shop, headless: OpenBeside
) -> None:
    with SmtpServer() as mail:
        shop.hub_env |= {
            "TILLBRIDGE_SMTP_HOST": "127.0.0.1",
            "TILLBRIDGE_SMTP_PORT": str(mail.port),
            "TILLBRIDGE_SMTP_TLS": "none",
            "TILLBRIDGE_SMTP_FROM": "Testladen <laden@example.org>",
        }
        one, two = headless(1), headless(2)
        shop.kill_hub()
        one.ok(CreateCustomer(name="Anneliese Wunderlich", email="anneliese@example.org", language="en"))
        sale = one.sale(Scan(raw=MILK))
        assert sale.customer is not None
        receipt_no = one.change(TenderCash(txn_id=sale.txn_id, amount=119)).receipt_no
        one.ok(EmailReceipt(txn_id=sale.txn_id))

        shop.start_hub()
        (hit,) = two.until(lambda: two.ask(FindCustomers(text="wunderl")))
        one.until(one.synced)
        one.until(lambda: mail.letters)
        ((recipient, letter),) = mail.letters
        assert recipient == "anneliese@example.org"
        assert receipt_no in letter

        tillbridge("hub", "customer", "erase", hit.customer_id, "--data", str(shop.hub_data))
        for till in (one, two):
            till.until(partial(knows_nobody, till, "wunderl"))
        for till in (one, two):
            till.until(till.synced)
            till.close()
    for number in (1, 2):
        verified(shop, number)


def test_a_price_to_come_begins_at_a_till_without_its_hub(
    shop: Shop, headless: OpenBeside, tmp_path: Path
) -> None:
    moment = datetime.now(UTC) + AHEAD
    prices = tmp_path / "prices.csv"
    prices.write_text(f"sku,price,price_from\nMILK,0.99,{moment:%Y-%m-%d %H:%M}+00:00\n")
    tillbridge("import", str(prices), "--data", str(shop.hub_data))
    till = headless(1)
    shop.kill_hub()
    till.until(lambda: till.sync is not None)
    before = till.sale(Scan(raw=MILK))
    assert (before.total, till.ask(CheckPrice(raw=MILK)).price) == (119, 119)
    till.change(TenderCash(txn_id=before.txn_id, amount=119))

    till.clock.ahead_ms = int(2 * AHEAD / timedelta(milliseconds=1))
    after = till.sale(Scan(raw=MILK))
    assert (after.total, till.ask(CheckPrice(raw=MILK)).price) == (99, 99)
    till.change(TenderCash(txn_id=after.txn_id, amount=99))
    till.until(lambda: not till.ask(ListPrintJobs()))
    assert [paper.text.count("0.99") > 0 for paper in shop.printer.wait_for_papers(2, WAIT_S)] == [
        False,
        True,
    ]
    assert json.loads(tillbridge("hub", "prices", "--data", str(shop.hub_data), "--json"))["price_changes"]
