"""Admin routes for loyalty programs, accounts, and gift cards."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Body, Query
from pydantic import BaseModel, Field

from hub.api.context import Manager, Services, Viewer
from hub.services.gift_cards import MOST
from hub.services.ledger_rows import MAX_POINTS
from retail.loyalty_program import program_of

router = APIRouter()
Amount = Annotated[int, Field(ge=-MAX_POINTS, le=MAX_POINTS)]
Why = Annotated[str, Field(min_length=1, max_length=500)]


class PointsAdjustment(BaseModel):
    """Points to give, or below zero to take."""

    points: Amount
    why: Why


class MoneyAdjustment(BaseModel):
    """Minor units to give, or below zero to take."""

    amount: Amount
    why: Why


class NewCards(BaseModel):
    """`store_id` empty: good in all stores."""

    count: int = Field(ge=1, le=MOST)
    currency: str = Field(pattern="^[A-Z]{3}$")
    store_id: str = Field(default="", max_length=64)


class Reason(BaseModel):
    """Why."""

    why: Why


@router.get("/stores/{store_id}/loyalty", tags=["loyalty"])
def show_program(store_id: str, _person: Viewer, services: Services) -> dict[str, Any]:
    """The store's program; null where it gives no points."""
    return {"program": msgspec.to_builtins(services.loyalty.program(store_id))}


@router.put("/stores/{store_id}/loyalty", tags=["loyalty"])
def put_program(
    store_id: str, body: Annotated[dict[str, Any], Body()], _person: Manager, services: Services
) -> dict[str, Any]:
    """Set the program; keys as in docs/algorithms/loyalty.md, amounts in minor units."""
    services.news.announce(services.loyalty.set_program(store_id, program_of(body)))
    return {}


@router.delete("/stores/{store_id}/loyalty", tags=["loyalty"])
def end_program(store_id: str, _person: Manager, services: Services) -> dict[str, Any]:
    """Give no more points; those that there are stay."""
    services.news.announce(services.loyalty.set_program(store_id, None))
    return {}


@router.get("/customers/{customer_id}/account", tags=["loyalty"])
def show_account(customer_id: str, _person: Manager, services: Services) -> dict[str, Any]:
    """How an account stands, its lots, and everything that was ever entered on it."""
    return services.loyalty.account(customer_id)


@router.post("/customers/{customer_id}/account/points", tags=["loyalty"])
def adjust_points(
    customer_id: str, body: PointsAdjustment, person: Manager, services: Services
) -> dict[str, Any]:
    """Give or take points, with a reason."""
    heads = services.loyalty.adjust_points(customer_id, body.points, person.name, body.why)
    services.news.announce(heads)
    return {}


@router.post("/customers/{customer_id}/account/credit", tags=["loyalty"])
def adjust_credit(
    customer_id: str, body: MoneyAdjustment, person: Manager, services: Services
) -> dict[str, Any]:
    """Give or take store credit, with a reason."""
    heads = services.loyalty.adjust_credit(customer_id, body.amount, person.name, body.why)
    services.news.announce(heads)
    return {}


@router.post("/gift-cards", tags=["gift cards"])
def make_cards(body: NewCards, person: Manager, services: Services) -> dict[str, Any]:
    """New codes, told this once: print them on cards. They are worth nothing until a till loads them."""
    return {"codes": services.gift_cards.make(body.count, body.currency, person.name, body.store_id)}


@router.get("/gift-cards", tags=["gift cards"])
def list_cards(
    _person: Viewer,
    services: Services,
    limit: Annotated[int, Query(ge=1, le=5000)] = 500,
    used_only: Annotated[bool, Query()] = False,
) -> dict[str, Any]:
    """Cards by account, the newest first, with what is on them."""
    return {"gift_cards": services.gift_cards.every(limit, used_only=used_only)}


@router.get("/gift-cards/{account_id}", tags=["gift cards"])
def show_card(account_id: str, _person: Manager, services: Services) -> dict[str, Any]:
    """A card with everything that was ever entered on it. A code would stand in logs: give its account."""
    return services.gift_cards.show(account_id)


@router.post("/gift-cards/{account_id}/block", tags=["gift cards"])
def block_card(account_id: str, body: Reason, person: Manager, services: Services) -> dict[str, Any]:
    """Grant no rights to a card any more: lost or stolen."""
    services.gift_cards.block(account_id, person.name, body.why)
    return {}


@router.post("/gift-cards/{account_id}/unblock", tags=["gift cards"])
def unblock_card(account_id: str, person: Manager, services: Services) -> dict[str, Any]:
    """Let a card be used again."""
    services.gift_cards.unblock(account_id, person.name)
    return {}


@router.post("/gift-cards/{account_id}/adjust", tags=["gift cards"])
def adjust_card(
    account_id: str, body: MoneyAdjustment, person: Manager, services: Services
) -> dict[str, Any]:
    """Put an amount on a card or take it off, with a reason."""
    services.gift_cards.adjust(account_id, body.amount, person.name, body.why)
    return {}
