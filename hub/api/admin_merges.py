"""Admin routes for customers who turned out to be one: candidates, merge, undo, log."""

from __future__ import annotations

from typing import Any

import msgspec
from fastapi import APIRouter
from pydantic import BaseModel, Field

from hub.api.context import Manager, Owner, Services

router = APIRouter()


class Merge(BaseModel):
    """`into` stands for the customer of the path from now on."""

    into: str = Field(min_length=1, max_length=64)
    why: str = Field(default="", max_length=500)


class MergeSetting(BaseModel):
    """Whether the hub merges who has the same card, and the same phone or e-mail, by itself."""

    by_itself: bool


@router.get("/customer-merges/candidates", tags=["customers"])
def list_candidates(_person: Manager, services: Services) -> dict[str, Any]:
    """Pairs who share a phone, an e-mail or a card, for a person to look at."""
    found = services.merges.candidates()
    return {
        "candidates": [msgspec.to_builtins(one) | {"certain": one.certain} for one in found],
        "by_itself": services.merges.by_itself,
    }


@router.put("/customer-merges/setting", tags=["customers"])
def set_by_itself(body: MergeSetting, _person: Owner, services: Services) -> dict[str, Any]:
    """Let the hub merge certain pairs by itself, or not (the default)."""
    services.merges.set_by_itself(body.by_itself)
    return {}


@router.post("/customers/{customer_id}/merge", tags=["customers"])
def merge_customers(customer_id: str, body: Merge, person: Manager, services: Services) -> dict[str, Any]:
    """These are one person; logged, and it can be undone."""
    services.news.announce(services.merges.merge(customer_id, body.into, person.name, body.why))
    return {}


@router.post("/customers/{customer_id}/undo-merge", tags=["customers"])
def undo_merge(customer_id: str, person: Manager, services: Services) -> dict[str, Any]:
    """They are two after all: everything is as if they had never been merged."""
    services.news.announce(services.merges.undo(customer_id, person.name))
    return {}


@router.get("/customers/{customer_id}/merges", tags=["customers"])
def merge_log(customer_id: str, _person: Manager, services: Services) -> dict[str, Any]:
    """Every merge of this customer that ever was."""
    return {"merges": services.merges.log(customer_id)}
