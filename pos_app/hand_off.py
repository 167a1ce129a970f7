"""The open sale's cart on its way to a phone: what was asked, and the link that came."""

from __future__ import annotations

from typing import Literal

import msgspec


class HandOff(msgspec.Struct, frozen=True, kw_only=True):
    """Kept in memory only: the secret in the link is written nowhere, and asking again shows another."""

    request_id: str
    txn_id: str
    state: Literal["asked", "ready", "offline", "refused"] = "asked"
    link: str = ""
    at: int = 0
    line_count: int
    goods: frozenset[tuple[str, int]]
    """Lines that were sent, with their quantities: what is handed over, and nothing else."""
    left_out: tuple[str, ...] = ()
    code: str = ""
    message: str = ""
