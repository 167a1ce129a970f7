"""Carts between phone and till, at the real hub: adopted, shared, given back, sold once."""

from __future__ import annotations

import pytest

from pos_app import commands as c
from pos_app.commands.carts import HandOver, PrintLink, ShareCart
from pos_app.commands.hub_desk import TendRights
from pos_app.queries import ListSuspended
from pos_app.queries.carts import ShowHandOff
from retail.cart import CartLine
from retail.hybrid_clock import Stamp
from tests.fakes.carts_on_tills import (
    COLA,
    MILK,
    everybody_knows,
    hub_answers,
    hub_answers_first,
    line_ids,
    notice,
    pay,
    phone,
    state,
    wish,
    with_printer,
)
from tests.fakes.shop import BEER, SCHNAPPS
from tests.fakes.two_tills import Store


def test_a_phones_cart_comes_onto_the_sale(store: Store) -> None:
    milk, cola = wish(store, units=2), wish(store, "cola")
    cart_id, _, code = phone(store, milk, cola)
    assert notice(store.a.ok(c.Scan(raw=code))) == "cart_asking"
    taken = hub_answers(store.a)
    assert notice(taken) == "cart_taken"
    assert {milk.line_id, cola.line_id} <= set(line_ids(taken))
    assert state(store, cart_id) == "adopted"
    txn_id = pay(store.a)
    body = store.a.record(txn_id).body
    assert (body.origin.cart_id, body.origin.touchpoint) == (cart_id, "web")
    everybody_knows(store)
    assert (state(store, cart_id), store.tasks(), store.findings()) == ("converted", [], [])


def test_a_cart_into_an_open_sale_adds(store: Store) -> None:
    sale = store.a.sale(c.Scan(raw=MILK))
    milk = wish(store)
    cart_id, _, code = phone(store, milk)
    store.a.ok(c.Scan(raw=code))
    taken = hub_answers(store.a)
    assert line_ids(taken) == [sale.lines[0].line_id, milk.line_id], "two lines, each with its id"
    pay(store.a)
    everybody_knows(store)
    assert state(store, cart_id) == "converted"


def test_goods_with_an_age_wait_for_the_question(store: Store) -> None:
    milk, beer = wish(store), wish(store, "beer")
    _, _, code = phone(store, milk, beer)
    store.a.ok(c.Scan(raw=code))
    asked = hub_answers_first(store.a)
    assert asked.age is not None and asked.age.age_limit == BEER.age_limit
    done = store.a.ok(c.ConfirmAge(age_limit=16, confirmed=True))
    assert {milk.line_id, beer.line_id} <= set(line_ids(done))


@pytest.mark.parametrize(("old_enough", "count"), [(True, 2), (False, 1)])
def test_what_was_left_out_is_said_after_the_question_too(
    store: Store, *, old_enough: bool, count: int
) -> None:
    _, _, code = phone(store, wish(store), wish(store, "apples"), wish(store, "beer"))
    store.a.ok(c.Scan(raw=code))
    assert hub_answers_first(store.a).age is not None
    done = store.a.ok(c.ConfirmAge(age_limit=16, confirmed=old_enough))
    assert notice(done) == "cart_taken_in_part"
    assert done.notice is not None and done.notice.params["count"] == count
    assert done.notice.params["names"] == ("Äpfel" if old_enough else f"Äpfel, {BEER.name}")


