"""The admin routes for customers on the real hub process: for managers, found, exported, erased."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from hub.bootstrap import build_hub
from hub.store import meta, terminals
from tests.fakes.customer_ops import sale_of, saved
from tests.integration.hub.conftest import PASSWORD, WAIT_S, HubProcess, NewHub, password_file, tillbridge
from tests.unit.hub.terminal_journal import Journal

API = "/api/v1"
ROUTES = (
    ("GET", "/customers?text=anna"),
    ("GET", "/customers/anna/export"),
    ("POST", "/customers/anna/erase"),
    ("POST", "/customers/retention"),
)


@pytest.fixture(scope="module")
def own_hub(tmp_path_factory: pytest.TempPathFactory, new_hub: NewHub) -> Iterator[HubProcess]:
    data_dir = tmp_path_factory.mktemp("customers") / "data"
    new_hub(data_dir)
    hub = build_hub(data_dir)
    with hub.database.read() as connection:
        one = terminals.every(connection)[0]
        gen = meta.need(connection, meta.GENERATION)
    journal = Journal(one.terminal_id, one.store_id)
    for number in (1, 2):
        saved(journal, f"anna-{number}", name=f"Anna {number}")
    sale_of(journal, "anna-1")
    hub.terminal_service(one.terminal_id).push(journal.push(gen))
    hub.close()
    process = HubProcess(data_dir, "--port", "0", "--loopback-http")
    process.start()
    yield process
    process.stop()


@contextmanager
def signed_in(hub: HubProcess, name: str, password: str) -> Iterator[httpx.Client]:
    """A browser in which this person is signed in."""
    with httpx.Client(base_url=hub.url + API, timeout=WAIT_S) as http:
        reply = http.post("/login", json={"name": name, "password": password})
        assert reply.status_code == 200
        http.headers["Tillbridge-CSRF"] = reply.json()["csrf"]
        yield http


@pytest.fixture
def web(own_hub: HubProcess) -> Iterator[httpx.Client]:
    with signed_in(own_hub, "admin", PASSWORD) as http:
        yield http


def test_names_are_for_managers(own_hub: HubProcess, web: httpx.Client) -> None:
    person = {"name": "looker", "password": "looks-and-nothing-else", "role": "viewer"}
    assert web.put("/people", json=person).status_code == 200
    with (
        httpx.Client(base_url=own_hub.url + API, timeout=WAIT_S) as stranger,
        signed_in(own_hub, "looker", person["password"]) as looker,
    ):
        for method, path in ROUTES:
            assert stranger.request(method, path, json={}).status_code == 401, path
            assert looker.request(method, path, json={}).status_code == 403, path
    del web.headers["Tillbridge-CSRF"]
    assert web.post("/customers/anna-1/erase").status_code == 403


def test_a_manager_finds_exports_and_erases(web: httpx.Client) -> None:
    found = web.get("/customers", params={"text": "anna"}).json()["customers"]
    assert [one["name"] for one in found] == ["Anna 1", "Anna 2"]
    assert len(web.get("/customers", params={"text": "anna", "limit": 1}).json()["customers"]) == 1
    export = web.get("/customers/anna-1/export").json()
    assert [sale["receipt_no"] for sale in export["sales"]] == ["S1-T1-000001"]
    assert web.post("/customers/retention", json={}).json() == {"customers": []}
    assert web.post("/customers/anna-1/erase").status_code == 200
    assert web.get("/customers", params={"text": "anna"}).json()["customers"][0]["name"] == "Anna 2"
    for method, path in ROUTES[1:3]:
        reply = web.request(method, path.replace("anna", "anna-1"))
        assert (reply.status_code, reply.json()["error"]) == (400, "customer_erased")
        reply = web.request(method, path.replace("anna", "nobody"))
        assert (reply.status_code, reply.json()["error"]) == (400, "customer_unknown")
    assert "S1-T1-000001" in json.dumps(web.get("/sales").json())


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/customers", None),
        ("GET", "/customers?text=", None),
        ("GET", f"/customers?text={'x' * 201}", None),
        ("GET", "/customers?text=anna&limit=0", None),
        ("POST", "/customers/retention", {"years": 0}),
        ("POST", "/customers/retention", {"years": "three"}),
    ],
)
def test_bad_input_is_refused(
    web: httpx.Client, method: str, path: str, body: dict[str, object] | None
) -> None:
    assert web.request(method, path, json=body).status_code == 422


def test_other_words_under_the_same_version_are_refused(tmp_path: Path, new_hub: NewHub) -> None:
    data = tmp_path / "data"
    new_hub(data)
    password = password_file(tmp_path)
    store = (Path(__file__).parents[3] / "hub" / "demo" / "store.toml").read_text("utf-8")
    for old, new, code, words in (
        ("Make me offers of my own.", "Make me other offers.", 1, "new version"),
        ('version = "1"', 'version = "2, maybe"', 1, "version of letters"),
        ('version = "1"', 'version = "2"', 0, "is set up"),
        ("Make me offers", "Make me offers", 0, "is set up"),
    ):
        changed = tmp_path / "store.toml"
        changed.write_text(store.replace(old, new), "utf-8")
        done = tillbridge(
            "hub", "setup", "--data", str(data), "--config", str(changed),
            "--admin-password-file", str(password), code=code,
        )  # fmt: skip
        assert words in done
