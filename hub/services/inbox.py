"""The inbox as people see it: what it is, why, what to do, what was done; plain documents."""

from __future__ import annotations

from typing import Any

import msgspec

from hub.services.effects import Permanent, effects_of
from hub.services.explanations import Words, of_quarantine, of_task
from hub.services.looking import body_view
from hub.services.quarantine import op_of
from hub.store import inbox, journal, terminals
from hub.store.database import Connection
from hub.store.inbox import Sought


class _Said(msgspec.Struct):
    """What most bodies say of themselves."""

    receipt_no: str = ""
    txn_id: str = ""
    total: int | None = None
    currency: str = ""


class _Origin(msgspec.Struct):
    at: int | None = None
    operator_id: str = ""


class _Dated(msgspec.Struct):
    origin: _Origin


def quarantine_view(connection: Connection, sought: Sought, limit: int) -> list[dict[str, Any]]:
    """Ops that wait in quarantine, oldest first; or those that did."""
    return [_aside(row) for row in inbox.put_aside(connection, sought, limit)]


def one_aside(connection: Connection, op_id: str) -> dict[str, Any] | None:
    """One op with what applying it would change; None where it never was in quarantine."""
    row = inbox.one_aside(connection, op_id)
    return None if row is None else _aside(row) | {"would_change": _would_change(connection, op_id)}


def tasks_view(connection: Connection, sought: Sought, limit: int) -> list[dict[str, Any]]:
    """Exception tasks that wait, oldest first; or those that were closed."""
    return [_task(row) for row in inbox.tasks(connection, sought, limit)]


def one_task(connection: Connection, task_id: str) -> dict[str, Any] | None:
    """One exception task, None where there is none."""
    row = inbox.one_task(connection, task_id)
    return None if row is None else _task(row)


def counts_view(connection: Connection) -> dict[str, Any]:
    """How much waits, by code and kind, each with its words."""
    aside, open_ = inbox.counts(connection)
    return {
        "quarantine": [_counted(code, n, of_quarantine(code)) for code, n in sorted(aside.items())],
        "exceptions": [_counted(kind, n, of_task(kind)) for kind, n in sorted(open_.items())],
    }


def _counted(code: str, count: int, words: Words) -> dict[str, Any]:
    return {"code": code, "count": count, **msgspec.structs.asdict(words)}


def _aside(row: Any) -> dict[str, Any]:
    return dict(row._mapping) | {
        "body": body_view(row.body),
        "said": _said(row.body),
        "explained": msgspec.structs.asdict(of_quarantine(row.code)),
    }


def _task(row: Any) -> dict[str, Any]:
    return dict(row._mapping) | {
        "detail": msgspec.json.decode(row.detail),
        "explained": msgspec.structs.asdict(of_task(row.kind)),
    }


def _said(body: str) -> dict[str, Any]:
    """What the op says of itself, as far as it can be read at all."""
    found: dict[str, Any] = {}
    for shape in (_Said, _Dated):
        try:
            found |= msgspec.to_builtins(msgspec.json.decode(body, type=shape))
        except (msgspec.MsgspecError, RecursionError):
            continue
    origin = found.pop("origin", {})
    return {name: value for name, value in {**found, **origin}.items() if value not in ("", None)}


def _would_change(connection: Connection, op_id: str) -> dict[str, Any]:
    """Rows that applying the op would add, or why it would be refused again."""
    row = journal.by_id(connection, op_id)
    holder = None if row is None else terminals.by_id(connection, row.terminal_id)
    if row is None or holder is None:
        return {}
    try:
        effects = effects_of(op_of(row), holder)
    except Permanent as error:
        return {"refused": error.code, "message": error.message}
    except RecursionError:
        return {"refused": "op_malformed", "message": "The op is nested too deeply to be read."}
    return {
        "sales": 0 if effects.sale is None else 1,
        "lines": len(effects.lines),
        "returns": len(effects.returns),
        "movements": [{"sku": one["sku"], "delta": one["delta"]} for one in effects.movements],
    }
