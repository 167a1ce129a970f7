"""The table of rights: what a cashier may not do alone, who may allow it, and that a reason is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

import pytest
from msgspec.structs import replace

from pos_app import commands as c
from pos_app.commands.devices import SaveDevice
from pos_app.commands.returns import ReturnLines, ReturnPick, ReturnWithoutReceipt
from pos_app.commands.stock import BeginStockDocument, PostStockDocument, ScanStock
from pos_app.permissions import ALWAYS_ASKED, LEAST_ROLE, REASON_KIND, Permission, may, sees_cash
from pos_app.ports.stock import DocumentKind
from pos_app.queries import ListReasons, ListSupervisors, ShowTill
from tests.fakes.counter import Counter, supervisor
from tests.fakes.shop import CASHIER, SUPERVISOR
from tests.fakes.stocked import stock

MILK = "4006381333931"


def line_of(counter: Counter) -> str:
    """A line on an open sale."""
    return counter.ok(c.Scan(raw=MILK)).line_id


def sold(counter: Counter) -> str:
    """A completed sale."""
    sale = counter.sale(c.Scan(raw=MILK))
    return counter.change(c.TenderCash(txn_id=sale.txn_id, amount=200)).txn_id


def much_back(counter: Counter) -> c.Command:
    """Goods of 101.15 come back."""
    sale = counter.sale(c.Scan(raw=MILK, quantity=85_000))
    txn_id = counter.change(c.TenderCash(txn_id=sale.txn_id, amount=sale.total)).txn_id
    pick = ReturnPick(line_id=sale.lines[0].line_id, quantity=85_000)
    return ReturnLines(txn_id=txn_id, picks=(pick,))


def a_day_back(counter: Counter) -> c.Command:
    """Opening the till after the Z report, with the clock set back."""
    counter.ok(c.DeclareCount(counted=20_000))
    counter.ok(c.CloseSession())
    counter.clock.pass_ms(-86_400_000)
    return c.OpenSession(opening_float=0)


def the_last_one(counter: Counter) -> c.Command:
    """Paying for the last unit that is known, with no right to it."""
    stock(counter, "milk", 1)
    return c.TenderCash(txn_id=counter.sale(c.Scan(raw=MILK)).txn_id, amount=200)


def stock_document(counter: Counter, kind: DocumentKind) -> c.Command:
    """Posting a document on a hundred units, of which one was known."""
    stock(counter, "milk", 1)
    document_id = counter.ok(BeginStockDocument(kind=kind)).document_id
    counter.ok(ScanStock(document_id=document_id, raw=MILK, quantity=100_000))
    return PostStockDocument(document_id=document_id)


ACTS: dict[Permission, tuple[Callable[[Counter], c.Command], str]] = {
    "discount_above_limit": (lambda one: c.DiscountLine(line_id=line_of(one), percent="11"), "damaged"),
    "price_override": (lambda one: c.OverridePrice(line_id=line_of(one), unit_price=99), "label"),
    "post_void": (lambda one: c.PostVoid(txn_id=sold(one)), "mistake"),
    "no_sale": (lambda _: c.OpenDrawer(), "change"),
    "paid_out": (lambda _: c.MoveCash(move="paid_out", amount=1500), "window"),
    "cash_pickup": (lambda _: c.MoveCash(move="cash_pickup", amount=5000), ""),
    "training": (lambda _: c.SetTraining(on=True), ""),
    "earlier_day": (a_day_back, ""),
    "refund_above_limit": (much_back, ""),
    "return_without_receipt": (lambda _: ReturnWithoutReceipt(sku="milk"), ""),
    "devices": (
        lambda _: SaveDevice(device_id="scale", kind="scale", driver="fake", options={}),
        "",
    ),
    "sell_expired": (lambda _: c.Scan(raw=f"(01)0{MILK}(17)261129"), ""),
    "sell_without_right": (the_last_one, ""),
    "adjust_stock": (lambda one: stock_document(one, "adjust"), "broken"),
    "count_difference": (lambda one: stock_document(one, "count"), ""),
}
OF_THE_SALE = (
    "discount_above_limit",
    "price_override",
    "sell_expired",
    "refund_above_limit",
    "return_without_receipt",
)
"""Their approvals go on record with the sale."""
EVERY = pytest.mark.parametrize("permission", ACTS)


def test_every_permission_is_tried_here() -> None:
    assert set(ACTS) == set(get_args(Permission)) == set(LEAST_ROLE) == set(REASON_KIND)


@EVERY
def test_a_cashier_alone_is_asked_for_a_supervisor(counter: Counter, permission: Permission) -> None:
    act, _ = ACTS[permission]
    outcome = counter.send(act(counter))
    assert outcome.approval is not None
    assert (outcome.ok, outcome.approval.permission) == (False, permission)
    assert outcome.approval.reason_kind == REASON_KIND[permission]
    assert outcome.approval.message


@EVERY
def test_a_supervisor_with_the_right_pin_passes_and_is_on_record(
    counter: Counter, permission: Permission
) -> None:
    act, reason_id = ACTS[permission]
    counter.ok(replace(act(counter), approval=supervisor(reason_id)))
    assert counter.desk.operator == CASHIER
    if permission in OF_THE_SALE:
        sale = counter.ok(c.Scan(raw="4012345678901")).sale
        assert sale is not None
        counter.ok(c.TenderCash(txn_id=sale.txn_id, amount=sale.total))
    today = counter.ask(ShowTill()).business_date
    with counter.local.store.read() as uow:
        entry = uow.journal.page(today, None, 1)[0].entry
    (approval,) = entry.op.body["approvals"]
    assert (approval["permission"], approval["operator_id"]) == (permission, "grace")
    assert approval["reason_id"] == reason_id


@EVERY
def test_a_wrong_pin_is_refused_and_counts(counter: Counter, permission: Permission) -> None:
    act, reason_id = ACTS[permission]
    command = replace(act(counter), approval=supervisor(reason_id, pin="000000"))
    assert counter.refused(command) == "wrong_pin"
    with counter.local.store.read() as uow:
        assert uow.people.guard("grace").failures == 1


@EVERY
def test_another_cashier_may_not_approve(counter: Counter, permission: Permission) -> None:
    act, reason_id = ACTS[permission]
    command = replace(act(counter), approval=supervisor(reason_id, operator_id="emmy"))
    assert counter.refused(command) == "may_not_approve"


@pytest.mark.parametrize("permission", [one for one in ACTS if REASON_KIND[one]])
@pytest.mark.parametrize("reason_id", ["", "window-of-another-kind", "label "])
def test_a_reason_of_the_list_is_needed(counter: Counter, permission: Permission, reason_id: str) -> None:
    act, _ = ACTS[permission]
    assert counter.refused(replace(act(counter), approval=supervisor(reason_id))) == "reason_needed"


@pytest.mark.parametrize("permission", [one for one in ACTS if one not in ALWAYS_ASKED])
def test_a_supervisor_at_the_till_needs_only_the_reason(counter: Counter, permission: Permission) -> None:
    act, reason_id = ACTS[permission]
    counter.stand(SUPERVISOR)
    command = act(counter)
    if REASON_KIND[permission]:
        assert counter.refused(command) == f"approval:{permission}"
        command = replace(command, reason_id=reason_id)
    counter.ok(command)


@pytest.mark.parametrize("permission", sorted(ALWAYS_ASKED))
def test_a_warning_is_read_by_a_supervisor_at_the_till_too(counter: Counter, permission: Permission) -> None:
    act, _ = ACTS[permission]
    counter.stand(SUPERVISOR)
    command = act(counter)
    assert counter.refused(command) == f"approval:{permission}"
    counter.ok(replace(command, approval=supervisor()))


def test_five_times_the_wrong_pin_of_a_supervisor_does_not_stop_the_sale(counter: Counter) -> None:
    line_id = line_of(counter)
    for _ in range(5):
        counter.send(
            c.OverridePrice(line_id=line_id, unit_price=1, approval=supervisor("label", pin="000000"))
        )
    assert (
        counter.refused(c.OverridePrice(line_id=line_id, unit_price=1, approval=supervisor("label")))
        == "pin_wait"
    )
    assert counter.sale(c.Scan(raw=MILK)).total == 238


def test_an_approver_who_is_gone_is_refused(counter: Counter) -> None:
    assert counter.refused(c.OpenDrawer(approval=c.Approving(operator_id="who", pin="1"))) == "operator_gone"


def test_an_approval_opens_nothing_where_nobody_is_signed_in(closed: Counter) -> None:
    assert closed.refused(c.OpenDrawer(approval=supervisor("change"))) == "not_signed_in"


def test_the_screen_is_told_whom_to_ask_and_for_what(counter: Counter) -> None:
    assert [one.operator_id for one in counter.ask(ListSupervisors(permission="no_sale"))] == ["grace"]
    assert counter.ask(ListSupervisors(permission="fly")) == ()
    assert [one.reason_id for one in counter.ask(ListReasons(kind="no_sale"))] == ["change"]


def test_ranks() -> None:
    assert [may(role, "no_sale") for role in ("cashier", "supervisor", "manager")] == [False, True, True]
    assert [sees_cash(role) for role in ("cashier", "supervisor", "manager")] == [False, True, True]
