"""Carts over real HTTP: no login, a secret in a header, limits; the page; a till that adopts and shares."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from hub.bootstrap import build_hub
from hub.services.cart_limits import MOST_BEGUN, MOST_OF_CART, MOST_WRONG
from hub.services.setup import STANDARD_LIST
from hub.store import catalogue
from retail.cart import CartReply, CartRequest
from retail.ids import uuid7
from retail.item import Item
from sync.protocol import Unauthorised
from tests.integration.hub.conftest import PASSWORD, WAIT_S, HubProcess, NewHub
from tests.integration.hub.wire_terminal import Terminal

HEADER = "Tillbridge-Cart"
PARTS = [
    *((f"cart{part}.js", "javascript") for part in ("", "_words", "_goods", "_hold", "_begin")),
    ("cart.css", "css"),
]


def stocked(data: Path, new_hub: NewHub) -> HubProcess:
    """A hub that sells milk."""
    new_hub(data)
    hub = build_hub(data)
    with hub.database.write() as connection:
        catalogue.put_items(connection, [Item(sku="milk", name="Milk", tax_class="reduced")])
        catalogue.put_amounts(connection, STANDARD_LIST, {"milk": 119})
    hub.close()
    process = HubProcess(data, "--port", "0", "--loopback-http")
    process.start()
    return process


@pytest.fixture(scope="module")
def own_hub(tmp_path_factory: pytest.TempPathFactory, new_hub: NewHub) -> Iterator[HubProcess]:
    process = stocked(tmp_path_factory.mktemp("carts") / "data", new_hub)
    yield process
    process.stop()


@pytest.fixture
def web(own_hub: HubProcess) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=own_hub.url + "/api/v1", timeout=WAIT_S) as http:
        yield http


@pytest.fixture
def fresh_web(tmp_path: Path, new_hub: NewHub) -> Iterator[httpx.Client]:
    """Of a hub whose limits count from nothing."""
    process = stocked(tmp_path / "data", new_hub)
    with httpx.Client(base_url=process.url + "/api/v1", timeout=WAIT_S) as http:
        yield http
    process.stop()


def line(**more: object) -> dict[str, Any]:
    now = time.time_ns() // 1_000_000
    made = {"line_id": uuid7(now, os.urandom(10)), "sku": "milk", "quantity": 1000}
    return {**made, "stamp": f"{now:012x}-0000-test", **more}


def begin(web: httpx.Client, *lines: dict[str, Any]) -> tuple[str, dict[str, str]]:
    reply = web.post("/carts", json={"lines": list(lines)})
    assert reply.status_code == 201
    made = reply.json()
    assert "set-cookie" not in reply.headers
    return "/carts/" + made["cart"]["cart_id"], {HEADER: made["secret"]}


def told(reply: httpx.Response) -> tuple[int, str]:
    return reply.status_code, reply.json().get("error", "")


def test_a_cart_from_its_first_line_to_the_till(own_hub: HubProcess, web: httpx.Client) -> None:
    first = line(quantity=2000)
    path, key = begin(web, first)
    shown = web.get(path, headers=key).json()
    assert (shown["total"], shown["lines"][0]["name"], shown["lines"][0]["stock"]) == (238, "Milk", None)
    second = line()
    changed = web.post(path + "/lines", headers=key, json={"lines": [second]}).json()
    assert changed["total"] == 357
    gone = web.delete(f"{path}/lines/{second['line_id']}", headers=key).json()
    assert gone["total"] == 238
    back = web.post(path + "/lines", headers=key, json={"lines": [second]}).json()
    assert back["total"] == 238
    assert told(web.post(path + "/reservation", headers=key, json={})) == (400, "not_tracked")
    assert web.delete(path + "/reservation", headers=key).json()["held_until"] is None
    token = web.post(path + "/token", headers=key).json()
    assert token["text"].startswith("TBC1:")
    assert 0 < token["expires_at"] - token["at"] <= 600_000
    assert token["svg"].startswith("<svg") and "script" not in token["svg"]
    till = Terminal(own_hub, 1)
    request = CartRequest(request_id="q1", act="adopt", token=token["text"])
    reply: CartReply = till.client.carts(request)
    assert reply.cart is not None
    assert [one.line_id for one in reply.cart.lines] == [first["line_id"]]
    assert till.client.carts(request) == reply
    assert told(web.post(path + "/lines", headers=key, json={"lines": []})) == (409, "cart_at_till")
    assert told(web.post(path + "/token", headers=key)) == (409, "cart_at_till")
    shared = till.client.carts(CartRequest(request_id="q2", act="share", cart_id=reply.cart.cart_id))
    address, _, fragment = shared.link.partition("#")
    assert httpx.get(address, timeout=WAIT_S).status_code == 200
    cart_id, _, secret = fragment.partition(".")
    assert web.get("/carts/" + cart_id, headers={HEADER: secret}).json()["state"] == "open"
    till.close()


def test_a_till_that_is_not_known_gets_nothing(own_hub: HubProcess) -> None:
    reply = httpx.post(
        own_hub.url + "/sync/v1/carts", json={"request_id": "1", "act": "claim"}, timeout=WAIT_S
    )
    assert reply.status_code == 401
    one, two = Terminal(own_hub, 1), Terminal(own_hub, 1)
    with pytest.raises(Unauthorised):
        one.client.carts(CartRequest(request_id="1", act="claim", txn_id="t"))
    assert two.client.carts(CartRequest(request_id="1", act="claim", txn_id="t")).code == "cart_gone"
    for each in (one, two):
        each.close()


@pytest.mark.parametrize(
    "change",
    [
        {"quantity": -1},
        {"quantity": 2**70},
        {"quantity": 1.5},
        {"quantity": "NaN"},
        {"line_id": "1' OR 1=1"},
        {"line_id": None},
        {"sku": "m" * 61},
        {"sku": "no\u0000thing"},
        {"sku": "nothing"},
        {"stamp": "now"},
        {"stamp": "f" * 81},
        {"removed": "perhaps"},
    ],
)
def test_hostile_lines_are_refused(web: httpx.Client, change: dict[str, object]) -> None:
    path, key = begin(web)
    reply = web.post(path + "/lines", headers=key, json={"lines": [line(**change)]})
    assert reply.status_code in (400, 422)
    assert reply.json()["error"]
    assert web.get(path, headers=key).json()["lines"] == []


def test_strangers_learn_nothing(own_hub: HubProcess, web: httpx.Client) -> None:
    path, key = begin(web, line())
    unknown = (404, "cart_unknown")
    assert told(web.get(path, headers={HEADER: "x"})) == unknown
    assert told(web.get("/carts/00000000-0000-7000-8000-000000000000", headers=key)) == unknown
    assert told(web.get("/carts/%00", headers=key)) == unknown
    assert told(web.get("/carts/%F0%9F%9B%92", headers=key)) == unknown
    assert web.get(path).status_code == 422
    assert web.get(path, headers={HEADER: "x" * 201}).status_code == 422
    assert web.get(path + "?secret=" + key[HEADER]).status_code == 422
    preflight = web.options(path, headers={"Origin": "https://evil.example"})
    answer = web.get(path, headers={**key, "Origin": "https://evil.example"})
    for reply in (preflight, answer):
        assert not [name for name in reply.headers if name.lower().startswith("access-control")]
    for body in (b"", b"{", b"[]", b'{"lines":{}}', b"\xff", b'{"lines":[' + b"{}," * 300 + b"{}]}"):
        reply = web.post(path + "/lines", headers=key, content=body)
        assert reply.status_code in (400, 422)
    assert web.post("/carts", content=b" " * 300_000).status_code == 413
    assert told(web.post("/carts", json={"store_id": "nowhere"})) == (400, "store_unknown")
    assert len(web.get(path, headers=key).json()["lines"]) == 1


def test_guessing_and_flooding_are_braked(fresh_web: httpx.Client) -> None:
    web = fresh_web
    path, key = begin(web, line())
    other = begin(web, line())
    for _ in range(MOST_OF_CART):
        assert web.get(path, headers=key).status_code == 200
    reply = web.get(path, headers=key)
    assert (told(reply), reply.headers["retry-after"]) == ((429, "too_many_requests"), "60")
    codes = [web.post("/carts", json={}).status_code for _ in range(MOST_BEGUN)]
    assert (codes[0], codes[-1]) == (201, 429)
    for number in range(MOST_WRONG):
        assert web.get(f"/carts/{number}", headers=key).status_code == 404
    assert web.get(other[0], headers=other[1]).status_code == 429


def test_the_page_trusts_nobody_else(own_hub: HubProcess) -> None:
    reply = httpx.get(own_hub.url + "/cart", timeout=WAIT_S)
    policy = reply.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "http" not in policy
    assert reply.headers["referrer-policy"] == "no-referrer"
    assert reply.headers["content-type"] == "text/html; charset=utf-8"
    for name, kind in PARTS:
        assert f'"/cart/{name}"' in reply.text
        part = httpx.get(f"{own_hub.url}/cart/{name}", timeout=WAIT_S)
        assert part.status_code == 200 and kind in part.headers["content-type"]
        assert "://" not in part.text
    assert "<script>" not in reply.text and "style=" not in reply.text
    assert httpx.get(own_hub.url + "/cart/..%2f..%2fapp.py", timeout=WAIT_S).status_code == 404


def test_the_routes_stand_in_the_document(own_hub: HubProcess) -> None:
    with httpx.Client(base_url=own_hub.url + "/api/v1", timeout=WAIT_S) as http:
        http.post("/login", json={"name": "admin", "password": PASSWORD})
        document = http.get("/openapi.json").json()
    routes = document["paths"]["/api/v1/carts/{cart_id}/lines"]["post"]
    assert HEADER in json.dumps(routes["parameters"])
