"""Two whole terminals, a hub process and a phone on its web API: sales move between them, once each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from devices.printer.virtual.server import VirtualPrinter
from pos_app.commands import ResumeSale, Scan, SuspendSale, TenderCash
from pos_app.commands.carts import HandOver, ShareCart
from pos_app.queries import ListSuspended, ShowTill
from pos_app.queries.carts import ShowHandOff
from pos_app.queries.returns import FindReceipts
from pos_app.views import SaleView
from tests.end2end.headless_till import HeadlessTill

if TYPE_CHECKING:
    from tests.end2end.conftest import Shop

MILK, SOAP = "4006381333931", "4000177061008"
PIN = "271828"


def folders(shop: Shop, number: int) -> tuple[str, ...]:
    if number == 1:
        return shop.places
    return ("--data", str(shop.folder / f"till-{number}"), "--keys", str(shop.folder / f"keys-{number}"))


@pytest.fixture
def tills(shop: Shop) -> Iterator[tuple[HeadlessTill, HeadlessTill]]:
    """Terminals 1 and 2 without a window, ready to sell."""
    with ExitStack() as stack:
        paper = stack.enter_context(VirtualPrinter())
        shop.join(2, paper, folders(shop, 2))
        made = []
        for number in (1, 2):
            till = HeadlessTill(folders(shop, number))
            stack.callback(till.close)
            till.ready(PIN)
            made.append(till)
        yield made[0], made[1]


def the_sale(till: HeadlessTill) -> SaleView | None:
    return till.ask(ShowTill()).sale


def pay(till: HeadlessTill) -> str:
    sale = till.until(lambda: the_sale(till))
    assert sale is not None
    return till.change(TenderCash(txn_id=sale.txn_id, amount=sale.total)).receipt_no


def verified(shop: Shop, number: int) -> None:
    found = shop.verify(folders(shop, number))
    assert (found["ok"], found["waiting"]) == (True, 0)


def test_a_sale_is_parked_at_one_till_and_paid_at_the_other(
    shop: Shop, tills: tuple[HeadlessTill, HeadlessTill]
) -> None:
    one, two = tills
    lines = one.sale(Scan(raw=MILK)).lines
    txn_id = one.sale(Scan(raw=SOAP)).txn_id
    one.ok(SuspendSale(note="red jacket"))
    (shown,) = two.until(lambda: two.ask(ListSuspended()))
    assert (shown.txn_id, shown.note, shown.state) == (txn_id, "red jacket", "elsewhere")
    two.ok(ResumeSale(txn_id=txn_id))
    opened = two.until(lambda: the_sale(two))
    assert opened is not None
    assert opened.lines[0].line_id == lines[0].line_id
    one.until(lambda: not one.ask(ListSuspended()))
    receipt_no = pay(two)
    one.until(lambda: one.ask(FindReceipts(text=receipt_no)))
    one.until(one.synced)
    for till in tills:
        till.close()
    verified(shop, 1)
    verified(shop, 2)


def test_a_cart_goes_from_the_phone_to_a_till_and_from_a_till_to_the_phone(
    shop: Shop, tills: tuple[HeadlessTill, HeadlessTill]
) -> None:
    one, two = tills
    with httpx.Client(base_url=f"http://127.0.0.1:{shop.port}", timeout=100) as phone:
        one.ok(Scan(raw=MILK))
        one.ok(ShareCart())
        one.until(lambda: one.ask(ShowHandOff()).state == "ready")
        cart_id, _, secret = one.ask(ShowHandOff()).link.partition("#")[2].partition(".")
        headers = {"Tillbridge-Cart": secret}

        def look() -> dict[str, Any]:
            found: dict[str, Any] = phone.get(f"/api/v1/carts/{cart_id}", headers=headers).json()
            return found

        cart = look()
        assert len(cart["lines"]) == 1
        one.ok(HandOver())
        code = phone.post(f"/api/v1/carts/{cart_id}/token", headers=headers).raise_for_status().json()
        two.ok(Scan(raw=code["text"]))
        sale = two.until(lambda: the_sale(two))
        assert sale is not None
        assert [line.line_id for line in sale.lines] == [line["line_id"] for line in cart["lines"]]
        pay(two)
        two.until(lambda: look()["state"] == "converted")
        one.until(one.synced)
        two.until(two.synced)
    for till in tills:
        till.close()
    verified(shop, 1)
    verified(shop, 2)
