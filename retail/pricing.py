"""Prices a transaction: extended price, discounts, tax, totals; docs/algorithms/pricing.md tells it in prose.

All amounts are minor units of the document's currency. Nothing here knows a screen, a clock or a database.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from retail.allocation import share_out
from retail.currency import currency
from retail.discount import AppliedDiscount, Discount, percent_fraction
from retail.errors import RuleError
from retail.promotion import AppliedPromotion, Promotion, PromotionOutcome
from retail.promotion_book import book_of
from retail.promotion_lines import Offered
from retail.promotion_pricing import Promoted, promote
from retail.rounding import Rounder, Rounding, RoundingStep
from retail.tax import TaxAmount, TaxGroup, TaxPolicy, TaxRate, TaxTable, rate_key
from retail.tax_computation import Taxable, Taxed, taxes_of

THOUSANDTHS = 1000


class PriceLine(msgspec.Struct, frozen=True, kw_only=True):
    """One line to price.

    `quantity` is in thousandths of the sales unit, negative when goods come back; `unit_price` in minor units
    a sales unit. A line that is not `discountable` (a deposit) takes no share of a transaction discount.
    """

    line_id: str
    quantity: int
    unit_price: int
    tax_class: str
    discounts: tuple[Discount, ...] = ()
    discountable: bool = True
    sku: str = ""
    category: str = ""
    """With `sku` what promotions know the goods by; both empty: only those for all goods are for it."""
    weighed: bool = False
    """Weighed or measured: one unit for promotions, of the price of all of it."""
    untaxed: bool = False
    """Outside all taxes, whatever its class says: the load of a gift card (a multi-purpose voucher)."""
    promotable: bool = True
    """Whether promotions may touch it; one that is not `discountable`, or comes back, they never do."""


class PriceInput(msgspec.Struct, frozen=True, kw_only=True):
    """All that a price depends on."""

    currency: str
    lines: tuple[PriceLine, ...]
    discounts: tuple[Discount, ...] = ()
    promotions: Sequence[Promotion] = ()
    """Those in force; a `PromotionBook` saves the time to index them."""
    tax: TaxTable
    policy: TaxPolicy
    extend_rounding: Rounding = Rounding.HALF_UP
    discount_rounding: Rounding = Rounding.HALF_UP


class PricedLine(msgspec.Struct, frozen=True, kw_only=True):
    """One line, priced.

    `extended` is quantity × unit price; `amount` is what is left after promotions and both discounts (all
    positive on a sale), with or without tax as prices are; `net + tax = total`, what is paid for the line.
    `transaction_shares` says how much of each transaction discount fell on this line (M2.4).
    """

    line_id: str
    extended: int
    line_discount: int
    transaction_discount: int
    amount: int
    net: int
    tax: int
    total: int
    taxes: tuple[TaxAmount, ...]
    discounts: tuple[AppliedDiscount, ...]
    transaction_shares: tuple[AppliedDiscount, ...]
    promotion_discount: int = 0
    """What promotions took off, before any discount given by a person."""
    promotions: tuple[AppliedPromotion, ...] = ()


class Priced(msgspec.Struct, frozen=True, kw_only=True):
    """A whole document, priced; every total is the sum of its lines.

    `subtotal` is the sum of the extended prices, before any promotion or discount. `outcomes` explains every
    promotion that has to do with the goods.
    """

    lines: tuple[PricedLine, ...]
    discounts: tuple[AppliedDiscount, ...]
    tax_groups: tuple[TaxGroup, ...]
    subtotal: int
    line_discount_total: int
    transaction_discount_total: int
    net_total: int
    tax_total: int
    total: int
    promotion_total: int = 0
    outcomes: tuple[PromotionOutcome, ...] = ()


class _Reduced(NamedTuple):
    """A line after its promotions and its own discounts."""

    line: PriceLine
    extended: int
    promotions: tuple[AppliedPromotion, ...]
    discounts: tuple[AppliedDiscount, ...]
    rest: int


def price(work: PriceInput, steps: list[RoundingStep] | None = None) -> Priced:
    """Price a document; the same input gives the same result, whatever the order of its lines.

    `steps`, when given, receives every rounding. RuleError "tax_class_unknown", "currency_unknown",
    "not_discountable" or "line_id_twice".
    """
    currency(work.currency)
    rounder = Rounder(steps)
    # Ties of an allocation go to the lower line id: ids are UUIDv7, so that is the line entered first.
    lines = sorted(work.lines, key=lambda line: line.line_id)
    if len({line.line_id for line in lines}) != len(lines):
        raise RuleError("line_id_twice", "Two lines have the same id; each line needs its own.")
    extended = [_extend(line, work, rounder) for line in lines]
    promoted = _promote(lines, extended, work, rounder)
    reduced = [
        _reduce(line, amount, promoted.applied.get(line.line_id, ()), work, rounder)
        for line, amount in zip(lines, extended, strict=True)
    ]
    shares, applied = _transaction_discounts(reduced, work, rounder)
    taxables = [
        Taxable(row.line.line_id, row.rest - sum(share.applied for share in own), _rates(row.line, work))
        for row, own in zip(reduced, shares, strict=True)
    ]
    taxed = taxes_of(taxables, work.policy, rounder)
    done = {
        row.line.line_id: _finish(row, own, taxable, tax)
        for row, own, taxable, tax in zip(reduced, shares, taxables, taxed, strict=True)
    }
    priced = tuple(done[line.line_id] for line in work.lines)
    return _total(priced, applied, _groups(taxables, taxed), promoted.outcomes)


def _rates(line: PriceLine, work: PriceInput) -> tuple[TaxRate, ...]:
    return () if line.untaxed else work.tax.rates(line.tax_class)


def _extend(line: PriceLine, work: PriceInput, rounder: Rounder) -> int:
    if line.discounts and not line.discountable:
        raise RuleError("not_discountable", "This line takes no discount.", line_id=line.line_id)
    fraction = (line.quantity * line.unit_price, THOUSANDTHS)
    return rounder.divide("extend_line", line.line_id, fraction, work.extend_rounding)


def _promote(
    lines: Sequence[PriceLine], extended: Sequence[int], work: PriceInput, rounder: Rounder
) -> Promoted:
    offered = [_offer(line, amount) for line, amount in zip(lines, extended, strict=True)]
    return promote(offered, book_of(work.promotions), work.discount_rounding, rounder)


def _offer(line: PriceLine, extended: int) -> Offered:
    """The line for promotions: its pieces, or what is weighed as one unit of the price of all of it."""
    weighed = line.weighed or line.quantity % THOUSANDTHS != 0
    return Offered(
        line_id=line.line_id,
        sku=line.sku,
        category=line.category,
        quantity=line.quantity,
        units=1 if weighed else line.quantity // THOUSANDTHS,
        price=extended if weighed else line.unit_price,
        weighed=weighed,
        takes_part=line.promotable and line.discountable and line.quantity > 0 and extended > 0,
    )


def _reduce(
    line: PriceLine,
    extended: int,
    promotions: tuple[AppliedPromotion, ...],
    work: PriceInput,
    rounder: Rounder,
) -> _Reduced:
    """Take the promotions, then the line's own discounts one after the other, each from what is left."""
    rest = extended - sum(one.applied for one in promotions)
    applied = []
    for discount in line.discounts:
        done = _apply(discount, rest, "percent_discount", work.discount_rounding, rounder)
        applied.append(done)
        rest -= done.applied
    return _Reduced(line, extended, promotions, tuple(applied), rest)


