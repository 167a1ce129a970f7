"""The admin API: FastAPI, with its OpenAPI document behind the login like everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import HTMLResponse, Response

from hub.api import (
    admin_books,
    admin_catalogue,
    admin_loyalty,
    admin_merges,
    admin_promotions,
    admin_shop,
    admin_stock,
    customers,
    login,
)
from hub.api import carts as cart_routes
from hub.api.context import Context, Viewer
from hub.api.errors import json_response, on_bug, on_gone, on_http, on_known
from hub.api.reference_page import reference_page
from hub.services.cart_limits import CartLimits
from hub.services.quarantine import QuarantineService
from hub.services.signing_in import SigningIn
from hub.services.staff import StaffService
from retail.errors import KnownError

if TYPE_CHECKING:
    from hub.bootstrap import Hub

documents = APIRouter()
_INPUT_INVALID = 422


def build_admin(hub: Hub) -> FastAPI:
    """The application that people at the hub talk to, below `/api/v1`."""
    app = FastAPI(
        title="Tillbridge hub",
        version="1",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        exception_handlers={
            KnownError: on_known,
            HTTPException: on_http,
            RequestValidationError: _on_invalid,
            ClientDisconnect: on_gone,
            Exception: on_bug,
        },
    )
    app.state.context = Context(
        database=hub.database,
        clock=hub.clock,
        news=hub.news,
        enrolment=hub.enrolment,
        signing_in=SigningIn(hub.database, hub.clock),
        staff=StaffService(hub.database, hub.clock),
        quarantine=QuarantineService(hub.database, hub.clock),
        customers=hub.customers,
        loyalty=hub.loyalty,
        gift_cards=hub.gift_cards,
        merges=hub.merges,
        rights=hub.rights,
        replacements=hub.replacements,
        secure=not hub.settings.loopback_http,
    )
    app.state.carts = hub.carts
    app.state.cart_limits = CartLimits(hub.database, hub.clock)
    for router in (
        login.router,
        admin_shop.router,
        admin_catalogue.router,
        admin_promotions.router,
        admin_books.router,
        customers.router,
        admin_merges.router,
        admin_loyalty.router,
        admin_stock.router,
        cart_routes.router,
        documents,
    ):
        app.include_router(router, prefix="/api/v1")
    return app


@documents.get("/openapi.json", include_in_schema=False)
def openapi(_person: Viewer, request: Request) -> dict[str, Any]:
    """The OpenAPI document."""
    found: dict[str, Any] = request.app.openapi()
    return found


@documents.get("/docs", include_in_schema=False)
def docs(_person: Viewer, request: Request) -> HTMLResponse:
    """The same for reading, as one page without scripts."""
    page = reference_page(request.app.openapi())
    return HTMLResponse(
        page, headers={"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}
    )


async def _on_invalid(_request: Request, error: Exception) -> Response:
    """Says what is wrong with the input, and repeats nothing of it: it may hold a password."""
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for this class alone
    found = [f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()]
    body = {"error": "input_invalid", "message": "; ".join(found)}
    return json_response(body, _INPUT_INVALID)
