"""What people at the hub are shown of sales, quarantine and tasks, as plain documents."""

from __future__ import annotations

from typing import Any

import msgspec

from hub.services.replacing import Replaced
from hub.store import sales
from hub.store.database import Connection

MAX_DEPTH = 50


def sale_view(connection: Connection, row: Any) -> dict[str, Any]:
    """A sale with its lines and tenders; `row` comes from `hub.store.sales`."""
    head = _plain(row)
    head["training"] = bool(row.training)
    lines = [_plain(line) | {"voided": bool(line.voided)} for line in sales.lines_of(connection, row.txn_id)]
    return head | {
        "lines": lines,
        "tenders": [_plain(tender) for tender in sales.tenders_of(connection, row.txn_id)],
    }


def replaced_view(done: Replaced) -> dict[str, Any]:
    """A broken terminal, the one in its place, and the codes that a person takes there."""
    return {
        "terminal_id": done.old.terminal_id,
        "number": done.old.terminal_no,
        "new_terminal_id": done.new.terminal_id,
        "new_number": done.new.terminal_no,
        "enrolment": None if done.enrolment is None else done.enrolment.text(),
        "enrolment_minutes": 10,
        "recovery_code": done.recovery_code,
        "recovery_expires_at": done.expires_at,
    }


def body_view(text: str) -> Any:
    """The body of an op as a document; as text where it is nested so deeply that it could not be shown.

    No terminal writes such a one, and one that somebody forged must not hide the others.
    """
    try:
        document = msgspec.json.decode(text)
    except RecursionError:
        return text
    level: list[Any] = [document]
    for _ in range(MAX_DEPTH):
        level = [
            below
            for node in level
            if isinstance(node, dict | list)
            for below in (node.values() if isinstance(node, dict) else node)
        ]
        if not level:
            return document
    return text


def _plain(row: Any) -> dict[str, Any]:
    return dict(row._mapping)
