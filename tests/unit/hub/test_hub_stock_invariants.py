"""The hub's check finds each thing that is tampered with in its stock, and nothing after honest work."""

from __future__ import annotations

import pytest

from hub.bootstrap import Hub
from hub.services.invariants import check
from hub.services.terminal_service import TerminalService
from retail.events import Movement, StockMoved
from retail.rights import RightAsk, RightsRequest
from tests.unit.hub.terminal_journal import Journal, new_id


@pytest.fixture
def stocked(hub: Hub, service: TerminalService, journal: Journal, hub_gen: str) -> Hub:
    """A hub with a delivery, a sale, and a right of which one is held."""
    movement = Movement(line_id="a", sku="milk", delta=5000, reason="receipt")
    body = StockMoved(origin=journal.origin(), document_id=new_id(), movements=(movement,))
    journal.add("stock.received", body)
    journal.sale("milk")
    service.push(journal.push(hub_gen))
    asks = (RightAsk(kind="stock", subject="milk", quantity=1000),)
    service.rights(RightsRequest(request_id="r", asks=asks))
    return hub


def test_honest_work_leaves_nothing_to_find(stocked: Hub) -> None:
    assert check(stocked.engine) == []


@pytest.mark.parametrize(
    ("sql", "rules"),
    [
        ("UPDATE stock SET web_pool = web_pool + 1", {"pool"}),
        ("UPDATE stock SET oversold = 1000, web_pool = web_pool + 1000", {"pool"}),
        ("UPDATE stock SET tracked = 0", {"pool"}),
        ("UPDATE stock_right SET quantity = 2000", {"pool", "right"}),
        ("UPDATE stock_right SET spent = 1500", {"pool", "right"}),
        ("UPDATE stock_right SET state = 'settled'", {"pool", "right"}),
        ("UPDATE stock_right SET subject = 'tea'", {"pool", "right"}),
        ("UPDATE movement SET delta = 4000 WHERE delta > 0", {"movements", "stock"}),
        ("DELETE FROM stock_right", {"pool", "right"}),
        ("DELETE FROM stock", {"pool"}),
    ],
)
def test_each_tampering_is_found(sql: str, rules: set[str], stocked: Hub) -> None:
    with stocked.database.write() as connection:
        connection.exec_driver_sql(sql)
    assert {finding.rule for finding in check(stocked.engine)} == rules
