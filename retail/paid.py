"""What was paid for a line: the few figures that its `PricedLine` follows from, written as lists."""

from __future__ import annotations

import msgspec

from retail.discount import AppliedDiscount
from retail.pricing import PricedLine
from retail.promotion import AppliedPromotion
from retail.tax import TaxAmount


class PaidTax(msgspec.Struct, frozen=True, array_like=True):
    """One tax of a line, minor units."""

    code: str
    rate: str
    letter: str
    tax: int


class PaidDiscount(msgspec.Struct, frozen=True, array_like=True):
    """What a discount was asked to take off a line, and took, minor units."""

    discount_id: str
    asked: int
    applied: int


class PaidPromotion(msgspec.Struct, frozen=True, array_like=True):
    """What a promotion took off a line, minor units, and for how much of it, thousandths."""

    promotion_id: str
    name: str
    applied: int
    quantity: int


class Paid(msgspec.Struct, frozen=True, array_like=True):
    """What was paid for a line: the figures from which all of its `PricedLine` follows.

    `amount` is what was left after all discounts, with tax in it unless the tax came `on_top`.
    """

    amount: int
    on_top: bool
    taxes: tuple[PaidTax, ...] = ()
    discounts: tuple[PaidDiscount, ...] = ()
    shares: tuple[PaidDiscount, ...] = ()
    promotions: tuple[PaidPromotion, ...] = ()


def paid_of(line: PricedLine) -> Paid:
    """The figures that a priced line follows from."""
    return Paid(
        amount=line.amount,
        on_top=line.amount != line.total,
        taxes=tuple(PaidTax(one.code, one.rate, one.letter, one.tax) for one in line.taxes),
        discounts=tuple(PaidDiscount(one.discount_id, one.asked, one.applied) for one in line.discounts),
        shares=tuple(
            PaidDiscount(one.discount_id, one.asked, one.applied) for one in line.transaction_shares
        ),
        promotions=tuple(
            PaidPromotion(one.promotion_id, one.name, one.applied, one.quantity) for one in line.promotions
        ),
    )


def priced_of(paid: Paid, line_id: str) -> PricedLine:
    """The priced line that follows from the figures: its net and tax add up to its total, and so on."""
    tax = sum(one.tax for one in paid.taxes)
    net = paid.amount if paid.on_top else paid.amount - tax
    line_discount = sum(one.applied for one in paid.discounts)
    transaction_discount = sum(one.applied for one in paid.shares)
    promotion_discount = sum(one.applied for one in paid.promotions)
    return PricedLine(
        line_id=line_id,
        extended=paid.amount + line_discount + transaction_discount + promotion_discount,
        line_discount=line_discount,
        transaction_discount=transaction_discount,
        amount=paid.amount,
        net=net,
        tax=tax,
        total=net + tax,
        taxes=tuple(
            TaxAmount(code=one.code, rate=one.rate, letter=one.letter, net=net, tax=one.tax)
            for one in paid.taxes
        ),
        discounts=tuple(_applied(one) for one in paid.discounts),
        transaction_shares=tuple(_applied(one) for one in paid.shares),
        promotion_discount=promotion_discount,
        promotions=tuple(
            AppliedPromotion(
                promotion_id=one.promotion_id, name=one.name, applied=one.applied, quantity=one.quantity
            )
            for one in paid.promotions
        ),
    )


def negative(paid: Paid) -> Paid:
    """The same figures with the opposite sign."""
    return Paid(
        amount=-paid.amount,
        on_top=paid.on_top,
        taxes=tuple(PaidTax(one.code, one.rate, one.letter, -one.tax) for one in paid.taxes),
        discounts=tuple(PaidDiscount(one.discount_id, -one.asked, -one.applied) for one in paid.discounts),
        shares=tuple(PaidDiscount(one.discount_id, -one.asked, -one.applied) for one in paid.shares),
        promotions=tuple(
            PaidPromotion(one.promotion_id, one.name, -one.applied, -one.quantity) for one in paid.promotions
        ),
    )


def _applied(one: PaidDiscount) -> AppliedDiscount:
    return AppliedDiscount(discount_id=one.discount_id, asked=one.asked, applied=one.applied)
