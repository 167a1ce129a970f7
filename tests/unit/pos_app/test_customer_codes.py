"""Customers by a code that holds their address or number: exactly theirs, or nobody's."""

from __future__ import annotations

import pytest

from pos_app.commands import Scan
from pos_app.commands.customers import CreateCustomer
from tests.fakes.counter import Counter


def made(counter: Counter, *, email: str, phone: str = "") -> str:
    notice = counter.ok(CreateCustomer(name="Anna", attach=False, email=email, phone=phone)).notice
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
