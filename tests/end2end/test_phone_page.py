"""The shopper's page in a real browser: a hub, tills, and a phone that finds, keeps and pays for goods."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pos_app.commands import Scan, TenderCash
from pos_app.commands.carts import HandOver, ShareCart
from pos_app.queries import ShowTill
from pos_app.queries.carts import ShowHandOff
from tests.end2end.headless_till import HeadlessTill
from tests.fakes.browser import Browser, Page

if TYPE_CHECKING:
    from tests.end2end.conftest import Shop

MILK, SOAP = "4006381333931", "4000177061008"
PIN = "271828"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(tmp_path_factory.mktemp("browser")) as made:
        yield made


@pytest.fixture
def counted(shop: Shop) -> Shop:
    """The shop has 12 of milk and 2 of soap."""
    from hub.bootstrap import build_hub
    from hub.services.stock_desk import StockDesk
    from hub.store import stores

    hub = build_hub(shop.hub_data)
    with hub.database.read() as connection:
        (store,) = stores.every(connection)
    counts = {"MILK": 12_000, "SOAP": 2_000}
    StockDesk(hub.database, hub.clock).post_count(store.profile.store_id, counts, "owner")
    hub.close()
    return shop


@pytest.fixture
def till(shop: Shop) -> Iterator[HeadlessTill]:
    made = HeadlessTill(shop.places)
    made.ready(PIN)
    yield made
    made.close()


def begun(browser: Browser, shop: Shop, language: str = "en-GB") -> Page:
    """A phone with a new cart."""
    page = browser.page(language=language)
    page.open(f"http://127.0.0.1:{shop.port}/cart")
    page.tap("Begin a new cart" if language.startswith("en") else "Neuen Warenkorb beginnen")
    page.until("location.hash.length > 40 && !document.getElementById('find').hidden")
    return page


def put(page: Page, words: str, name: str) -> None:
    """Look for goods and put one of them into the cart."""
    page.type("words", words)
    page.tap(f"Add {name}")
    page.until("!pending.size")


def lines(page: Page) -> list[tuple[str, str]]:
    """Name and quantity of the lines that are shown."""
    script = (
        "Array.from(document.querySelectorAll('#lines li'), (one) => "
        "[one.querySelector('.name').textContent, (one.querySelector('.count') || one).textContent])"
    )
    return [(name, count) for name, count in page.run(script)]


def pay(till: HeadlessTill) -> str:
    sale = till.until(lambda: till.ask(ShowTill()).sale)
    assert sale is not None
    return till.change(TenderCash(txn_id=sale.txn_id, amount=sale.total)).receipt_no


def test_goods_are_found_put_in_changed_and_survive_a_reload(counted: Shop, browser: Browser) -> None:
    page = begun(browser, counted)
    page.type("words", "milk")
    page.sees("in stock")
    page.sees("Goods, as of ")
    put(page, "milk", "Whole milk 1 l")
    page.tap("One more of Whole milk 1 l")
    page.until("!pending.size")
    put(page, "SOAP", "Soap")
    page.sees("only 2 in stock")
    assert lines(page) == [("Whole milk 1 l", "2"), ("Soap", "1")]
    page.sees("€4.43")
    page.tap("Remove Whole milk 1 l")
    page.sees("Removed: Whole milk 1 l")
    assert page.run("document.activeElement.id") == "undo-act"
    page.tap("Undo")
    page.until("!pending.size")
    assert sorted(lines(page)) == [("Soap", "1"), ("Whole milk 1 l", "2")]
    # Tapped, and reloaded before it was sent.
    page.tap("One more of Soap")
    page.call("Page.reload")
    page.until("document.querySelectorAll('#lines li').length === 2")
    page.until("document.body.innerText.includes('€6.48')")
    assert sorted(lines(page)) == [("Soap", "2"), ("Whole milk 1 l", "2")]


def test_two_tabs_at_once_come_to_one_cart(counted: Shop, browser: Browser) -> None:
    one = begun(browser, counted)
    put(one, "milk", "Whole milk 1 l")
    two = browser.page()
    two.open(one.run("location.href"))
    two.sees("Whole milk 1 l")
    for page, words, name in ((one, "soap", "Soap"), (two, "bread", "Rye bread")):
        page.type("words", words)
        page.tap(f"Add {name}")
    for page in (one, two):
        page.until("!pending.size")
        page.run("look()")
        page.until("document.querySelectorAll('#lines li').length === 3")
    one.tap("Remove Soap")
    one.until("!pending.size")
    two.tap("One more of Soap")
    two.misses("Soap\n")
    assert lines(one) == lines(two)


def test_the_till_takes_the_cart_and_the_page_thanks_with_the_receipt(
    counted: Shop, browser: Browser, till: HeadlessTill
) -> None:
    page = begun(browser, counted)
    put(page, "milk", "Whole milk 1 l")
    page.tap("Pay at the till")
    page.sees("Show this code at the till")
    page.until("!!document.querySelector('#qr svg')")
    # What the code says, as a scanner reads it.
    token = page.run("ask('POST', '/token').then((made) => made.text)")
    till.ok(Scan(raw=token))
    page.sees("The till has your cart")
    page.sees("Whole milk 1 l")
    assert page.run("document.querySelectorAll('#lines button').length") == 0
    receipt_no = pay(till)
    page.sees("Thank you")
    page.sees(receipt_no)
    # In a chain the hub cannot guess the store: the page names the one that it was in.
    store_id = page.run("cart.store_id")
    page.tap("Begin a new cart")
    page.sees("Your cart is empty")
    asked = [one["request"] for one in page.events("Network.requestWillBeSent")]
    begins = [one for one in asked if one["method"] == "POST" and one["url"].endswith("/carts")]
    assert json.loads(begins[-1]["postData"]) == {"store_id": store_id}


def test_a_sale_goes_from_the_till_to_the_phone(counted: Shop, browser: Browser, till: HeadlessTill) -> None:
    till.ok(Scan(raw=MILK))
    till.ok(Scan(raw=SOAP))
    till.ok(ShareCart())
    till.until(lambda: till.ask(ShowHandOff()).state == "ready")
    fragment = till.ask(ShowHandOff()).link.partition("#")[2]
    page = browser.page(language="de-DE")
    page.open(f"http://127.0.0.1:{counted.port}/cart#{fragment}")
    page.sees("Whole milk 1 l")
    assert len(lines(page)) == 2
    till.ok(HandOver())
    page.tap("Whole milk 1 l entfernen")
    page.until("!pending.size")
    page.tap("An der Kasse zahlen")
    page.until("!!document.querySelector('#qr svg')")
    till.ok(Scan(raw=page.run("ask('POST', '/token').then((made) => made.text)")))
    page.sees("Ihr Warenkorb ist an der Kasse")
    receipt_no = pay(till)
    page.sees(f"Bon {receipt_no}")


def test_goods_are_kept_let_go_and_gone(counted: Shop, browser: Browser) -> None:
    page = begun(browser, counted)
    put(page, "soap", "Soap")
    page.tap("One more of Soap")
    page.until("!pending.size")
    page.tap("Keep for 15 min")
    page.sees("Kept for you until ")
    page.sees("kept for you")
    other = begun(browser, counted)
    put(other, "soap", "Soap")
    other.tap("Keep for 15 min")
    other.sees("Soap is not there any more.")
    # Less is wanted: the rest is free at once, and somebody else can have it.
    page.tap("One less of Soap")
    page.until("!pending.size && cart.held.SOAP === 1000")
    other.tap("Keep for 15 min")
    other.sees("Kept for you until ")
    page.tap("One more of Soap")
    page.sees("1 of 2 kept for you")
    page.sees("but not all of it")
    page.tap("Keep all")
    page.sees("Soap")
    page.until("document.getElementById('hold-text').textContent.includes('Nothing more was kept')")
    page.tap("Let go")
    page.sees("Nothing is kept for you any more.")
    # The time is over, by the hub's word.
    other.run("ask('DELETE', '/reservation').then(look)")
    other.sees("The time is over")


def test_an_outage_is_said_plainly_and_mended_by_itself(counted: Shop, browser: Browser) -> None:
    page = begun(browser, counted)
    put(page, "milk", "Whole milk 1 l")
    counted.kill_hub()
    page.tap("One more of Whole milk 1 l")
    page.sees("No connection. What you see is from")
    assert lines(page) == [("Whole milk 1 l", "2")]
    page.tap("Pay at the till")
    page.sees("No connection, so there is no code. Show your goods at the till.")
    counted.start_hub()
    page.misses("No connection.")
    page.until("!pending.size")
    page.sees("€2.38")


@pytest.mark.parametrize("fragment", ["nothing", "0190e6a0-0000-7000-8000-000000000000.secret"])
def test_a_wrong_link_is_said_plainly(shop: Shop, browser: Browser, fragment: str) -> None:
    page = browser.page()
    page.open(f"http://127.0.0.1:{shop.port}/cart#{fragment}")
    page.sees("This cart is over")
    page.tap("Begin a new cart")
    page.sees("Your cart is empty")


def test_the_secret_goes_to_the_hub_alone_and_nothing_is_inline(
    counted: Shop, browser: Browser, tmp_path: Path
) -> None:
    page = begun(browser, counted)
    put(page, "milk", "Whole milk 1 l")
    page.tap("Pay at the till")
    page.until("!!document.querySelector('#qr svg')")
    secret = page.run("secret")
    sent = [one["request"] for one in page.events("Network.requestWillBeSent")]
    assert len(sent) > 8
    for request in sent:
        assert request["url"].startswith((f"http://127.0.0.1:{counted.port}/", "about:", "data:"))
        assert secret not in request["url"]
        assert not request["headers"].get("Referer"), request["url"]
        others = {name: value for name, value in request["headers"].items() if name != "Tillbridge-Cart"}
        assert secret not in str(others) and "#" not in str(others)
    assert page.events("Log.entryAdded") == []
    assert page.events("Runtime.exceptionThrown") == []
    assert counted.hub is not None
    assert secret not in counted.hub.text()
    assert page.run("document.cookie + JSON.stringify(localStorage)") == "{}"


BARE = """
Array.from(document.querySelectorAll('button, input'))
  .filter((one) => one.checkVisibility())
  .map((one) => [one.getAttribute('aria-label') || one.textContent || one.id, one.getBoundingClientRect()])
  .filter(([name, box]) => box.width < 44 || box.height < 44)
  .map(([name]) => name)
"""


@pytest.mark.parametrize("language", ["en-GB", "de-DE"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_it_can_be_read_and_touched(counted: Shop, browser: Browser, language: str, scale: float) -> None:
    page = begun(browser, counted, language)
    page.measure(360, 740, scale=scale)
    page.type("words", "l")
    page.until("document.querySelectorAll('#goods li').length")
    page.run("document.querySelector('#goods button').click()")
    page.until("cart.lines.length === 1 && !pending.size")
    assert page.run("document.documentElement.scrollWidth <= innerWidth")
    assert page.run(BARE) == []
    tree = page.call("Accessibility.getFullAXTree")["nodes"]
    nameless = [
        node["role"]["value"]
        for node in tree
        if not node["ignored"]
        and node["role"]["value"] in ("button", "searchbox", "dialog", "heading")
        and not node.get("name", {}).get("value")
    ]
    assert nameless == []
    assert {"search", "main", "list"} <= {node["role"]["value"] for node in tree if not node["ignored"]}
