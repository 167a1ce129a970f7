"""`HttpHub` against a server that refuses, talks nonsense, or breaks off."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sync import messages as m
from sync import protocol as p
from sync.client import HttpHub
from tests.fakes.lying_hub import SILENT, LyingHub, http
from tests.fakes.sync_store import FakeClock
from tests.unit.sync.hub_client import GOOD, KEY, PATIENT, PULL, QUICK, HubAt

REFUSED = b'{"error": "because", "message": "Because I say so."}'


EMPTY_PUSH = m.PushRequest(hub_gen="g", epoch="E1", ops=())
CALLS: dict[str, Callable[[HttpHub], object]] = {
    "push": lambda hub: hub.push(EMPTY_PUSH),
    "pull": lambda hub: hub.pull(PULL),
    "poke": lambda hub: hub.poke(m.PokeRequest(seen={"price:1": 7}, wait_ms=1)),
    "image": lambda hub: hub.image("ab" * 32),
    "escrow": lambda hub: hub.escrow(m.EnrolEscrow(escrow="sealed")),
}


@pytest.mark.parametrize(
    ("call", "status", "error"),
    [
        ("pull", 401, p.Unauthorised),
        ("escrow", 401, p.Unauthorised),
        ("pull", 403, p.ScopeForbidden),
        ("poke", 403, p.ScopeForbidden),
        ("image", 404, p.ImageMissing),
        ("push", 409, p.Fork),
        ("pull", 410, p.SnapshotNeeded),
        ("push", 412, p.WrongGeneration),
        ("push", 413, p.TooMuch),
    ],
)
def test_a_refusal_is_its_class_with_the_hubs_words(
    hub_at: HubAt, call: str, status: int, error: type[p.SyncError]
) -> None:
    with LyingHub(http(status, REFUSED), http(status), http(status, b"{}")) as server:
        hub = hub_at(server)
        with pytest.raises(error) as raised:
            CALLS[call](hub)
        assert (raised.value.code, raised.value.message) == ("because", "Because I say so.")
        for _ in ("no body", "no words"):
            with pytest.raises(error) as raised:
                CALLS[call](hub)
            assert raised.value.code
            assert raised.value.message


@pytest.mark.parametrize(
    ("call", "status"), [("pull", 404), ("pull", 409), ("poke", 412), ("push", 403), ("escrow", 410)]
)
def test_a_refusal_that_the_call_cannot_meet_is_nonsense(hub_at: HubAt, call: str, status: int) -> None:
    with LyingHub(http(status, REFUSED)) as server, pytest.raises(p.HubNonsense):
        CALLS[call](hub_at(server))


def test_a_proxys_413_is_the_hubs(hub_at: HubAt) -> None:
    page = http(413, b"<html>nginx</html>", kind="text/html")
    with LyingHub(page) as server, pytest.raises(p.TooMuch):
        hub_at(server).push(EMPTY_PUSH)


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ((), 0.0),
        (("retry-after: 20",), 20.0),
        (("retry-after: 99999999",), 300.0),
        (("retry-after: -1",), 0.0),
        (("retry-after: 1.5",), 1.5),
        (("retry-after: nan",), 0.0),
        (("retry-after: Wed, 21 Oct 2026 07:28:00 GMT",), 0.0),
    ],
)
def test_busy_names_when_to_come_back(
    ask: Callable[..., Any], status: int, header: tuple[str, ...], seconds: float
) -> None:
    with pytest.raises(p.HubBusy) as raised:
        ask(http(status, b"<html>", kind="text/html", headers=header))
    assert raised.value.params["retry_after"] == seconds


@pytest.mark.parametrize("status", [500, 502, 504])
def test_a_hub_in_trouble_is_asked_again_later(ask: Callable[..., Any], status: int) -> None:
    with pytest.raises(p.HubUnreachable) as raised:
        ask(http(status, b"Traceback", kind="text/plain"))
    assert raised.value.code == "hub_broken"


@pytest.mark.parametrize(
    "answer",
    [
        http(200, b"<html>Please sign in to the hotel</html>", kind="text/html"),
        http(200, b"<html>", kind="application/json"),
        http(200, b""),
        http(200, b"\xff\xfe"),
        http(200, b'{"rows": [], "next": 7'),
        http(200, b'{"rows": [], "next": "7"}'),
        http(200, b'"\xff"'),
        http(200, b"[" * 200_000),
        http(200, b"{}", headers=("content-encoding: gzip",)),
        http(204),
        http(301, headers=("location: http://elsewhere/",)),
        http(302, b"<html>", kind="text/html", headers=("location: /login",)),
        http(400, REFUSED),
        http(401, b"<html>proxy</html>", kind="text/html"),
        http(409, b"nonsense", kind="text/plain"),
        http(418, b"teapot"),
    ],
)
def test_nonsense_is_nonsense(ask: Callable[..., Any], answer: bytes) -> None:
    with pytest.raises(p.HubNonsense):
        ask(answer)


@pytest.mark.parametrize(
    "answer",
    [
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\ncontent-type: application/json\r\n\r\n{",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nab",
        http(302, headers=("location: http://[::1",)),
    ],
    ids=["another protocol", "cut in the body", "cut in a chunk", "redirect to nowhere"],
)
def test_a_broken_answer_is_no_contact(ask: Callable[..., Any], answer: bytes) -> None:
    with pytest.raises(p.HubUnreachable):
        ask(answer)


def test_a_hub_that_says_nothing_is_not_waited_for(hub_at: HubAt) -> None:
    with LyingHub(SILENT) as server, pytest.raises(p.HubUnreachable) as raised:
        hub_at(server, timeouts=QUICK).pull(PULL)
    assert raised.value.code == "hub_timeout"


def test_a_hub_that_is_not_there(hub_at: HubAt) -> None:
    with LyingHub() as server:
        gone = hub_at(server)
    with pytest.raises(p.HubUnreachable):
        gone.pull(PULL)


def test_a_name_that_cannot_be_looked_up() -> None:
    hub = HttpHub("http://two..dots", "", "T1", KEY, FakeClock(), program="x", timeouts=PATIENT)
    with pytest.raises(p.HubUnreachable):
        hub.pull(PULL)


def test_an_answer_without_end_is_cut_off(ask: Callable[..., Any]) -> None:
    with pytest.raises(p.HubNonsense) as raised:
        ask(http(200, b" " * (8 * 1024 * 1024 + 1)))
    assert raised.value.code == "hub_answer_too_long"


def test_a_trickling_answer_ends_by_the_clock(hub_at: HubAt) -> None:
    class Slow(FakeClock):
        """Each look at the clock finds it a minute later."""

        def monotonic(self) -> float:
            self.pass_(61)
            return super().monotonic()

    with LyingHub(GOOD) as server, pytest.raises(p.HubUnreachable) as raised:
        hub_at(server, clock=Slow()).pull(PULL)
    assert raised.value.code == "hub_timeout"
