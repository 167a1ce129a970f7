"""What hello and pull say of scopes: empty ones too, and readings that began before something was dropped."""

from __future__ import annotations

import msgspec
import pytest

from hub.bootstrap import Hub
from hub.services.terminal_service import TerminalService
from hub.store.feeds import Change, publish
from retail.errors import RuleError
from sync import messages as m
from sync.protocol import SnapshotNeeded
from tests.unit.hub.conftest import HandClock
from tests.unit.hub.terminal_journal import Journal


def test_hello_names_every_scope_also_an_empty_one(
    service: TerminalService, hub: Hub, hub_gen: str, journal: Journal, clock: HandClock
) -> None:
    with hub.database.write() as connection:
        connection.exec_driver_sql("DELETE FROM feed WHERE scope = 'price:standard'")
        connection.exec_driver_sql("DELETE FROM feed_head WHERE scope = 'price:standard'")
    scopes = {head.scope: head for head in service.hello(journal.hello(hub_gen)).scopes}
    empty = scopes["price:standard"]
    assert (empty.epoch, empty.seq, empty.checksum) == ("", 0, "0" * 16)
    kinds = [
        "config",
        "terminal",
        "catalogue",
        "price",
        "customers",
        "receipts",
        "stock",
        "cart",
        "elsewhere",
    ]
    assert [scope.partition(":")[0] for scope in scopes] == kinds, "people sign in before all items came"
    page = service.pull(m.PullRequest(scope="price:standard", epoch="", after=0))
    assert (page.rows, page.next, page.head) == ((), 0, empty)
    with pytest.raises(SnapshotNeeded):
        service.pull(m.PullRequest(scope="price:standard", epoch="an-old-one", after=3))
    with hub.database.write() as connection:
        hub.news.announce(
            [
                publish(
                    connection,
                    "price:standard",
                    [Change(kind="price", key="p", body={"amount": 1})],
                    clock.now(),
                )
            ]
        )
    assert service.poke(m.PokeRequest(seen={"price:standard": 0}, wait_ms=0)).ahead == ("price:standard",)
    assert service.pull(m.PullRequest(scope="price:standard", epoch="", after=0)).head.seq == 1


def test_a_reading_that_began_after_the_tombstones_were_dropped_goes_on(
    service: TerminalService, hub: Hub, clock: HandClock
) -> None:
    with hub.database.write() as connection:
        publish(
            connection,
            "catalogue",
            [Change(kind="item", key=f"x{n}", body={"n": n}) for n in range(20)],
            clock.now(),
        )
        connection.exec_driver_sql("UPDATE feed_head SET min_seq = 15 WHERE scope = 'catalogue'")
    page = service.pull(m.PullRequest(scope="catalogue", epoch="", after=0, limit=5))
    ask = m.PullRequest(scope="catalogue", epoch=page.head.epoch, after=page.next, limit=5)
    with pytest.raises(SnapshotNeeded):
        service.pull(ask)
    with pytest.raises(SnapshotNeeded):
        service.pull(msgspec.structs.replace(ask, began=14))
    assert service.pull(msgspec.structs.replace(ask, began=page.head.seq)).rows
    with pytest.raises(SnapshotNeeded):
        service.pull(msgspec.structs.replace(ask, began=page.head.seq + 1))
    with pytest.raises(RuleError):
        service.pull(msgspec.structs.replace(ask, began=-1))
