"""Fresh ids for facts that the hub itself makes."""

from __future__ import annotations

import secrets

from retail.ids import RANDOM_BYTES, uuid7


def new_id(at: int) -> str:
    """A UUIDv7 of the moment `at` (UTC ms)."""
    return uuid7(at, secrets.token_bytes(RANDOM_BYTES))
