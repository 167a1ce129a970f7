"""Customers by their address or number: who has it is told, and a code that holds it finds exactly her."""

from __future__ import annotations

import pytest

from pos_app.commands import Scan
from pos_app.commands.customers import CreateCustomer, EditCustomer
from tests.fakes.counter import Counter


def made(counter: Counter, *, name: str = "Anna", email: str = "", phone: str = "") -> str:
    notice = counter.ok(CreateCustomer(name=name, attach=False, email=email, phone=phone)).notice
    assert notice is not None
    return str(notice.params["customer_id"])


@pytest.mark.parametrize(
    ("raw", "known"),
    [
        ("]Q1mailto:Anna@example.org", True),
        ("]Q1anna@example.org", True),
        ("]Q1tel:+49301234567", True),
        ("]Q1tel:030-1234567", True),
        ("]Q1tel:4567", False),
        ("]Q1tel:9301234567", False),
        ("]Q1mailto:anna@ex", False),
        ("]Q1a@", False),
        ("]Q1tel:none", False),
    ],
)
def test_a_code_that_holds_a_beginning_puts_nobody_on_the_sale(
    counter: Counter, raw: str, known: bool
) -> None:
    customer_id = made(counter, phone="030 1234567", email="anna@example.org")
    outcome = counter.send(Scan(raw=raw))
    assert outcome.ok == known
    if known:
        assert outcome.sale is not None and outcome.sale.customer is not None
        assert outcome.sale.customer.customer_id == customer_id


def test_one_address_that_begins_like_another_is_found_by_its_code(counter: Counter) -> None:
    made(counter, phone="030 1234567", email="anna@example.org")
    longer = made(counter, email="anna@example.org.uk")
    short = counter.ok(Scan(raw="]Q1mailto:anna@example.org")).sale
    assert short is not None and short.customer is not None and short.customer.customer_id != longer


def test_a_number_or_address_that_somebody_has_already_is_said(counter: Counter) -> None:
    first = made(counter, name="Anna Müller", phone="030 1234567", email="anna@example.org")
    second = counter.ok(CreateCustomer(name="A. Mueller", phone="+49 30 1234567")).notice
    assert second is not None
    assert (second.code, second.tone, second.params["name"]) == ("customer_twin", "caution", "Anna Müller")
    assert second.params["customer_id"] != first, "she is on record all the same: it may be a family's number"
    third = made(counter, name="Bert Maier", phone="030 7654321")
    changed = counter.ok(EditCustomer(customer_id=third, email="ANNA@example.org")).notice
    assert changed is not None and (changed.code, changed.params["name"]) == ("customer_twin", "Anna Müller")
    again = counter.ok(EditCustomer(customer_id=first, name="Anna Maria Müller")).notice
    assert again is not None and again.code == "customer_saved"
