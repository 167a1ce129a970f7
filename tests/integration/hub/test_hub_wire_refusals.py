"""Signed requests made by hand, each part falsified, against the real hub process."""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Iterator

import httpx
import msgspec
import pytest

from sync import signing
from tests.integration.hub.conftest import WAIT_S, HubProcess, MachineClock
from tests.integration.hub.wire_terminal import Terminal
from tests.unit.hub.terminal_journal import new_id


class Raw:
    """Signed requests by hand, so that each part can be falsified."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.http = httpx.Client(base_url=terminal.code.url, verify=False, timeout=WAIT_S)  # noqa: S501 - pinning has tests of its own

    def headers(self, method: str, target: str, body: bytes, **wrong: str) -> dict[str, str]:
        at = wrong.get("at", str(MachineClock().now()))
        nonce = wrong.get("nonce", secrets.token_hex(16))
        sign_at = int(at) if at.isdigit() else 0
        return {
            signing.TERMINAL_HEADER: wrong.get("terminal", self.terminal.reply.terminal_id),
            signing.TIME_HEADER: at,
            signing.NONCE_HEADER: nonce,
            signing.SIGNATURE_HEADER: wrong.get(
                "signature", signing.sign(self.terminal.key, method, target, body, sign_at, nonce)
            ),
        }

    def send(self, method: str, target: str, body: bytes = b"", **wrong: str) -> httpx.Response:
        return self.http.request(
            method, target, content=body, headers=self.headers(method, target, body, **wrong)
        )


@pytest.fixture(scope="session")
def raw(hub: HubProcess) -> Iterator[Raw]:
    """Terminal 2, which no other test enrols."""
    terminal = Terminal(hub, 2)
    made = Raw(terminal)
    yield made
    made.http.close()
    terminal.close()


PULL = "/sync/v1/pull?scope=catalogue&epoch=&after=0&limit=5"


def test_a_signed_request_is_taken_and_its_replay_is_not(raw: Raw) -> None:
    headers = raw.headers("GET", PULL, b"")
    assert raw.http.get(PULL, headers=headers).status_code == 200
    replay = raw.http.get(PULL, headers=headers)
    assert replay.status_code == 401
    assert replay.json() == {
        "error": "unauthorised",
        "message": "The hub does not accept this terminal's signature.",
        "params": {},
    }


@pytest.mark.parametrize(
    "wrong",
    [
        {"terminal": "unknown"},
        {"signature": "bm9uc2Vuc2U="},
        {"signature": "not base64 at all"},
        {"nonce": "short"},
        {"nonce": "n" * 200},
        {"at": "yesterday"},
        {"at": "9" * 30},
        {"at": "1000"},
    ],
)
def test_what_is_not_signed_right_gets_401(wrong: dict[str, str], raw: Raw) -> None:
    assert raw.send("GET", PULL, b"", **wrong).status_code == 401


def test_a_signature_is_for_one_target_and_body_only(raw: Raw) -> None:
    headers = raw.headers("GET", PULL, b"")
    assert raw.http.get(PULL.replace("limit=5", "limit=6"), headers=headers).status_code == 401
    headers = raw.headers("POST", "/sync/v1/push", b"{}")
    assert raw.http.post("/sync/v1/push", content=b"{ }", headers=headers).status_code == 401
    assert raw.http.get(PULL).status_code == 401


@pytest.mark.parametrize(
    ("method", "target", "body"),
    [
        ("POST", "/sync/v1/push", b""),
        ("POST", "/sync/v1/push", b"{"),
        ("POST", "/sync/v1/push", b"[]"),
        ("POST", "/sync/v1/push", b'{"hub_gen":1,"epoch":2,"ops":3}'),
        ("POST", "/sync/v1/push", b'{"hub_gen":"g","epoch":"","ops":[]}'),
        ("POST", "/sync/v1/push", b"\xff\xfe"),
        ("POST", "/sync/v1/push", b"[" * 100_000),
        ("POST", "/sync/v1/hello", b"{}"),
        ("POST", "/sync/v1/escrow", b'{"escrow":""}'),
        ("GET", "/sync/v1/pull", b""),
        ("GET", "/sync/v1/pull?scope=catalogue&after=-1", b""),
        ("GET", "/sync/v1/pull?scope=catalogue&after=x", b""),
        ("GET", "/sync/v1/pull?scope=catalogue&after=" + "9" * 40, b""),
        ("GET", "/sync/v1/pull?scope=catalogue&after=" + "9" * 16, b""),
        ("GET", "/sync/v1/pull?scope=catalogue&limit=0", b""),
        ("GET", "/sync/v1/pull?scope=%00%ff", b""),
        ("GET", "/sync/v1/poke?seen=catalogue", b""),
        ("GET", "/sync/v1/poke?seen=catalogue:0&wait_ms=soon", b""),
        ("GET", "/sync/v1/poke?seen=" + ",".join(f"a{n}:0" for n in range(50)), b""),
        ("GET", "/sync/v1/image/%2e%2e%2fhub.db", b""),
        ("GET", "/sync/v1/image/x", b""),
        ("DELETE", "/sync/v1/push", b""),
        ("GET", "/sync/v1/nothing", b""),
    ],
)
def test_bad_input_is_answered_4xx_and_in_words(method: str, target: str, body: bytes, raw: Raw) -> None:
    answer = raw.send(method, target, body)
    assert 400 <= answer.status_code < 500
    assert set(answer.json()) >= {"error", "message"}


@pytest.mark.parametrize(
    "changes",
    [
        {"public_key": "nonsense"},
        {"public_key": ""},
        {"code": "WRONGCODE"},
        {"epoch": ""},
        {"epoch": "e" * 100},
        {"program": "p" * 1000},
    ],
)
def test_bad_enrolments_are_answered_4xx(changes: dict[str, str], raw: Raw) -> None:
    key = base64.b64encode(secrets.token_bytes(32)).decode()
    body = {"code": "WRONG", "public_key": key, "epoch": "e", "program": ""} | changes
    answer = raw.http.post("/sync/v1/enrol", content=json.dumps(body))
    assert answer.status_code in (400, 401)


def test_huge_numbers_in_messages_are_answered_4xx(raw: Raw) -> None:
    journal = raw.terminal.journal
    hello = msgspec.to_builtins(journal.hello(raw.terminal.reply.hub_gen))
    for seq in (2**70, -1, -(2**70)):
        body = json.dumps(hello | {"head": {"seq": seq, "hash": "x"}}).encode()
        assert raw.send("POST", "/sync/v1/hello", body).status_code in (200, 400, 409)
    op = msgspec.to_builtins(journal.no_sale())
    for change in ({"seq": 2**70}, {"v": 2**70}, {"v": -(2**70)}, {"hash": "\0", "prev": "x"}):
        push = {"hub_gen": raw.terminal.reply.hub_gen, "epoch": new_id(), "ops": [op | change]}
        answer = raw.send("POST", "/sync/v1/push", json.dumps(push).encode())
        assert answer.status_code < 500, answer.text
