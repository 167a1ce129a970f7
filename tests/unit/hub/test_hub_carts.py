"""Shared carts at the hub: merged the same in every order, handed over once, sold once."""

from __future__ import annotations

import threading
from functools import partial
from itertools import permutations

import pytest
from msgspec.structs import replace

from hub.bootstrap import Hub
from hub.services.cart_prices import price_list_of
from hub.services.cart_secrets import TOKEN_MS
from hub.services.carts import CartClosed, CartService, CartUnknown
from hub.services.setup import STANDARD_LIST
from hub.services.terminal_service import TerminalService
from hub.store import carts, catalogue, feeds, stores, terminals
from hub.store.terminals import TerminalRecord
from retail.cart import CartLine, CartReply, CartRequest
from retail.errors import DataError, RuleError
from retail.hybrid_clock import Stamp
from retail.item import Item
from tests.unit.hub.conftest import HandClock
from tests.unit.hub.shared_carts import ask, code_of, line, put_goods, state_of
from tests.unit.hub.terminal_journal import AT, new_id


@pytest.fixture(autouse=True)
def goods(hub: Hub) -> None:
    put_goods(hub)


@pytest.fixture
def web(hub: Hub) -> CartService:
    return hub.carts


@pytest.fixture
def other(hub: Hub, records: tuple[TerminalRecord, ...]) -> TerminalRecord:
    """A terminal of another store."""
    with hub.database.write() as connection:
        (store,) = stores.every(connection)
        far = replace(store.profile, store_id="far", store_no=2, name="Far")
        stores.put(connection, replace(store, profile=far))
        made = TerminalRecord(
            terminal_id="far-1", terminal_no=1, store_id="far", name="", price_list=STANDARD_LIST
        )
        terminals.add(connection, made)
    return made


# --- the web --------------------------------------------------------------------------------------------


def test_a_cart_shows_the_hubs_prices(web: CartService) -> None:
    begun = web.begin("", [line("milk", 2000), line("bread", 3000)], "web")
    shown = web.show(begun.cart.cart_id, begun.secret)
    assert shown == begun.cart
    assert sorted((one.sku, one.unit_price, one.deposit, one.total) for one in shown.lines) == [
        ("bread", 250, 75, 825),
        ("milk", 119, 0, 238),
    ]
    assert (shown.total, shown.currency) == (1063, "EUR")
    assert {one.sku: one.age_limit for one in shown.lines} == {"milk": 0, "bread": 18}
    assert all(one.for_sale and one.stock is None for one in shown.lines)


def test_what_has_no_price_costs_nothing_and_is_said_to_be_gone(hub: Hub, web: CartService) -> None:
    begun = web.begin("", [line("milk"), line("unpriced"), line("bread")], "web")
    with hub.database.write() as connection:
        catalogue.put_items(connection, [Item(sku="bread", name="B", tax_class="reduced", active=False)])
    shown = web.show(begun.cart.cart_id, begun.secret)
    told = {one.sku: (one.for_sale, one.total) for one in shown.lines}
    assert told == {"milk": (True, 119), "unpriced": (False, 0), "bread": (False, 0)}
    impossible = web.change(shown.cart_id, begun.secret, [line("odd")])
    assert impossible.total == 0


def test_only_the_secret_opens_a_cart(web: CartService) -> None:
    one, two = web.begin("", [], "web"), web.begin("", [line()], "web")
    assert len(one.secret) >= 43
    for cart_id, secret in (
        (one.cart.cart_id, two.secret), (one.cart.cart_id, ""), ("none", one.secret), ("", ""),
        (one.cart.cart_id, "ä" * 9999), (one.cart.cart_id, "\ud800"),
    ):  # fmt: skip
        for act in (web.show, web.token, lambda c, s: web.change(c, s, [])):
            with pytest.raises(CartUnknown):
                act(cart_id, secret)
    assert code_of(lambda: web.token(one.cart.cart_id, one.secret)) == "cart_empty"


def test_hostile_lines_change_nothing(web: CartService) -> None:
    begun = web.begin("", [line()], "web")
    for bad, code in (
        (line("nothing"), "item_unknown"),
        (line("dusty"), "item_unknown"),
        (line(quantity=-5), "cart_quantity"),
        (line(quantity=2**62), "cart_quantity"),
        (line(line_id="x"), "cart_line_invalid"),
        (line(stamp="9" * 40), "cart_line_invalid"),
        (line("m" * 61), "cart_line_invalid"),
    ):
        change = [line("bread"), bad]
        assert code_of(partial(web.change, begun.cart.cart_id, begun.secret, change)) == code
        assert code_of(partial(web.begin, "", change, "web")) == code
    assert code_of(lambda: web.begin("nowhere", [], "web")) == "store_unknown"
    full = [line() for _ in range(200)]
    assert code_of(lambda: web.change(begun.cart.cart_id, begun.secret, full)) == "cart_full"
    assert web.show(begun.cart.cart_id, begun.secret) == begun.cart


