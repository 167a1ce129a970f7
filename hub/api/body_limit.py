"""Refuses request bodies that are larger than any honest one, before they are read."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hub.api.errors import error_response
from sync.protocol import TooMuch

SYNC_LIMIT = 4 * 1024 * 1024
UPLOAD_LIMIT = 64 * 1024 * 1024
OTHER_LIMIT = 256 * 1024


class BodyLimit:
    """ASGI layer around the whole application; `uploads` is the path that takes whole files."""

    def __init__(self, app: ASGIApp, uploads: str) -> None:
        self._app = app
        self._uploads = uploads

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = self._limit(scope["path"])
        length = Headers(scope=scope).get("content-length", "0")
        if int(length) > limit:
            await error_response(_too_large(limit))(scope, receive, send)
            return
        got = 0

        async def counted() -> Message:
            nonlocal got
            message = await receive()
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