@pytest.mark.parametrize("confirmed", [True, False])
def test_goods_that_wait_for_their_own_question_are_not_lost_to_that_of_a_cart(
    store: Store, confirmed: bool
) -> None:
    """The code was scanned, then a bottle; the cart comes while the cashier is asked about the bottle."""
    _, _, code = phone(store, wish(store), wish(store, "beer"))
    store.a.ok(c.Scan(raw=code))
    first = store.a.send(c.Scan(raw=SCHNAPPS.identifiers[0].removeprefix("gtin:")))
    assert first.age is not None and first.age.age_limit == SCHNAPPS.age_limit
    asked = hub_answers_first(store.a)
    assert asked.age is not None and asked.age.age_limit == BEER.age_limit
    again = store.a.send(c.ConfirmAge(age_limit=16, confirmed=confirmed))
    assert again.age is not None and again.age.age_limit == SCHNAPPS.age_limit
    done = store.a.ok(c.ConfirmAge(age_limit=18, confirmed=True))
    assert done.sale is not None
    sold = [line.sku for line in done.sale.lines if line.sku]
    assert sold == ["milk", *(("beer",) if confirmed else ()), "schnapps"]


def test_two_carts_and_a_bottle_that_wait_are_asked_about_one_after_the_other(store: Store) -> None:
    one, two = (phone(store, wish(store, sku)) for sku in ("schnapps", "beer"))
    assert store.a.send(c.AddItem(sku="beer")).age is not None
    for _, _, code in (one, two):
        store.a.ok(c.Scan(raw=code))
        assert hub_answers_first(store.a).age is not None
    again = store.a.send(c.ConfirmAge(age_limit=16, confirmed=True))
    assert again.age is not None and again.age.age_limit == SCHNAPPS.age_limit
    done = store.a.ok(c.ConfirmAge(age_limit=18, confirmed=False))
    assert done.sale is not None
    assert [(line.sku, line.quantity) for line in done.sale.lines if line.sku] == [("beer", 1000)] * 2
    hub_answers(store.a)
    assert (state(store, one[0]), state(store, two[0])) == ("open", "adopted")


def test_a_second_cart_of_which_nothing_came_goes_back_too(store: Store) -> None:
    first, _, code = phone(store, wish(store))
    store.a.ok(c.Scan(raw=code))
    hub_answers(store.a)
    second, _, code = phone(store, wish(store, "apples"))
    store.a.ok(c.Scan(raw=code))
    hub_answers(store.a)
    assert (state(store, first), state(store, second)) == ("adopted", "open")


def test_a_cart_of_which_nothing_is_bought_goes_back(store: Store) -> None:
    cart_id, _, code = phone(store, wish(store, "beer"))
    store.a.ok(c.Scan(raw=code))
    assert hub_answers_first(store.a).age is not None
    store.a.ok(c.ConfirmAge(age_limit=16, confirmed=False))
    hub_answers(store.a)
    assert state(store, cart_id) == "open"
    cart_id, _, code = phone(store, wish(store, "apples"))
    store.a.ok(c.Scan(raw=code))
    assert notice(hub_answers_first(store.a)) == "cart_taken_in_part"
    hub_answers(store.a)
    assert state(store, cart_id) == "open"


def test_what_is_not_sold_here_stays_in_the_cart(store: Store) -> None:
    cart_id, _, code = phone(store, wish(store), wish(store, "apples"))
    store.a.ok(c.Scan(raw=code))
    taken = hub_answers(store.a)
    assert notice(taken) == "cart_taken_in_part"
    assert taken.notice is not None and taken.notice.params["names"] == "Äpfel"
    pay(store.a)
    everybody_knows(store)
    assert state(store, cart_id) == "open"


def test_a_voided_sale_lets_go_of_the_cart_and_a_parked_one_keeps_it(store: Store) -> None:
    cart_id, _, code = phone(store, wish(store))
    store.a.ok(c.Scan(raw=code))
    hub_answers(store.a)
    store.a.ok(c.SuspendSale())
    everybody_knows(store)
    assert state(store, cart_id) == "adopted"
    store.b.ok(c.ResumeSale(txn_id=store.b.ask(ListSuspended())[0].txn_id))
    hub_answers(store.b)
    pay(store.b)
    everybody_knows(store)
    assert (state(store, cart_id), store.tasks()) == ("converted", [])
    cart_id, _, code = phone(store, wish(store))
    store.a.ok(c.Scan(raw=code))
    hub_answers(store.a)
    store.a.ok(c.VoidSale())
    everybody_knows(store)
    assert state(store, cart_id) == "open"


