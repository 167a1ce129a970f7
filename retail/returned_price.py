"""Prices a document with goods that come back in it: refunds stand as they are, beside the goods sold."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from retail.pricing import Priced, PricedLine, PriceInput, PriceLine, price
from retail.tax import TaxGroup, TaxPolicy, TaxRate, TaxTable, rate_fraction, rate_key
from retail.transaction import Transaction


def with_returns(done: Priced, txn: Transaction, tax: TaxTable, policy: TaxPolicy) -> Priced:
    """The priced sale lines of `txn` together with its return lines.

    Those of a receipt stand as they were refunded; those without one are priced as they stand, by themselves:
    discounts, promotions and the roundings of the document are those of the goods sold in it.
    """
    back = [line for line in txn.live_lines if line.returned]
    if not back:
        return done
    loose = price(
        PriceInput(
            currency=txn.currency,
            lines=tuple(
                PriceLine(
                    line_id=line.line_id,
                    quantity=line.quantity,
                    unit_price=line.unit_price,
                    tax_class=line.tax_class,
                )
                for line in back
                if line.returned and line.returned.refund is None
            ),
            tax=tax,
            policy=policy,
        )
    )
    fixed = [
        replace(line.returned.refund, line_id=line.line_id)
        for line in back
        if line.returned and line.returned.refund
    ]
    lines = {line.line_id: line for line in (*done.lines, *loose.lines, *fixed)}
    added = (*loose.lines, *fixed)
    return replace(
        done,
        lines=tuple(lines[line.line_id] for line in txn.live_lines),
        tax_groups=_groups((*done.tax_groups, *loose.tax_groups, *_tax_groups(fixed, tax))),
        subtotal=done.subtotal + sum(line.extended for line in added),
        line_discount_total=done.line_discount_total + sum(line.line_discount for line in added),
        transaction_discount_total=done.transaction_discount_total
        + sum(line.transaction_discount for line in added),
        promotion_total=done.promotion_total + sum(line.promotion_discount for line in added),
        net_total=done.net_total + sum(line.net for line in added),
        tax_total=done.tax_total + sum(line.tax for line in added),
        total=done.total + sum(line.total for line in added),
    )


def _tax_groups(lines: Iterable[PricedLine], tax: TaxTable) -> list[TaxGroup]:
    """The taxes of refunds; the name of one that the store no longer has is its code."""
    known: dict[tuple[str, object], TaxRate] = {
        rate_key(rate): rate for rates in tax.classes.values() for rate in rates
    }
    groups = []
    for line in lines:
        for one in line.taxes:
            rate = known.get((one.code, rate_fraction(one.rate)))
            groups.append(
                TaxGroup(
                    code=one.code,
                    name=rate.name if rate else one.code,
                    rate=one.rate,
                    letter=one.letter,
                    net=one.net,
                    tax=one.tax,
                    gross=one.net + one.tax,
                )
            )
    return groups


def _groups(groups: Iterable[TaxGroup]) -> tuple[TaxGroup, ...]:
    """One row a (code, rate), sorted as `retail.pricing` sorts them."""
    found: dict[tuple[str, object], TaxGroup] = {}
    for one in groups:
        key = (one.code, rate_fraction(one.rate))
        first = found.get(key)
        if first is None:
            found[key] = one
            continue
        net, tax = first.net + one.net, first.tax + one.tax
        found[key] = replace(first, net=net, tax=tax, gross=net + tax)
    return tuple(sorted(found.values(), key=lambda one: (one.letter, one.code, rate_fraction(one.rate))))
