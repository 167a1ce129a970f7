"""Customers who came no more are forgotten, by a command and by the hub itself; nobody else is."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from hub.bootstrap import Hub
from hub.services.customers import MAIL_KEPT_MS
from hub.services.terminal_service import TerminalService
from hub.store import customers
from retail.errors import RuleError
from retail.events import CustomerConsented
from sync import messages as m
from tests.fakes.customer_ops import saved
from tests.unit.hub.conftest import HandClock
from tests.unit.hub.terminal_journal import Journal

BOTH_ENGINES = True

YEAR = 31_557_600_000


class Line:
    """A terminal's journal and its line to the hub."""

    def __init__(self, journal: Journal, service: TerminalService, hub_gen: str) -> None:
        self.journal, self._service, self._gen = journal, service, hub_gen

    def push(self, *ops: m.WireOp) -> None:
        self._service.push(self.journal.push(self._gen, *ops))


@pytest.fixture
def one(journal: Journal, service: TerminalService, hub_gen: str) -> Line:
    return Line(journal, service, hub_gen)


def test_who_came_no_more_is_forgotten(hub: Hub, one: Line, clock: HandClock) -> None:
    one.push(saved(one.journal, "anna", name="Anna Müller"), saved(one.journal, "berta", name="Berta"))
    clock.ms += 2 * YEAR
    origin = one.journal.origin(at=clock.ms, customer_id="berta")
    body = one.journal.sale_body("milk")
    one.push(one.journal.add("sale.completed", replace(body, origin=origin)))
    clock.ms += YEAR + 1
    would = hub.customers.forget_inactive(dry_run=True)
    assert [gone["customer_id"] for gone in would] == ["anna"]
    assert hub.customers.find("mueller")
    assert hub.customers.forget_inactive() == would
    assert hub.customers.forget_inactive() == []
    assert not hub.customers.find("mueller") and hub.customers.find("berta")
    for years in (0, 101):
        with pytest.raises(RuleError):
            hub.customers.forget_inactive(years)


def test_whom_the_shop_owes_money_is_not_forgotten_by_itself(hub: Hub, one: Line, clock: HandClock) -> None:
    for name in ("anna", "anne", "berta"):
        one.push(saved(one.journal, name, name=name))
    hub.merges.merge("anne", "anna", "ada")
    hub.loyalty.adjust_credit("anne", 500, "ada", "Complaint")
    clock.ms += 3 * YEAR + 1
    assert [gone["customer_id"] for gone in hub.customers.forget_inactive()] == ["berta"]
    hub.loyalty.adjust_credit("anne", -500, "ada", "Paid out")
    assert [gone["customer_id"] for gone in hub.customers.forget_inactive()] == ["anna", "anne"]


def test_what_waits_about_somebody_unknown_does_not_wait_for_ever(
    hub: Hub, one: Line, clock: HandClock
) -> None:
    one.push(saved(one.journal, "anna", name="Anna Müller"))
    first = one.journal.ops[0]
    body = {**first.body, "customer_id": "unknown"}
    one.push(one.journal.add("customer.saved", body, v=9, personal=first.personal))
    left = []
    for _ in range(2):
        hub.customers.tidy()
        with hub.database.read() as connection:
            left.append(connection.exec_driver_sql("SELECT customer_id FROM personal").scalars().all())
        clock.ms += MAIL_KEPT_MS + 1
    assert left == [["anna", "unknown"], ["anna"]]


def test_a_till_whose_clock_stands_years_behind_makes_nobody_look_forgotten(
    hub: Hub, one: Line, clock: HandClock
) -> None:
    body = CustomerConsented(origin=one.journal.origin(at=1_000), customer_id="anna", consents=())
    one.push(one.journal.add("customer.consented", body))
    with hub.database.read() as connection:
        held = customers.get(connection, "anna")
    assert held is not None
    assert held.created_at == held.active_at == clock.ms


def test_the_hub_forgets_by_itself_unless_its_clock_seems_wrong(
    hub: Hub, one: Line, clock: HandClock
) -> None:
    hub.customers.tidy()
    one.push(saved(one.journal, "anna", name="Anna Müller"))
    clock.ms += 4 * YEAR
    hub.customers.tidy()
    assert hub.customers.find("mueller")
    one.push(saved(one.journal, "berta", name="Berta"))
    hub.customers.tidy()
    assert not hub.customers.find("mueller") and hub.customers.find("berta")
