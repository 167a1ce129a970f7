"""The hub's minute: reservations whose time is over are let go, and stores hear of each other's stock."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool

from hub.services.elsewhere import publish_elsewhere
from hub.services.reservations import expire

if TYPE_CHECKING:
    from hub.bootstrap import Hub

_LOG = logging.getLogger("tillbridge.hub")
EVERY_S = 60.0
"""How soon the time of a reservation is noticed to be over, and how old stock elsewhere may be."""


async def keep_promises(hub: Hub, every_s: float = EVERY_S) -> None:
    """Do both, now and then, until the hub goes down; one worker of a hub with several at a time."""

    def work() -> None:
        with hub.database.alone("keep promises") as mine:
            if mine:
                expire(hub.database, hub.clock.now())
                publish_elsewhere(hub.database, hub.clock.now())

    while not hub.news.closed:
        try:
            await run_in_threadpool(work)
        except Exception as error:  # noqa: BLE001 - it comes round again, and must not end by a full disk
            _LOG.warning("cannot look after reservations: %s", error)
        await asyncio.sleep(every_s)
