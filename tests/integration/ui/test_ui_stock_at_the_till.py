"""Stock work through the screens' view models on real handlers and files: posted once, drafts survive."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from pos_app.queries.stock import StockOf
from retail.stock import IncomingLine, IncomingTransfer
from tests.fakes.clock import NOON
from tests.fakes.counter import Counter, seed
from tests.fakes.shop import BERLIN
from tests.fakes.stocked import elsewhere, stock, store_name, transfer
from tests.integration.ui.test_ui_day_at_the_till import Person, open_till

MILK, COLA = "4006381333931", "4012345678901"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return seed(tmp_path_factory.mktemp("stock") / "data", BERLIN)


@pytest.fixture
def person(qapp: QGuiApplication, files: Path, tmp_path: Path) -> Iterator[Person]:
    made = Person(Counter(files, tmp_path / "till"))
    yield made
    made.close()
    made.counter.close()


def scan(person: Person, *codes: str) -> None:
    for code in codes:
        person.do(lambda code=code: person.shell.scan(code))  # type: ignore[misc]


def on_hand(person: Person, sku: str) -> int:
    return person.counter.ask(StockOf(sku=sku)).on_hand


def test_a_count_that_survives_being_left_changes_the_stock_once(person: Person) -> None:
    stock(person.counter, "milk", 5)
    open_till(person)
    person.press("Ctrl+I", "F2")
    scan(person, MILK, MILK, MILK, COLA)
    person.press("Esc", "Ctrl+S", "Ctrl+I")
    work = person.screen("stock")
    assert work.property("rows").at(0).badge == "Draft"
    person.press("Return")
    document = person.screen("stock_document")
    assert document.property("blind") is True
    person.press("Ctrl+Z")
    assert len(document.property("lines")) == 1
    person.press("F12")
    assert document.property("lines").at(0).word == "2 missing"
    person.press("F12")
    person.screen("stock")
    assert on_hand(person, "milk") == 3000
    assert work.property("rows").at(0).section == "Posted"


def test_goods_on_their_way_are_booked_in_as_they_were_sent(person: Person) -> None:
    store_name(person.counter, "store-2", "Kiezmarkt Ahorn")
    for sku in ("milk", "cola"):
        stock(person.counter, sku, 0)
    lines = (IncomingLine(sku="milk", quantity=6000), IncomingLine(sku="cola", quantity=2000))
    body = IncomingTransfer(
        transfer_id="t-1", from_store="store-2", lines=lines, reference="U-7", sent_at=NOON
    )
    transfer(person.counter, body)
    open_till(person)
    person.press("Ctrl+I", "Return")
    document = person.screen("stock_document")
    assert document.property("detail").startswith("From Kiezmarkt Ahorn")
    document.select(document.property("lines").place("cola"))
    person.press("-", "F12", "F12")
    person.screen("stock")
    assert (on_hand(person, "milk"), on_hand(person, "cola")) == (6000, 1000)


def test_a_transfer_out_and_an_adjustment_that_a_supervisor_approves(person: Person) -> None:
    stock(person.counter, "milk", 9)
    store_name(person.counter, "store-2", "Kiezmarkt Ahorn")
    open_till(person)
    person.press("Ctrl+I", "F4")
    scan(person, MILK, MILK)
    person.press("F5", "F12", "F12")
    assert on_hand(person, "milk") == 7000
    person.press("F6")
    scan(person, MILK)
    person.press("F6", "F12", "F12")
    assert person.sheet.property("reason") == "broken"
    person.approve()
    person.screen("stock")
    assert on_hand(person, "milk") == 6000


def test_the_last_one_is_sold_without_the_hub_when_a_supervisor_says_so(person: Person) -> None:
    stock(person.counter, "milk", 1)
    store_name(person.counter, "store-2", "Kiezmarkt Ahorn")
    elsewhere(person.counter, "milk", store_2=4)
    open_till(person)
    person.press("F7")
    scan(person, MILK)
    check = person.screen("price_check")
    assert check.property("stock_here") == "1 here"
    assert check.property("elsewhere") == [{"label": "Kiezmarkt Ahorn", "text": "4"}]
    person.press("Esc")
    scan(person, MILK)
    row = person.screen("sell").property("cart").property("rows").at(0)
    assert row.stock_tone in {"quiet", "caution"} and row.stock_text.startswith("Last ones: ")
    person.press("F12", "F8")
    assert person.sheet.property("detail").count(":") >= 1
    person.approve()
    person.screen("change")
    assert on_hand(person, "milk") == 0
