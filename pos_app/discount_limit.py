"""Which discounts of a sale go beyond what a cashier may give alone."""

from __future__ import annotations

from fractions import Fraction

from pos_app.sale_view import priced
from retail.discount import Discount, percent_fraction
from retail.store_config import StoreConfig
from retail.transaction import Transaction

WHOLE_SALE = ""
"""Stands for the discount on all, beside the ids of lines."""


def above_limit(txn: Transaction, config: StoreConfig) -> frozenset[str]:
    """Where the sale as it now stands has a discount above the store's limit: line ids, or `WHOLE_SALE`.

    A percentage counts as it was keyed: 10 % of 0.99 rounds to 0.10, and is 10 % all the same. An amount
    counts by its share of what it is taken off, which changes with the goods.
    """
    if not txn.discounts and not any(line.discounts for line in txn.live_lines):
        return frozenset()
    limit = _share(config.profile.limits.discount_percent)
    result = priced(txn, config)
    amounts = {line.line_id: line for line in result.lines}
    lines = (
        (line.line_id, line.discounts, amounts[line.line_id].line_discount, amounts[line.line_id].extended)
        for line in txn.live_lines
    )
    base = result.subtotal - result.line_discount_total
    whole = (WHOLE_SALE, txn.discounts, result.transaction_discount_total, base)
    return frozenset(
        where for where, discounts, taken, of in (*lines, whole) if _above(discounts, taken, of, limit)
    )


def _above(discounts: tuple[Discount, ...], taken: int, of: int, limit: Fraction) -> bool:
    keyed = [_share(str(one.value)) for one in discounts if one.kind == "percent"]
    if len(keyed) == len(discounts):
        return any(share > limit for share in keyed)
    return taken > limit * of


def _share(percent: str) -> Fraction:
    return Fraction(*percent_fraction(percent))
