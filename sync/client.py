"""The hub over HTTP: `HttpHub` for an enrolled terminal, `HttpEnrolment` before that; the only user of httpx.

Nothing but the errors of `sync.protocol` leaves these classes.
"""

from __future__ import annotations

import secrets
import socket
import ssl
import threading
from collections.abc import Mapping
from typing import Any, TypeVar
from urllib.parse import quote

import httpx
import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from retail.cart import CartReply, CartRequest
from retail.rights import RightsReply, RightsRequest
from sync import messages as m
from sync import protocol as p
from sync import signing
from sync.asking import ANSWER_WITHIN_S
from sync.pinning import PinnedContext, WrongCertificate
from sync.ports import Clock
from sync.refusals import OK, Answer, hub_time_of, nonsense, read, refusal

T = TypeVar("T")

ROOT = "/sync/v1"
MAX_ANSWER = 8 * 1024 * 1024
MAX_IMAGE = 1024 * 1024
SKEW_WORTH_A_RETRY_MS = 60_000
"""A 401 is tried again by the hub's time when the clocks differ by more than this."""
PARTIAL = 206
JSON = {"content-type": "application/json"}


class Timeouts(msgspec.Struct, frozen=True, kw_only=True):
    """How long each part of a request may take, in seconds."""

    connect: float = 5.0
    read: float = 10.0
    write: float = 10.0
    pool: float = 1.0
    answer: float = 60.0
    """The whole answer, however busily it trickles."""
    poll_grace: float = 10.0
    """A long poll is read for its own wait and this."""


class Line:
    """One connection to one hub: pinned TLS, explicit time-outs, limits, and `cut` from another thread."""

    def __init__(
        self, base_url: str, fingerprint: str, clock: Clock, *, program: str, timeouts: Timeouts
    ) -> None:
        self._clock = clock
        self._timeouts = timeouts
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self._is_cut = False
        self._http = httpx.Client(
            base_url=base_url,
            headers={signing.PROGRAM_HEADER: program, "user-agent": program, "accept": "application/json"},
            verify=PinnedContext(fingerprint) if fingerprint else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
            timeout=self._parts(timeouts.read),
            # The hub keeps an idle connection for 75 s: let go before it does.
            limits=httpx.Limits(max_connections=1, max_keepalive_connections=1, keepalive_expiry=50.0),
            follow_redirects=False,
            trust_env=False,
        )

    def _parts(self, read_seconds: float) -> httpx.Timeout:
        each = self._timeouts
        return httpx.Timeout(connect=each.connect, read=read_seconds, write=each.write, pool=each.pool)

    def request(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, str] | None = None,
        body: bytes | None = None,
        wait: float = 0.0,
        within: float = 0.0,
        headers: Mapping[str, str] | None = None,
    ) -> httpx.Request:
        """A request ready to be signed and sent; `wait` is how long the hub may think before it answers.

        `within` is the longest that any part may take, in seconds, where somebody waits for the answer.
        """
        grace = self._timeouts.poll_grace if wait else self._timeouts.read
        return self._http.build_request(
            method,
            f"{ROOT}{path}",
            params=params,
            content=body,
            headers={**(JSON if body is not None else {}), **(headers or {})},
            timeout=httpx.Timeout(within) if within else self._parts(wait + grace),
            extensions={"trace": self._watch},
        )

    def send(self, request: httpx.Request, limit: int = MAX_ANSWER) -> Answer:
        """The whole answer. Raises `HubUnreachable` or `HubNonsense`."""
        if self._is_cut:
            raise p.HubUnreachable("hub_closed", "The connection to the hub was closed on this terminal.")
        try:
            response = self._http.send(request, stream=True)
            try:
                return self._whole(response, limit)
            finally:
                response.close()
        except httpx.ConnectTimeout as error:
            raise no_contact(error) from error
        except httpx.TimeoutException as error:
            raise p.HubUnreachable(
                "hub_timeout", "The hub does not answer in time. Sales stay safe here and are sent later."
            ) from error
        except (httpx.DecodingError, httpx.UnsupportedProtocol, httpx.InvalidURL) as error:
            raise nonsense("hub_answer_malformed", f"The answer cannot be read: {error}.") from error
        except (httpx.HTTPError, UnicodeError) as error:
            # UnicodeError: a host name that cannot be looked up at all, such as one with two dots in a row.
            raise no_contact(error) from error

    def _whole(self, response: httpx.Response, limit: int) -> Answer:
        deadline = self._clock.monotonic() + self._timeouts.answer
        body = bytearray()
        for part in response.iter_bytes():
            body += part
            if len(body) > limit:
                raise nonsense("hub_answer_too_long", "The answer is longer than any the hub may give.")
            if self._clock.monotonic() > deadline:
                raise p.HubUnreachable("hub_timeout", "The hub's answer comes too slowly.")
        return Answer(
            status=response.status_code,
            content_type=response.headers.get("content-type", ""),
            body=bytes(body),
            retry_after=response.headers.get("retry-after", ""),
            date=response.headers.get("date", ""),
        )

    def _watch(self, event: str, info: Mapping[str, Any]) -> None:
        """Remember the socket of a fresh connection, so that `cut` can reach it."""
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            with self._lock:
                self._socket = info["return_value"].get_extra_info("socket")
                if self._is_cut:
                    self._shut()

    def _shut(self) -> None:
        if self._socket is not None:
            try:
                # Not SSLSocket.shutdown: that drops the encryption first, while a write may be under way.
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)
            except OSError:
                self._socket = None  # It was closed already.

    def cut(self) -> None:
        """End whatever the line is doing and take no more requests; may be called from any thread."""
        with self._lock:
            self._is_cut = True
            self._shut()

    def close(self) -> None:
        """Let go of the connection; called by the thread that used the line."""
        self._http.close()


