"""`HttpHub` against a server that wears another certificate, hangs, or keeps another time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from retail.cart import CartRequest
from retail.journal import GENESIS
from retail.rights import RightsRequest
from sync import messages as m
from sync import protocol as p
from sync.client import HttpEnrolment, Timeouts
from tests.fakes.lying_hub import SILENT, LyingHub, http, self_signed
from tests.fakes.sync_store import FakeClock
from tests.unit.sync.hub_client import GOOD, PAGE, PULL, HubAt, headers_of, signature_is_good


def test_every_call_finds_its_route_and_is_signed(hub_at: HubAt) -> None:
    head = m.JournalHead(seq=0, hash=GENESIS)
    hello = m.HelloReply(hub_gen="g", server_time=1, head=head, scopes=())
    with LyingHub(
        http(200, msgspec.json.encode(hello)),
        http(200, msgspec.json.encode(m.PushReply(results=(), head=head))),
        http(200, b"{}"),
        GOOD,
        http(200, b'{"ahead": ["catalogue"]}'),
        http(200, b"\x00picture", kind="image/webp"),
        http(200, b'{"state": "none"}'),
        http(206, b"packed", kind="application/zstd"),
        http(200, b'{"answers": [], "at": 5}'),
        http(200, b'{"code": "cart_gone", "at": 5}'),
    ) as server:
        hub = hub_at(server)
        said = m.Hello(
            terminal_id="T1",
            epoch="E1",
            head=head,
            acked=head,
            hub_gen="",
            op_versions={},
            program="x",
            now=1,
        )
        assert hub.hello(said) == hello
        assert hub.push(m.PushRequest(hub_gen="g", epoch="E1", ops=())).head == head
        hub.escrow(m.EnrolEscrow(escrow="sealed"))
        assert hub.pull(PULL) == PAGE
        assert hub.poke(m.PokeRequest(seen={"catalogue": 3, "price:1": 7}, wait_ms=10)).ahead == (
            "catalogue",
        )
        assert hub.image("ab" * 32) == b"\x00picture"
        assert hub.snapshot("price:a/b").state == "none"
        part = m.SnapshotPart(scope="price:a/b", epoch="E1", seq=7, start=10, length=6)
        assert hub.snapshot_part(part) == b"packed"
        assert hub.rights(RightsRequest(request_id="R1", asks=())).at == 5
        assert hub.carts(CartRequest(request_id="R2", act="adopt")).code == "cart_gone"
        hub.close()
    lines = [request.split(b" HTTP/")[0].decode() for request in server.requests]
    assert lines == [
        "POST /sync/v1/hello",
        "POST /sync/v1/push",
        "POST /sync/v1/escrow",
        "GET /sync/v1/pull?scope=price%3A1&epoch=E+1&after=7&limit=200",
        "GET /sync/v1/poke?seen=catalogue%3A3%2Cprice%3A1%3A7&wait_ms=10",
        f"GET /sync/v1/image/{'ab' * 32}",
        "GET /sync/v1/snapshot?scope=price%3Aa%2Fb",
        "GET /sync/v1/snapshot/price%3Aa%2Fb/E1/7",
        "POST /sync/v1/rights",
        "POST /sync/v1/carts",
    ]
    assert all(signature_is_good(request) for request in server.requests)
    sent = [headers_of(request) for request in server.requests]
    assert {each["tillbridge-terminal"] for each in sent} == {"T1"}
    assert {each["tillbridge-program"] for each in sent} == {"tillbridge/1"}
    assert len({each["tillbridge-nonce"] for each in sent}) == 10


def test_enrolment_is_not_signed() -> None:
    reply = m.EnrolReply(
        terminal_id="T1",
        terminal_no=1,
        store_id="S1",
        store_no=1,
        hub_gen="g",
        recovery_key="k",
        server_time=1,
    )
    with LyingHub(http(200, msgspec.json.encode(reply))) as server:
        api = HttpEnrolment(server.url, "", FakeClock(), program="tillbridge/1")
        assert api.enrol(m.EnrolRequest(code="ABCD", public_key="k", epoch="E1")) == reply
        api.close()
    assert server.requests[0].startswith(b"POST /sync/v1/enrol ")
    assert "tillbridge-signature" not in headers_of(server.requests[0])


# --- TLS ------------------------------------------------------------------------------------------------


def test_the_pinned_certificate_is_enough(hub_at: HubAt, tmp_path: Path) -> None:
    certificate, fingerprint = self_signed(tmp_path)
    with LyingHub(GOOD, GOOD, certificate=certificate) as server:
        hub = hub_at(server, fingerprint)
        assert hub.pull(PULL) == PAGE
        assert hub.pull(PULL) == PAGE
        hub.close()


def test_another_certificate_gets_not_a_byte(hub_at: HubAt, tmp_path: Path) -> None:
    certificate, _ = self_signed(tmp_path)
    with LyingHub(GOOD, certificate=certificate) as server:
        with pytest.raises(p.HubUnreachable) as raised:
            hub_at(server, "ab" * 32).pull(PULL)
        assert raised.value.code == "hub_wrong_certificate"
        assert not server.asked.is_set()
    assert server.requests == []


def test_tls_to_a_plain_server_is_no_contact(hub_at: HubAt) -> None:
    with LyingHub(GOOD) as server:
        url = server.url.replace("http:", "https:")
        hub = hub_at(server, "ab" * 32, url=url, timeouts=Timeouts(connect=0.2))
        with pytest.raises(p.HubUnreachable):
            hub.pull(PULL)


# --- the clock ------------------------------------------------------------------------------------------


HOUR_AHEAD = FakeClock().now() + 3_600_000
BY_DATE = http(401, headers=("date: Fri, 15 Jan 2027 09:00:00 GMT",))
BY_WORD = http(401, b'{"error": "clock_wrong", "params": {"server_time": %d}}' % HOUR_AHEAD)


@pytest.mark.parametrize("refusal", [BY_DATE, BY_WORD])
def test_a_wrong_clock_is_met_by_the_hubs_time(hub_at: HubAt, refusal: bytes) -> None:
    clock = FakeClock()  # 2027-01-15 08:00:00 UTC
    with LyingHub(refusal, GOOD, GOOD) as server:
        hub = hub_at(server, clock=clock)
        assert hub.pull(PULL) == PAGE
        assert hub.pull(PULL) == PAGE
    times = [int(headers_of(request)["tillbridge-time"]) for request in server.requests]
    assert times == [clock.now(), clock.now() + 3_600_000, clock.now() + 3_600_000]
    assert all(signature_is_good(request) for request in server.requests)


@pytest.mark.parametrize(
    "date", ["Fri, 15 Jan 2027 08:00:09 GMT", "yesterday", "Fri, 99 Jan 2027 08:00:09 GMT"]
)
def test_a_401_with_a_right_clock_is_final(ask: Callable[..., Any], date: str) -> None:
    with pytest.raises(p.Unauthorised):
        ask(http(401, headers=(f"date: {date}",)), GOOD)


# --- cutting the line -----------------------------------------------------------------------------------


@pytest.mark.parametrize("tls", [False, True])
def test_a_waiting_call_is_cut_from_another_thread(hub_at: HubAt, tmp_path: Path, tls: bool) -> None:
    certificate, fingerprint = self_signed(tmp_path)
    with LyingHub(SILENT, certificate=certificate if tls else None) as server:
        hub = hub_at(server, fingerprint if tls else "")
        errors: list[p.SyncError] = []

        def wait() -> None:
            try:
                hub.poke(m.PokeRequest(seen={}, wait_ms=60_000))
            except p.SyncError as error:
                errors.append(error)

        waiting = threading.Thread(target=wait)
        waiting.start()
        assert server.asked.wait(60)
        hub.cut()
        waiting.join(60)
        assert not waiting.is_alive()
        assert [type(error) for error in errors] == [p.HubUnreachable]
        with pytest.raises(p.HubUnreachable) as raised:
            hub.pull(PULL)
        assert raised.value.code == "hub_closed"
        hub.cut()
        hub.close()
        hub.cut()


def test_a_line_that_was_cut_while_it_connected_ends_at_once(hub_at: HubAt) -> None:
    with LyingHub(SILENT) as server:
        hub = hub_at(server)
        line = hub._line
        request = line.request("GET", "/pull")
        watch = request.extensions["trace"]

        def cut_then_watch(event: str, info: dict[str, Any]) -> None:
            if event == "connection.connect_tcp.complete":
                line.cut()
            watch(event, info)

        request.extensions["trace"] = cut_then_watch
        with pytest.raises(p.HubUnreachable):
            line.send(request)


@pytest.mark.parametrize("status", [404, 500])
def test_a_missing_picture_is_an_error(hub_at: HubAt, status: int) -> None:
    with LyingHub(http(status)) as server, pytest.raises(p.SyncError):
        hub_at(server).image("ab" * 32)


def test_a_picture_has_a_largest_size(hub_at: HubAt) -> None:
    too_large = http(200, bytes(1024 * 1024 + 1), kind="image/webp")
    with LyingHub(too_large) as server, pytest.raises(p.HubNonsense):
        hub_at(server).image("ab" * 32)


def test_a_part_is_asked_for_as_a_span_and_a_whole_file_is_not_taken_for_one(hub_at: HubAt) -> None:
    part = m.SnapshotPart(scope="catalogue", epoch="E1", seq=7, start=10, length=6)
    with LyingHub(http(200, b"all of it"), http(410)) as server:
        hub = hub_at(server)
        with pytest.raises(p.HubNonsense):
            hub.snapshot_part(part)
        with pytest.raises(p.SnapshotNeeded):
            hub.snapshot_part(part)
    assert b"range: bytes=10-15" in server.requests[0].lower()
