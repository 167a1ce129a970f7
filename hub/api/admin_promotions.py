"""Admin routes for promotions, and for prices that come into force at a moment to come."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Body, Query

from hub.api.context import Manager, Services, Viewer
from hub.services.price_changes import take_back
from hub.services.promotions import remove_promotion, write_promotions
from hub.services.setup import STANDARD_LIST
from hub.store import price_changes, promotions
from retail.errors import RuleError
from retail.promotion_form import FormPromotion

router = APIRouter()
ListName = Annotated[str, Query(max_length=60)]


@router.get("/promotions", tags=["promotions"])
def list_promotions(
    _person: Viewer, services: Services, price_list: ListName = STANDARD_LIST
) -> dict[str, Any]:
    """All promotions of a price list, as the terminals have them: minor units and UTC milliseconds."""
    with services.database.read() as connection:
        return {"promotions": [msgspec.to_builtins(one) for one in promotions.every(connection, price_list)]}


@router.put("/promotions/{promotion_id}", tags=["promotions"])
def put_promotion(
    promotion_id: str,
    body: Annotated[dict[str, Any], Body()],
    _person: Manager,
    services: Services,
    price_list: ListName = STANDARD_LIST,
) -> dict[str, Any]:
    """Add or change a promotion; the body's keys are those of docs/algorithms/price-form.md."""
    try:
        # Amounts may be JSON numbers: such a number is taken by its shortest digits, which are those written.
        form = msgspec.convert({**body, "id": promotion_id}, FormPromotion, strict=False)
    except msgspec.ValidationError as error:
        raise RuleError("promotion_invalid", f"This is not a promotion: {error}") from error
    head, found = write_promotions(services.database, price_list, [form], services.clock.now())
    services.news.announce([head])
    return dict(msgspec.to_builtins(found[0]))


@router.delete("/promotions/{promotion_id}", tags=["promotions"])
def delete_promotion(
    promotion_id: str, _person: Manager, services: Services, price_list: ListName = STANDARD_LIST
) -> dict[str, Any]:
    """End a promotion now; sales that are being paid keep it."""
    head = remove_promotion(services.database, price_list, promotion_id, services.clock.now())
    services.news.announce([head])
    return {}


@router.get("/price-changes", tags=["promotions"])
def list_changes(
    _person: Viewer,
    services: Services,
    price_list: ListName = STANDARD_LIST,
    limit: Annotated[int, Query(ge=1, le=5000)] = 500,
) -> dict[str, Any]:
    """Prices that are still to come, the next one first."""
    with services.database.read() as connection:
        found = price_changes.upcoming(connection, price_list, services.clock.now(), limit)
    return {"price_changes": [msgspec.to_builtins(one) for one in found]}


@router.delete("/price-changes/{sku}/{effective_from}", tags=["promotions"])
def delete_change(
    sku: str, effective_from: int, _person: Manager, services: Services, price_list: ListName = STANDARD_LIST
) -> dict[str, Any]:
    """Take a price to come back."""
    head = take_back(services.database, price_list, sku, effective_from, services.clock.now())
    services.news.announce([head])
    return {}