def test_three_writers_in_every_order_give_one_result(hub: Hub, records: tuple[TerminalRecord, ...]) -> None:
    """Phone, kiosk and till write to the same cart through the services that they really use."""
    milk, bread = line("milk"), line("bread")
    phone = [replace(milk, quantity=2000, stamp=_later(1, "phone")), bread]
    kiosk = [replace(milk, quantity=5000, stamp=_later(2, "kiosk")), line("bread", line_id=new_id())]
    till = [replace(bread, removed=True, stamp=_later(0, "till")), replace(milk, stamp=_later(1, "zz"))]
    results = set()
    for order in permutations(("phone", "kiosk", "till")):
        for again in (1, 2):
            begun = hub.carts.begin("", [], "web")
            for writer in order * again:
                _write(hub, begun.cart.cart_id, begun.secret, writer, records[0].terminal_id,
                       {"phone": phone, "kiosk": kiosk, "till": till})  # fmt: skip
            shown = hub.carts.show(begun.cart.cart_id, begun.secret)
            results.add((tuple((one.line_id, one.quantity) for one in shown.lines), shown.total))
    ((lines, total),) = results
    assert dict(lines) == {milk.line_id: 5000, kiosk[1].line_id: 1000}
    assert total == 5 * 119 + 275


def _later(ms: int, node: str) -> str:
    return Stamp(ms=AT + ms, counter=0, node=node).text()


def _write(
    hub: Hub, cart_id: str, secret: str, writer: str, terminal_id: str, what: dict[str, list[CartLine]]
) -> None:
    if writer == "till":
        assert ask(hub, terminal_id, "share", cart_id=cart_id, lines=what[writer]).code == ""
    else:
        hub.carts.change(cart_id, secret, what[writer])


# --- hand-off -------------------------------------------------------------------------------------------


def test_a_till_adopts_a_cart_and_gives_it_back(
    hub: Hub, web: CartService, records: tuple[TerminalRecord, ...], other: TerminalRecord
) -> None:
    first, second = records[0].terminal_id, records[1].terminal_id
    store_id = records[0].store_id
    begun = web.begin(store_id, [line(), line("bread"), line("milk", removed=True)], "web")
    cart_id = begun.cart.cart_id
    stale = web.token(cart_id, begun.secret)
    token = web.token(cart_id, begun.secret)
    assert token.expires_at == AT + TOKEN_MS
    assert ask(hub, first, "adopt", token=stale.text).code == "cart_token_invalid"
    assert ask(hub, other.terminal_id, "adopt", token=token.text).code == "cart_of_other_store"
    reply = ask(hub, first, "adopt", token=token.text)
    assert reply.cart is not None
    assert (reply.code, reply.cart.state, len(reply.cart.lines)) == ("", "adopted", 2)
    assert ask(hub, second, "adopt", token=token.text).code == "cart_token_invalid"
    assert web.show(cart_id, begun.secret).state == "adopted"
    for act in (lambda: web.change(cart_id, begun.secret, []), lambda: web.token(cart_id, begun.secret)):
        with pytest.raises(CartClosed) as refusal:
            act()
        assert refusal.value.code == "cart_at_till"
    assert ask(hub, second, "release", cart_id=cart_id).code == "cart_gone"
    assert ask(hub, first, "release", cart_id=cart_id).code == ""
    assert ask(hub, first, "release", cart_id=cart_id).code == ""
    assert state_of(hub, cart_id) == ("open", "")
    assert ask(hub, other.terminal_id, "release", cart_id=cart_id).code == "cart_of_other_store"
    assert ask(hub, first, "release", cart_id="none").code == "cart_gone"


def test_a_token_is_good_for_minutes(
    hub: Hub, web: CartService, clock: HandClock, service: TerminalService
) -> None:
    begun = web.begin("", [line()], "web")
    token = web.token(begun.cart.cart_id, begun.secret)
    clock.ms += TOKEN_MS
    reply = service.carts(CartRequest(request_id="r", act="adopt", token=token.text))
    assert (reply.code, reply.cart) == ("cart_token_invalid", None)


def test_a_request_is_answered_once(web: CartService, service: TerminalService) -> None:
    begun = web.begin("", [line()], "web")
    token = web.token(begun.cart.cart_id, begun.secret)
    request = CartRequest(request_id="r1", act="adopt", token=token.text)
    reply = service.carts(request)
    assert service.carts(request) == reply
    assert code_of(lambda: service.carts(replace(request, act="release"))) == "request_id_reused"
    assert code_of(lambda: service.carts(replace(request, request_id=""))) == "request_invalid"
    assert code_of(lambda: service.carts(replace(request, request_id="r" * 81))) == "request_invalid"


