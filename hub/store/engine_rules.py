"""What the store must know of a database engine: how a transaction begins there, and which trouble passes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from sqlalchemy.exc import DBAPIError

BUSY_MS = 10_000
"""How long a writer waits for another before the hub says that it is busy."""
WRITE = "tillbridge_write"
"""Execution option of a connection whose transaction may write."""


class EngineRules(msgspec.Struct, frozen=True, kw_only=True):
    """The ways of one engine."""

    one_writer: bool
    """Whether the whole database has one writer at a time; else rows have locks."""
    read_options: Mapping[str, Any]
    """Execution options under which a transaction sees one state throughout."""
    write_options: Mapping[str, Any]
    passing: Callable[[DBAPIError], bool]
    """Whether the trouble may be over in a moment, or when a person has made room."""
    raced: Callable[[DBAPIError], bool]
    """Whether another writer came first, so that the same work done again finds what that one wrote."""
    impossible: Callable[[DBAPIError], bool]
    """Whether a value can stand in no column of this engine."""
