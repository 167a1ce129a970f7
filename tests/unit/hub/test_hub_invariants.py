"""The hub's check finds nothing after honest work, and each thing that is tampered with."""

from __future__ import annotations

import msgspec
import pytest

from hub.bootstrap import Hub
from hub.services.invariants import check
from hub.services.terminal_service import TerminalService
from tests.unit.hub.terminal_journal import Journal


@pytest.fixture
def busy(hub: Hub, service: TerminalService, journal: Journal, hub_gen: str) -> Hub:
    """A hub after sales, a post-void, training, a bad op, and a replay under a new epoch."""
    sale = journal.sale("milk", "bread")
    journal.no_sale()
    journal.post_void(sale)
    journal.add("sale.sung", {"origin": {}})
    journal.sale("milk")
    body = journal.sale_body("bread", training=True)
    journal.receipts -= 1  # training receipts count apart
    journal.add("sale.completed", msgspec.structs.replace(body, receipt_no="S1-T1-TR000001"))
    service.push(journal.push(hub_gen))
    journal.sale("tea")
    service.push(journal.push(hub_gen, epoch="another-epoch"))
    return hub


def test_honest_work_leaves_nothing_to_find(busy: Hub) -> None:
    assert check(busy.engine) == []


@pytest.mark.parametrize(
    ("sql", "rules"),
    [
        ("UPDATE op SET body = replace(body, '119', '118') WHERE seq = 5", {"chain", "sale"}),
        ("UPDATE op SET body = '[1]' WHERE seq = 5", {"chain", "sale", "receipts"}),
        ("UPDATE op SET body = 'torn' WHERE seq = 7", {"chain", "sale"}),
        ("UPDATE op SET prev = 'x' WHERE seq = 2", {"chain"}),
        ("UPDATE journal_head SET hash = 'x'", {"head"}),
        ("UPDATE sale SET total = 1 WHERE receipt_no = 'S1-T1-000003'", {"sale"}),
        ("UPDATE movement SET delta = delta - 1 WHERE sku = 'tea'", {"movements", "stock"}),
        ("UPDATE stock SET on_hand = 7 WHERE sku = 'milk'", {"stock", "pool"}),
        ("UPDATE feed SET body = replace(body, 'Kasse', 'Xasse') WHERE kind = 'terminal'", {"feed"}),
        ("UPDATE feed_head SET seq = 1 WHERE scope LIKE 'config:%'", {"feed"}),
        ("DELETE FROM movement WHERE sku = 'milk'", {"movements", "stock"}),
    ],
)
def test_each_tampering_is_found(sql: str, rules: set[str], busy: Hub) -> None:
    with busy.engine.connect() as connection:
        connection.exec_driver_sql(sql)
        connection.commit()
    assert {finding.rule for finding in check(busy.engine)} == rules


@pytest.mark.parametrize(
    ("receipts", "words"),
    [(["S1-T1-000001", "S1-T1-000003"], "2 is missing"), (["S1-T1-000001"] * 2, "1 is there twice")],
)
def test_receipt_numbers_are_counted(
    receipts: list[str], words: str, hub: Hub, service: TerminalService, journal: Journal, hub_gen: str
) -> None:
    for receipt in receipts:
        journal.sale("milk", receipt_no=receipt)
    service.push(journal.push(hub_gen))
    (finding,) = check(hub.engine)
    assert finding.rule == "receipts"
    assert words in finding.message


def test_what_is_no_receipt_number_is_named(
    hub: Hub, service: TerminalService, journal: Journal, hub_gen: str
) -> None:
    journal.sale("milk", receipt_no="7")
    service.push(journal.push(hub_gen))
    assert [finding.subject for finding in check(hub.engine)] == ["7"]