class HttpEnrolment:
    """`EnrolApi` over HTTP, before the terminal has a key that the hub knows."""

    def __init__(
        self,
        base_url: str,
        fingerprint: str,
        clock: Clock,
        *,
        program: str,
        timeouts: Timeouts | None = None,
    ) -> None:
        """`fingerprint` is the pinned SHA-256 of the hub's certificate; empty for http on loopback."""
        self._line = Line(base_url, fingerprint, clock, program=program, timeouts=timeouts or Timeouts())

    def enrol(self, request: m.EnrolRequest) -> m.EnrolReply:
        """See `EnrolApi`."""
        sent = self._line.request("POST", "/enrol", body=msgspec.json.encode(request))
        return read(self._line.send(sent), m.EnrolReply)

    def close(self) -> None:
        """Let go of the connection."""
        self._line.close()


class HttpHub:
    """`HubTerminal` over HTTP, each request signed by the terminal's key. One thread at a time uses it."""

    def __init__(
        self,
        base_url: str,
        fingerprint: str,
        terminal_id: str,
        key: Ed25519PrivateKey,
        clock: Clock,
        *,
        program: str,
        timeouts: Timeouts | None = None,
    ) -> None:
        """`fingerprint` is the pinned SHA-256 of the hub's certificate; empty for http on loopback."""
        self._line = Line(base_url, fingerprint, clock, program=program, timeouts=timeouts or Timeouts())
        self._terminal_id = terminal_id
        self._key = key
        self._clock = clock
        self._skew_ms = 0

    def hello(self, request: m.Hello) -> m.HelloReply:
        """See `HubApi`."""
        return self._post("/hello", request, m.HelloReply, p.Fork)

    def push(self, request: m.PushRequest) -> m.PushReply:
        """See `HubApi`."""
        return self._post("/push", request, m.PushReply, p.Fork, p.WrongGeneration, p.TooMuch)

    def escrow(self, request: m.EnrolEscrow) -> None:
        """See `HubApi`."""
        self._post("/escrow", request, dict[str, Any])

    def recover_key(self, request: m.RecoverKeyRequest) -> m.RecoverKey:
        """See `RecoveryApi`."""
        return self._post("/recover/key", request, m.RecoverKey, p.RecoveryRefused)

    def recover_head(self, request: m.RecoverAt) -> m.RecoverHead:
        """See `RecoveryApi`."""
        return self._post("/recover/head", request, m.RecoverHead, p.RecoveryRefused)

    def recover_push(self, request: m.RecoverPush) -> m.PushReply:
        """See `RecoveryApi`."""
        refusals = (p.RecoveryRefused, p.Fork, p.WrongGeneration, p.TooMuch)
        return self._post("/recover/push", request, m.PushReply, *refusals)

    def recover_done(self, request: m.RecoverDone) -> m.RecoverEnd:
        """See `RecoveryApi`."""
        return self._post("/recover/done", request, m.RecoverEnd, p.RecoveryRefused)

    def pull(self, request: m.PullRequest) -> m.PullReply:
        """See `HubApi`."""
        params = {
            "scope": request.scope,
            "epoch": request.epoch,
            "after": str(request.after),
            "limit": str(request.limit),
        } | ({"began": str(request.began)} if request.began else {})
        answer = self._exchange("GET", "/pull", params=params)
        return read(answer, m.PullReply, p.SnapshotNeeded, p.ScopeForbidden)

    def snapshot(self, scope: str) -> m.SnapshotReply:
        """See `HubApi`."""
        answer = self._exchange("GET", "/snapshot", params={"scope": scope})
        return read(answer, m.SnapshotReply, p.ScopeForbidden)

    def snapshot_part(self, part: m.SnapshotPart) -> bytes:
        """See `HubApi`. The caller compares length and digest."""
        path = f"/snapshot/{quote(part.scope, safe='')}/{quote(part.epoch, safe='')}/{part.seq}"
        span = f"bytes={part.start}-{part.start + part.length - 1}"
        answer = self._exchange("GET", path, headers={"range": span})
        if answer.status != PARTIAL:
            raise refusal(answer, p.SnapshotNeeded, p.ScopeForbidden)
        return answer.body

    def poke(self, request: m.PokeRequest) -> m.PokeReply:
        """See `HubApi`."""
        seen = ",".join(f"{scope}:{seq}" for scope, seq in request.seen.items())
        params = {"seen": seen, "wait_ms": str(request.wait_ms)}
        answer = self._exchange("GET", "/poke", params=params, wait=request.wait_ms / 1000)
        return read(answer, m.PokeReply, p.ScopeForbidden)

    def image(self, digest: str) -> bytes:
        """See `HubApi`. The caller compares the digest."""
        answer = self._exchange("GET", f"/image/{digest}", limit=MAX_IMAGE)
        if answer.status != OK:
            raise refusal(answer, p.ImageMissing)
        return answer.body

    def rights(self, request: RightsRequest) -> RightsReply:
        """See `HubDesk`."""
        body = msgspec.json.encode(request)
        return read(self._exchange("POST", "/rights", body=body, within=ANSWER_WITHIN_S), RightsReply)

    def carts(self, request: CartRequest) -> CartReply:
        """See `HubDesk`."""
        body = msgspec.json.encode(request)
        return read(self._exchange("POST", "/carts", body=body, within=ANSWER_WITHIN_S), CartReply)

    def cut(self) -> None:
        """End a call that another thread is in; it and every later one raise `HubUnreachable`."""
        self._line.cut()

    def close(self) -> None:
        """Let go of the connection; called by the thread that used it."""
        self._line.close()

    def _post(self, path: str, message: m.Message, kind: type[T], *expected: type[p.SyncError]) -> T:
        return read(self._exchange("POST", path, body=msgspec.json.encode(message)), kind, *expected)

    def _exchange(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, str] | None = None,
        body: bytes | None = None,
        wait: float = 0.0,
        within: float = 0.0,
        limit: int = MAX_ANSWER,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Send signed; once more by the hub's clock where ours may be why the signature was refused."""

        def made() -> httpx.Request:
            return self._line.request(
                method, path, params=params, body=body, wait=wait, within=within, headers=headers
            )

        request = made()
        self._sign(request)
        answer = self._line.send(request, limit)
        if answer.status != p.Unauthorised.status:
            return answer
        hub_time = hub_time_of(answer)
        if hub_time is None:
            return answer
        skew = hub_time - self._clock.now()
        if abs(skew - self._skew_ms) < SKEW_WORTH_A_RETRY_MS:
            return answer
        self._skew_ms = skew
        request = made()
        self._sign(request)
        return self._line.send(request, limit)

    def _sign(self, request: httpx.Request) -> None:
        at = self._clock.now() + self._skew_ms
        nonce = secrets.token_hex(16)
        target = request.url.raw_path.decode("ascii")
        request.headers[signing.TERMINAL_HEADER] = self._terminal_id
        request.headers[signing.TIME_HEADER] = str(at)
        request.headers[signing.NONCE_HEADER] = nonce
        request.headers[signing.SIGNATURE_HEADER] = signing.sign(
            self._key, request.method, target, request.content, at, nonce
        )


def no_contact(error: Exception) -> p.HubUnreachable:
    """The error for a connection that was refused, broke, or met another certificate."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, WrongCertificate):
            return p.HubUnreachable(
                "hub_wrong_certificate",
                "Another computer answers at the hub's address, or the hub has a new certificate. "
                "Nothing was sent to it. If the hub was set up anew, enrol this terminal again.",
            )
        cause = cause.__cause__ or cause.__context__
    return p.HubUnreachable(
        "hub_unreachable",
        f"There is no connection to the hub ({error}). Sales stay safe here and are sent later.",
        detail=str(error),
    )
