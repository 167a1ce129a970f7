"""Lines, amounts and tenders for tests of points, gift cards and store credit."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from retail.events import SaleCompleted
from retail.loyalty import AccrualRule, LoyaltyProgram, PointsEntry, PointsKind, Tier
from retail.loyalty_lots import Dated
from retail.pricing import PricedLine
from retail.tender import Tender
from retail.transaction import Line
from tests.fakes.clock import NOON
from tests.fakes.shop import MILK, a_line
from tests.fakes.sold import a_cart, paid, sold

PROGRAM = LoyaltyProgram(
    rules=(AccrualRule(rule_id="euro", points=1, per=100),),
    tiers=(
        Tier(tier_id="silver", name="Silver", reached_at=100),
        Tier(tier_id="gold", name="Gold", reached_at=500, multiplier="1.5"),
    ),
)


def goods(line_id: str, **changes: Any) -> Line:
    """A line of milk."""
    return replace(a_line(MILK, line_id=line_id), **changes)


def amount(line_id: str, total: int) -> PricedLine:
    """What was paid for a line, without tax."""
    return PricedLine(
        line_id=line_id, extended=total, line_discount=0, transaction_discount=0, amount=total, net=total,
        tax=0, total=total, taxes=(), discounts=(), transaction_shares=(),
    )  # fmt: skip


def points_tender(amount: int, points: int = 0, account_id: str = "anna") -> Tender:
    """Paid by points; at one minor unit a point unless told otherwise."""
    return Tender(
        payment_id=f"points-{amount}", kind="points", amount=amount, points=points or amount,
        account_id=account_id, at=NOON,
    )  # fmt: skip


def entry(entry_id: str, points: int, at: int = 0, **changes: Any) -> Dated:
    """An entry of Anna's."""
    kind: PointsKind = "accrual" if points > 0 else "redemption"
    made = PointsEntry(entry_id=entry_id, account_id="anna", kind=kind, points=points)
    return Dated(entry=replace(made, **changes), at=at)


def sold_milk(total: int, quantity: int = 1000) -> SaleCompleted:
    """A sale of milk paid in cash."""
    line = goods("milk", quantity=quantity, unit_price=total * 1000 // quantity)
    return sold(a_cart([line]), [paid("cash", total)])
