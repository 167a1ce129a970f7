"""The `/sync/v1/recover` routes: signed by the terminal in a broken one's place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hub.api.authentication import Authenticator
from hub.api.wire import decode, target_of
from hub.services.recovery import RecoveryService
from hub.store.terminals import TerminalRecord
from sync import messages as m

T = TypeVar("T")


class RecoveryRoutes:
    """The wire's end of `RecoveryApi` at the hub."""

    def __init__(self, authenticator: Authenticator, recovery: RecoveryService) -> None:
        self._authenticator = authenticator
        self._recovery = recovery

    def routes(self) -> list[Route]:
        """The routes, to be mounted under `/sync/v1`."""
        return [
            Route("/recover/key", self.key, methods=["POST"]),
            Route("/recover/head", self.head, methods=["POST"]),
            Route("/recover/push", self.push, methods=["POST"]),
            Route("/recover/done", self.done, methods=["POST"]),
        ]

    async def key(self, request: Request) -> Response:
        return await self._answer(request, m.RecoverKeyRequest, self._recovery.key)

    async def head(self, request: Request) -> Response:
        return await self._answer(request, m.RecoverAt, self._recovery.head)

    async def push(self, request: Request) -> Response:
        return await self._answer(request, m.RecoverPush, self._recovery.push)

    async def done(self, request: Request) -> Response:
        return await self._answer(request, m.RecoverDone, self._recovery.done)

    async def _answer(
        self, request: Request, kind: type[T], work: Callable[[TerminalRecord, T], object]
    ) -> Response:
        body = await request.body()

        def call() -> bytes:
            terminal = self._authenticator.terminal(request.method, target_of(request), request.headers, body)
            return msgspec.json.encode(work(terminal, decode(body, kind)))

        return Response(await run_in_threadpool(call), media_type="application/json")
