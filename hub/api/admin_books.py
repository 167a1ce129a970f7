"""Admin routes for what terminals sent: sales, the quarantine inbox, exception tasks, and how feeds stand."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from hub.api.context import Manager, Services, Viewer
from hub.api.errors import Refused
from hub.services.looking import body_view, quarantine_view, sale_view, tasks_view
from hub.store import feeds, sales, tasks

router = APIRouter()
Limit = Annotated[int, Query(ge=1, le=500)]
MAX_AT = 2**53


class Resolution(BaseModel):
    """`retry` applies the op now, as after an upgrade; `keep` leaves it aside for good."""

    act: Literal["retry", "keep"]


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


@router.get("/quarantine", tags=["inbox"])
def list_quarantine(_person: Viewer, services: Services, limit: Limit = 50) -> dict[str, Any]:
    """Ops that the hub could not apply, oldest first."""
    with services.database.read() as connection:
        return {"quarantine": quarantine_view(connection, limit)}


@router.post("/quarantine/{op_id}", tags=["inbox"])
def resolve(op_id: str, body: Resolution, person: Manager, services: Services) -> dict[str, Any]:
    """Try an op again, or leave it aside for good."""
    if body.act == "retry":
        services.quarantine.retry(op_id, person.name)
    else:
        services.quarantine.keep_aside(op_id, person.name)
    return {}


@router.get("/exceptions", tags=["inbox"])
def list_tasks(_person: Viewer, services: Services, limit: Limit = 50) -> dict[str, Any]:
    """Facts that were accepted and look wrong, oldest first."""
    with services.database.read() as connection:
        return {"exceptions": tasks_view(connection, limit)}


@router.post("/exceptions/{task_id}/close", tags=["inbox"])
def close_task(task_id: str, body: TaskNote, person: Manager, services: Services) -> dict[str, Any]:
    """A person has looked at it."""
    with services.database.write() as connection:
        if not tasks.close_task(connection, task_id, services.clock.now(), person.name, body.note):
            raise Refused(404, "task_unknown", "There is no such open task.")
    return {}


@router.get("/feeds", tags=["feeds"])
def list_feeds(_person: Viewer, services: Services) -> dict[str, Any]:
    """How far each feed has come."""
    with services.database.read() as connection:
        return {"feeds": [msgspec.to_builtins(head) for head in feeds.heads(connection)]}
