"""Goods that are held for a phone's cart come to the till with it: nobody else has to be asked for them."""

from __future__ import annotations

import pytest

from hub.store import pool
from pos_app import commands as c
from pos_app.commands import stock as cs
from pos_app.commands.hub_desk import TendRights
from pos_app.queries.stock import ListRights
from retail.cart import CartRequest
from retail.rights import RightsRequest
from sync.pull import Puller
from tests.fakes.carts_on_tills import (
    COLA,
    STORE_ID,
    everybody_knows,
    hub_answers,
    hub_answers_first,
    notice,
    pay,
    phone,
    state,
    wish,
)
from tests.fakes.two_tills import Store, SyncedTill


def know_stock(store: Store) -> None:
    everybody_knows(store)
    for till in (store.a, store.b):
        puller = Puller(till.hub.terminal_service(till.terminal_id), till.local.replica, page=50)
        while puller.step(f"stock:{STORE_ID}").more:
            pass


def receive(store: Store, units: int, sku: str = "milk") -> None:
    till = store.a
    document_id = till.ok(cs.BeginStockDocument(kind="receive")).document_id
    till.ok(cs.AddStockItem(document_id=document_id, sku=sku, quantity=units * 1000))
    till.ok(cs.PostStockDocument(document_id=document_id))
    know_stock(store)


def held_cart(store: Store, units: int = 1, sku: str = "milk") -> tuple[str, str]:
    """A phone's cart with its goods held: its id and the code for the till."""
    cart_id, secret, code = phone(store, wish(store, sku, units))
    store.hub.carts.hold(cart_id, secret, 15)
    know_stock(store)
    return cart_id, code


def at_the_hub(store: Store) -> tuple[int, int, int]:
    """(on hand, pool, oversold)."""
    with store.hub.database.write() as connection:
        row = pool.locked(connection, STORE_ID, ["milk"])["milk"]
    return row.on_hand // 1000, row.pool.web_pool // 1000, row.pool.oversold // 1000


def take(till: SyncedTill, code: str) -> None:
    till.ok(c.Scan(raw=code))
    hub_answers(till)


def expect(store: Store, on_hand: int, free: int) -> None:
    everybody_knows(store)
    assert (at_the_hub(store), store.tasks(), store.findings()) == ((on_hand, free, 0), [], [])


@pytest.mark.parametrize("before", [(), (COLA,)])
def test_the_last_unit_that_was_held_is_sold_without_a_supervisor(
    store: Store, before: tuple[str, ...]
) -> None:
    receive(store, 1)
    _, code = held_cart(store)
    assert at_the_hub(store) == (1, 0, 0)
    for raw in before:
        store.a.ok(c.Scan(raw=raw))
    take(store.a, code)
    assert not [one for one in store.a.nudges.questions if isinstance(one, RightsRequest)]
    pay(store.a)
    expect(store, 0, 0)


def test_two_held_carts_on_one_sale_are_both_used_up(store: Store) -> None:
    receive(store, 4)
    codes = [held_cart(store)[1], held_cart(store)[1]]
    assert at_the_hub(store) == (4, 2, 0)
    for code in codes:
        take(store.a, code)
    pay(store.a)
    expect(store, 2, 2)


@pytest.mark.parametrize("end", ["void", "paying"])
def test_what_is_not_sold_is_there_for_everybody_again(store: Store, end: str) -> None:
    receive(store, 2)
    cart_id, code = held_cart(store, 2)
    if end == "paying":
        store.a.ok(c.Scan(raw=COLA))
        store.a.ok(c.Scan(raw=code))
        sale = store.a.dispatcher.look(lambda step: step.uow.drafts.current())
        assert sale is not None
        store.a.ok(c.TenderCash(txn_id=sale.txn_id, amount=10))
        assert notice(hub_answers_first(store.a)) == "cart_given_back"
        hub_answers(store.a)
    else:
        take(store.a, code)
        store.a.ok(c.VoidSale())
    everybody_knows(store)
    assert (state(store, cart_id), at_the_hub(store)) == ("open", (2, 2, 0))
    assert (store.tasks(), store.findings()) == ([], [])


def test_an_answer_that_was_lost_brings_the_right_the_second_time(store: Store) -> None:
    receive(store, 1)
    _, code = held_cart(store)
    store.a.ok(c.Scan(raw=code))
    question = store.a.nudges.questions[0]
    assert isinstance(question, CartRequest)
    first = store.a.hub.terminal_service(store.a.terminal_id).carts(question)
    assert len(first.rights) == 1
    hub_answers(store.a)
    pay(store.a)
    everybody_knows(store)
    again = store.a.hub.terminal_service(store.a.terminal_id).carts(question)
    assert (again.cart, again.rights) == (first.cart, ())
    expect(store, 0, 0)


@pytest.mark.parametrize("confirmed", [True, False])
def test_the_right_waits_for_the_question_of_age(store: Store, confirmed: bool) -> None:
    receive(store, 1, "beer")
    cart_id, code = held_cart(store, sku="beer")
    store.a.ok(c.Scan(raw=code))
    assert hub_answers_first(store.a).age is not None
    store.a.ok(TendRights())
    assert [right.left for right in store.a.ask(ListRights())] == [1000]
    store.a.ok(c.ConfirmAge(age_limit=16, confirmed=confirmed))
    if confirmed:
        pay(store.a)
    assert [one.left for one in store.a.ask(ListRights()) if one.left and not confirmed] == []
    hub_answers(store.a)
    everybody_knows(store)
    with store.hub.database.read() as connection:
        (row,) = pool.everywhere(connection, ["beer"])
    assert (state(store, cart_id), row.pool.web_pool) == (("converted", 0) if confirmed else ("open", 1000))
    assert (store.tasks(), store.findings()) == ([], [])


def test_the_rights_of_two_carts_wait_for_the_questions_of_age(store: Store) -> None:
    for sku in ("beer", "schnapps"):
        receive(store, 1, sku)
        store.a.ok(c.Scan(raw=held_cart(store, sku=sku)[1]))
        assert hub_answers_first(store.a).age is not None
    store.a.ok(TendRights())
    assert [right.left for right in store.a.ask(ListRights())] == [1000, 1000]
