"""Admin routes for the catalogue: upload a file, search, look at a picture."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from fastapi import APIRouter, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from hub.api.context import Manager, Services, Viewer
from hub.api.errors import Refused
from hub.services.catalogue_files import inspect, rows
from hub.services.catalogue_import import CatalogueImport, ImportReport
from hub.services.setup import STANDARD_LIST
from hub.store import catalogue

router = APIRouter(prefix="/catalogue", tags=["catalogue"])


@router.post("/import")
async def import_file(
    _person: Manager,
    request: Request,
    services: Services,
    file_format: Annotated[Literal["csv", "ndjson"], Query(alias="format")] = "csv",
    encoding: Annotated[str | None, Query(max_length=40)] = None,
    price_list: Annotated[str, Query(max_length=60)] = STANDARD_LIST,
) -> dict[str, Any]:
    """Import a catalogue sent as the request's body; it names pictures by their SHA-256 at the hub."""
    with tempfile.TemporaryDirectory(prefix="tillbridge-upload-") as folder:
        path = Path(folder) / f"upload.{file_format}"
        with path.open("wb") as file:
            async for part in request.stream():
                await run_in_threadpool(file.write, part)

        def work() -> ImportReport:
            found = inspect(path, encoding=encoding, file_format=file_format)
            importer = CatalogueImport(services.database, services.clock, price_list, None)
            return importer.run(rows(found), announce=services.news.announce)

        report = await run_in_threadpool(work)
    return dict(msgspec.to_builtins(report))


@router.get("/items")
def search(
    _person: Viewer,
    services: Services,
    q: Annotated[str, Query(max_length=100)] = "",
    price_list: Annotated[str, Query(max_length=60)] = STANDARD_LIST,
    after: Annotated[str, Query(max_length=100)] = "",
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
) -> dict[str, Any]:
    """Items by SKU; `q` is looked for in name, SKU and identifiers, `after` is the last page's last SKU."""
    with services.database.read() as connection:
        found = catalogue.search(connection, q, price_list, limit, after, services.clock.now())
    return {"items": [msgspec.to_builtins(one.item) | {"price": one.amount} for one in found]}


@router.get("/images/{digest}")
def image(digest: str, _person: Viewer, services: Services) -> Response:
    """A picture; drawn as a picture only, whatever it holds."""
    with services.database.read() as connection:
        found = catalogue.get_image(connection, digest)
    if found is None:
        raise Refused(404, "image_missing", "The hub has no such picture.")
    headers = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"}
    return Response(found[1], media_type=found[0], headers=headers)