def test_a_cart_is_asked_for_in_vain(store: Store) -> None:
    cart_id, secret, code = phone(store, wish(store))
    store.a.ok(c.Scan(raw=code))
    assert notice(hub_answers(store.a, offline=True)) == "cart_needs_hub"
    store.a.ok(TendRights(again=True))
    hub_answers(store.a)
    assert state(store, cart_id) == "open", "nobody waits for it any more"
    store.a.ok(c.Scan(raw=code))
    assert notice(hub_answers(store.a)) == "cart_code_old"
    fresh = store.hub.carts.token(cart_id, secret).text
    store.a.ok(c.Scan(raw=fresh))
    store.a.desk.locked = True
    assert notice(hub_answers_first(store.a)) == "cart_given_back"
    hub_answers(store.a)
    assert state(store, cart_id) == "open"


def test_a_sale_goes_to_a_phone_and_is_handed_over(store: Store) -> None:
    with_printer(store.a)
    assert store.a.refused(ShareCart()) == "no_sale_open"
    milk = store.a.sale(c.Scan(raw=MILK)).lines[0].line_id
    misc = store.a.sale(c.AddDepartmentLine(department_id="misc", amount=250)).lines[-1].line_id
    assert store.a.refused(HandOver()) == "no_link"
    store.a.ok(ShareCart())
    assert store.a.ask(ShowHandOff()).state == "asked"
    hub_answers(store.a)
    view = store.a.ask(ShowHandOff())
    assert (view.state, view.line_count, view.left_out) == ("ready", 1, ("Verschiedenes",))
    cart_id, secret = view.link.partition("#")[2].split(".")
    assert [line.sku for line in store.hub.carts.show(cart_id, secret).lines] == ["milk"]
    store.a.ok(PrintLink())
    assert view.link in str(store.a.jobs()[-1].document)
    assert store.a.refused(HandOver()) == "hand_over_rest", "nobody would pay for what the phone lacks"
    store.a.ok(c.VoidLine(line_id=misc))
    store.a.ok(c.Scan(raw=MILK))
    assert store.a.refused(HandOver()) == "link_outdated", "the second one came after the link"
    store.a.ok(c.SetQuantity(line_id=milk, quantity=1000))
    assert notice(store.a.ok(HandOver())) == "handed_over"
    assert store.a.ask(ShowHandOff()).state == "none"
    everybody_knows(store)
    assert [line.sku for line in store.hub.carts.show(cart_id, secret).lines] == ["milk"]
    token = store.hub.carts.token(cart_id, secret).text
    store.b.ok(c.Scan(raw=token))
    hub_answers(store.b)
    pay(store.b)
    everybody_knows(store)
    assert (state(store, cart_id), store.tasks(), store.findings()) == ("converted", [], [])


def test_a_sale_that_is_handed_over_late_leaves_the_cart_to_who_has_it(
    store: Store,
) -> None:
    store.a.ok(c.Scan(raw=MILK))
    store.a.ok(ShareCart())
    hub_answers(store.a)
    cart_id, secret = store.a.ask(ShowHandOff()).link.partition("#")[2].split(".")
    store.b.ok(c.Scan(raw=store.hub.carts.token(cart_id, secret).text))
    hub_answers(store.b)
    store.a.ok(HandOver())
    everybody_knows(store)
    assert state(store, cart_id) == "adopted"
    pay(store.b)
    everybody_knows(store)
    assert (state(store, cart_id), store.tasks(), store.findings()) == ("converted", [], [])


def test_a_piece_with_a_serial_number_is_not_sent_without_it(store: Store) -> None:
    store.a.ok(c.Scan(raw=COLA))
    store.a.ok(c.Scan(raw=f"]d2010{MILK}21S1"))
    store.a.ok(ShareCart())
    hub_answers(store.a)
    view = store.a.ask(ShowHandOff())
    assert (view.line_count, view.left_out) == (1, ("Milch 1 l",))


