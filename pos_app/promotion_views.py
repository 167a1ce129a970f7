"""Turns what promotions did, and nearly did, into what the cart panel shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pos_app.views import PromotionHint, PromotionView
from retail.promotion import AppliedPromotion, PromotionOutcome

MAX_HINTS: Final = 3
NEAR_UNITS: Final = 1
"""Units that may be missing: a customer who is told to take five more feels pushed."""


def promotion_views(applied: Sequence[AppliedPromotion]) -> tuple[PromotionView, ...]:
    """The promotions of one line."""
    return tuple(
        PromotionView(name=one.name, amount=one.applied, of_whole=one.quantity == 0) for one in applied
    )


def promotion_hints(outcomes: Sequence[PromotionOutcome]) -> tuple[PromotionHint, ...]:
    """The promotions that one more unit would bring, or some more money: what is nearest by rank."""
    near = [
        PromotionHint(
            promotion_id=one.promotion_id,
            name=one.name,
            missing_quantity=one.missing_quantity,
            missing_amount=one.missing_amount,
        )
        for one in outcomes
        if 0 < one.missing_quantity <= NEAR_UNITS or one.missing_amount
    ]
    return tuple(near[:MAX_HINTS])
