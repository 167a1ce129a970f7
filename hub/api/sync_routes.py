"""The `/sync/v1` routes: signed JSON in, JSON out; work in the thread pool, long polls on the loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from hub.api.authentication import Authenticator
from hub.api.errors import json_response
from hub.api.recovery_routes import RecoveryRoutes
from hub.api.wire import decode, target_of
from hub.services.enrolment import EnrolmentService
from hub.services.news import News
from hub.services.recovery import RecoveryService
from hub.services.terminal_service import MAX_WAIT_MS, TerminalService
from hub.store.terminals import TerminalRecord
from retail.cart import CartRequest
from retail.errors import RuleError
from retail.rights import RightsRequest
from sync import messages as m

MAX_SEEN = 20
"""Most scopes in one poke; a terminal has fewer."""


class SyncRoutes:
    """The wire's end at the hub."""

    def __init__(
        self,
        service_of: Callable[[TerminalRecord], TerminalService],
        news: News,
        authenticator: Authenticator,
        enrolment: EnrolmentService,
        recovery: RecoveryService,
    ) -> None:
        self._service_of = service_of
        self._news = news
        self._authenticator = authenticator
        self._enrolment = enrolment
        self._recovery = RecoveryRoutes(authenticator, recovery)

    def routes(self) -> list[Route]:
        """The routes, to be mounted under `/sync/v1`."""
        return [
            Route("/enrol", self.enrol, methods=["POST"]),
            Route("/hello", self.hello, methods=["POST"]),
            Route("/push", self.push, methods=["POST"]),
            Route("/rights", self.rights, methods=["POST"]),
            Route("/carts", self.carts, methods=["POST"]),
            Route("/escrow", self.escrow, methods=["POST"]),
            Route("/pull", self.pull, methods=["GET"]),
            Route("/snapshot", self.snapshot, methods=["GET"]),
            # A price list's name may hold a slash.
            Route("/snapshot/{scope:path}/{epoch}/{seq}", self.snapshot_file, methods=["GET"]),
            Route("/poke", self.poke, methods=["GET"]),
            Route("/image/{digest}", self.image, methods=["GET"]),
            *self._recovery.routes(),
        ]

    async def enrol(self, request: Request) -> Response:
        body = decode(await request.body(), m.EnrolRequest)
        peer = request.client.host if request.client else ""
        return json_response(await run_in_threadpool(self._enrolment.enrol, body, peer))

    async def hello(self, request: Request) -> Response:
        return await self._answer(request, lambda service, body: service.hello(decode(body, m.Hello)))

    async def push(self, request: Request) -> Response:
        return await self._answer(request, lambda service, body: service.push(decode(body, m.PushRequest)))

    async def rights(self, request: Request) -> Response:
        return await self._answer(request, lambda service, body: service.rights(decode(body, RightsRequest)))

    async def carts(self, request: Request) -> Response:
        return await self._answer(request, lambda service, body: service.carts(decode(body, CartRequest)))

    async def pull(self, request: Request) -> Response:
        def work(service: TerminalService, _body: bytes) -> m.PullReply:
            query = request.query_params
            return service.pull(
                m.PullRequest(
                    scope=query.get("scope", ""),
                    epoch=query.get("epoch", ""),
                    after=number(query, "after", 0),
                    limit=number(query, "limit", 200),
                    began=number(query, "began", 0),
                )
            )

        return await self._answer(request, work)

    async def escrow(self, request: Request) -> Response:
        def work(service: TerminalService, body: bytes) -> dict[str, Any]:
            service.escrow(decode(body, m.EnrolEscrow))
            return {}

        return await self._answer(request, work)

    async def snapshot(self, request: Request) -> Response:
        scope = request.query_params.get("scope", "")
        return await self._answer(request, lambda service, _body: service.snapshot(scope))

    async def snapshot_file(self, request: Request) -> Response:
        """The packed file, or the span of it that the header Range names: a cut download goes on."""
        body = await request.body()
        wanted = request.path_params

        def work() -> Path:
            seq = number(wanted, "seq", 0)
            return self._service(request, body).snapshot_file(wanted["scope"], wanted["epoch"], seq)

        path = await run_in_threadpool(work)
        return FileResponse(path, media_type="application/zstd")

    async def poke(self, request: Request) -> Response:
        wanted = poke_request(request.query_params)
        body = await request.body()

        def check() -> None:
            self._service(request, body).check_poke(wanted)

        await run_in_threadpool(check)
        wait_s = min(max(wanted.wait_ms, 0), MAX_WAIT_MS) / 1000
        return json_response(m.PokeReply(ahead=await wait_for_news(self._news, wanted.seen, wait_s)))

    async def image(self, request: Request) -> Response:
        body = await request.body()

        def work() -> tuple[str, bytes]:
            return self._service(request, body).image_with_type(request.path_params["digest"])

        media_type, content = await run_in_threadpool(work)
        return Response(content, media_type=media_type)

    async def _answer(self, request: Request, work: Callable[[TerminalService, bytes], object]) -> Response:
        body = await request.body()

        def call() -> bytes:
            return msgspec.json.encode(work(self._service(request, body), body))

        return Response(await run_in_threadpool(call), media_type="application/json")

    def _service(self, request: Request, body: bytes) -> TerminalService:
        """The service of the terminal that signed the request. Raises `Unauthorised`."""
        terminal = self._authenticator.terminal(request.method, target_of(request), request.headers, body)
        return self._service_of(terminal)


def number(query: Mapping[str, str], name: str, default: int) -> int:
    """A whole number of the query string. Raises `RuleError` (400)."""
    text = query.get(name)
    if text is None:
        return default
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 16):  # noqa: PLR2004 - 2^53 has 16 digits
        raise RuleError("query_invalid", f"{name} is not a whole number: {text[:40]!r}.")
    return int(text)


def poke_request(query: Mapping[str, str]) -> m.PokeRequest:
    """The query `seen=scope:seq,…&wait_ms=…`; a scope may hold colons itself. Raises `RuleError` (400)."""
    seen: dict[str, int] = {}
    for part in filter(None, query.get("seen", "").split(",")):
        scope, _, seq = part.rpartition(":")
        seen[scope] = number({"seen": seq}, "seen", 0)
    if len(seen) > MAX_SEEN:
        raise RuleError("query_invalid", f"A poke names at most {MAX_SEEN} scopes.")
    return m.PokeRequest(seen=seen, wait_ms=number(query, "wait_ms", 25_000))


async def wait_for_news(news: News, seen: Mapping[str, int], seconds: float) -> tuple[str, ...]:
    """As `News.wait`, without holding a thread of the pool."""
    loop = asyncio.get_running_loop()
    changed = asyncio.Event()

    def wake() -> None:
        loop.call_soon_threadsafe(changed.set)

    stop = news.listen(wake)
    try:
        async with asyncio.timeout(seconds):
            while not (ahead := news.ahead(seen)) and not news.closed:
                await changed.wait()
                changed.clear()
            return ahead
    except TimeoutError:
        return ()
    finally:
        stop()
