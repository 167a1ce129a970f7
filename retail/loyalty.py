"""What a loyalty account, a gift card and store credit are made of: entries of append-only ledgers (M3.3).

Sources of the rules: standards.md M3.3, M3.4; docs/algorithms/loyalty.md with a worked table.
"""

from __future__ import annotations

from typing import Literal

import msgspec

PointsKind = Literal["accrual", "redemption", "adjustment", "expiry", "reversal"]
ValueKind = Literal["gift_card", "store_credit"]
ValueAct = Literal["load", "spend", "refund", "adjustment"]


class AccrualRule(msgspec.Struct, frozen=True, kw_only=True):
    """Points for buying: `points` for each full `per` minor units paid, or for each unit of an item."""

    rule_id: str
    points: int
    per: int = 0
    """Minor units of the amount after discounts; 0 in a rule per unit of an item."""
    skus: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    """Goods that count; both empty: all."""
    multiplier: str = "1"
    """Decimal text; applied after the tier's."""
    valid_from: int = 0
    valid_until: int = 0
    """UTC milliseconds, not included; 0: no end."""


class Tier(msgspec.Struct, frozen=True, kw_only=True):
    """A level that a shopper reaches by the points earned in the last `LoyaltyProgram.tier_days` days."""

    tier_id: str
    name: str
    reached_at: int
    multiplier: str = "1"


class LoyaltyProgram(msgspec.Struct, frozen=True, kw_only=True):
    """Kind `loyalty`, key `program`, of scope `config:<store>`; without one the store gives no points."""

    rules: tuple[AccrualRule, ...] = ()
    tiers: tuple[Tier, ...] = ()
    point_value: int = 1
    """Minor units that one point pays."""
    pending_days: int = 0
    """Days until points may be spent."""
    expiry_days: int = 0
    """Days after which points not spent are gone; 0: never."""
    tier_days: int = 365
    min_redeem: int = 0
    """Fewest points in one redemption."""
    offline_cap: int = 0
    """Points that a terminal may let one account redeem without a right while the hub is silent (M3.4)."""


class PointsEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of a sale for a loyalty account; the terminal's word counts (rule 2).

    `entry_id` is a function of sale, rule and line, so that a replay changes nothing.
    """

    entry_id: str
    account_id: str
    """The customer's id."""
    kind: PointsKind
    points: int
    """Positive where the account gains."""
    rule_id: str = ""
    line_id: str = ""
    active_at: int = 0
    expires_at: int = 0
    of_entry: str = ""
    """Of a reversal: the entry that it takes back."""
    unlicensed: bool = False
    """Redeemed without a right, within the offline cap."""


class ValueEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of a sale for a gift card or store credit account."""

    entry_id: str
    account_id: str
    kind: ValueKind
    act: ValueAct
    amount: int
    """Minor units; positive where the account gains."""


class AccountState(msgspec.Struct, frozen=True, kw_only=True):
    """Kind `account` of scope `customers:<store>`, key customer_id: her accounts as the hub knows them."""

    account_id: str
    points: int = 0
    """May be spent now, grants taken off."""
    pending: int = 0
    tier_id: str = ""
    credit: int = 0
    """Store credit, minor units, grants taken off."""
    next_expiry_at: int = 0
    next_expiry_points: int = 0
    seen: dict[str, str] = {}
    """Terminal → hybrid time of its newest op counted in here: a till adds its own later ones."""
    at: int = 0
    """Hub's time of this picture."""
