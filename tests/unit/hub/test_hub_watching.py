"""The hub goes on looking for changes of other programs when a look has failed."""

from __future__ import annotations

import asyncio

from sqlalchemy import event

from hub.api.app import watch_others
from hub.bootstrap import Hub
from hub.store.feeds import Change, publish
from tests.unit.hub.terminal_journal import AT


def test_a_look_that_fails_is_not_the_last(hub: Hub) -> None:
    failures = 3

    def fail(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        nonlocal failures
        if "feed_head" in statement and failures:
            failures -= 1
            raise OSError("the disk is gone for a moment")

    async def run() -> tuple[str, ...]:
        task = asyncio.create_task(watch_others(hub, every_s=0.01))
        try:
            async with asyncio.timeout(20):
                while not hub.news.ahead({"catalogue": seen}):
                    await asyncio.sleep(0.01)
            return hub.news.ahead({"catalogue": seen})
        finally:
            hub.news.close()
            await task

    with hub.database.write() as connection:
        change = Change(kind="item", key="a", body={"n": 1})
        seen = publish(connection, "catalogue", [change], AT).seq - 1
    event.listen(hub.engine, "before_cursor_execute", fail)
    assert asyncio.run(run()) == ("catalogue",)
    assert failures == 0
