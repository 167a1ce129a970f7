"""Refuses request bodies that are larger than any honest one, before they are read, or that never end."""

from __future__ import annotations

import asyncio

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hub.api.errors import TOO_SLOW, error_response
from sync.protocol import TooMuch

SYNC_LIMIT = 4 * 1024 * 1024
UPLOAD_LIMIT = 64 * 1024 * 1024
OTHER_LIMIT = 256 * 1024
SLOWEST_S = 60.0
"""How long the body of a request may take; nobody else waits meanwhile, but the memory is held."""
SLOWEST_UPLOAD_S = 900.0


class BodyLimit:
    """ASGI layer around the whole application; `uploads` is the path that takes whole files."""

    def __init__(self, app: ASGIApp, uploads: str, slowest_s: float = SLOWEST_S) -> None:
        """`slowest_s`: how long a body that is no upload may take."""
        self._app = app
        self._uploads = uploads
        self._slowest_s = slowest_s

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = self._limit(scope["path"])
        slowest = SLOWEST_UPLOAD_S if limit == UPLOAD_LIMIT else self._slowest_s
        loop = asyncio.get_running_loop()
        deadline = loop.time() + slowest
        ended = False
        length = Headers(scope=scope).get("content-length", "0")
        if int(length) > limit:
            await error_response(_too_large(limit))(scope, receive, send)
            return
        got = 0

        async def counted() -> Message:
            nonlocal got, ended
            if ended:
                # All that may still come is that the caller goes away, which takes as long as it likes.
                return await receive()
            try:
                async with asyncio.timeout_at(deadline):
                    message = await receive()
            except TimeoutError as error:
                # A terminal that is told of too much tries again with less.
                raise TooMuch(TOO_SLOW, f"A request here arrives within {slowest:.0f} seconds.") from error
            ended = not message.get("more_body", False)
            got += len(message.get("body", b""))
            if got > limit:
                raise _too_large(limit)
            return message

        await self._app(scope, counted, send)

    def _limit(self, path: str) -> int:
        if path.startswith("/sync/"):
            return SYNC_LIMIT
        return UPLOAD_LIMIT if path == self._uploads else OTHER_LIMIT


def _too_large(limit: int) -> TooMuch:
    return TooMuch("too_large", f"A request here has at most {limit} bytes.", most=limit)
