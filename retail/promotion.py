"""Promotions as data (M3.1): what must be bought, what comes off, for how long.

The rules are in docs/algorithms/promotions.md.
Body of a feed row of kind `promotion`, key = promotion_id, in scope `price:<list>`.
"""

from __future__ import annotations

import msgspec


class Promotion(msgspec.Struct, frozen=True, kw_only=True):
    """One promotion of a price list."""

    promotion_id: str


class AppliedPromotion(msgspec.Struct, frozen=True, kw_only=True):
    """What a promotion took off one line: minor units, positive on a sale and negative on its mirror."""

    promotion_id: str
    name: str
    """As the receipt shows it, so that it explains itself when the promotion is long gone."""
    applied: int
    quantity: int = 0
    """Thousandths of the unit that were assigned to it; each unit serves one promotion (M3.2)."""
