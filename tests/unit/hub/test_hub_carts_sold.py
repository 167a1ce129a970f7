"""Lines of shared carts are sold once at the hub, the second time is told, and what is left ends in time."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from hub.bootstrap import Hub
from hub.services.cart_tidying import ADOPTED_MS, FORGET_MS, OPEN_MS, tidy_carts
from hub.services.carts import CartClosed, CartService, CartUnknown
from hub.services.terminal_service import TerminalService
from retail.cart import CartRequest
from retail.events import SaleVoided
from tests.unit.hub.conftest import HandClock
from tests.unit.hub.shared_carts import ask, found_tasks, line, put_goods, sale_of, state_of
from tests.unit.hub.terminal_journal import Journal, new_id


@pytest.fixture(autouse=True)
def goods(hub: Hub) -> None:
    put_goods(hub)


@pytest.fixture
def web(hub: Hub) -> CartService:
    return hub.carts


def test_a_sale_takes_lines_once_and_the_second_is_told(
    hub: Hub, web: CartService, hub_gen: str, journal_of: Callable[[int], Journal]
) -> None:
    milk, bread = line(), line("bread")
    begun = web.begin("", [milk, bread], "web")
    cart_id = begun.cart.cart_id
    one, two = journal_of(0), journal_of(1)
    first = one.add("sale.completed", sale_of(one, milk))
    hub.terminal_service(one.terminal_id).push(one.push(hub_gen))
    assert [shown.sku for shown in web.show(cart_id, begun.secret).lines] == ["bread"]
    assert state_of(hub, cart_id)[0] == "open"
    second = two.add("sale.completed", sale_of(two, milk, bread))
    hub.terminal_service(two.terminal_id).push(two.push(hub_gen))
    assert state_of(hub, cart_id)[0] == "converted"
    assert found_tasks(hub) == [
        (
            "cart_line_sold_twice",
            {
                "txn_id": second.body["txn_id"],
                "first_txn_id": first.body["txn_id"],
                "lines": [milk.line_id],
                "amount": 119,
                "currency": "EUR",
            },
        )
    ]
    with pytest.raises(CartClosed) as refusal:
        web.change(cart_id, begun.secret, [line()])
    assert refusal.value.code == "cart_gone"
    hub.terminal_service(two.terminal_id).push(two.push(hub_gen))
    assert len(found_tasks(hub)) == 1


def test_both_sales_of_one_push_are_seen(
    hub: Hub, web: CartService, hub_gen: str, journal: Journal, service: TerminalService
) -> None:
    milk = line()
    web.begin("", [milk], "web")
    journal.add("sale.completed", sale_of(journal, milk))
    journal.add("sale.completed", sale_of(journal, milk))
    service.push(journal.push(hub_gen))
    assert [kind for kind, _ in found_tasks(hub)] == ["cart_line_sold_twice"]


def test_a_cancelled_sale_leaves_its_lines_to_the_next(
    hub: Hub, web: CartService, hub_gen: str, journal: Journal, service: TerminalService
) -> None:
    milk = line()
    begun = web.begin("", [milk], "web")
    first = journal.add("sale.completed", sale_of(journal, milk))
    journal.post_void(first)
    service.push(journal.push(hub_gen))
    assert state_of(hub, begun.cart.cart_id)[0] == "converted"
    last = journal.add("sale.completed", sale_of(journal, milk))
    service.push(journal.push(hub_gen, last))
    assert found_tasks(hub) == []


def test_a_basket_that_the_hub_never_had_is_found_when_kiosk_and_till_sell_it(
    hub: Hub, hub_gen: str, journal_of: Callable[[int], Journal]
) -> None:
    milk = line()
    kiosk, till = journal_of(0), journal_of(1)
    body = sale_of(kiosk, milk)
    kiosk.add("sale.completed", replace(body, origin=replace(body.origin, touchpoint="kiosk")))
    hub.terminal_service(kiosk.terminal_id).push(kiosk.push(hub_gen))
    scanned = sale_of(till, milk)
    till.add(
        "sale.completed",
        replace(scanned, lines=tuple(replace(one, entry="cart") for one in scanned.lines)),
    )
    hub.terminal_service(till.terminal_id).push(till.push(hub_gen))
    assert [kind for kind, _ in found_tasks(hub)] == ["cart_line_sold_twice"]


@pytest.mark.parametrize("first_was", ["kept", "cancelled", "training"])
def test_lines_that_were_sold_before_the_hub_hears_that_they_are_shared_are_found(
    hub: Hub, hub_gen: str, journal_of: Callable[[int], Journal], first_was: str
) -> None:
    """As where the hub was put back to before a till shared its sale: the till's own sale names no cart."""
    milk, bread = line(), line("bread")
    sharing, other = journal_of(0), journal_of(1)
    body = sale_of(sharing, milk)
    if first_was == "training":
        body = replace(body, origin=replace(body.origin, training=True), movements=())
    first = sharing.add("sale.completed", body)
    if first_was == "cancelled":
        sharing.post_void(first)
    hub.terminal_service(sharing.terminal_id).push(sharing.push(hub_gen))
    taken = sale_of(other, milk, bread)
    lines = tuple(replace(one, entry="cart") for one in taken.lines)
    other.add("sale.completed", replace(taken, lines=lines))
    hub.terminal_service(other.terminal_id).push(other.push(hub_gen))
    told = [(detail["first_txn_id"], detail["lines"], detail["amount"]) for _, detail in found_tasks(hub)]
    assert told == ([(body.txn_id, [milk.line_id], 119)] if first_was == "kept" else [])