def _apply(discount: Discount, rest: int, place: str, how: Rounding, rounder: Rounder) -> AppliedDiscount:
    """What one discount takes from `rest`: towards zero, never past it."""
    if isinstance(discount.value, str):
        numerator, denominator = percent_fraction(discount.value)
        asked = rounder.divide(place, discount.discount_id, (rest * numerator, denominator), how)
        return AppliedDiscount(discount_id=discount.discount_id, asked=asked, applied=asked)
    sign = -1 if rest < 0 else 1
    applied = sign * min(discount.value, abs(rest))
    return AppliedDiscount(discount_id=discount.discount_id, asked=sign * discount.value, applied=applied)


def _transaction_discounts(
    reduced: Sequence[_Reduced], work: PriceInput, rounder: Rounder
) -> tuple[list[tuple[AppliedDiscount, ...]], tuple[AppliedDiscount, ...]]:
    """Each line's shares of the discounts on the whole, and what each discount came to."""
    shares: list[tuple[AppliedDiscount, ...]] = [()] * len(reduced)
    open_places = [place for place, row in enumerate(reduced) if row.line.discountable]
    rests = [reduced[place].rest for place in open_places]
    whole = []
    for discount in work.discounts:
        base = sum(rests)
        done = _apply(discount, base, "percent_discount_transaction", work.discount_rounding, rounder)
        whole.append(done)
        if isinstance(discount.value, str):
            numerator, denominator = percent_fraction(discount.value)
        else:
            numerator, denominator = abs(done.applied), abs(base) or 1
        parts = share_out(done.applied, [rest * numerator for rest in rests], denominator)
        for at, (place, part) in enumerate(zip(open_places, parts, strict=True)):
            rests[at] -= part
            share = AppliedDiscount(discount_id=discount.discount_id, asked=part, applied=part)
            shares[place] = (*shares[place], share)
    return shares, tuple(whole)


