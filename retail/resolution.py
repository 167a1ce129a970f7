"""What became of an op that the hub had put aside, as its terminal is told."""

from __future__ import annotations

from typing import Literal

import msgspec


class Resolution(msgspec.Struct, frozen=True, kw_only=True):
    """Kind `resolved` of scope `terminal:<id>`, key op_id. Who decided and why stays at the hub (rule 10)."""

    op_id: str
    seq: int
    """The entry's number in the terminal's journal."""
    outcome: Literal["applied", "kept"]
    """`applied` by a later try; `kept` aside for good, because a person has dealt with it."""
    at: int