def test_lines_that_the_cashier_voided_leave_the_cart(
    hub: Hub, web: CartService, hub_gen: str, journal: Journal, service: TerminalService
) -> None:
    milk, bread = line(), line("bread")
    begun = web.begin("", [milk, bread], "web")
    token = web.token(begun.cart.cart_id, begun.secret)
    ask(hub, journal.terminal_id, "adopt", token=token.text)
    journal.add("sale.completed", sale_of(journal, milk, voided=(bread,)))
    service.push(journal.push(hub_gen))
    assert state_of(hub, begun.cart.cart_id)[0] == "converted"


def test_a_cancelled_transaction_gives_the_cart_back(
    hub: Hub, web: CartService, hub_gen: str, journal: Journal, service: TerminalService
) -> None:
    milk = line()
    begun = web.begin("", [milk], "web")
    token = web.token(begun.cart.cart_id, begun.secret)
    ask(hub, journal.terminal_id, "adopt", token=token.text)
    lines = sale_of(journal, milk).lines
    voided = SaleVoided(origin=journal.origin(), txn_id=new_id(), currency="EUR", lines=lines, total=119)
    journal.add("sale.voided", voided)
    service.push(journal.push(hub_gen))
    assert state_of(hub, begun.cart.cart_id) == ("open", "")
    assert len(web.show(begun.cart.cart_id, begun.secret).lines) == 1


@pytest.mark.parametrize("act", ["voids it", "sells a part"])
def test_another_till_that_ends_the_sale_of_an_adopted_cart_opens_it_at_once(
    hub: Hub, web: CartService, hub_gen: str, journal_of: Callable[[int], Journal], act: str
) -> None:
    milk, bread = line(), line("bread")
    begun = web.begin("", [milk, bread], "web")
    one, two = journal_of(0), journal_of(1)
    ask(hub, one.terminal_id, "adopt", token=web.token(begun.cart.cart_id, begun.secret).text)
    assert state_of(hub, begun.cart.cart_id) == ("adopted", one.terminal_id)
    if act == "voids it":
        sale = sale_of(two, milk, bread)
        voided = SaleVoided(
            origin=two.origin(), txn_id=sale.txn_id, currency="EUR", lines=sale.lines, total=1
        )
        two.add("sale.voided", voided)
    else:
        two.add("sale.completed", sale_of(two, milk))
    hub.terminal_service(two.terminal_id).push(two.push(hub_gen))
    assert state_of(hub, begun.cart.cart_id) == ("open", "")


def test_training_takes_nothing_out_of_a_cart(
    hub: Hub, web: CartService, hub_gen: str, journal: Journal, service: TerminalService
) -> None:
    milk = line()
    begun = web.begin("", [milk], "web")
    body = sale_of(journal, milk)
    origin = replace(body.origin, training=True)
    journal.add("sale.completed", replace(body, origin=origin, movements=()))
    service.push(journal.push(hub_gen))
    assert len(web.show(begun.cart.cart_id, begun.secret).lines) == 1


# --- tidying --------------------------------------------------------------------------------------------


def test_carts_that_nobody_comes_back_for_end(
    hub: Hub, web: CartService, clock: HandClock, service: TerminalService
) -> None:
    left, taken = web.begin("", [line()], "web"), web.begin("", [line()], "web")
    token = web.token(taken.cart.cart_id, taken.secret)
    service.carts(CartRequest(request_id="r", act="adopt", token=token.text))
    clock.ms += ADOPTED_MS + 1
    tidy_carts(hub.database, clock)
    assert state_of(hub, taken.cart.cart_id) == ("open", "")
    assert state_of(hub, left.cart.cart_id)[0] == "open"
    clock.ms += OPEN_MS
    tidy_carts(hub.database, clock)
    tidy_carts(hub.database, clock)
    assert web.show(left.cart.cart_id, left.secret).state == "abandoned"
    with pytest.raises(CartClosed):
        web.change(left.cart.cart_id, left.secret, [line()])
    for _ in range(2):
        clock.ms += FORGET_MS + OPEN_MS
        tidy_carts(hub.database, clock)
    with pytest.raises(CartUnknown):
        web.show(left.cart.cart_id, left.secret)
    for table in ("cart", "cart_line", "cart_secret", "cart_token", "shared_line", "cart_request"):
        with hub.database.read() as connection:
            rows = connection.exec_driver_sql(f"SELECT * FROM {table}").all()  # noqa: S608 - names of our own tables
        assert rows == [], table
