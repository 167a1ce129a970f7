"""The record of a completed sale, and the post-void that takes all of it back."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from retail import sale
from retail.discount import Discount
from retail.errors import RuleError
from retail.events import SaleCompleted
from retail.sale_record import reversal
from retail.tender import settle
from retail.transaction import Approval
from tests.fakes.clock import NOON
from tests.fakes.shop import APPLES, COLA, MILK, ZURICH, a_deposit, a_line, a_sale, an_origin
from tests.fakes.sold import a_cart, paid, sold

WORD = Approval(permission="post_void", operator_id="grace", reason_id="mistake", at=NOON)
LATER = NOON + 60_000


def cancelled(body: SaleCompleted) -> SaleCompleted:
    """The post-void of a sale."""
    return reversal(body, "back-1", an_origin(), "S1-T2-000002", WORD, LATER)


def mixed() -> SaleCompleted:
    """Milk, apples, a bottle with deposit, one line voided, discounts, paid by card and cash with change."""
    cart = a_cart([a_line(MILK, 3000), a_line(APPLES, 345), a_line(COLA)])
    cart = sale.add_deposit(cart, "line-cola", a_deposit(COLA))
    cart = replace(cart, lines=(*cart.lines, replace(a_line(MILK, line_id="gone"), voided=True)))
    cart = sale.discount_line(cart, "line-milk", Discount(discount_id="d-1", kind="percent", value="10"))
    cart = sale.discount_sale(cart, Discount(discount_id="d-2", kind="amount", value=50))
    return sold(cart, [paid("card", 200, brand="Visa", last4="4242"), paid("cash", 1000)])


def test_a_record_holds_every_line_and_the_amounts_of_the_live_ones() -> None:
    body = mixed()
    assert [line.line_id for line in body.lines][-1] == "gone"
    assert "gone" not in {amount.line_id for amount in body.amounts}
    assert sum(amount.total for amount in body.amounts) == body.total
    assert body.settlement.change == 1000 - (body.total - 200)


def test_stock_leaves_for_what_has_an_item() -> None:
    department = replace(a_line(MILK, line_id="misc"), kind="department", sku="")
    body = sold(a_cart([a_line(APPLES, 345), department]), [paid("card", 222)])
    assert [(one.sku, one.delta, one.reason) for one in body.movements] == [("apples", -345, "sale")]
    assert [one.sku for one in mixed().movements] == ["milk", "apples", "cola"]


def test_training_moves_no_stock_either_way() -> None:
    body = sold(a_cart([a_line(MILK)], training=True), [paid("cash", 119)])
    assert body.origin.training
    assert body.movements == cancelled(body).movements == ()
    assert cancelled(body).origin.training


def test_an_empty_or_unpaid_sale_is_no_sale() -> None:
    voided = a_cart([replace(a_line(MILK), voided=True)])
    for cart, tenders, code in (
        (a_sale(), [], "sale_empty"),
        (voided, [], "sale_empty"),
        (a_cart([a_line(MILK)]), [paid("cash", 100)], "not_paid"),
    ):
        with pytest.raises(RuleError) as caught:
            sold(cart, tenders)
        assert caught.value.code == code


def test_a_sale_that_costs_nothing_needs_no_tender() -> None:
    assert sold(a_cart([a_line(MILK, price=0)]), []).total == 0


def test_a_post_void_mirrors_every_amount_and_all_stock() -> None:
    body = mixed()
    back = cancelled(body)
    assert (back.total, back.tax_total) == (-body.total, -body.tax_total)
    for one, other in zip(body.amounts, back.amounts, strict=True):
        assert one.line_id == other.line_id
        for name in ("extended", "line_discount", "transaction_discount", "amount", "net", "tax", "total"):
            assert getattr(one, name) == -getattr(other, name)
        for mine, its in zip(one.taxes, other.taxes, strict=True):
            assert (mine.net, mine.tax) == (-its.net, -its.tax)
        for given, taken in (
            *zip(one.discounts, other.discounts, strict=True),
            *zip(one.transaction_shares, other.transaction_shares, strict=True),
        ):
            assert (given.asked, given.applied) == (-taken.asked, -taken.applied)
    for group, mirror in zip(body.tax_groups, back.tax_groups, strict=True):
        assert (group.net, group.tax, group.gross) == (-mirror.net, -mirror.tax, -mirror.gross)
    assert [(one.sku, one.delta) for one in back.movements] == [
        (one.sku, -one.delta) for one in body.movements
    ]
    assert {one.reason for one in back.movements} == {"post_void"}


def test_a_post_void_names_what_it_cancels_and_who_allowed_it() -> None:
    back = cancelled(mixed())
    assert (back.reverses, back.reverses_receipt_no) == ("sale-1", "S1-T2-000001")
    assert (back.txn_id, back.receipt_no, back.approvals) == ("back-1", "S1-T2-000002", (WORD,))
    assert "gone" not in {line.line_id for line in back.lines}


def test_a_post_void_gives_the_card_back_and_the_cash_that_was_kept() -> None:
    body = mixed()
    card, cash = cancelled(body).tenders
    assert (card.kind, card.amount, card.last4, card.at) == ("card", -200, "4242", LATER)
    assert (cash.kind, cash.amount) == ("cash", -(body.total - 200))
    assert len({card.payment_id, cash.payment_id, *(one.payment_id for one in body.tenders)}) == 4


def test_a_card_sale_gives_no_cash_back() -> None:
    body = sold(a_cart([a_line(MILK)]), [paid("card", 119)])
    assert [one.kind for one in cancelled(body).tenders] == ["card"]


def test_rounded_cash_goes_back_rounded() -> None:
    body = sold(a_cart([a_line(MILK)], ZURICH), [paid("cash", 200)], ZURICH)
    assert (body.settlement.payable, body.settlement.rounding, body.settlement.change) == (120, 1, 80)
    back = cancelled(body).settlement
    assert (back.total, back.rounding, back.payable) == (-119, -1, -120)
    assert (back.cash_kept, back.cash_given, back.cash_due, back.change) == (-120, -120, -120, 0)


def test_the_mirror_is_a_settlement_of_its_own() -> None:
    """What a post-void writes down is what settling its tenders would come to."""
    body = sold(a_cart([a_line(MILK)]), [paid("card", 100), paid("cash", 20)])
    back = cancelled(body)
    assert settle(back.total, back.tenders, None) == back.settlement


def test_a_post_void_cannot_be_cancelled() -> None:
    with pytest.raises(RuleError) as caught:
        cancelled(cancelled(mixed()))
    assert caught.value.code == "not_reversible"
