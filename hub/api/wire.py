"""How the routes of the sync protocol read what came over the wire."""

from __future__ import annotations

from typing import TypeVar

import msgspec
from starlette.requests import Request

from retail.errors import RuleError

T = TypeVar("T")


def target_of(request: Request) -> str:
    """Path and query exactly as they came over the wire, which is what was signed."""
    path: bytes = request.scope["raw_path"]
    query: bytes = request.scope["query_string"]
    return (path + b"?" + query if query else path).decode("latin-1")


def decode(body: bytes, kind: type[T]) -> T:
    """`body` as a message. Raises `RuleError` (400) for anything else."""
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise RuleError("message_invalid", f"This is not a message of the protocol: {error}") from error