def test_a_till_shares_its_sale_with_a_phone(
    hub: Hub, clock: HandClock, records: tuple[TerminalRecord, ...], other: TerminalRecord
) -> None:
    web = hub.carts
    hub.remember_address("https://hub.shop:8650", "ab")
    cart_id = new_id()
    service = hub.terminal_service(records[0].terminal_id)
    request = CartRequest(request_id="s1", act="share", cart_id=cart_id, lines=(line(),), customer_id="c1")
    replies = [service.carts(request), service.carts(request)]
    for reply in replies:
        address, _, fragment = reply.link.partition("#")
        assert address == "https://hub.shop:8650/cart"
        shared, _, secret = fragment.partition(".")
        assert shared == cart_id
        assert [one.sku for one in web.show(cart_id, secret).lines] == ["milk"]
    assert replies[0].link != replies[1].link
    assert (replies[0].cart, replies[0].cart and replies[0].cart.customer_id) == (replies[1].cart, "c1")
    assert ask(hub, other.terminal_id, "share", cart_id=cart_id).code == "cart_of_other_store"
    with pytest.raises(DataError):
        ask(hub, records[0].terminal_id, "share", cart_id="not an id")
    with hub.database.read() as connection:
        text = " ".join(str(row) for row in connection.exec_driver_sql("SELECT * FROM cart_request"))
    assert fragment.split(".")[1] not in text
    for _ in range(6):
        clock.ms += 1
        newest = ask(hub, records[0].terminal_id, "share", cart_id=cart_id).link.rpartition(".")[2]
    assert web.show(cart_id, newest).state == "open"
    with pytest.raises(CartUnknown):
        web.show(cart_id, secret)


def test_an_adopted_cart_that_is_shared_is_open_again(
    hub: Hub, web: CartService, records: tuple[TerminalRecord, ...]
) -> None:
    begun = web.begin("", [line()], "web")
    cart_id = begun.cart.cart_id
    token = web.token(cart_id, begun.secret)
    ask(hub, records[0].terminal_id, "adopt", token=token.text)
    assert ask(hub, records[1].terminal_id, "share", cart_id=cart_id).code == "cart_gone"
    assert ask(hub, records[0].terminal_id, "share", cart_id=cart_id, lines=[line("bread")]).code == ""
    assert len(web.show(cart_id, begun.secret).lines) == 2
    assert state_of(hub, cart_id) == ("open", "")


def test_of_many_tills_that_scan_one_code_one_has_the_cart(
    hub: Hub, web: CartService, records: tuple[TerminalRecord, ...]
) -> None:
    for _ in range(5):
        begun = web.begin("", [line()], "web")
        token = web.token(begun.cart.cart_id, begun.secret)
        replies: list[CartReply] = []
        start = threading.Barrier(4)

        def scan(
            terminal_id: str,
            token: str = token.text,
            start: threading.Barrier = start,
            replies: list[CartReply] = replies,
        ) -> None:
            start.wait()
            replies.append(ask(hub, terminal_id, "adopt", token=token))

        ids = [records[place % 2].terminal_id for place in range(4)]
        threads = [threading.Thread(target=scan, args=(one,)) for one in ids]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        codes = sorted(reply.code for reply in replies)
        assert codes[0] == "" and set(codes[1:]) <= {"cart_gone", "cart_token_invalid"}


# --- keys of terminals ----------------------------------------------------------------------------------


def test_the_hub_is_set_up_without_keys_and_tells_them_at_its_next_start(
    hub: Hub, records: tuple[TerminalRecord, ...], clock: HandClock
) -> None:
    from hub.services.terminal_keys import publish_all_keys

    def told() -> dict[str, object]:
        with hub.database.read() as connection:
            rows = list(feeds.live_rows(connection, f"config:{records[0].store_id}"))
        return {row.key: row.body for row in rows if row.kind == "terminal_key"}

    assert told() == {}
    with hub.database.write() as connection:
        terminals.enrolled(connection, records[0].terminal_id, "a2V5", "e1", "p", 1)
    publish_all_keys(hub.database, clock.now())
    one = records[0]
    key = {
        "terminal_id": one.terminal_id,
        "public_key": "a2V5",
        "terminal_no": one.terminal_no,
        "name": one.name,
    }
    assert told() == {records[0].terminal_id: key}
    with hub.database.write() as connection:
        terminals.revoke(connection, records[0].terminal_id, 2)
    publish_all_keys(hub.database, clock.now())
    assert told() == {}


def test_rule_errors_of_a_share_change_nothing(hub: Hub, service: TerminalService) -> None:
    cart_id = new_id()
    request = CartRequest(request_id="r", act="share", cart_id=cart_id, lines=(line("nothing"),))
    with pytest.raises(RuleError):
        service.carts(request)
    with hub.database.read() as connection:
        assert carts.find(connection, cart_id) is None


def test_prices_are_those_of_a_till_that_still_sells(hub: Hub, records: tuple[TerminalRecord, ...]) -> None:
    with hub.database.write() as connection:
        (old, *_) = records
        terminals.add(connection, replace(old, terminal_id="old", terminal_no=0, price_list="of last year"))
        catalogue.put_amounts(connection, "of last year", {"milk": 99})
        assert price_list_of(connection, old.store_id) == "of last year"
        terminals.revoke(connection, "old", AT)
        assert price_list_of(connection, old.store_id) == old.price_list
        for one in records:
            terminals.revoke(connection, one.terminal_id, AT)
        assert price_list_of(connection, old.store_id) == "of last year"
