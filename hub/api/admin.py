"""The admin API: FastAPI with OpenAPI behind the login."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import FastAPI

if TYPE_CHECKING:
    from hub.bootstrap import Hub


def build_admin(hub: Hub) -> FastAPI:
    """The application that people at the hub talk to."""
    return FastAPI(title="Tillbridge hub", docs_url=None, redoc_url=None, openapi_url=None)
