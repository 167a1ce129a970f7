"""A customer's card scanned first, then her parked sale: from the list, from its slip, from another till."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app import commands as c
from pos_app.commands.customers import CreateCustomer
from pos_app.views import Outcome
from sync.pull import Puller
from tests.fakes.carts_on_tills import (
    COLA,
    STORE_ID,
    everybody_knows,
    hub_answers,
    hub_answers_first,
    line_ids,
    listed,
    notice,
    park,
    pay,
    pull,
    slip,
    with_keys,
)
from tests.fakes.two_tills import Store, SyncedTill

CARD = "2900000000018"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = with_keys(tmp_path)
    for till in (made.a, made.b):
        till.ok(CreateCustomer(name="Anna Müller", card_code=CARD, attach=False))
    yield made
    made.close()


def card(till: SyncedTill) -> str:
    """Her card is scanned on no sale."""
    sale = till.ok(c.Scan(raw=CARD)).sale
    assert sale is not None and sale.customer is not None
    return sale.customer.customer_id


def hear_only(till: SyncedTill) -> None:
    """The list came, and nobody has looked after it yet."""
    puller = Puller(till.hub.terminal_service(till.terminal_id), till.local.replica, page=50)
    while puller.step(f"cart:{STORE_ID}").more:
        pass


def who(outcome: Outcome) -> str:
    assert outcome.sale is not None and outcome.sale.customer is not None, outcome
    return outcome.sale.customer.customer_id


@pytest.mark.parametrize("from_slip", [False, True])
def test_her_own_tills_sale_opens_with_her(store: Store, from_slip: bool) -> None:
    sale = park(store.a)
    (code,) = slip(store.a, sale.txn_id)
    everybody_knows(store)
    anna = card(store.a)
    store.a.ok(c.Scan(raw=code) if from_slip else c.ResumeSale(txn_id=sale.txn_id))
    opened = hub_answers(store.a)
    assert (line_ids(opened), who(opened)) == ([line.line_id for line in sale.lines], anna)
    assert store.a.record(pay(store.a)).body.origin.customer_id == anna


def test_a_sale_of_another_till_opens_with_her(store: Store) -> None:
    sale = park(store.a)
    everybody_knows(store)
    store.b.ok(c.ResumeSale(txn_id=sale.txn_id))
    anna = card(store.b)
    opened = hub_answers(store.b)
    assert (line_ids(opened), who(opened)) == ([line.line_id for line in sale.lines], anna)


def test_a_sale_that_another_till_took_leaves_her_where_she_is(store: Store) -> None:
    sale = park(store.a)
    everybody_knows(store)
    store.b.ok(c.ResumeSale(txn_id=sale.txn_id))
    hub_answers(store.b)
    hear_only(store.a)
    anna = card(store.a)
    outcome = store.a.send(c.ResumeSale(txn_id=sale.txn_id))
    assert (notice(outcome), who(outcome)) == ("parked_taken", anna)


def test_an_own_sale_granted_while_goods_are_scanned_is_given_back_and_it_is_said(store: Store) -> None:
    sale = park(store.a)
    everybody_knows(store)
    store.a.ok(c.ResumeSale(txn_id=sale.txn_id))
    card(store.a)
    store.a.ok(c.Scan(raw=COLA))
    assert notice(hub_answers_first(store.a)) == "sale_open"
    hub_answers(store.a)
    pull(store.b)
    assert (listed(store.a), listed(store.b)) == ([(sale.txn_id, "here")], [(sale.txn_id, "elsewhere")])
