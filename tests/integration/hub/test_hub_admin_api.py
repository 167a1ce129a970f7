"""The admin API of the real hub process: login, roles, CSRF, and each route with good and bad input."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from hub.bootstrap import build_hub
from hub.services.terminal_service import MAX_WAIT_MS
from hub.store import meta, terminals
from sync import messages as m
from sync.client import HttpEnrolment
from sync.enrolment import EnrolmentCode, enrol
from tests.integration.hub.conftest import PASSWORD, PATIENT, WAIT_S, HubProcess, MachineClock, NewHub
from tests.unit.hub.terminal_journal import Journal, new_id

API = "/api/v1"


@pytest.fixture(scope="module")
def own_hub(tmp_path_factory: pytest.TempPathFactory, new_hub: NewHub) -> Iterator[HubProcess]:
    """A hub of its own, with a sale, an op in quarantine and an exception."""
    data_dir = tmp_path_factory.mktemp("admin") / "data"
    new_hub(data_dir)
    hub = build_hub(data_dir)
    with hub.database.read() as connection:
        one = terminals.every(connection)[0]
        gen = meta.need(connection, meta.GENERATION)
    journal = Journal(one.terminal_id, one.store_id)
    journal.sale("milk")
    journal.add("sale.sung", {"origin": {}})
    journal.sale("bread", total=1)
    hub.terminal_service(one.terminal_id).push(journal.push(gen))
    hub.close()
    process = HubProcess(data_dir, "--port", "0", "--loopback-http")
    process.start()
    yield process
    process.stop()


@pytest.fixture
def web(own_hub: HubProcess) -> Iterator[httpx.Client]:
    """A browser in which the owner is signed in."""
    with httpx.Client(base_url=own_hub.url + API, timeout=WAIT_S) as http:
        reply = http.post("/login", json={"name": "admin", "password": PASSWORD})
        assert reply.status_code == 200
        http.headers["Tillbridge-CSRF"] = reply.json()["csrf"]
        yield http


@pytest.fixture
def stranger(own_hub: HubProcess) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=own_hub.url + API, timeout=WAIT_S) as http:
        yield http


def test_nothing_is_told_before_the_login(stranger: httpx.Client) -> None:
    for path in (
        "/openapi.json",
        "/docs",
        "/terminals",
        "/operators",
        "/sales",
        "/quarantine",
        "/feeds",
        "/exceptions",
        "/catalogue/items",
        "/session",
        "/sales/S1-T1-000001",
    ):
        reply = stranger.get(path)
        assert reply.status_code == 401, path
        assert reply.json()["error"] == "not_signed_in"
    assert stranger.post("/operators", json={}).status_code == 401
    assert stranger.get("/nothing").status_code == 404
    for path in ("/docs", "/openapi.json", "/redoc"):
        assert (
            httpx.get(str(stranger.base_url).removesuffix(f"{API}/") + path, timeout=WAIT_S).status_code
            == 404
        )


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(stranger: httpx.Client) -> None:
    reply = stranger.post("/login", json={"name": "admin", "password": PASSWORD})
    cookie = reply.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


def test_over_tls_the_cookie_is_secure(hub: HubProcess) -> None:
    with httpx.Client(base_url=hub.url + API, verify=False, timeout=WAIT_S) as http:  # noqa: S501 - pinning is tested elsewhere
        reply = http.post("/login", json={"name": "admin", "password": PASSWORD})
        assert "secure" in reply.headers["set-cookie"].lower()


def test_a_change_needs_the_token_of_the_session(web: httpx.Client) -> None:
    body = {"name": "Xenia", "pin": "482916"}
    for token in ("", "wrong", "ü"):
        reply = web.post("/operators", json=body, headers={b"Tillbridge-CSRF": token.encode("latin-1")})
        assert (reply.status_code, reply.json()["error"]) == (403, "csrf")


def test_roles(web: httpx.Client, stranger: httpx.Client) -> None:
    word = "a-viewers-password"
    assert web.put("/people", json={"name": "vera", "role": "viewer", "password": word}).status_code == 200
    reply = stranger.post("/login", json={"name": "vera", "password": word})
    stranger.headers["Tillbridge-CSRF"] = reply.json()["csrf"]
    assert stranger.get("/sales").status_code == 200
    assert stranger.post("/operators", json={"name": "Y", "pin": "482916"}).status_code == 403
    assert stranger.put("/people", json={"name": "x", "role": "owner", "password": word}).status_code == 403
    gone = {"name": "vera", "role": "viewer", "password": word, "active": False}
    assert web.put("/people", json=gone).status_code == 200
    assert stranger.get("/sales").status_code == 401
    assert stranger.post("/login", json={"name": "vera", "password": word}).status_code == 401
    own = {"name": "admin", "role": "viewer", "password": PASSWORD}
    assert web.put("/people", json=own).status_code == 409
    assert web.put("/people", json={"name": "kurt", "role": "viewer", "password": "short"}).status_code == 400


def test_signing_out_ends_the_session(web: httpx.Client) -> None:
    assert web.get("/session").json()["role"] == "owner"
    assert web.post("/logout").status_code == 200
    assert web.get("/session").status_code == 401


def test_guessing_is_slowed_down(stranger: httpx.Client) -> None:
    codes = [
        stranger.post("/login", json={"name": "mallory", "password": f"guess-{n}"}).status_code
        for n in range(6)
    ]
    assert codes == [401] * 5 + [429]
    assert "retry-after" in stranger.post("/login", json={"name": "mallory", "password": "x"}).headers


def test_the_api_describes_itself(web: httpx.Client) -> None:
    document = web.get("/openapi.json").json()
    assert f"{API}/terminals/{{terminal_id}}/enrolment-code" in document["paths"]
    page = web.get("/docs")
    assert page.headers["content-type"].startswith("text/html")
    assert all(path in page.text for path in document["paths"])
    assert "<script" not in page.text


def test_a_person_with_a_browser_signs_in_by_a_form(own_hub: HubProcess) -> None:
    with httpx.Client(base_url=own_hub.url, timeout=WAIT_S) as http:
        assert "<form" in http.get("/login").text
        wrong = http.post("/login", data={"name": "<b>", "password": "x"})
        assert (wrong.status_code, "<b>" in wrong.text) == (401, False)
        assert http.post("/login", content=b"\xff&&&=").status_code == 401
        assert http.post("/login", content=b"a=1&" * 20).status_code == 400
        right = http.post("/login", data={"name": "admin", "password": PASSWORD})
        assert (right.status_code, right.headers["location"]) == (303, "/api/v1/docs")
        assert http.get("/api/v1/docs").status_code == 200


def test_a_terminal_is_given_a_code_and_revoked(web: httpx.Client, own_hub: HubProcess) -> None:
    terminal = web.get("/terminals").json()["terminals"][1]
    assert (terminal["number"], terminal["enrolled"]) == (2, False)
    text = web.post(f"/terminals/{terminal['terminal_id']}/enrolment-code", json={}).json()["text"]
    code = EnrolmentCode.parse(text)
    line = HttpEnrolment(code.url, code.fingerprint, MachineClock(), program="test", timeouts=PATIENT)
    enrol(line, code, key=Ed25519PrivateKey.generate(), epoch=new_id(), program="test")
    line.close()
    assert web.get("/terminals").json()["terminals"][1]["enrolled"]
    assert web.post(f"/terminals/{terminal['terminal_id']}/revoke").status_code == 200
    revoked = web.get("/terminals").json()["terminals"][1]
    assert not revoked["enrolled"]
    assert revoked["revoked_at"]
    for act in ("revoke", "enrolment-code"):
        assert web.post(f"/terminals/nobody/{act}", json={}).status_code == 400


def test_an_operator_is_added_changed_and_put_out(web: httpx.Client, own_hub: HubProcess) -> None:
    reply = web.post("/operators", json={"name": "Ida", "role": "supervisor", "pin": "482916"})
    ida = reply.json()
    assert reply.status_code == 200
    assert "pin_hash" not in reply.text
    change = web.patch(f"/operators/{ida['operator_id']}", json={"pin": "591827", "active": False})
    assert change.json() == ida | {"active": False}
    listed = {one["name"]: one for one in web.get("/operators").json()["operators"]}
    assert not listed["Ida"]["active"]
    for body in ({"pin": "123456"}, {"pin": "12"}, {"name": " "}, {"name": ""}, {"role": "king"}):
        status = web.patch(f"/operators/{ida['operator_id']}", json=body).status_code
        assert status in (400, 422), body
    assert web.patch("/operators/nobody", json={"active": False}).status_code == 400
    bad_store = {"name": "Z", "pin": "482916", "store_id": "nowhere"}
    assert web.post("/operators", json=bad_store).status_code == 400


def test_a_catalogue_is_uploaded_and_searched(web: httpx.Client) -> None:
    content = "sku;name;price;tax_class;barcodes\nu1;Käse_100%;2,50;reduced;4006381333931\nu2;B;x;reduced;\n"
    reply = web.post("/catalogue/import", content=content.encode("cp1252"), params={"encoding": "cp1252"})
    report = reply.json()
    assert (report["added"], report["refused"], report["problems"][0]["line"]) == (1, 1, 3)
    assert web.post("/catalogue/import", content=content.encode("cp1252")).json()["error"] == "encoding_wrong"
    for words in ("käse", "u1", "4006381333931", "100%"):
        (found,) = web.get("/catalogue/items", params={"q": words}).json()["items"]
        assert (found["sku"], found["price"]) == ("u1", 250)
    assert web.get("/catalogue/items", params={"q": "0_0"}).json()["items"] == []
    with_image = "sku,name,price,tax_class,image\nu3,C,1,reduced,a.png\n"
    assert web.post("/catalogue/import", content=with_image).json()["problems"][0]["code"] == "image_missing"
    assert web.get("/catalogue/images/" + "0" * 64).status_code == 404


def test_sales_are_listed_and_found(web: httpx.Client) -> None:
    listed = web.get("/sales").json()["sales"]
    assert {one["receipt_no"] for one in listed} == {"S1-T1-000001", "S1-T1-000002"}
    (one,) = web.get("/sales/S1-T1-000001").json()["sales"]
    assert one["body"]["txn_id"] == one["txn_id"]
    assert web.get(f"/sales/{one['txn_id']}").json()["sales"][0]["lines"][0]["sku"] == "milk"
    assert web.get("/sales", params={"before": 0}).json()["sales"] == []
    assert web.get("/sales/S1-T1-999999").status_code == 404


def test_the_inbox_is_worked_through(web: httpx.Client) -> None:
    (held,) = web.get("/quarantine").json()["quarantine"]
    assert (held["code"], held["kind"]) == ("unknown_kind", "sale.sung")
    retry = web.post(f"/quarantine/{held['op_id']}", json={"act": "retry"})
    assert (retry.status_code, retry.json()["error"]) == (400, "unknown_kind")
    assert web.post(f"/quarantine/{held['op_id']}", json={"act": "keep"}).status_code == 200
    assert web.get("/quarantine").json()["quarantine"] == []
    for act in ("keep", "retry"):
        assert web.post(f"/quarantine/{held['op_id']}", json={"act": act}).status_code == 400
    tasks = web.get("/exceptions").json()["exceptions"]
    assert {"total_differs"} <= {task["kind"] for task in tasks}
    assert web.post(f"/exceptions/{tasks[0]['task_id']}/close", json={"note": "seen"}).status_code == 200
    assert web.post(f"/exceptions/{tasks[0]['task_id']}/close", json={}).status_code == 404
    assert len(web.get("/exceptions").json()["exceptions"]) == len(tasks) - 1


def test_feeds_are_listed(web: httpx.Client) -> None:
    assert "catalogue" in {feed["scope"] for feed in web.get("/feeds").json()["feeds"]}


@pytest.mark.parametrize(
    ("method", "path", "content"),
    [
        ("POST", "/login", b""),
        ("POST", "/login", b"{"),
        ("POST", "/login", b"\xff"),
        ("POST", "/login", b'{"name":1,"password":[]}'),
        ("POST", "/login", b'{"name":"' + b"n" * 999 + b'","password":"p"}'),
        ("POST", "/login", b'{"name":"a\\u0000b","password":"\\u0000"}'),
        ("POST", "/operators", b"[]"),
        ("POST", "/operators", b'{"name":"x","pin":"\\u0661\\u0662\\u0663\\u0664\\u0665\\u0666"}'),
        ("PATCH", "/operators/%00", b"{}"),
        ("GET", "/sales?limit=0", b""),
        ("GET", "/sales?limit=x", b""),
        ("GET", "/sales?before=99999999999999999999999", b""),
        ("GET", "/sales/%ff%00", b""),
        ("GET", "/catalogue/items?limit=100000", b""),
        ("GET", "/catalogue/images/..%2f..%2fhub.db", b""),
        ("POST", "/catalogue/import?format=xls", b""),
        ("POST", "/catalogue/import", b""),
        ("POST", "/catalogue/import?price_list=none", b"sku,name,price,tax_class\n"),
        ("POST", "/catalogue/import?encoding=base64", b"sku"),
        ("POST", "/quarantine/x", b'{"act":"eat"}'),
        ("POST", "/exceptions/x/close", b"{"),
        ("PUT", "/people", b'{"name":"<b>","role":"owner","password":"long-enough-word"}'),
        ("DELETE", "/terminals", b""),
        ("POST", "/operators", b"x" * 300_000),
    ],
)
def test_bad_input_is_answered_4xx_in_json(method: str, path: str, content: bytes, web: httpx.Client) -> None:
    reply = web.request(method, path, content=content, headers={"Content-Type": "application/json"})
    assert 400 <= reply.status_code < 500, reply.text
    assert set(reply.json()) >= {"error", "message"}


def test_a_body_without_a_length_is_counted(web: httpx.Client) -> None:
    reply = web.post("/operators", content=(b"x" * 65_536 for _ in range(10)))
    assert 400 <= reply.status_code < 500
    big = (b"x" * 1_000_000 for _ in range(6))
    assert (
        httpx.post(
            f"{str(web.base_url).removesuffix(API + '/')}/sync/v1/enrol", content=big, timeout=WAIT_S
        ).status_code
        == 413
    )


def test_many_terminals_may_wait_while_the_hub_works(own_hub: HubProcess, web: httpx.Client) -> None:
    """Long polls hold no thread of the pool: sixty of them leave the hub as quick as before."""
    text = web.post(
        f"/terminals/{web.get('/terminals').json()['terminals'][0]['terminal_id']}/enrolment-code", json={}
    ).json()["text"]
    code = EnrolmentCode.parse(text)
    line = HttpEnrolment(code.url, "", MachineClock(), program="test", timeouts=PATIENT)
    key = Ed25519PrivateKey.generate()
    enrolled = enrol(line, code, key=key, epoch=new_id(), program="test")
    line.close()
    from sync.client import HttpHub

    def client() -> HttpHub:
        return HttpHub(
            code.url, "", enrolled.reply.terminal_id, key, MachineClock(), program="test", timeouts=PATIENT
        )

    scope = f"terminal:{enrolled.reply.terminal_id}"
    asking = client()
    seen = asking.pull(m.PullRequest(scope=scope, epoch="", after=0, limit=1000)).head.seq
    answers: list[tuple[str, ...]] = []

    def wait() -> None:
        waiting = client()
        answers.append(waiting.poke(m.PokeRequest(seen={scope: seen}, wait_ms=MAX_WAIT_MS)).ahead)
        waiting.close()

    polls = [threading.Thread(target=wait) for _ in range(60)]
    for poll in polls:
        poll.start()
    assert web.post("/operators", json={"name": "Wake", "pin": "482916"}).status_code == 200
    for poll in polls:
        poll.join(WAIT_S)
    asking.close()
    assert answers == [(scope,)] * 60


def test_the_data_folder_is_for_its_owner(own_hub: HubProcess) -> None:
    assert (own_hub.data_dir / "recovery.key").stat().st_mode & 0o077 == 0
    assert Path(own_hub.data_dir).stat().st_mode & 0o077 == 0


def test_promotions_and_prices_to_come_are_kept(web: httpx.Client) -> None:
    content = "sku,name,price,tax_class\np1,Pear,2.50,reduced\n"
    assert web.post("/catalogue/import", content=content).json()["added"] == 1
    dated = "sku,price,price_from\np1,2.80,2040-12-01\n"
    assert web.post("/catalogue/import", content=dated).json()["added"] == 1
    (found,) = [one for one in web.get("/price-changes").json()["price_changes"] if one["sku"] == "p1"]
    assert (found["amount"], web.get("/price-changes", params={"limit": 0}).status_code) == (280, 422)
    path = f"/price-changes/p1/{found['effective_from']}"
    assert (web.delete(path).status_code, web.delete(path).json()["error"]) == (200, "price_change_unknown")
    made = web.put("/promotions/pears", json={"skus": ["p1"], "fixed_price": {"quantity": 3, "amount": 5.99}})
    assert made.json()["action"] == {"kind": "fixed_price", "quantity": 3, "amount": 599}
    assert "pears" in {one["promotion_id"] for one in web.get("/promotions").json()["promotions"]}
    for body in ({"colour": "red"}, {}, {"amount": 1, "percent": 2}, {"amount": -1}):
        assert web.put("/promotions/pears", json=body).json()["error"] == "promotion_invalid"
    assert web.delete("/promotions/pears").status_code == 200
    assert web.delete("/promotions/pears").json()["error"] == "promotion_unknown"
