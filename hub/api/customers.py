"""Admin routes for customers: find, export, erase, and forget those who came no more (M8.7).

Managers only, reading too: these are names and addresses.
"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from hub.api.context import Manager, Services
from hub.services.customers import MAX_YEARS, RETENTION_YEARS

router = APIRouter()
Limit = Annotated[int, Query(ge=1, le=500)]


class Retention(BaseModel):
    """`dry_run` only says who it would be."""

    years: int = Field(default=RETENTION_YEARS, ge=1, le=MAX_YEARS)
    dry_run: bool = True


@router.get("/customers", tags=["customers"])
def find_customers(
    _person: Manager,
    services: Services,
    text: Annotated[str, Query(min_length=1, max_length=200)],
    limit: Limit = 50,
) -> dict[str, Any]:
    """By name, end of phone, e-mail, card or id."""
    return {"customers": services.customers.find(text, limit)}


@router.get("/customers/{customer_id}/export", tags=["customers"])
def export_customer(customer_id: str, _person: Manager, services: Services) -> dict[str, Any]:
    """Everything that is known of a customer: profile, consents, sales with their lines, mail."""
    return services.customers.export(customer_id)


@router.post("/customers/{customer_id}/erase", tags=["customers"])
def erase_customer(customer_id: str, _person: Manager, services: Services) -> dict[str, Any]:
    """Forget a customer here and at every terminal; sales stay without her name."""
    services.news.announce(services.customers.erase(customer_id))
    return {}


@router.post("/customers/retention", tags=["customers"])
def forget_inactive(body: Retention, _person: Manager, services: Services) -> dict[str, Any]:
    """Erase customers of whom nothing was heard for so many years."""
    return {"customers": services.customers.forget_inactive(body.years, dry_run=body.dry_run)}