def test_weighed_goods_that_went_to_a_phone_are_weighed_again(store: Store) -> None:
    """Whoever has the phone could say any weight."""
    store.a.ok(c.AddItem(sku="apples", quantity=2_345))
    store.a.ok(ShareCart())
    hub_answers(store.a)
    cart_id, secret = store.a.ask(ShowHandOff()).link.partition("#")[2].split(".")
    (apples,) = store.hub.carts.show(cart_id, secret).lines
    stamp = Stamp(ms=store.clock.now() + 1000, counter=0, node="phone").text()
    less = CartLine(line_id=apples.line_id, sku="apples", quantity=100, stamp=stamp)
    store.hub.carts.change(cart_id, secret, [less])
    store.a.ok(HandOver())
    everybody_knows(store)
    store.b.ok(c.Scan(raw=store.hub.carts.token(cart_id, secret).text))
    taken = hub_answers_first(store.b)
    assert notice(taken) == "cart_taken_in_part"
    assert taken.notice is not None and taken.notice.params["names"] == "Äpfel"
    assert taken.sale is None or not taken.sale.lines
    hub_answers(store.b)
    assert state(store, cart_id) == "open"


def test_a_second_cart_goes_back_when_the_sale_of_both_is_handed_over(store: Store) -> None:
    first, second = phone(store, wish(store)), phone(store, wish(store, "cola"))
    for _, _, code in (first, second):
        store.a.ok(c.Scan(raw=code))
        hub_answers(store.a)
    store.a.ok(ShareCart())
    hub_answers(store.a)
    store.a.ok(HandOver())
    everybody_knows(store)
    assert (state(store, first[0]), state(store, second[0])) == ("open", "open")


def test_paid_at_the_till_and_by_phone_is_found(store: Store) -> None:
    store.a.ok(c.Scan(raw=MILK))
    store.a.ok(ShareCart())
    hub_answers(store.a)
    cart_id, secret = store.a.ask(ShowHandOff()).link.partition("#")[2].split(".")
    store.b.ok(c.Scan(raw=store.hub.carts.token(cart_id, secret).text))
    hub_answers(store.b)
    pay(store.b)
    pay(store.a)
    everybody_knows(store)
    assert store.tasks() == ["cart_line_sold_twice"]
    assert store.findings() == []


def test_no_link_without_the_hub(store: Store) -> None:
    store.a.ok(c.Scan(raw=MILK))
    store.a.ok(ShareCart())
    hub_answers(store.a, offline=True)
    assert store.a.ask(ShowHandOff()).state == "offline"
    assert store.a.refused(PrintLink()) == "no_link"


def test_goods_that_cannot_come_now_wait_on_for_the_answer(store: Store) -> None:
    cart_id, _, code = phone(store, wish(store, "beer"))
    store.a.ok(c.Scan(raw=COLA))
    store.a.ok(c.Scan(raw=code))
    assert hub_answers_first(store.a).age is not None
    sale = store.a.dispatcher.look(lambda step: step.uow.drafts.current())
    assert sale is not None
    store.a.ok(c.TenderCash(txn_id=sale.txn_id, amount=10))
    refused = store.a.send(c.ConfirmAge(age_limit=16, confirmed=True))
    assert refused.notice is not None and refused.notice.code == "payment_begun"
    paying = store.a.dispatcher.look(lambda step: step.uow.drafts.current())
    assert paying is not None
    store.a.ok(c.RemoveTender(txn_id=sale.txn_id, payment_id=paying.tenders[0].payment_id))
    done = store.a.ok(c.ConfirmAge(age_limit=16, confirmed=True))
    assert done.sale is not None
    assert [line.sku for line in done.sale.lines if line.sku] == ["cola", "beer"]
    assert state(store, cart_id) == "adopted"
