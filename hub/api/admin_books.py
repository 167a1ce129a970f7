"""Admin routes for what terminals sent: sales, the quarantine inbox, exception tasks, and how feeds stand."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field

from hub.api.context import Manager, Services, Viewer
from hub.api.errors import Refused
from hub.services.inbox import counts_view, one_aside, quarantine_view, tasks_view
from hub.services.live_status import live_status
from hub.services.looking import body_view, sale_view
from hub.store import feeds, sales, tasks
from hub.store.inbox import Sought

router = APIRouter()
Limit = Annotated[int, Query(ge=1, le=500)]
Word = Annotated[str, Query(max_length=80)]
MAX_AT = 2**53


class Resolution(BaseModel):
    """`retry` applies the op now, as after an upgrade; `keep` leaves it aside for good."""

    act: Literal["retry", "keep"]
    note: str = Field(default="", max_length=500)
    """Why, or what was found out."""


class TaskNote(BaseModel):
    """What was found out or done."""

    note: str = Field(default="", max_length=500)


@router.get("/sales", tags=["sales"])
def list_sales(
    _person: Viewer,
    services: Services,
    before: Annotated[int | None, Query(ge=0, le=MAX_AT)] = None,
    limit: Limit = 50,
) -> dict[str, Any]:
    """Newest sales first, made before `before` (UTC ms)."""
    with services.database.read() as connection:
        found = sales.latest(connection, limit, before)
        return {"sales": [sale_view(connection, row) for row in found]}


@router.get("/sales/{word}", tags=["sales"])
def one_sale(word: str, _person: Viewer, services: Services) -> dict[str, Any]:
    """The sale with this receipt number or transaction id, and the op that brought it."""
    with services.database.read() as connection:
        found = sales.find(connection, word)
        if not found:
            raise Refused(404, "sale_unknown", "There is no such sale at this hub.")
        return {
            "sales": [
                sale_view(connection, row) | {"body": body_view(sales.op_of(connection, row.op_id))}
                for row in found
            ]
        }


def _sought(terminal: Word = "", store: Word = "", code: Word = "", resolved: bool = False) -> Sought:
    """What to look for: ids of a terminal or store, a code or kind, what is dealt with."""
    return Sought(terminal_id=terminal, store_id=store, code=code, resolved=resolved)


Seeking = Annotated[Sought, Depends(_sought)]


@router.get("/inbox", tags=["inbox"])
def count_inbox(_person: Viewer, services: Services) -> dict[str, Any]:
    """How much waits for a person, by code and kind, each with what it means and what to do."""
    with services.database.read() as connection:
        return counts_view(connection)


@router.get("/quarantine", tags=["inbox"])
def list_quarantine(
    _person: Viewer, services: Services, sought: Seeking, limit: Limit = 50
) -> dict[str, Any]:
    """Ops that the hub could not apply, oldest first; with `resolved` those dealt with, newest first."""
    with services.database.read() as connection:
        return {"quarantine": quarantine_view(connection, sought, limit)}


@router.get("/quarantine/{op_id}", tags=["inbox"])
def show_quarantined(op_id: str, _person: Viewer, services: Services) -> dict[str, Any]:
    """One op: what it says, why it is here, what to do, and what applying it would change."""
    with services.database.read() as connection:
        found = one_aside(connection, op_id)
    if found is None:
        raise Refused(404, "quarantine_unknown", "No such op was ever put aside.")
    return found


@router.post("/quarantine/{op_id}", tags=["inbox"])
def resolve(op_id: str, body: Resolution, person: Manager, services: Services) -> dict[str, Any]:
    """Try an op again, or leave it aside for good."""
    act = services.quarantine.retry if body.act == "retry" else services.quarantine.keep_aside
    services.news.announce([act(op_id, person.name, body.note)])
    return {}


@router.get("/exceptions", tags=["inbox"])
def list_tasks(_person: Viewer, services: Services, sought: Seeking, limit: Limit = 50) -> dict[str, Any]:
    """Facts that were accepted and look wrong, oldest first; with `resolved` those closed, newest first."""
    with services.database.read() as connection:
        return {"exceptions": tasks_view(connection, sought, limit)}


@router.post("/exceptions/{task_id}/close", tags=["inbox"])
def close_task(task_id: str, body: TaskNote, person: Manager, services: Services) -> dict[str, Any]:
    """A person has looked at it."""
    with services.database.write() as connection:
        if not tasks.close_task(connection, task_id, services.clock.now(), person.name, body.note):
            raise Refused(404, "task_unknown", "There is no such open task.")
    return {}


@router.get("/status", tags=["status"])
def show_status(_person: Viewer, services: Services) -> dict[str, Any]:
    """How every terminal stands, by store: what waits there, what it holds, when it was heard of."""
    with services.database.read() as connection:
        return live_status(connection, services.clock.now())


@router.get("/feeds", tags=["feeds"])
def list_feeds(_person: Viewer, services: Services) -> dict[str, Any]:
    """How far each feed has come."""
    with services.database.read() as connection:
        return {"feeds": [msgspec.to_builtins(head) for head in feeds.heads(connection)]}
