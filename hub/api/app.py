"""The hub's application: sync routes, admin API, health and metrics under one roof."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.routing import Mount, Route
from starlette.types import ASGIApp

from hub.api.admin import build_admin
from hub.api.authentication import Authenticator
from hub.api.body_limit import BodyLimit
from hub.api.cart_page import CartPage
from hub.api.errors import on_bug, on_gone, on_http, on_known
from hub.api.health import HealthRoutes
from hub.api.login_page import LoginPage
from hub.api.promises import keep_promises
from hub.api.sync_routes import SyncRoutes
from hub.services.cart_tidying import tidy_carts
from hub.services.feed_window import forget_tombstones
from hub.services.receipt_numbers import find_given_twice
from hub.services.receipt_window import keep_window
from hub.store import feeds
from hub.store.database import Watch
from hub.store.partitions import keep_ahead
from hub.store.poke_line import Listener
from retail.errors import KnownError

if TYPE_CHECKING:
    from hub.bootstrap import Hub

_LOG = logging.getLogger("tillbridge.hub")
LOOK_EVERY_S = 0.25
"""How soon a change made by another process, such as an import, wakes waiting terminals."""
TIDY_EVERY_S = 3600.0
"""How often receipts that are too old, and customers who came no more, are looked for."""
UPLOADS = "/api/v1/catalogue/import"


def build_app(hub: Hub) -> ASGIApp:
    """Everything that the hub serves."""
    authenticator = Authenticator(hub.database, hub.nonces, hub.clock)
    sync = SyncRoutes(hub.service_of, hub.news, authenticator, hub.enrolment, hub.recovery)
    health = HealthRoutes(hub.database)
    admin = build_admin(hub)
    page = LoginPage(admin.state.context)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        tasks = [asyncio.create_task(job(hub)) for job in (hear_others, tidy, keep_promises)]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    app = Starlette(
        routes=[
            Mount("/sync/v1", routes=sync.routes()),
            Route("/health", health.health),
            Route("/metrics", health.metrics),
            Route("/login", page.show, methods=["GET"]),
            Route("/login", page.take, methods=["POST"]),
            *CartPage().routes(),
            Mount("/", app=admin),
        ],
        exception_handlers={
            KnownError: on_known,
            HTTPException: on_http,
            ClientDisconnect: on_gone,
            Exception: on_bug,
        },
        lifespan=lifespan,
    )
    return BodyLimit(app, uploads=UPLOADS)


async def tidy(hub: Hub, every_s: float = TIDY_EVERY_S) -> None:
    """Take receipts out of the feeds when their days are over, and forget who came no more, until the end."""

    def receipts() -> None:
        keep_window(hub.database, hub.clock.now())
        find_given_twice(hub.database, hub.clock.now())

    def carts() -> None:
        tidy_carts(hub.database, hub.clock)

    def partitions() -> None:
        if hub.database.on_postgres:
            keep_ahead(hub.database, hub.clock.now())

    def loyalty() -> None:
        hub.news.announce([*hub.merges.tidy(), *hub.loyalty.tidy()])

    def tombstones() -> None:
        forget_tombstones(hub.database, hub.clock.now())

    chores = (
        ("deletions", tombstones),
        ("receipts", receipts),
        ("customers", hub.customers.tidy),
        ("carts", carts),
        ("partitions", partitions),
        ("requests", hub.rights.tidy),
        ("loyalty", loyalty),
    )
    while not hub.news.closed:
        for what, act in chores:
            try:
                await run_in_threadpool(in_one_worker, hub, f"tidy {what}", act)
            except Exception as error:  # noqa: BLE001 - it comes round again, and must not end by a full disk
                _LOG.warning("cannot tidy the %s: %s", what, error)
        await asyncio.sleep(every_s)


def in_one_worker(hub: Hub, name: str, act: Callable[[], object]) -> None:
    """Do it unless another worker is at it."""
    with hub.database.alone(name) as mine:
        if mine:
            act()


async def hear_others(hub: Hub) -> None:
    """Announce feeds that other processes have moved, until the hub goes down."""
    if not hub.database.on_postgres:
        await watch_others(hub)
        return
    listener = listen(hub)
    try:
        while not hub.news.closed:
            await asyncio.sleep(LOOK_EVERY_S)
    finally:
        await run_in_threadpool(listener.stop)


def listen(hub: Hub) -> Listener:
    """Hear of what any worker has moved, and look at all feeds now and then."""

    def look() -> None:
        with hub.database.read() as connection:
            heads = feeds.heads(connection)
        hub.news.announce(heads)

    listener = Listener(hub.engine, hub.news.heard, look)
    listener.start()
    return listener


async def watch_others(hub: Hub, every_s: float = LOOK_EVERY_S) -> None:
    """Announce feeds that other processes have moved, until the hub goes down."""
    watch = await run_in_threadpool(Watch, hub.database)

    def look() -> None:
        if watch.changed():
            with hub.database.read() as connection:
                heads = feeds.heads(connection)
            hub.news.announce(heads)

    well = True
    try:
        while not hub.news.closed:
            try:
                await run_in_threadpool(look)
                well = True
            except Exception as error:  # noqa: BLE001 - see below
                # It may pass, as a full disk does, and must not end the only task that looks.
                watch.forget()
                if well:
                    _LOG.warning("cannot look for changes of other programs: %s", error)
                well = False
            await asyncio.sleep(every_s)
    finally:
        watch.close()
