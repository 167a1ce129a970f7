"""What the hub knows of numbers that a terminal gave out, and what it tells people of an epoch that ended."""

from __future__ import annotations

from hub.bootstrap import Hub
from hub.services.effects import Effects
from hub.services.epochs import follow, numbers_given
from hub.services.terminal_service import TerminalService
from retail.events import EpochBegun, SessionOpened
from tests.fakes.shop import an_origin
from tests.unit.hub.terminal_journal import Journal


def begun(why: str, before: str) -> tuple[str, Effects]:
    body = EpochBegun(origin=an_origin(), epoch="next", before=before, why=why)  # type: ignore[arg-type]
    return f"op-{why}", Effects(op_id=f"op-{why}", epoch=body)


def test_the_highest_numbers_of_all_chains_are_told_to_a_chain_that_begins(
    hub: Hub, service: TerminalService, journal: Journal, hub_gen: str
) -> None:
    assert service.hello(journal.hello(hub_gen)).numbers == {}
    for _ in range(3):
        journal.sale()
    journal.add("sale.completed", journal.sale_body("milk", training=True))
    journal.add("sale.completed", {"origin": {}, "receipt_no": 5})
    journal.add(
        "session.opened", SessionOpened(origin=journal.origin(), number=9, currency="EUR", opening_float=0)
    )
    journal.add("sale.completed", {"origin": {}, "receipt_no": "nonsense"})
    service.push(journal.push(hub_gen))
    assert service.hello(journal.hello(hub_gen)).numbers == {}
    given = {"receipt": 3, "receipt_training": 4, "session": 9}
    with hub.database.read() as connection:
        assert numbers_given(connection, journal.terminal_id) == given
    fresh = Journal(journal.terminal_id, journal.store_id, epoch="second")
    assert service.hello(fresh.hello(hub_gen)).numbers == given


def test_a_task_tells_why_and_a_recovered_disk_is_none(hub: Hub, journal: Journal) -> None:
    effects = [begun("fork", "one"), begun("rolled_back", "two"), begun("recovered", "three")]
    with hub.database.read() as connection:
        found = follow(connection, journal.terminal_id, [*effects, ("op", Effects(op_id="op"))])
    assert [(op_id, doubt.kind, doubt.detail["epoch"]) for op_id, doubt in found] == [
        ("op-fork", "journal_forked", "one"),
        ("op-rolled_back", "journal_rolled_back", "two"),
    ]
