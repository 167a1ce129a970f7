"""Stock that begins to be kept: what moved before counts for nothing, and a first count is what is there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from hub.bootstrap import Hub
from hub.services.stock_desk import StockDesk
from hub.services.terminal_service import TerminalService
from hub.store import catalogue, documents
from hub.store.terminals import TerminalRecord
from retail.events import Counted, Movement, StockMoved
from retail.item import Item
from tests.unit.hub.terminal_journal import Journal, new_id
from tests.unit.hub.test_hub_stock import Stand

BOTH_ENGINES = True


@pytest.fixture
def stand(hub: Hub, service: TerminalService, journal: Journal, hub_gen: str) -> Stand:
    return Stand(hub, service, journal, hub_gen)


def counted(stand: Stand, sku: str, units: int) -> None:
    """As a till counts of whose stock it has never heard."""
    counts = (Counted(sku=sku, counted=units, expected=0, feed_seq=0),)
    stand.moved("stock.counted", {sku: units} if units else {}, counts=counts)


def figures(stand: Stand, sku: str) -> tuple[int, int, int]:
    found = stand.stock(sku)
    assert found is not None
    return found.on_hand, found.unavailable, found.available


def test_a_first_count_says_what_is_there_whatever_was_sold_before(
    stand: Stand, journal_of: Callable[[int], Journal], records: tuple[TerminalRecord, ...]
) -> None:
    other = journal_of(1)
    other.sale("milk", "milk")
    stand.hub.terminal_service(records[1].terminal_id).push(other.push(stand.hub_gen))
    stand.sell("milk")
    counted(stand, "milk", 8000)
    stand.push()
    assert figures(stand, "milk") == (8000, 0, 8000)
    with stand.hub.database.read() as connection:
        (document,) = documents.newest(connection, 5)
    assert (document.kind, document.made_by) == ("stock.begun", stand.journal.terminal_id)
    stand.expect()


def test_of_one_push_only_what_follows_the_count_comes_off(stand: Stand) -> None:
    stand.journal.sale("milk", "milk", "tea")
    counted(stand, "milk", 5000)
    stand.journal.sale("milk")
    stand.moved("stock.received", {"milk": 2000, "tea": 3000})
    stand.push()
    assert figures(stand, "milk") == (6000, 0, 6000)
    assert figures(stand, "tea") == (3000, 0, 3000)
    stand.expect()


def test_a_first_delivery_is_all_there_is_but_for_what_lies_there_damaged(stand: Stand) -> None:
    back = (
        Movement(line_id="a", sku="tea", delta=-4000, reason="sale"),
        Movement(line_id="b", sku="tea", delta=1000, reason="return_damaged"),
    )
    stand.journal.add("sale.completed", replace(stand.journal.sale_body("tea"), movements=back))
    stand.push()
    stand.receive(tea=3000)
    assert figures(stand, "tea") == (4000, 1000, 3000)
    thrown_away = (Movement(line_id="c", sku="tea", delta=-1000, reason="return_damaged"),)
    stand.moved("stock.adjusted", {}, movements=thrown_away)
    stand.push()
    assert figures(stand, "tea") == (3000, 0, 3000)


def test_a_later_count_and_a_second_item_begin_nothing_anew(stand: Stand) -> None:
    stand.sell("milk")
    counted(stand, "milk", 0)
    stand.push()
    stand.sell("milk")
    counted(stand, "bread", 2000)
    stand.push()
    assert figures(stand, "milk") == (-1000, 0, 0)
    assert figures(stand, "bread") == (2000, 0, 2000)
    stand.expect("oversold")


def test_a_count_of_more_than_any_shop_holds_is_put_aside(stand: Stand) -> None:
    counts = (Counted(sku="milk", counted=0, expected=2**52, feed_seq=0),)
    stand.moved("stock.counted", {}, counts=counts)
    (result,) = stand.push().results
    assert (result.status, result.code) == ("quarantined", "movement_too_large")
    assert stand.stock("milk") is None


def test_what_others_moved_after_a_first_count_that_arrives_late_still_counts(
    stand: Stand, journal_of: Callable[[int], Journal], records: tuple[TerminalRecord, ...]
) -> None:
    """Counted offline in the morning; at noon another till has sold, before anybody kept the stock."""
    other = journal_of(1)
    other.sale("milk")
    counted(stand, "milk", 8000)
    other.sale("milk")
    other.sale("milk")
    stand.hub.terminal_service(records[1].terminal_id).push(other.push(stand.hub_gen))
    stand.push()
    assert figures(stand, "milk") == (6000, 0, 6000)
    stand.expect()


@pytest.mark.parametrize("found", [8000, 0])
def test_a_delivery_after_a_count_that_arrives_late_is_not_lost(
    stand: Stand, journal_of: Callable[[int], Journal], records: tuple[TerminalRecord, ...], found: int
) -> None:
    """The delivery came to the hub first and began the stock; the count, of before it, had not heard."""
    other = Stand(stand.hub, stand.hub.terminal_service(records[1].terminal_id), journal_of(1), stand.hub_gen)
    counts = (Counted(sku="milk", counted=found, expected=0, feed_seq=0, first=True),)
    stand.moved("stock.counted", {"milk": found} if found else {}, counts=counts)
    other.journal.no_sale()
    other.receive(milk=5000)
    assert figures(stand, "milk") == (5000, 0, 5000)
    stand.push()
    assert figures(stand, "milk") == (found + 5000, 0, found + 5000)
    stand.expect()


def test_a_first_count_of_before_another_one_changes_nothing(
    stand: Stand, journal_of: Callable[[int], Journal], records: tuple[TerminalRecord, ...]
) -> None:
    other = Stand(stand.hub, stand.hub.terminal_service(records[1].terminal_id), journal_of(1), stand.hub_gen)
    for who, units in ((stand, 9000), (other, 8000)):
        other.journal.no_sale()
        counts = (Counted(sku="milk", counted=units, expected=0, feed_seq=0, first=True),)
        who.moved("stock.counted", {"milk": units}, counts=counts)
    other.push()
    stand.push()
    assert figures(stand, "milk") == (8000, 0, 8000)
    stand.expect()


def test_a_first_count_of_before_one_of_the_owner_changes_nothing(stand: Stand) -> None:
    counts = (Counted(sku="milk", counted=9000, expected=0, feed_seq=0, first=True),)
    stand.moved("stock.counted", {"milk": 9000}, counts=counts)
    stand.journal.sale("milk")
    with stand.hub.database.write() as connection:
        catalogue.put_items(connection, [Item(sku="milk", name="Milk", tax_class="reduced")])
    StockDesk(stand.hub.database, stand.hub.clock).post_count(stand.journal.store_id, {"milk": 20_000}, "ada")
    stand.push()
    assert figures(stand, "milk") == (19_000, 0, 19_000)
    stand.expect()


def test_a_count_without_a_time_is_of_the_moment_when_it_came(
    stand: Stand, journal_of: Callable[[int], Journal], records: tuple[TerminalRecord, ...]
) -> None:
    other = journal_of(1)
    other.sale("milk")
    stand.hub.terminal_service(records[1].terminal_id).push(other.push(stand.hub_gen))
    counts = (Counted(sku="milk", counted=8000, expected=0, feed_seq=0, first=True),)
    body = StockMoved(
        origin=stand.journal.origin(),
        document_id=new_id(),
        movements=(Movement(line_id="a", sku="milk", delta=8000, reason="count"),),
        counts=counts,
    )
    stand.journal.add("stock.counted", body, stamp="soon")
    stand.push()
    assert figures(stand, "milk") == (8000, 0, 8000)
