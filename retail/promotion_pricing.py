"""All promotions of a sale: first those on units of goods, then those on the whole (M3.1, M3.2)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from retail.promotion import AppliedPromotion, PromotionOutcome
from retail.promotion_book import PromotionBook
from retail.promotion_lines import Offered, promote_units
from retail.promotion_order import promote_order
from retail.rounding import Rounder, Rounding


class Promoted(NamedTuple):
    """What promotions did."""

    applied: dict[str, tuple[AppliedPromotion, ...]]
    """By line id; a line that no promotion touched is not in it."""
    outcomes: tuple[PromotionOutcome, ...]
    """By rank, those on units first; a promotion that has nothing to do with the goods is not in it."""


def promote(lines: Sequence[Offered], book: PromotionBook, rounding: Rounding, rounder: Rounder) -> Promoted:
    """The promotions of a sale; `lines` stand in the order of their ids."""
    if not book:
        return Promoted({}, ())
    on_units = promote_units(lines, book, rounding, rounder)
    on_whole, outcomes = promote_order(lines, on_units, book, rounding, rounder)
    applied = {
        line.line_id: both
        for line in lines
        if (both := on_units.applied.get(line.line_id, ()) + on_whole.get(line.line_id, ()))
    }
    return Promoted(applied, on_units.outcomes + outcomes)
