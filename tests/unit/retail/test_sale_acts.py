"""What may be done to an open sale: merging, deposits, quantities, prices, discounts, void and undo."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from retail import sale
from retail.discount import Discount
from retail.errors import RuleError
from retail.tender import Tender
from retail.transaction import TRANSACTION_STATES, Approval, PriceOverride, Transaction
from tests.fakes.clock import NOON
from tests.fakes.shop import APPLES, BERLIN, COLA, MILK, a_deposit, a_line, a_sale

TEN_OFF = Discount(discount_id="d-1", kind="percent", value="10")
OVERRIDE = PriceOverride(was=0, reason_id="label", operator_id="grace")


def with_milk(quantity: int = 1000) -> Transaction:
    """A sale with milk on it."""
    return sale.add_line(a_sale(), a_line(MILK, quantity))[0]


def with_cola() -> Transaction:
    """A sale with a bottle and its deposit."""
    return sale.add_deposit(sale.add_line(a_sale(), a_line(COLA))[0], "line-cola", a_deposit(COLA))


def refused(code: str, act: Callable[[], object]) -> None:
    """The rule forbids it, under this code."""
    with pytest.raises(RuleError) as caught:
        act()
    assert caught.value.code == code


def total(txn: Transaction) -> int:
    """What it costs in Berlin."""
    return sale.priced(txn, BERLIN.tax_table, BERLIN.tax.policy).total


# --- adding -----------------------------------------------------------------------------------------------


def test_scanning_the_same_item_again_raises_its_quantity() -> None:
    txn, line_id = sale.add_line(with_milk(), a_line(MILK, 2000, "line-2"))
    assert line_id == "line-milk"
    assert [(line.line_id, line.quantity) for line in txn.lines] == [("line-milk", 3000)]


@pytest.mark.parametrize(
    "change",
    [{"unit_price": 99}, {"tax_class": "standard"}, {"unit": "g"}, {"sku": "oat"}, {"priced_by_code": True}],
)
def test_what_differs_gets_a_line_of_its_own(change: dict[str, object]) -> None:
    txn, line_id = sale.add_line(with_milk(), replace(a_line(MILK, line_id="line-2"), **change))
    assert line_id == "line-2"
    assert len(txn.lines) == 2


def test_a_line_that_is_special_takes_nothing_more() -> None:
    special = [
        sale.void_line(with_milk(), "line-milk"),
        sale.discount_line(with_milk(), "line-milk", TEN_OFF),
        sale.override_price(with_milk(), "line-milk", 119, OVERRIDE),
    ]
    for txn in special:
        assert sale.add_line(txn, a_line(MILK, line_id="line-2"))[1] == "line-2"


def test_weighed_goods_never_merge() -> None:
    txn, _ = sale.add_line(a_sale(), a_line(APPLES, 345))
    txn, line_id = sale.add_line(txn, a_line(APPLES, 655, "line-2"))
    assert (line_id, len(txn.lines)) == ("line-2", 2)


def test_department_lines_never_merge() -> None:
    misc = replace(a_line(MILK), kind="department", sku="", department_id="misc")
    txn, _ = sale.add_line(a_sale(), misc)
    txn, line_id = sale.add_line(txn, replace(misc, line_id="line-2"))
    assert (line_id, len(txn.lines)) == ("line-2", 2)


def test_more_than_a_line_can_hold_is_refused_even_by_merging() -> None:
    txn = with_milk(sale.MAX_QUANTITY)
    refused("quantity_out_of_range", lambda: sale.add_line(txn, a_line(MILK, line_id="line-2")))


@pytest.mark.parametrize("quantity", [0, -1000, sale.MAX_QUANTITY + 1000, 4006381333931])
def test_a_quantity_out_of_range_is_refused(quantity: int) -> None:
    refused("quantity_out_of_range", lambda: sale.add_line(a_sale(), a_line(MILK, quantity)))


def test_pieces_are_whole_and_weights_need_not_be() -> None:
    refused("whole_pieces_only", lambda: sale.add_line(a_sale(), a_line(MILK, 1500)))
    assert sale.add_line(a_sale(), a_line(APPLES, 1))[0].lines[0].quantity == 1


# --- deposits ---------------------------------------------------------------------------------------------


def test_a_deposit_stands_below_its_goods_in_their_quantity() -> None:
    txn = sale.add_line(a_sale(), a_line(COLA, 3000))[0]
    txn = sale.add_line(txn, a_line(MILK))[0]
    txn = sale.add_deposit(txn, "line-cola", a_deposit(COLA))
    assert [line.line_id for line in txn.lines] == ["line-cola", "deposit-cola", "line-milk"]
    assert (txn.lines[1].quantity, txn.lines[1].parent) == (3000, "line-cola")


def test_a_second_bottle_raises_the_deposit_and_adds_none() -> None:
    txn, line_id = sale.add_line(with_cola(), a_line(COLA, line_id="line-2"))
    txn = sale.add_deposit(txn, line_id, a_deposit(COLA, "deposit-2"))
    assert [(line.line_id, line.quantity) for line in txn.lines] == [
        ("line-cola", 2000),
        ("deposit-cola", 2000),
    ]
    assert total(txn) == 2 * (99 + 25)


def test_a_deposit_follows_quantity_void_and_undo() -> None:
    txn = sale.set_quantity(with_cola(), "line-cola", 6000)
    assert {line.quantity for line in txn.lines} == {6000}
    txn = sale.void_line(txn, "line-cola")
    assert (txn.live_lines, total(txn)) == ((), 0)
    txn = sale.undo_void(txn, "line-cola")
    assert total(txn) == 6 * (99 + 25)


def test_a_deposit_is_never_changed_by_itself() -> None:
    txn = with_cola()
    refused("deposit_follows", lambda: sale.set_quantity(txn, "deposit-cola", 2000))
    refused("deposit_follows", lambda: sale.void_line(txn, "deposit-cola"))
    refused("deposit_follows", lambda: sale.override_price(txn, "deposit-cola", 1, OVERRIDE))
    refused("deposit_follows", lambda: sale.discount_line(txn, "deposit-cola", TEN_OFF))
    refused("nothing_to_undo", lambda: sale.undo_void(sale.void_line(txn, "line-cola"), "deposit-cola"))


def test_a_deposit_takes_no_discount() -> None:
    assert total(sale.discount_sale(with_cola(), replace(TEN_OFF, value="100"))) == 25


# --- changing ---------------------------------------------------------------------------------------------


def test_quantity_zero_voids_the_line() -> None:
    txn = sale.set_quantity(with_milk(), "line-milk", 0)
    assert txn.lines[0].voided
    assert txn.lines[0].quantity == 1000  # what it was stays on record


def test_what_stands_in_the_barcode_is_not_for_the_cashier_to_change() -> None:
    txn, _ = sale.add_line(a_sale(), replace(a_line(APPLES, 345), priced_by_code=True))
    refused("quantity_in_code", lambda: sale.set_quantity(txn, "line-apples", 1000))
    refused("price_in_code", lambda: sale.override_price(txn, "line-apples", 1, OVERRIDE))
    assert sale.void_line(txn, "line-apples").live_lines == ()


def test_an_override_keeps_the_price_first_in_force() -> None:
    txn = sale.override_price(with_milk(), "line-milk", 100, OVERRIDE)
    txn = sale.override_price(txn, "line-milk", 90, OVERRIDE)
    line = txn.lines[0]
    assert line.override is not None
    assert (line.unit_price, line.override.was, line.override.operator_id) == (90, 119, "grace")


@pytest.mark.parametrize("price", [-1, sale.MAX_UNIT_PRICE + 1])
def test_an_impossible_price_is_refused(price: int) -> None:
    refused("price_out_of_range", lambda: sale.override_price(with_milk(), "line-milk", price, OVERRIDE))


def test_a_price_of_nothing_is_possible() -> None:
    assert total(sale.override_price(with_milk(), "line-milk", 0, OVERRIDE)) == 0


def test_a_new_discount_takes_the_place_of_the_one_there() -> None:
    half = replace(TEN_OFF, value="50")
    txn = sale.discount_line(sale.discount_line(with_milk(2000), "line-milk", TEN_OFF), "line-milk", half)
    assert total(txn) == 119
    assert total(sale.discount_line(txn, "line-milk", None)) == 238
    txn = sale.discount_sale(sale.discount_sale(with_milk(2000), TEN_OFF), half)
    assert total(txn) == 119
    assert total(sale.discount_sale(txn, None)) == 238


def test_no_discount_goes_below_zero() -> None:
    huge = Discount(discount_id="d-2", kind="amount", value=1_000_000)
    assert total(sale.discount_line(with_milk(), "line-milk", huge)) == 0
    assert total(sale.discount_sale(with_milk(), huge)) == 0


def test_a_void_keeps_the_line_and_undo_restores_everything() -> None:
    before = sale.discount_line(with_milk(3000), "line-milk", TEN_OFF)
    voided = sale.void_line(before, "line-milk")
    assert voided.line("line-milk") is not None
    assert total(voided) == 0
    assert sale.undo_void(voided, "line-milk") == before


def test_undo_without_a_void_is_refused() -> None:
    refused("nothing_to_undo", lambda: sale.undo_void(with_milk(), "line-milk"))
    refused("nothing_to_undo", lambda: sale.undo_void(with_milk(), "nobody"))


def test_a_line_that_is_gone_cannot_be_changed() -> None:
    txn = sale.void_line(with_milk(), "line-milk")
    refused("line_not_there", lambda: sale.void_line(txn, "line-milk"))
    refused("line_not_there", lambda: sale.set_quantity(txn, "nobody", 1000))
    refused("line_not_there", lambda: sale.add_deposit(txn, "line-milk", a_deposit(COLA)))


# --- locks ------------------------------------------------------------------------------------------------

ACTS: tuple[Callable[[Transaction], object], ...] = (
    lambda txn: sale.add_line(txn, a_line(COLA)),
    lambda txn: sale.set_quantity(txn, "line-milk", 2000),
    lambda txn: sale.override_price(txn, "line-milk", 1, OVERRIDE),
    lambda txn: sale.discount_line(txn, "line-milk", TEN_OFF),
    lambda txn: sale.discount_sale(txn, TEN_OFF),
    lambda txn: sale.void_line(txn, "line-milk"),
    lambda txn: sale.undo_void(txn, "line-milk"),
)


@pytest.mark.parametrize("act", ACTS)
def test_goods_stand_still_once_a_payment_is_on_the_sale(act: Callable[[Transaction], object]) -> None:
    tender = Tender(payment_id="p-1", kind="cash", amount=50, at=NOON)
    refused("payment_begun", lambda: act(replace(with_milk(), tenders=(tender,))))


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("state", sorted(TRANSACTION_STATES.states - {"open"}))
def test_goods_change_only_on_an_open_sale(act: Callable[[Transaction], object], state: str) -> None:
    refused("sale_not_open", lambda: act(replace(with_milk(), state=state)))


# --- words of people --------------------------------------------------------------------------------------


def test_the_highest_age_confirmed_holds() -> None:
    txn = sale.confirm_age(sale.confirm_age(a_sale(), 18), 16)
    assert txn.age_confirmed == 18


def test_an_approval_stays_with_the_sale() -> None:
    approval = Approval(permission="price_override", operator_id="grace", reason_id="label", at=NOON)
    txn = sale.approved(sale.approved(a_sale(), approval), None)
    assert txn.approvals == (approval,)


def test_lines_that_were_sold_elsewhere_go_with_their_deposits() -> None:
    both = sale.add_line(with_cola(), a_line(MILK))[0]
    assert [line.line_id for line in both.without(["line-cola"]).lines] == ["line-milk"]
    assert len(both.without(["line-milk"]).lines) == 2
    assert both.without(["nothing"]) == both
