"""What the hub does with returns: it follows them, refuses none, and tells a person what cannot be."""

from __future__ import annotations

import asyncio

import msgspec
import pytest
from msgspec.structs import replace

from hub.api.app import tidy
from hub.bootstrap import Hub
from hub.services.effects import MOST_LINES
from hub.services.invariants import check
from hub.services.quarantine import QuarantineService
from hub.services.terminal_service import TerminalService
from hub.store import feeds, stores, tasks, terminals
from hub.store.terminals import TerminalRecord
from retail.events import VERSIONS, SaleCompleted
from retail.returns import return_line
from retail.sale import priced
from retail.sale_record import completed
from retail.sold_receipt import SoldReceipt, sold_receipt
from retail.tax import TaxPolicy
from retail.tender import Tender, settle
from retail.transaction import Line, Returned, Transaction
from sync import messages as m
from tests.unit.hub.terminal_journal import AT, TAX, Journal, new_id

BOTH_ENGINES = True


def body_of(op: m.WireOp) -> SaleCompleted:
    return msgspec.convert(op.body, SaleCompleted)


def return_body(journal: Journal, sale: SaleCompleted, *, stock: str = "back") -> SaleCompleted:
    """One piece of the first line of a sale comes back for cash."""
    receipt = sold_receipt(sale)
    assert receipt is not None
    why = msgspec.convert({"reason_id": "", "stock": stock}, Returned)
    line = return_line(
        receipt, receipt.lines[0], receipt.returns, 1000, line_id=new_id(), returned=why, at=AT
    )
    return refund_of(journal, line)


def refund_of(journal: Journal, *lines: Line) -> SaleCompleted:
    txn = Transaction(
        txn_id=new_id(),
        store_id=journal.store_id,
        terminal_id=journal.terminal_id,
        session_id="s1",
        operator_id="o1",
        business_date="2026-05-28",
        currency="EUR",
        started_at=AT,
        cart_id=new_id(),
        lines=lines,
    )
    amounts = priced(txn, TAX, TaxPolicy())
    tender = Tender(payment_id=new_id(), kind="cash", amount=amounts.total, at=AT)
    settlement = settle(amounts.total, [tender], None)
    journal.receipts += 1
    number = f"S1-T{journal.terminal_no}-{journal.receipts:06d}"
    return completed(replace(txn, tenders=(tender,)), amounts, settlement, journal.origin(), number)


def shown(hub: Hub) -> dict[str, SoldReceipt]:
    """The receipts that the store's terminals see."""
    with hub.database.read() as connection:
        scope = f"receipts:{stores.every(connection)[0].profile.store_id}"
        rows = list(feeds.live_rows(connection, scope))
    return {row.key: msgspec.convert(row.body, SoldReceipt) for row in rows}


def kinds(hub: Hub) -> list[str]:
    with hub.database.read() as connection:
        return sorted(row.kind for row in tasks.open_tasks(connection, 100))


def test_sale_and_return_of_one_push_are_shown_together(
    hub: Hub, service: TerminalService, journal: Journal, hub_gen: str
) -> None:
    sale = body_of(journal.sale("milk", "bread"))
    journal.add("sale.completed", return_body(journal, sale), v=2)
    service.push(journal.push(hub_gen))
    receipt = shown(hub)[sale.txn_id]
    assert [one.sku for one in receipt.lines] == ["milk", "bread"]
    assert [(one.of_line, one.quantity) for one in receipt.returns] == [(sale.lines[0].line_id, 1000)]
    assert (kinds(hub), check(hub.engine)) == ([], [])


def test_a_return_paid_out_on_two_copies_of_a_disk_takes_back_twice(
    hub: Hub, service: TerminalService, journal: Journal, hub_gen: str
) -> None:
    sale = body_of(journal.sale("milk"))
    back = return_body(journal, sale)
    journal.add("sale.completed", back, v=2)
    journal.add("sale.completed", replace(back, receipt_no="S1-T1-000003"), v=2)
    service.push(journal.push(hub_gen))
    assert kinds(hub) == ["refund_over_sold", "sale_id_twice"]
    facts = shown(hub)[sale.txn_id].returns
    assert {fact.txn_id for fact in facts} == {back.txn_id, journal.ops[-1].op_id}
    assert check(hub.engine) == []


def test_a_return_before_its_sale_is_told_and_counts_when_the_sale_comes(
    hub: Hub, service: TerminalService, journal: Journal, hub_gen: str
) -> None:
    sale = journal.sale_body("milk")
    journal.add("sale.completed", return_body(journal, sale), v=2)
    service.push(journal.push(hub_gen, *journal.ops))
    assert (kinds(hub), shown(hub)) == (["return_of_unknown"], {})
    journal.add("sale.completed", sale)
    service.push(journal.push(hub_gen, journal.ops[-1]))
    assert len(shown(hub)[sale.txn_id].returns) == 1
    assert kinds(hub) == []
    with hub.database.read() as connection:
        (task,) = tasks.of_kinds(connection, ("return_of_unknown",))
    assert task.resolved_by == "hub"
    journal.add("sale.completed", return_body(journal, sale), v=2)
    service.push(journal.push(hub_gen, journal.ops[-1]))
    assert kinds(hub) == ["refund_over_sold"]
    assert [one.rule for one in check(hub.engine)] == []


