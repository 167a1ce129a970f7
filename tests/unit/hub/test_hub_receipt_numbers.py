"""A receipt number that two stores gave out at the same instant is told, once, when it is looked at again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from sqlalchemy import delete

from hub.bootstrap import Hub
from hub.services.receipt_numbers import KIND, find_given_twice
from hub.store import receipt_looks, stores, terminals
from hub.store.tables import exception_task
from hub.store.terminals import TerminalRecord
from tests.unit.hub.conftest import HandClock
from tests.unit.hub.loyalty_desk import task_kinds
from tests.unit.hub.terminal_journal import Journal, new_id

BOTH_ENGINES = True
DAY_MS = 86_400_000


@pytest.fixture
def pair(hub: Hub, journal_of: Callable[[int], Journal]) -> tuple[Journal, Journal]:
    """Tills of two stores that give out the same numbers."""
    one = journal_of(0)
    with hub.database.write() as connection:
        first = stores.by_id(connection, one.store_id)
        assert first is not None
        stores.put(connection, replace(first, profile=replace(first.profile, store_id="store-b", store_no=2)))
        far = TerminalRecord(
            terminal_id=new_id(), terminal_no=9, store_id="store-b", name="", price_list="standard"
        )
        terminals.add(connection, far)
    return one, Journal(far.terminal_id, far.store_id, one.terminal_no)


def sell(hub: Hub, hub_gen: str, journal: Journal) -> None:
    journal.sale()
    hub.terminal_service(journal.terminal_id).push(journal.push(hub_gen))


def forget_tasks(hub: Hub) -> None:
    """As if neither push had seen the other."""
    with hub.database.write() as connection:
        connection.execute(delete(exception_task))


def test_a_number_of_two_stores_is_told_once(
    hub: Hub, hub_gen: str, pair: tuple[Journal, Journal], clock: HandClock
) -> None:
    assert find_given_twice(hub.database, clock.ms) == 0
    for journal in pair:
        sell(hub, hub_gen, journal)
    forget_tasks(hub)
    assert find_given_twice(hub.database, clock.ms) == 1
    assert find_given_twice(hub.database, clock.ms) == 0
    assert task_kinds(hub) == [KIND]


def test_what_the_push_told_is_not_told_again(
    hub: Hub, hub_gen: str, pair: tuple[Journal, Journal], clock: HandClock
) -> None:
    for journal in pair:
        sell(hub, hub_gen, journal)
    assert task_kinds(hub) == [KIND]
    assert find_given_twice(hub.database, clock.ms) == 0
    assert task_kinds(hub) == [KIND]


def test_only_what_came_since_is_read_and_compared_with_all_that_there_is(
    hub: Hub, hub_gen: str, pair: tuple[Journal, Journal], clock: HandClock
) -> None:
    """After an outage, or on a till that was away, a number may equal one of weeks ago."""
    one, other = pair
    sell(hub, hub_gen, one)
    assert find_given_twice(hub.database, clock.ms) == 0
    with hub.database.read() as connection:
        assert receipt_looks.not_looked_at(connection) == []
    clock.ms += 35 * DAY_MS
    sell(hub, hub_gen, other)
    forget_tasks(hub)
    with hub.database.read() as connection:
        (news,) = receipt_looks.not_looked_at(connection)
        assert (news.terminal_id, news.to) == (other.terminal_id, 1)
        assert len(receipt_looks.sales_of(connection, news)) == 1
    # The clock was wrong: what came is known by its place in its chain, not by when.
    assert find_given_twice(hub.database, clock.ms - 90 * DAY_MS) == 1
    sell(hub, hub_gen, one)
    sell(hub, hub_gen, other)
    forget_tasks(hub)
    assert find_given_twice(hub.database, clock.ms) == 1
