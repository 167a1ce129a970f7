"""A receipt number that two stores gave out at the same instant is told, once, when it is looked at again."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace
from sqlalchemy import delete

from hub.bootstrap import Hub
from hub.services.receipt_numbers import KIND, WINDOW_MS, find_given_twice
from hub.store import stores, terminals
from hub.store.tables import exception_task
from hub.store.terminals import TerminalRecord
from tests.unit.hub.conftest import HandClock
from tests.unit.hub.loyalty_desk import task_kinds
from tests.unit.hub.terminal_journal import AT, Journal, new_id

BOTH_ENGINES = True
OUTAGE_MS = 3 * 3_600_000


def test_a_number_of_two_stores_is_told_once(
    hub: Hub, hub_gen: str, journal_of: Callable[[int], Journal], clock: HandClock
) -> None:
    one = journal_of(0)
    with hub.database.write() as connection:
        first = stores.by_id(connection, one.store_id)
        assert first is not None
        stores.put(connection, replace(first, profile=replace(first.profile, store_id="store-b", store_no=2)))
        far = TerminalRecord(
            terminal_id=new_id(), terminal_no=9, store_id="store-b", name="", price_list="standard"
        )
        terminals.add(connection, far)
    other = Journal(far.terminal_id, far.store_id, one.terminal_no)
    # The line was down for hours: what comes at one moment was sold long before.
    clock.ms = AT + OUTAGE_MS
    for journal in (one, other):
        journal.sale()
        hub.terminal_service(journal.terminal_id).push(journal.push(hub_gen))
    assert task_kinds(hub) == [KIND]
    assert find_given_twice(hub.database, clock.ms) == 0
    # As if neither push had seen the other.
    with hub.database.write() as connection:
        connection.execute(delete(exception_task))
    assert find_given_twice(hub.database, clock.ms + WINDOW_MS + 1) == 0
    assert find_given_twice(hub.database, clock.ms) == 1
    assert find_given_twice(hub.database, clock.ms) == 0
    assert task_kinds(hub) == [KIND]