def test_more_money_than_a_return_line_says_is_told(
    hub: Hub, service: TerminalService, journal: Journal, hub_gen: str
) -> None:
    sale = body_of(journal.sale("milk"))
    body = return_body(journal, sale)
    (line,) = body.lines
    assert line.returned is not None and line.returned.refund is not None
    little = replace(line.returned.refund, amount=-1, net=-1, tax=0, total=-1, taxes=())
    body = replace(body, lines=(replace(line, returned=replace(line.returned, refund=little)),))
    journal.add("sale.completed", body, v=2)
    service.push(journal.push(hub_gen))
    assert kinds(hub) == ["refund_differs"]


def test_money_back_for_training_or_at_another_store_is_told(
    hub: Hub,
    service: TerminalService,
    journal: Journal,
    hub_gen: str,
    records: tuple[TerminalRecord, ...],
) -> None:
    practice = journal.sale_body("milk", training=True)
    journal.add("sale.completed", practice)
    journal.add("sale.completed", return_body(journal, practice), v=2)
    real = journal.sale_body("milk")
    journal.add("sale.completed", real)
    service.push(journal.push(hub_gen))
    assert kinds(hub) == ["refund_over_sold"]
    with hub.database.write() as connection:
        (store,) = stores.every(connection)
        stores.put(connection, replace(store, profile=replace(store.profile, store_id="far", store_no=9)))
        far = replace(records[0], terminal_id="far-1", terminal_no=8, store_id="far")
        terminals.add(connection, far)
    away = Journal("far-1", "far", 8)
    away.add("sale.completed", return_body(away, real), v=2)
    hub.terminal_service("far-1").push(away.push(hub_gen))
    assert kinds(hub) == ["refund_over_sold"] * 2
    assert "returned" not in {one.rule for one in check(hub.engine)}


@pytest.mark.parametrize("quantity", [1000, 0, -(10**13)])
def test_a_return_that_cannot_be_waits_for_a_person(
    hub: Hub, service: TerminalService, journal: Journal, hub_gen: str, quantity: int
) -> None:
    sale = body_of(journal.sale("milk"))
    body = return_body(journal, sale)
    odd = replace(body, lines=(replace(body.lines[0], quantity=quantity),))
    journal.add("sale.completed", odd, v=2)
    results = service.push(journal.push(hub_gen)).results
    assert [(one.status, one.code) for one in results][1] == ("quarantined", "return_impossible")
    assert len(shown(hub)) == 1


def test_training_and_endless_sales_are_shown_to_nobody(
    hub: Hub, service: TerminalService, journal: Journal, hub_gen: str
) -> None:
    journal.add("sale.completed", journal.sale_body("milk", training=True))
    journal.sale(*["milk"] * (MOST_LINES + 1))
    practice = journal.sale_body("milk", training=True)
    back = return_body(journal, practice)
    back = replace(back, origin=replace(back.origin, training=True), movements=())
    journal.add("sale.completed", back, v=2)
    service.push(journal.push(hub_gen))
    assert (shown(hub), kinds(hub)) == ({}, [])


def test_a_return_retried_from_quarantine_is_followed(
    hub: Hub, service: TerminalService, journal: Journal, hub_gen: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sale = body_of(journal.sale("milk"))
    journal.add("sale.completed", return_body(journal, sale, stock="damaged"), v=2)
    with monkeypatch.context() as older:
        older.setitem(VERSIONS, "sale.completed", 1)
        service.push(journal.push(hub_gen))
    assert shown(hub)[sale.txn_id].returns == ()
    QuarantineService(hub.database, hub.clock).retry(journal.ops[1].op_id, "admin")
    assert len(shown(hub)[sale.txn_id].returns) == 1
    assert check(hub.engine) == []


@pytest.mark.parametrize(
    ("sql", "rules"),
    [
        ("DELETE FROM returned", {"returned"}),
        ("UPDATE returned SET quantity = 9000", {"returned"}),
        ("UPDATE stock SET unavailable = 5 WHERE sku = 'milk'", {"stock", "pool"}),
    ],
)
def test_each_tampering_with_returns_is_found(
    hub: Hub, service: TerminalService, journal: Journal, hub_gen: str, sql: str, rules: set[str]
) -> None:
    sale = body_of(journal.sale("milk"))
    journal.add("sale.completed", return_body(journal, sale, stock="damaged"), v=2)
    service.push(journal.push(hub_gen))
    assert check(hub.engine) == []
    with hub.database.write() as connection:
        connection.exec_driver_sql(sql)
    assert {one.rule for one in check(hub.engine)} == rules


def test_a_page_of_large_rows_ends_early(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "PAGE_CHARACTERS", 25)
    rows = [feeds.Change(kind="item", key=str(number), body={"text": "x" * 10}) for number in range(5)]
    with hub.database.write() as connection:
        feeds.publish(connection, "large", rows, AT)
        assert [row.key for row in feeds.rows_after(connection, "large", 0, 5)] == ["0", "1"]
        assert [row.key for row in feeds.rows_after(connection, "large", 2, 5)] == ["2", "3"]


def test_tidying_goes_on_after_a_fault(hub: Hub, caplog: pytest.LogCaptureFixture) -> None:
    async def run() -> None:
        tidying = asyncio.create_task(tidy(hub, every_s=0))
        while "cannot tidy" not in caplog.text:
            await asyncio.sleep(0)
        hub.news.close()
        await tidying

    with hub.database.write() as connection:
        connection.exec_driver_sql("UPDATE store SET profile = 'torn'")
    asyncio.run(run())
