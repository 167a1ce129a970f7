"""`HttpHub` against a server that lies, stays silent, cuts the line or wears another certificate."""

from __future__ import annotations

import base64
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from retail.journal import GENESIS
from sync import messages as m
from sync import protocol as p
from sync import signing
from sync.client import HttpEnrolment, HttpHub, Timeouts
from tests.fakes.lying_hub import SILENT, LyingHub, Reply, http, self_signed
from tests.fakes.sync_store import FakeClock

KEY = Ed25519PrivateKey.generate()
QUICK = Timeouts(connect=2.0, read=0.1, poll_grace=0.1)
PULL = m.PullRequest(scope="price:1", epoch="E 1", after=7)
PAGE = m.PullReply(
    rows=(), next=7, head=m.ScopeHead(scope="price:1", epoch="E 1", seq=7, checksum=p.EMPTY_CHECKSUM)
)
GOOD = http(200, msgspec.json.encode(PAGE))


HubAt = Callable[..., HttpHub]


@pytest.fixture
def hub_at() -> Iterator[HubAt]:
    """Makes clients of a server, and closes them."""
    made: list[HttpHub] = []

    def make(server: LyingHub, fingerprint: str = "", **changes: Any) -> HttpHub:
        url = changes.pop("url", server.url)
        clock = changes.pop("clock", FakeClock())
        options: dict[str, Any] = {"program": "tillbridge/1", "timeouts": QUICK} | changes
        made.append(HttpHub(url, fingerprint, "T1", KEY, clock, **options))
        return made[-1]

    yield make
    for hub in made:
        hub.close()


@pytest.fixture
def ask(hub_at: HubAt) -> Callable[..., m.PullReply]:
    """Pull once from a server with the given answers."""

    def pull(*answers: Reply) -> m.PullReply:
        with LyingHub(*answers) as server:
            return hub_at(server).pull(PULL)

    return pull


def headers_of(request: bytes) -> dict[str, str]:
    lines = request.partition(b"\r\n\r\n")[0].decode().split("\r\n")[1:]
    return {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}


def signature_is_good(request: bytes) -> bool:
    head, _, body = request.partition(b"\r\n\r\n")
    method, target, _ = head.decode().split("\r\n")[0].split(" ")
    sent = headers_of(request)
    nonce = sent[signing.NONCE_HEADER.lower()]
    text = signing.signed_text(method, target, body, int(sent[signing.TIME_HEADER.lower()]), nonce)
    public = base64.b64encode(KEY.public_key().public_bytes_raw()).decode()
    return signing.signature_holds(public, sent[signing.SIGNATURE_HEADER.lower()], text)


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
        hub.close()
    lines = [request.split(b" HTTP/")[0].decode() for request in server.requests]
    assert lines == [
        "POST /sync/v1/hello",
        "POST /sync/v1/push",
        "POST /sync/v1/escrow",
        "GET /sync/v1/pull?scope=price%3A1&epoch=E+1&after=7&limit=200",
        "GET /sync/v1/poke?seen=catalogue%3A3%2Cprice%3A1%3A7&wait_ms=10",
        f"GET /sync/v1/image/{'ab' * 32}",
    ]
    assert all(signature_is_good(request) for request in server.requests)
    sent = [headers_of(request) for request in server.requests]
    assert {each["tillbridge-terminal"] for each in sent} == {"T1"}
    assert {each["tillbridge-program"] for each in sent} == {"tillbridge/1"}
    assert len({each["tillbridge-nonce"] for each in sent}) == 6


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
        SILENT,
    ],
    ids=["another protocol", "cut in the body", "cut in a chunk", "redirect to nowhere", "silent"],
)
def test_a_broken_answer_is_no_contact(ask: Callable[..., Any], answer: bytes) -> None:
    with pytest.raises(p.HubUnreachable):
        ask(answer)


def test_a_hub_that_is_not_there(hub_at: HubAt) -> None:
    with LyingHub() as server:
        gone = hub_at(server)
    with pytest.raises(p.HubUnreachable):
        gone.pull(PULL)


def test_a_name_that_cannot_be_looked_up() -> None:
    hub = HttpHub("http://two..dots", "", "T1", KEY, FakeClock(), program="x", timeouts=QUICK)
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
        assert server.asked.wait(5)
        hub.cut()
        waiting.join(5)
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
