"""Holding the goods of a cart: promised to nobody else, let go of, and used up when the cart is sold."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from hub.bootstrap import Hub
from hub.services.carts import Begun, CartService, CartUnknown
from hub.services.invariants import check
from hub.services.reservations import expire
from hub.services.setup import STANDARD_LIST
from hub.services.terminal_service import TerminalService
from hub.store import catalogue, meta, pool, rights, terminals
from retail.cart import CartLine, CartReply, CartRequest
from retail.errors import KnownError
from retail.events import Movement, StockMoved
from retail.hybrid_clock import Stamp
from retail.item import Item
from tests.unit.hub.conftest import HandClock
from tests.unit.hub.terminal_journal import AT, Journal, new_id

BOTH_ENGINES = True
MINUTE = 60_000


@pytest.fixture
def web(hub: Hub, hub_gen: str, journal: Journal, service: TerminalService) -> CartService:
    """Three of milk are there; nobody counts bread."""
    with hub.database.write() as connection:
        made = [Item(sku=sku, name=sku, tax_class="reduced") for sku in ("milk", "bread")]
        catalogue.put_items(connection, made)
        catalogue.put_amounts(connection, STANDARD_LIST, {"milk": 119, "bread": 250})
    movement = Movement(line_id=new_id(), sku="milk", delta=3000, reason="receipt")
    body = StockMoved(origin=journal.origin(), document_id=new_id(), movements=(movement,))
    service.push(journal.push(hub_gen, journal.add("stock.received", body)))
    return hub.carts


def begin(web: CartService, **wanted: int) -> Begun:
    stamp = Stamp(ms=AT, counter=0, node="web").text()
    lines = [
        CartLine(line_id=new_id(), sku=sku, quantity=quantity, stamp=stamp)
        for sku, quantity in wanted.items()
    ]
    return web.begin("", lines, "web")


def free(hub: Hub) -> int:
    with hub.database.read() as connection:
        (row,) = pool.everywhere(connection, ["milk"])
    return row.pool.web_pool


def refused(web: CartService, begun: Begun) -> str:
    with pytest.raises(KnownError) as refusal:
        web.hold(begun.cart.cart_id, begun.secret, 1)
    return refusal.value.code


def test_what_one_cart_holds_another_cannot(hub: Hub, web: CartService, clock: HandClock) -> None:
    one, two = begin(web, milk=2000, bread=1000), begin(web, milk=2000)
    assert {line.sku: line.stock and line.stock.available for line in one.cart.lines} == {
        "milk": 3000,
        "bread": None,
    }
    held = web.hold(one.cart.cart_id, one.secret, 15)
    assert (held.held_until, free(hub)) == (AT + 15 * MINUTE, 1000)
    assert refused(web, two) == "not_enough"
    again = web.hold(one.cart.cart_id, one.secret, 5)
    assert (again.held_until, free(hub)) == (AT + 5 * MINUTE, 1000)
    assert web.let_go(one.cart.cart_id, one.secret).held_until is None
    assert (web.let_go(one.cart.cart_id, one.secret).held_until, free(hub)) == (None, 3000)
    assert web.hold(two.cart.cart_id, two.secret, 1).held_until == AT + MINUTE
    clock.ms += MINUTE
    assert expire(hub.database, clock.now()) == 1
    assert (web.show(two.cart.cart_id, two.secret).held_until, free(hub)) == (None, 3000)
    assert check(hub.engine) == []


def test_what_cannot_be_held(web: CartService) -> None:
    assert refused(web, begin(web, bread=1000)) == "not_tracked"
    assert refused(web, begin(web)) == "not_tracked"
    one = begin(web, milk=1000)
    with pytest.raises(CartUnknown):
        web.hold(one.cart.cart_id, "x", 1)
    with pytest.raises(CartUnknown):
        web.let_go(one.cart.cart_id, "x")


def test_a_cart_that_is_sold_uses_up_what_was_held_for_it(
    hub: Hub, web: CartService, hub_gen: str, journal: Journal, service: TerminalService
) -> None:
    one = begin(web, milk=1000)
    web.hold(one.cart.cart_id, one.secret, 15)
    assert free(hub) == 2000
    body = journal.sale_body("milk")
    line_id = one.cart.lines[0].line_id
    sale = replace(
        body,
        origin=replace(body.origin, cart_id=one.cart.cart_id),
        lines=tuple(replace(line, line_id=line_id, entry="cart") for line in body.lines),
        amounts=tuple(replace(amount, line_id=line_id) for amount in body.amounts),
        movements=tuple(replace(movement, line_id=line_id) for movement in body.movements),
    )
    service.push(journal.push(hub_gen, journal.add("sale.completed", sale, v=3)))
    shown = web.show(one.cart.cart_id, one.secret)
    assert (shown.state, shown.held_until, free(hub)) == ("converted", None, 2000)
    assert check(hub.engine) == []


def adopt(web: CartService, service: TerminalService, begun: Begun) -> CartReply:
    token = web.token(begun.cart.cart_id, begun.secret).text
    return service.carts(CartRequest(request_id=new_id(), act="adopt", token=token))


def test_the_till_that_takes_a_cart_gets_the_right_to_what_it_holds_and_wants(
    hub: Hub, web: CartService, service: TerminalService
) -> None:
    one = begin(web, milk=2000, bread=1000)
    web.hold(one.cart.cart_id, one.secret, 15)
    stamp = Stamp(ms=AT + 1, counter=0, node="web").text()
    fewer = [
        replace(CartLine(line_id=line.line_id, sku=line.sku, quantity=1000, stamp=stamp))
        for line in one.cart.lines
    ]
    web.change(one.cart.cart_id, one.secret, fewer)
    (right,) = adopt(web, service, one).rights
    assert (right.kind, right.subject, right.quantity, right.use_by) == (
        "stock",
        "milk",
        1000,
        AT + 24 * 3_600_000,
    )
    assert (web.show(one.cart.cart_id, one.secret).held, free(hub)) == ({}, 2000)
    assert check(hub.engine) == []


def test_what_was_held_and_is_wanted_no_more_is_nobodys(
    hub: Hub, web: CartService, service: TerminalService
) -> None:
    one = begin(web, milk=2000, bread=1000)
    web.hold(one.cart.cart_id, one.secret, 15)
    (milk,) = [line for line in one.cart.lines if line.sku == "milk"]
    web.remove(one.cart.cart_id, one.secret, milk.line_id)
    assert (adopt(web, service, one).rights, free(hub)) == ((), 3000)
    assert check(hub.engine) == []


def test_what_is_held_no_longer_or_while_the_hub_promises_nothing_gives_no_right(
    hub: Hub, web: CartService, service: TerminalService, journal: Journal, clock: HandClock
) -> None:
    one, two = begin(web, milk=1000), begin(web, milk=1000)
    web.hold(one.cart.cart_id, one.secret, 15)
    with hub.database.write() as connection:
        terminals.enrolled(connection, journal.terminal_id, "key", "e", "", AT)
        rights.freeze(connection, meta.need(connection, meta.GENERATION), AT)
    assert adopt(web, service, one).rights == ()
    assert (web.show(one.cart.cart_id, one.secret).held, free(hub)) == ({"milk": 1000}, 2000)
    with hub.database.write() as connection:
        rights.thaw(connection)
    web.hold(two.cart.cart_id, two.secret, 1)
    clock.ms += MINUTE
    assert (adopt(web, service, two).rights, free(hub)) == ((), 1000)
    assert check(hub.engine) == []