def _finish(row: _Reduced, own: tuple[AppliedDiscount, ...], taxable: Taxable, taxed: Taxed) -> PricedLine:
    tax = sum(taxed.taxes)
    promoted = sum(one.applied for one in row.promotions)
    return PricedLine(
        line_id=row.line.line_id,
        extended=row.extended,
        line_discount=row.extended - promoted - row.rest,
        transaction_discount=row.rest - taxable.amount,
        amount=taxable.amount,
        net=taxed.net,
        tax=tax,
        total=taxed.net + tax,
        taxes=tuple(
            TaxAmount(code=rate.code, rate=rate.rate, letter=rate.letter, net=taxed.net, tax=amount)
            for rate, amount in zip(taxable.rates, taxed.taxes, strict=True)
        ),
        discounts=row.discounts,
        transaction_shares=own,
        promotion_discount=promoted,
        promotions=row.promotions,
    )


def _groups(taxables: Sequence[Taxable], taxed: Sequence[Taxed]) -> tuple[TaxGroup, ...]:
    """The VAT table, sorted by letter, code and rate."""
    groups: dict[object, tuple[TaxRate, int, int]] = {}
    for taxable, done in zip(taxables, taxed, strict=True):
        for rate, amount in zip(taxable.rates, done.taxes, strict=True):
            key = rate_key(rate)
            first, net, tax = groups.get(key, (rate, 0, 0))
            groups[key] = (first, net + done.net, tax + amount)
    ordered = sorted(groups.values(), key=lambda group: (group[0].letter, *rate_key(group[0])))
    return tuple(
        TaxGroup(
            code=rate.code,
            name=rate.name,
            rate=rate.rate,
            letter=rate.letter,
            net=net,
            tax=tax,
            gross=net + tax,
        )
        for rate, net, tax in ordered
    )


def _total(
    lines: tuple[PricedLine, ...],
    discounts: tuple[AppliedDiscount, ...],
    groups: tuple[TaxGroup, ...],
    outcomes: tuple[PromotionOutcome, ...],
) -> Priced:
    return Priced(
        lines=lines,
        discounts=discounts,
        tax_groups=groups,
        subtotal=sum(line.extended for line in lines),
        line_discount_total=sum(line.line_discount for line in lines),
        transaction_discount_total=sum(line.transaction_discount for line in lines),
        net_total=sum(line.net for line in lines),
        tax_total=sum(line.tax for line in lines),
        total=sum(line.total for line in lines),
        promotion_total=sum(line.promotion_discount for line in lines),
        outcomes=outcomes,
    )
