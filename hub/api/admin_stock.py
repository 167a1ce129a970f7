"""Admin routes for stock and for the rights that terminals hold."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from hub.api.context import Manager, Services, Viewer
from hub.services.stock_desk import MAX_QUANTITY, StockDesk
from hub.store import rights
from hub.store.pool import StockRow
from hub.store.rights import RightRecord
from retail.errors import RuleError

router = APIRouter()


class Count(BaseModel):
    """How many of an item there are now, damaged ones included, in thousandths of its sales unit."""

    sku: str = Field(min_length=1, max_length=200)
    quantity: int = Field(ge=0, le=MAX_QUANTITY)


class StockCount(BaseModel):
    """A count of one store."""

    store_id: str = Field(min_length=1, max_length=60)
    counts: list[Count] = Field(min_length=1, max_length=5_000)
    note: str = Field(default="", max_length=200)


class Why(BaseModel):
    """The reason of a decision that stays on record."""

    why: str = Field(min_length=1, max_length=200)


@router.get("/stock", tags=["stock"])
def list_stock(
    _person: Viewer,
    services: Services,
    store_id: Annotated[str, Query(max_length=60)],
    after: Annotated[str, Query(max_length=200)] = "",
    limit: Annotated[int, Query(ge=1, le=5000)] = 500,
) -> dict[str, Any]:
    """A store's stock by SKU: quantities in thousandths; `after` is the last SKU of the page before."""
    found = StockDesk(services.database, services.clock).list_stock(store_id, after, limit)
    return {"stock": [stock_view(row) for row in found]}


@router.post("/stock/counts", tags=["stock"])
def post_count(body: StockCount, person: Manager, services: Services) -> dict[str, Any]:
    """Say how many there are now, all or nothing. Stock is kept of these items from then on."""
    counts = {one.sku: one.quantity for one in body.counts}
    if len(counts) < len(body.counts):
        raise RuleError("stock_count_twice", "An item stands twice in this count. Say its sum once.")
    desk = StockDesk(services.database, services.clock)
    posted = desk.post_count(body.store_id, counts, person.name, body.note)
    return dict(msgspec.to_builtins(posted))


@router.get("/rights", tags=["stock"])
def list_rights(
    _person: Viewer,
    services: Services,
    closed: bool = False,
    limit: Annotated[int, Query(ge=1, le=5000)] = 500,
) -> dict[str, Any]:
    """Rights that terminals hold, oldest first, and the terminals that are waited for after a restore."""
    with services.database.read() as connection:
        found = rights.every(connection, closed=closed, limit=limit)
        return {"rights": [right_view(one) for one in found], "awaited": rights.awaited(connection)}


@router.post("/rights/{grant_id}/write-off", tags=["stock"])
def write_off(grant_id: str, body: Why, person: Manager, services: Services) -> dict[str, Any]:
    """Take back what is left of a right whose holder is lost. A sale that spends it yet becomes a task."""
    return right_view(services.rights.write_off(grant_id, person.name, body.why))


@router.post("/rights/thaw", tags=["stock"])
def thaw(person: Manager, services: Services) -> dict[str, Any]:
    """Promise stock and points again though not all terminals have sent what the restored hub lacks."""
    return {"not_awaited": services.rights.thaw(person.name)}


def stock_view(row: StockRow) -> dict[str, Any]:
    """A row for people and programs."""
    return {
        "sku": row.sku,
        "on_hand": row.on_hand,
        "unavailable": row.unavailable,
        "available": row.pool.web_pool,
        "oversold": row.pool.oversold,
        "tracked": row.tracked,
        "moved_at": row.moved_at,
    }


def right_view(one: RightRecord) -> dict[str, Any]:
    """A right for people and programs."""
    view: dict[str, Any] = msgspec.to_builtins(one)
    return {**view, "grant": {**view["grant"], "held": one.grant.held}}
