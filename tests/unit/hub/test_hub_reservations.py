"""Reservations: all lines or none, once, until sold or let go; and nothing is promised after a restore."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest
from msgspec.structs import replace

from hub.api.promises import keep_promises
from hub.bootstrap import Hub
from hub.services import reservations
from hub.services.elsewhere import publish_elsewhere
from hub.services.invariants import check
from hub.services.restoring import begin_generation
from hub.services.terminal_service import TerminalService
from hub.store import documents, feeds, meta, pool, stores, terminals
from hub.store.database import Database
from hub.store.feeds import Outgoing, publish_each
from hub.store.reservations import Reservation
from hub.store.terminals import TerminalRecord
from retail.errors import RuleError
from retail.events import Movement, StockMoved
from retail.rights import RightAnswer, RightAsk, RightSpent, RightsRequest
from sync import messages as m
from tests.unit.hub.conftest import HandClock
from tests.unit.hub.terminal_journal import AT, Journal, new_id

BOTH_ENGINES = True

LATER = AT + 60_000


def hold(database: Database, store_id: str, reservation_id: str = "r1", **lines: int) -> Reservation:
    """A cart `c1` is promised these."""
    with database.write() as connection:
        wanted: Outgoing = {}
        made = reservations.reserve(
            connection,
            wanted,
            AT,
            reservation_id=reservation_id,
            store_id=store_id,
            owner="cart:c1",
            lines=lines,
            expires_at=LATER,
        )
        publish_each(connection, wanted, AT)
    return made


def release(database: Database, reservation_id: str) -> bool:
    with database.write() as connection:
        wanted: Outgoing = {}
        done = reservations.release(connection, wanted, AT, reservation_id)
        publish_each(connection, wanted, AT)
    return done


def receive(journal: Journal, **deltas: int) -> m.WireOp:
    movements = tuple(
        Movement(line_id=sku, sku=sku, delta=delta, reason="receipt") for sku, delta in deltas.items()
    )
    body = StockMoved(origin=journal.origin(), document_id=new_id(), movements=movements)
    return journal.add("stock.received", body)


def free(hub: Hub, store_id: str, sku: str) -> int:
    """What may still be promised, once everything that must hold was looked at."""
    assert [one for one in check(hub.engine) if one.rule != "receipts"] == []
    with hub.database.read() as connection:
        (row,) = [row for row in pool.of_store(connection, store_id) if row.sku == sku]
    return row.pool.web_pool


@pytest.fixture
def store_id(hub: Hub, service: TerminalService, journal: Journal, hub_gen: str) -> str:
    """A store that has 5 milk and 1 tea."""
    receive(journal, milk=5000, tea=1000)
    service.push(journal.push(hub_gen))
    return journal.store_id


def push(service: TerminalService, journal: Journal, hub_gen: str) -> None:
    service.push(journal.push(hub_gen, journal.ops[-1]))


def test_all_lines_are_held_or_none(hub: Hub, store_id: str) -> None:
    hold(hub.database, store_id, milk=2000, tea=1000)
    assert (free(hub, store_id, "milk"), free(hub, store_id, "tea")) == (3000, 0)
    with pytest.raises(RuleError) as refusal:
        hold(hub.database, store_id, "r2", milk=1000, tea=1000)
    assert (refusal.value.code, refusal.value.params["sku"]) == ("not_enough", "tea")
    assert free(hub, store_id, "milk") == 3000
    with pytest.raises(RuleError, match="No stock is kept"):
        hold(hub.database, store_id, "r2", bread=1000)


def test_a_promise_asked_for_again_is_the_same(hub: Hub, store_id: str) -> None:
    assert hold(hub.database, store_id, milk=2000) == hold(hub.database, store_id, milk=2000)
    assert free(hub, store_id, "milk") == 3000


def test_what_the_cart_bought_is_taken_out_and_the_rest_let_go(
    hub: Hub, service: TerminalService, journal: Journal, hub_gen: str, store_id: str
) -> None:
    hold(hub.database, store_id, milk=2000, tea=1000)
    journal.sale("milk", "tea")
    push(service, journal, hub_gen)
    assert (free(hub, store_id, "milk"), free(hub, store_id, "tea")) == (3000, 0)
    assert release(hub.database, "r1")
    assert free(hub, store_id, "milk") == 4000
    assert not release(hub.database, "r1")
    assert not release(hub.database, "unknown")


def test_a_promise_that_was_bought_whole_is_over(
    hub: Hub, service: TerminalService, journal: Journal, hub_gen: str, store_id: str
) -> None:
    hold(hub.database, store_id, tea=1000)
    journal.sale("tea")
    push(service, journal, hub_gen)
    assert not release(hub.database, "r1")
    assert free(hub, store_id, "tea") == 0


def test_another_cart_takes_nothing_out_of_a_promise(
    hub: Hub, service: TerminalService, journal: Journal, hub_gen: str, store_id: str
) -> None:
    hold(hub.database, store_id, milk=5000)
    body = journal.sale_body("milk")
    journal.add("sale.completed", replace(body, origin=replace(body.origin, cart_id="c2")))
    push(service, journal, hub_gen)
    assert free(hub, store_id, "milk") == 0
    assert release(hub.database, "r1")
    assert free(hub, store_id, "milk") == 4000


def test_a_promise_whose_time_is_over_is_let_go(hub: Hub, store_id: str, clock: HandClock) -> None:
    hold(hub.database, store_id, milk=2000)
    assert reservations.expire(hub.database, LATER - 1) == 0
    clock.ms = LATER

    async def run() -> None:
        task = asyncio.create_task(keep_promises(hub, every_s=0))
        while await asyncio.to_thread(free, hub, store_id, "milk") != 5000:
            await asyncio.sleep(0)
        hub.news.close()
        await task

    asyncio.run(run())


# --- after a restore ------------------------------------------------------------------------------------


def ask(service: TerminalService, quantity: int) -> RightAnswer:
    asks = (RightAsk(kind="stock", subject="milk", quantity=quantity),)
    return service.rights(RightsRequest(request_id=new_id(), asks=asks)).answers[0]


def enrol(hub: Hub, *terminal_ids: str) -> None:
    with hub.database.write() as connection:
        for terminal_id in terminal_ids:
            terminals.enrolled(connection, terminal_id, f"key of {terminal_id}", "e", "", AT)


def generation(hub: Hub) -> str:
    with hub.database.read() as connection:
        return meta.need(connection, meta.GENERATION)


def test_nothing_is_promised_until_every_terminal_has_replayed(
    hub: Hub, service: TerminalService, journal: Journal, records: tuple[TerminalRecord, ...], store_id: str
) -> None:
    enrol(hub, records[0].terminal_id)
    begin_generation(hub.database, hub.clock)
    assert ask(service, 1000).code == "rights_frozen"
    assert ask(service, 0).available == 5000
    with pytest.raises(RuleError, match="promises nothing"):
        hold(hub.database, store_id, milk=1000)
    journal.sale("milk")
    service.hello(journal.hello("an-old-generation"))
    service.hello(journal.hello(generation(hub)))
    assert ask(service, 1000).code == "rights_frozen", "it has a sale that is not here yet"
    service.push(journal.push(generation(hub), journal.ops[-1]))
    service.hello(journal.hello(generation(hub)))
    assert ask(service, 1000).right is not None


def test_a_manager_may_wait_no_longer_and_nobody_waits_for_the_revoked(
    hub: Hub, service: TerminalService, records: tuple[TerminalRecord, ...], store_id: str
) -> None:
    enrol(hub, *(one.terminal_id for one in records))
    begin_generation(hub.database, hub.clock)
    with hub.database.write() as connection:
        terminals.revoke(connection, records[1].terminal_id, AT)
    assert hub.rights.thaw("ada") == [records[0].terminal_id]
    assert hub.rights.thaw("ada") == []
    with hub.database.read() as connection:
        (told,) = documents.newest(connection, 10)
    assert (told.kind, told.made_by, told.note) == ("rights.thawed", "ada", records[0].terminal_id)
    assert ask(service, 1000).right is not None


def test_a_right_that_the_backup_lacks_is_nobodys_fault(
    hub: Hub, service: TerminalService, journal: Journal, records: tuple[TerminalRecord, ...], store_id: str
) -> None:
    enrol(hub, records[0].terminal_id)
    begin_generation(hub.database, hub.clock)
    forgotten = RightSpent(grant_id="forgotten", kind="stock", subject="milk", quantity=1000)
    journal.sale("milk", rights=(forgotten,))
    push(service, journal, generation(hub))
    assert free(hub, store_id, "milk") == 4000
    with hub.database.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM exception_task").scalar_one() == 0


def test_old_replies_are_forgotten(
    hub: Hub, service: TerminalService, store_id: str, clock: HandClock
) -> None:
    ask(service, 1000)
    clock.ms += 91 * 86_400_000
    hub.rights.tidy()
    with hub.database.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM rights_request").scalar_one() == 0


# --- elsewhere ------------------------------------------------------------------------------------------


def shown(hub: Hub) -> dict[str, dict[str, object]]:
    with hub.database.read() as connection:
        return {row.key: row.body or {} for row in feeds.live_rows(connection, "elsewhere")}


def test_a_single_store_has_no_elsewhere(hub: Hub, store_id: str) -> None:
    assert publish_elsewhere(hub.database, AT) == 0
    assert shown(hub) == {}


def test_stores_are_told_what_others_have(
    hub: Hub, store_id: str, records: tuple[TerminalRecord, ...], journal_of: Callable[[int], Journal]
) -> None:
    with hub.database.write() as connection:
        (store,) = stores.every(connection)
        far = replace(store.profile, store_id="far", store_no=9, name="Far away")
        stores.put(connection, replace(store, profile=far))
        terminals.add(connection, replace(records[0], terminal_id="far-1", terminal_no=8, store_id="far"))
    assert publish_elsewhere(hub.database, AT) == 2
    assert shown(hub)["milk"] == {"at": AT, "stores": {store_id: 5000}}
    assert shown(hub)["far"] == {"store_id": "far", "name": "Far away"}
    journal = Journal("far-1", "far", 8)
    receive(journal, milk=3000)
    hub.terminal_service("far-1").push(journal.push(generation(hub)))
    publish_elsewhere(hub.database, AT + 1)
    assert shown(hub)["milk"] == {"at": AT, "stores": {"far": 3000, store_id: 5000}}
    assert publish_elsewhere(hub.database, AT + 10_000_000) == 2, "they moved at the edge of the last look"
    assert publish_elsewhere(hub.database, AT + 20_000_000) == 0
