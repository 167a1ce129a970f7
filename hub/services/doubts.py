"""Turns what looks wrong into tasks for a person."""

from __future__ import annotations

from typing import Any

import msgspec

from hub.services.effects import Doubt
from hub.store.identity import new_id


def task_row(doubt: Doubt, op_id: str | None, terminal_id: str, at: int) -> dict[str, Any]:
    """A row of the exception tasks."""
    return {
        "task_id": new_id(at),
        "kind": doubt.kind,
        "op_id": op_id,
        "terminal_id": terminal_id,
        "message": doubt.message,
        "detail": msgspec.json.encode(doubt.detail, order="sorted").decode(),
        "at": at,
    }
