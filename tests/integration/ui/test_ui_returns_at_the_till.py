"""Returns, an exchange and a customer through the screens' view models on real handlers and real files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtGui import QGuiApplication

from pos_app.queries.customers import FindCustomers
from retail.consent import ConsentText
from retail.store_config import Reason
from tests.fakes.counter import Counter, seed
from tests.fakes.shop import BERLIN
from tests.fakes.store import page
from tests.integration.ui.test_ui_day_at_the_till import Person, open_till

MILK, COLA = "4006381333931", "4012345678901"
BROKEN = Reason(reason_id="broken", kind="return", texts={"en": "Broken", "de": "Kaputt"})
DISLIKED = Reason(reason_id="disliked", kind="return", texts={"en": "Not liked", "de": "Gefällt nicht"})
NEWS = ConsentText(purpose="marketing", version="2", texts={"en": "May we write?", "de": "Dürfen wir?"})


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return seed(tmp_path_factory.mktemp("returns") / "data", BERLIN)


@pytest.fixture
def person(qapp: QGuiApplication, files: Path, tmp_path: Path) -> Iterator[Person]:
    counter = Counter(files, tmp_path / "till")
    rows: list[tuple[str, str, msgspec.Struct | None]] = [
        ("store", "store-1", BERLIN.profile),
        ("tax", "settings", BERLIN.tax),
    ]
    rows += [("department", one.department_id, one) for one in BERLIN.departments]
    rows += [("reason", one.reason_id, one) for one in (*BERLIN.reasons, BROKEN, DISLIKED)]
    rows += [("consent_text", NEWS.purpose, NEWS)]
    counter.local.replica.reset("config:store-1", "feed-2")
    counter.local.replica.apply("config:store-1", page("config:store-1", rows, "feed-2"))
    made = Person(counter)
    yield made
    made.close()
    counter.close()


def sell(person: Person, *codes: str) -> None:
    person.screen("sell")
    for code in codes:
        person.do(lambda code=code: person.shell.scan(code))  # type: ignore[misc]
    person.press("F12", "F8")
    person.screen("change")
    person.press("Return")


def test_a_scanned_receipt_is_returned_for_cash_and_cannot_come_back_twice(person: Person) -> None:
    open_till(person)
    sell(person, MILK, MILK, COLA)
    person.do(lambda: person.shell.scan("S1-T2-000001"))
    model = person.screen("returns")
    assert model.property("receipt_no") == "S1-T2-000001"
    person.do(lambda: person.shell.scan(MILK))
    person.press("F6", "F12")
    cart = person.screen("sell").property("cart")
    row = cart.property("rows").at(0)
    assert (row.badge, row.quantity_text, row.note_text) == (
        "Return",
        "−1",
        "S1-T2-000001 · back on the shelf",
    )
    assert cart.property("total_label") == "To give back"
    shown = cart.property("total_text")
    person.press("F12", "F8")
    change = person.screen("change")
    assert (change.property("refunded"), change.property("change_text")) == (True, shown)
    person.press("Return", "Ctrl+R")
    person.do(lambda: person.shell.scan("S1-T2-000001"))
    person.press("F4")
    lines = model.property("lines")
    picked = [lines.at(i).picked_text for i in range(len(lines))]
    assert sorted(picked) == ["1", "1"]
    person.press("Esc", "Esc", "Ctrl+J")
    assert person.screen("journal").property("rows").at(0).title == "Return S1-T2-000002"


def test_a_return_can_be_undone_like_any_line(person: Person) -> None:
    open_till(person)
    sell(person, MILK)
    person.press("Ctrl+R", "Return", "F4", "F6", "F12")
    cart = person.screen("sell").property("cart")
    assert cart.property("gives_back") is True
    person.press("F8")
    assert cart.property("payable") is False
    person.press("Ctrl+Z")
    assert cart.property("gives_back") is True


def test_an_exchange_is_one_sale_with_one_amount(person: Person) -> None:
    open_till(person)
    sell(person, MILK)
    person.press("Ctrl+R", "Return", "F4", "F5", "F6", "F12")
    person.do(lambda: person.shell.scan(COLA))
    person.do(lambda: person.shell.scan(COLA))
    cart = person.screen("sell").property("cart")
    assert cart.property("total_label") == "To pay"
    assert cart.property("refund_text").startswith("−")
    assert person.screen("sell").property("pay_text").startswith("Pay ")
    person.press("F12", "F8")
    assert person.screen("change").property("refunded") is False
    person.press("Return", "Ctrl+J")
    assert person.screen("journal").property("rows").at(0).title == "Exchange S1-T2-000002"


def test_without_a_receipt_a_supervisor_agrees(person: Person) -> None:
    open_till(person)
    person.press("Ctrl+R", "F7")
    model = person.screen("no_receipt")
    person.do(lambda: person.shell.scan(COLA))
    assert model.property("found") is True
    expected = model.property("refund_text")
    person.press("F6", "F12")
    person.approve()
    cart = person.screen("sell").property("cart")
    assert cart.property("total_text") == expected
    assert "without a receipt" in cart.property("rows").at(0).note_text


def test_a_customer_is_created_found_by_her_card_and_sent_her_receipt(person: Person) -> None:
    open_till(person)
    person.do(lambda: person.shell.scan(MILK))
    person.press("Ctrl+U")
    person.do(lambda: person.screen("customers").type_text("Anna Müller"))
    person.press("F2")
    form = person.screen("customer_form")
    form.set_field("email", "anna@example.org")
    person.do(lambda: person.shell.scan("2900000000018"))
    form.answer("marketing")
    person.press("F12")
    cart = person.screen("sell").property("cart")
    assert cart.property("customer_name") == "Anna Müller"
    (found,) = person.counter.ask(FindCustomers(text="2900000000018"))
    person.press("F12", "F8", "F4")
    sheet = person.sheet
    assert sheet.property("start") == "anna@example.org"
    person.do(lambda: sheet.accept("anna@example.org"))
    assert person.counter.journal()[-1] == "receipt.emailed"
    person.press("Return", "Ctrl+J", "F7")
    assert person.sheet.property("start") == "anna@example.org"
    person.press("Esc", "Ctrl+U")
    person.do(lambda: person.shell.scan("]E02900000000018"))
    customers = person.screen("customers")
    assert (customers.property("name"), found.name) == ("Anna Müller", "Anna Müller")
    person.press("F3")
    assert form.property("consents").at(0).given is True
    person.do(lambda: form.answer("marketing"))
    person.do(lambda: form.set_field("email", "no address"))
    person.press("F12")
    assert form.property("problems")["email"] != ""
    person.do(lambda: form.set_field("email", ""))
    person.press("F12")
    person.screen("customers")
    assert person.counter.journal()[-2:] == ["customer.saved", "customer.consented"]


def test_a_receipt_of_nowhere_is_said_so(person: Person) -> None:
    open_till(person)
    person.do(lambda: person.shell.scan("S1-T9-000123"))
    person.screen("returns")
    assert "S1-T9-000123" in person.shell.property("notice_text")
