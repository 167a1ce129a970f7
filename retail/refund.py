"""How much goes back for goods: the share of what was paid for their line, exact to the last cent (M2.4).

The rules and their worked tables are in docs/algorithms/returns.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from retail.paid import Paid, PaidDiscount, PaidPromotion, PaidTax, priced_of
from retail.rounding import Rounding, divide
from retail.sold_receipt import ReturnFact, SoldLine

Figure = tuple[str, int, str]
"""What a figure of `Paid` is of: its list, its place there, and its code or id."""


def left(sold: SoldLine, facts: Iterable[ReturnFact]) -> int:
    """Thousandths that have not come back yet; below zero where two terminals took the same goods back."""
    return sold.quantity - sum(fact.quantity for fact in facts if fact.of_line == sold.line_id)


def refund(sold: SoldLine, facts: Sequence[ReturnFact], quantity: int) -> Paid:
    """What goes back for `quantity` more of a line of which `facts` came back: positive figures.

    Each figure is the share of all that came back so far and now, less what was refunded of it already, so
    that the refunds of a line add up exactly to what was paid for it, in whatever pieces it comes back.
    """
    mine = [fact for fact in facts if fact.of_line == sold.line_id]
    so_far = sum(fact.quantity for fact in mine)
    back: dict[Figure, int] = {}
    for fact in mine:
        for figure, value in _figures(fact.paid).items():
            back[figure] = back.get(figure, 0) + value
    share = {
        figure: divide(value * (so_far + quantity), sold.quantity, Rounding.HALF_UP)
        for figure, value in _figures(sold.paid).items()
    }
    # Never below nothing: two terminals that took the same piece back may have refunded a cent more.
    return _with_figures(sold.paid, {one: max(0, value - back.get(one, 0)) for one, value in share.items()})


def over_refunded(sold: SoldLine, facts: Iterable[ReturnFact]) -> bool:
    """Whether more money went back for a line than was paid for it."""
    given = sum(_total(fact.paid) for fact in facts if fact.of_line == sold.line_id)
    return given > _total(sold.paid)


def stock_part(whole: int, so_far: int, quantity: int, of: int) -> int:
    """What of the stock of a line `quantity` more is, cumulative as in `refund`."""
    return divide(whole * (so_far + quantity), of, Rounding.HALF_UP) - divide(
        whole * so_far, of, Rounding.HALF_UP
    )


def _total(paid: Paid) -> int:
    return priced_of(paid, "").total


def _figures(paid: Paid) -> dict[Figure, int]:
    """Every figure by what it is of."""
    found: dict[Figure, int] = {("amount", 0, ""): paid.amount}
    for at, tax in enumerate(paid.taxes):
        found["tax", at, f"{tax.code} {tax.rate}"] = tax.tax
    for name, discounts in (("discount", paid.discounts), ("share", paid.shares)):
        for at, one in enumerate(discounts):
            found[name, at, one.discount_id] = one.applied
            found[f"{name} asked", at, one.discount_id] = one.asked
    for at, promotion in enumerate(paid.promotions):
        found["promotion", at, promotion.promotion_id] = promotion.applied
        found["promotion quantity", at, promotion.promotion_id] = promotion.quantity
    return found


def _with_figures(paid: Paid, values: dict[Figure, int]) -> Paid:
    """The same shape with other figures; the inverse of `_figures`."""

    def discounts(name: str, of: tuple[PaidDiscount, ...]) -> tuple[PaidDiscount, ...]:
        return tuple(
            PaidDiscount(
                one.discount_id,
                values[f"{name} asked", at, one.discount_id],
                values[name, at, one.discount_id],
            )
            for at, one in enumerate(of)
        )

    return Paid(
        amount=values["amount", 0, ""],
        on_top=paid.on_top,
        taxes=tuple(
            PaidTax(one.code, one.rate, one.letter, values["tax", at, f"{one.code} {one.rate}"])
            for at, one in enumerate(paid.taxes)
        ),
        discounts=discounts("discount", paid.discounts),
        shares=discounts("share", paid.shares),
        promotions=tuple(
            PaidPromotion(
                one.promotion_id,
                one.name,
                values["promotion", at, one.promotion_id],
                values["promotion quantity", at, one.promotion_id],
            )
            for at, one in enumerate(paid.promotions)
        ),
    )
