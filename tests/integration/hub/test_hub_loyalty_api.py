"""The admin routes for loyalty, gift cards and merges on the real hub process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import msgspec
import pytest

from hub.bootstrap import build_hub
from hub.store import meta, terminals
from retail.gift_card import account_id_of
from tests.fakes.customer_ops import saved
from tests.fakes.loyalty_samples import PROGRAM
from tests.integration.hub.conftest import PASSWORD, WAIT_S, HubProcess, NewHub
from tests.unit.hub.terminal_journal import Journal

API = "/api/v1"
WHY = {"why": "Complaint"}


@pytest.fixture(scope="module")
def store_and_hub(
    tmp_path_factory: pytest.TempPathFactory, new_hub: NewHub
) -> Iterator[tuple[str, HubProcess]]:
    data_dir: Path = tmp_path_factory.mktemp("loyalty") / "data"
    new_hub(data_dir)
    hub = build_hub(data_dir)
    with hub.database.read() as connection:
        one = terminals.every(connection)[0]
        gen = meta.need(connection, meta.GENERATION)
    journal = Journal(one.terminal_id, one.store_id)
    for customer_id in ("anna", "bea"):
        saved(journal, customer_id, name=customer_id, phone="+49301234567")
    hub.terminal_service(one.terminal_id).push(journal.push(gen))
    hub.close()
    process = HubProcess(data_dir, "--port", "0", "--loopback-http")
    process.start()
    yield one.store_id, process
    process.stop()


@pytest.fixture
def web(store_and_hub: tuple[str, HubProcess]) -> Iterator[httpx.Client]:
    """A browser in which the owner is signed in."""
    with httpx.Client(base_url=store_and_hub[1].url + API, timeout=WAIT_S) as http:
        reply = http.post("/login", json={"name": "admin", "password": PASSWORD})
        http.headers["Tillbridge-CSRF"] = reply.json()["csrf"]
        yield http


def put(web: httpx.Client, path: str, body: object) -> int:
    return web.put(path, json=body).status_code


def post(web: httpx.Client, path: str, body: object = None) -> int:
    return web.post(path, json=body).status_code


def test_nothing_is_told_to_strangers(store_and_hub: tuple[str, HubProcess]) -> None:
    with httpx.Client(base_url=store_and_hub[1].url + API, timeout=WAIT_S) as stranger:
        for path in ("/stores/s/loyalty", "/customers/anna/account", "/gift-cards", "/gift-cards/g",
                     "/customer-merges/candidates", "/customers/anna/merges"):  # fmt: skip
            assert stranger.get(path).status_code == 401, path
        assert post(stranger, "/gift-cards", {"count": 1, "currency": "EUR"}) == 401
        assert post(stranger, "/customers/anna/merge", {"into": "bea"}) == 401


def test_a_program_is_set_and_ended(store_and_hub: tuple[str, HubProcess], web: httpx.Client) -> None:
    path = f"/stores/{store_and_hub[0]}/loyalty"
    program = msgspec.json.decode(msgspec.json.encode(PROGRAM))
    assert put(web, path, program) == 200
    assert web.get(path).json() == {"program": program}
    assert put(web, path, {"point_value": 0}) in range(400, 500)
    assert put(web, "/stores/none/loyalty", program) in range(400, 500)
    assert web.delete(path).status_code == 200
    assert web.get(path).json() == {"program": None}


def test_accounts_are_adjusted_and_shown(web: httpx.Client) -> None:
    assert post(web, "/customers/anna/account/points", {"points": 50} | WHY) == 200
    assert post(web, "/customers/anna/account/credit", {"amount": 700} | WHY) == 200
    assert post(web, "/customers/anna/account/points", {"points": 0} | WHY) in range(400, 500)
    assert post(web, "/customers/anna/account/points", {"points": 5}) == 422
    shown = web.get("/customers/anna/account").json()
    assert (shown["state"]["points"], shown["state"]["credit"]) == (50, 700)
    assert shown["ledger"][0]["made_by"] == "admin"
    assert web.get("/customers/nobody/account").status_code in range(400, 500)


def test_gift_cards_are_made_blocked_and_adjusted(web: httpx.Client) -> None:
    made = web.post("/gift-cards", json={"count": 2, "currency": "EUR"}).json()["codes"]
    account = account_id_of(made[0])
    assert post(web, f"/gift-cards/{account}/adjust", {"amount": 500} | WHY) == 200
    assert post(web, f"/gift-cards/{account}/block", WHY) == 200
    assert web.get(f"/gift-cards/{account}").json()["blocked_why"] == "Complaint"
    assert post(web, f"/gift-cards/{account}/unblock") == 200
    cards = web.get("/gift-cards", params={"used_only": True}).json()["gift_cards"]
    assert [(card["account_id"], card["balance"]) for card in cards] == [(account, 500)]
    assert len(web.get("/gift-cards").json()["gift_cards"]) == 2
    assert post(web, "/gift-cards", {"count": 1, "currency": "XXX"}) in range(400, 500)


def test_customers_are_merged_and_parted(web: httpx.Client) -> None:
    found = web.get("/customer-merges/candidates").json()
    assert found["by_itself"] is False
    assert [one["customer_ids"] for one in found["candidates"]] == [["anna", "bea"]]
    assert post(web, "/customers/anna/merge", {"into": "bea", "why": "Same"}) == 200
    assert post(web, "/customers/anna/merge", {"into": "bea"}) in range(400, 500)
    assert web.get("/customer-merges/candidates").json()["candidates"] == []
    assert post(web, "/customers/anna/undo-merge") == 200
    assert len(web.get("/customers/bea/merges").json()["merges"]) == 1
    assert put(web, "/customer-merges/setting", {"by_itself": True}) == 200
    assert put(web, "/customer-merges/setting", {"by_itself": False}) == 200
