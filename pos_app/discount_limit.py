"""How far a cashier may go with discounts alone, and a supervisor's word for what goes beyond it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from msgspec.structs import replace

from pos_app.promotion_choice import promotions_for
from pos_app.sale_view import priced
from pos_app.step import Step
from retail import sale
from retail.discount import Discount, percent_fraction
from retail.pricing import PricedLine
from retail.promotion import Promotion
from retail.store_config import StoreConfig
from retail.transaction import Transaction

NONE = Fraction()


def approved_discounts(step: Step, txn: Transaction) -> Transaction:
    """The sale with a supervisor's word for the discounts that need one; as it is where none does.

    The word is for the discounts that now stand there: they are not asked about again, a later one is.
    Raises `ApprovalNeededError`.
    """
    waiting = unapproved(txn, step.config(), promotions_for(step, txn))
    if not waiting:
        return txn
    return sale.approved(txn, replace(step.authorise("discount_above_limit"), covers=waiting))


def unapproved(txn: Transaction, config: StoreConfig, promotions: Sequence[Promotion]) -> tuple[str, ...]:
    """Ids of the discounts that a supervisor has yet to approve; none within the store's limit.

    The limit holds for each line, and for all discounts of the sale together against its goods undiscounted
    (but for promotions),
    so that 10 % on the line and 10 % on the sale are more than 10 %. A percentage counts as it was keyed:
    10 % of 0.99 rounds to 0.10, and is 10 % all the same. An amount counts by what it takes off, whose share
    changes with the goods.
    """
    covered = {covers for approval in txn.approvals for covers in approval.covers}
    given = (*(one for line in txn.live_lines for one in line.discounts), *txn.discounts)
    waiting = tuple(one.discount_id for one in given if one.discount_id not in covered)
    if not waiting:
        return ()
    limit = _share(config.profile.limits.discount_percent)
    result = priced(txn, config, promotions)
    amounts = {one.line_id: one for one in result.lines}
    # A deposit is given back in full: it is no goods that a discount is on; nor is what comes back.
    goods = [
        (line, amounts[line.line_id])
        for line in txn.live_lines
        if line.kind != "deposit" and line.returned is None
    ]
    full = sum(_worth(amount) for _, amount in goods)
    off_lines = sum(
        (_off(line.discounts, _worth(amount), amount.line_discount) for line, amount in goods), NONE
    )
    off_sale = _off(txn.discounts, full - off_lines, sum(amount.transaction_discount for _, amount in goods))
    if off_lines + off_sale > limit * full:
        return waiting
    return tuple(
        one.discount_id
        for line, amount in goods
        for one in line.discounts
        if _off((one,), _worth(amount), amount.line_discount) > limit * _worth(amount)
        and one.discount_id in waiting
    )


def _worth(amount: PricedLine) -> int:
    """What a line costs before anybody discounts it."""
    return amount.extended - amount.promotion_discount


def _off(discounts: tuple[Discount, ...], of: int | Fraction, taken: int) -> Fraction:
    """What discounts take off an amount: percentages unrounded, else the minor units that were taken."""
    keyed = [_share(str(one.value)) for one in discounts if one.kind == "percent"]
    return sum(keyed, NONE) * of if len(keyed) == len(discounts) else Fraction(taken)


def _share(percent: str) -> Fraction:
    return Fraction(*percent_fraction(percent))
