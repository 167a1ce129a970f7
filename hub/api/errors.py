"""Errors as HTTP answers: always JSON with a stable `error` word and a plain `message`."""

from __future__ import annotations

import logging
from collections.abc import Mapping

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from retail.errors import DataError, KnownError
from sync.protocol import SyncError

_LOG = logging.getLogger("tillbridge.hub")
TOO_SLOW = "too_slow"
BAD_INPUT = 400
UNAVAILABLE = 503
INTERNAL = 500
_WORDS = {404: "not_found", 405: "method_not_allowed", 413: "too_large"}


class Refused(KnownError):
    """The hub's own API says no: not signed in, not allowed, not there, too often."""

    def __init__(self, status: int, code: str, message: str, **params: object) -> None:
        super().__init__(code, message, **params)
        self.status = status


def json_response(content: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """`content` as JSON by msgspec."""
    return Response(
        msgspec.json.encode(content), status, headers=dict(headers or {}), media_type="application/json"
    )


def error_response(error: KnownError) -> Response:
    """The answer to a known error; its status is the protocol's where it is one of the protocol's."""
    retry = error.params.get("retry_after")
    headers = {} if retry is None else {"Retry-After": str(retry)}
    if error.code == TOO_SLOW:
        # The rest of the request is not waited for.
        headers["Connection"] = "close"
    body = {"error": error.code, "message": error.message, "params": error.params}
    return json_response(body, status_of(error), headers)


def status_of(error: KnownError) -> int:
    """The HTTP status that carries `error`."""
    if isinstance(error, SyncError | Refused):
        return error.status
    if isinstance(error, DataError) and error.code == "hub_not_set_up":
        return UNAVAILABLE
    return BAD_INPUT


async def on_known(_request: Request, error: Exception) -> Response:
    """Starlette handler for `KnownError`."""
    assert isinstance(error, KnownError)  # noqa: S101 - registered for this class alone
    return error_response(error)


async def on_http(_request: Request, error: Exception) -> Response:
    """Starlette handler for its own 404, 405 and the like."""
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this class alone
    word = _WORDS.get(error.status_code, "refused")
    body = {"error": word, "message": str(error.detail)}
    return json_response(body, error.status_code, error.headers)


async def on_gone(_request: Request, _error: Exception) -> Response:
    """Starlette handler for a caller whose line broke before all was sent: nobody is left to be told."""
    return Response(status_code=BAD_INPUT)


async def on_bug(request: Request, error: Exception) -> Response:
    """Starlette handler for what nobody expected: logged here, nothing of it is told."""
    _LOG.error("error in %s %s", request.method, request.url.path, exc_info=error)
    body = {"error": "internal", "message": "The hub met an error of its own; it is in the hub's log."}
    return json_response(body, INTERNAL)
