"""An open sale that was paid on two copies of a disk: both payments count at the hub, a person is told."""

from __future__ import annotations

import msgspec
import pytest

from hub.bootstrap import Hub
from hub.services import invariants
from hub.services.terminal_service import TerminalService
from hub.store import feeds, sales, stock, tasks
from retail.events import SaleCompleted
from retail.sold_receipt import SoldReceipt
from sync import messages as m
from tests.unit.hub.terminal_journal import Journal

BOTH_ENGINES = True


def statuses(reply: m.PushReply) -> list[tuple[str, str | None]]:
    return [(one.status, one.code) for one in reply.results]


def test_both_are_sales_of_their_customer(
    hub: Hub, service: TerminalService, journal: Journal, hub_gen: str
) -> None:
    body = journal.sale_body("milk")
    body = msgspec.structs.replace(body, origin=journal.origin(customer_id="c-1"))
    journal.add("sale.completed", body)
    second = journal.add("sale.completed", msgspec.structs.replace(body, receipt_no="S1-T1-000007"))
    assert statuses(service.push(journal.push(hub_gen))) == [("applied", None)] * 2
    with hub.database.read() as connection:
        sold = set(connection.exec_driver_sql("SELECT txn_id FROM customer_sale").scalars())
    assert sold == {body.txn_id, second.op_id}


def paid_on_both(journal: Journal) -> tuple[m.WireOp, m.WireOp]:
    """The same open sale, paid on the one copy as it was, on the other with one more line."""
    one = journal.sale_body("milk")
    more = journal.sale_body("milk", "bread")
    first_line = one.lines[0].line_id
    lines = (msgspec.structs.replace(more.lines[0], line_id=first_line), more.lines[1])
    amounts = (msgspec.structs.replace(more.amounts[0], line_id=first_line), more.amounts[1])
    moved = (msgspec.structs.replace(more.movements[0], line_id=first_line), more.movements[1])
    other = msgspec.structs.replace(more, txn_id=one.txn_id, lines=lines, amounts=amounts, movements=moved)
    return journal.add("sale.completed", one), journal.add("sale.completed", other)


def assert_both_count(hub: Hub, journal: Journal, first: m.WireOp, second: m.WireOp) -> None:
    with hub.database.read() as connection:
        assert sales.count(connection) == 2
        assert stock.on_hand(connection, journal.store_id, "milk") == -2000
        assert stock.on_hand(connection, journal.store_id, "bread") == -1000
        (task,) = tasks.open_tasks(connection, 10)
        (row,) = sales.find(connection, second.op_id)
        lines = sales.lines_of(connection, second.op_id)
        shown = [one.key for one in feeds.live_rows(connection, f"receipts:{journal.store_id}")]
    detail = msgspec.json.decode(task.detail)
    assert task.kind == "sale_id_twice"
    assert (detail["txn_id"], detail["booked_as"]) == (first.body["txn_id"], second.op_id)
    assert (detail["amount"], detail["currency"]) == (119, "EUR")
    assert (row.total, len(lines)) == (238, 2)
    assert sorted(shown) == sorted([first.body["txn_id"], second.op_id])
    assert [one for one in invariants.check(hub.engine) if one.rule != "receipts"] == []


def test_both_payments_of_a_copied_sale_count(
    hub: Hub, service: TerminalService, journal: Journal, hub_gen: str
) -> None:
    first, second = paid_on_both(journal)
    assert statuses(service.push(journal.push(hub_gen, first))) == [("applied", None)]
    assert statuses(service.push(journal.push(hub_gen, second))) == [("applied", None)]
    assert_both_count(hub, journal, first, second)


def test_both_count_in_one_push_as_well(
    hub: Hub, service: TerminalService, journal: Journal, hub_gen: str
) -> None:
    first, second = paid_on_both(journal)
    assert statuses(service.push(journal.push(hub_gen))) == [("applied", None)] * 2
    assert_both_count(hub, journal, first, second)
    assert statuses(service.push(journal.push(hub_gen))) == [("duplicate", None)] * 2
    assert_both_count(hub, journal, first, second)


def test_a_third_copy_counts_too(hub: Hub, service: TerminalService, journal: Journal, hub_gen: str) -> None:
    _, second = paid_on_both(journal)
    third = msgspec.convert(second.body, SaleCompleted)
    journal.add("sale.completed", msgspec.structs.replace(third, receipt_no="S1-T1-000009"))
    assert statuses(service.push(journal.push(hub_gen))) == [("applied", None)] * 3
    with hub.database.read() as connection:
        assert sales.count(connection) == 3
        assert stock.on_hand(connection, journal.store_id, "milk") == -3000


@pytest.mark.parametrize("together", [True, False])
def test_lines_that_the_second_and_the_third_have_are_told_where_the_first_has_none_of_them(
    hub: Hub, service: TerminalService, journal: Journal, hub_gen: str, together: bool
) -> None:
    first = journal.sale_body("milk")
    more = msgspec.structs.replace(journal.sale_body("bread"), txn_id=first.txn_id)
    ops = [journal.add("sale.completed", one) for one in (first, more)]
    ops.append(journal.add("sale.completed", msgspec.structs.replace(more, receipt_no="S1-T1-000009")))
    for batch in [ops] if together else [[one] for one in ops]:
        service.push(journal.push(hub_gen, *batch))
    with hub.database.read() as connection:
        told = [msgspec.json.decode(one.detail) for one in tasks.open_tasks(connection, 10)]
    assert {one["booked_as"]: (one["lines"], one["amount"]) for one in told} == {
        ops[1].op_id: ([], 0),
        ops[2].op_id: ([more.lines[0].line_id], 119),
    }


@pytest.mark.parametrize("together", [True, False])
def test_a_cancelled_second_payment_leaves_the_first_as_it_is(
    hub: Hub, service: TerminalService, journal: Journal, hub_gen: str, together: bool
) -> None:
    first, second = paid_on_both(journal)
    gone = journal.post_void(second)
    batches = [(first, second, gone)] if together else [(first,), (second,), (gone,)]
    for batch in batches:
        service.push(journal.push(hub_gen, *batch))
    with hub.database.read() as connection:
        assert sales.reversed_already(connection, [first.body["txn_id"], second.op_id]) == {second.op_id}
        rows = feeds.live_rows(connection, f"receipts:{journal.store_id}")
        shown = {one.key: msgspec.convert(one.body, SoldReceipt).reversed for one in rows}
    assert shown == {first.body["txn_id"]: False, second.op_id: True}
    also = journal.post_void(first)
    service.push(journal.push(hub_gen, also))
    with hub.database.read() as connection:
        kinds = [one.kind for one in tasks.open_tasks(connection, 10)]
        assert sales.reversed_already(connection, [first.body["txn_id"]])
    assert kinds == ["sale_id_twice"]
    assert [one for one in invariants.check(hub.engine) if one.rule != "receipts"] == []
