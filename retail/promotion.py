"""Promotions as data (M3.1): what must be bought, what comes off, how often and for how long.

The rules are in docs/algorithms/promotions.md.
"""

from __future__ import annotations

import re
from typing import Final, Literal

import msgspec

from retail.discount import percent_fraction
from retail.errors import RuleError

PromotionLevel = Literal["line", "order"]
PromotionTrigger = Literal["auto", "code"]
PromotionBase = Literal["initial", "discounted"]
WhyNot = Literal[
    "",
    "no_goods",
    "left_out",
    "minimum_quantity",
    "minimum_amount",
    "no_saving",
    "other_promotion",
    "group_taken",
    "code_needed",
    "not_now",
]
"""Why a promotion took nothing off; stable, for screens to translate. Empty where it did."""

_TIME: Final = re.compile(r"(?:([01][0-9]|2[0-3]):[0-5][0-9])?")
_SUNDAY: Final = 7


class Goods(msgspec.Struct, frozen=True, kw_only=True):
    """Which goods: an item that is named, or one of a category that is named; all where nothing is."""

    skus: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()


class PercentOff(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="percent"):
    """A percentage (decimal text, 0 to 100) off each unit, or off the whole."""

    percent: str


class AmountOff(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="amount"):
    """Minor units off each piece, or once off the whole; never more than there is."""

    amount: int


class FixedPrice(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="fixed_price"):
    """Multi-buy: `quantity` pieces, mixed from all its goods, for `amount` minor units together."""

    quantity: int
    amount: int


class BuyGet(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="buy_get"):
    """Of `buy + get` pieces, mixed from all its goods, the `get` cheapest at a percentage off."""

    buy: int
    get: int
    percent: str = "100"


PromotionAction = PercentOff | AmountOff | FixedPrice | BuyGet


class Promotion(msgspec.Struct, frozen=True, kw_only=True):
    """One promotion of a price list: body of a feed row of kind `promotion`, key = promotion_id, in scope
    `price:<list>`. RuleError "promotion_invalid".
    """

    promotion_id: str
    name: str
    """As the receipt shows it, where `texts` has none in the receipt's language."""
    texts: dict[str, str] = {}
    """Name by language tag."""
    level: PromotionLevel = "line"
    """`line` works on units of goods, `order` on the whole sale after those."""
    goods: Goods = Goods()
    minimum_quantity: int = 0
    """Least units of its goods; a weighed line is one unit."""
    minimum_amount: int = 0
    """Least worth of its goods, minor units."""
    action: PromotionAction
    limit: int = 0
    """Most times in one sale: multi-buys, or units of `percent` and `amount`; 0 for no limit."""
    valid_from: int = 0
    """UTC milliseconds, the first that counts; 0 for always."""
    valid_to: int = 0
    """UTC milliseconds, the first that no longer counts; 0 for no end."""
    weekdays: tuple[int, ...] = ()
    """1 Monday to 7 Sunday at the store; empty for every day."""
    from_time: str = ""
    """`HH:MM` at the store, the first minute that counts; empty for midnight."""
    to_time: str = ""
    """`HH:MM` at the store, the first that no longer counts; before `from_time` it is of the next day."""
    trigger: PromotionTrigger = "auto"
    priority: int = 0
    """The higher goes first where two are worth the same, and in the row of those on the whole sale."""
    exclusive: bool = False
    """Goods that it served serve no promotion on the whole; one on the whole stands alone."""
    group: str = ""
    """Of the promotions on the whole with the same group a sale gets one: the best."""
    base: PromotionBase = "discounted"
    """What one on the whole is reckoned of: prices before promotions, or what those before it left."""

    def __post_init__(self) -> None:
        """Refuse what no rule could give sense to."""
        if not self.promotion_id or not self.name:
            raise _invalid("it needs an id and a name")
        if min(self.minimum_quantity, self.minimum_amount, self.limit, self.valid_from, self.valid_to) < 0:
            raise _invalid("a number of it is below zero")
        if not (_TIME.fullmatch(self.from_time) and _TIME.fullmatch(self.to_time)):
            raise _invalid("a time of day is written as 08:30")
        if any(not 1 <= day <= _SUNDAY for day in self.weekdays):
            raise _invalid("weekdays go from 1 (Monday) to 7 (Sunday)")
        if 0 < self.valid_to <= self.valid_from or (self.from_time and self.from_time == self.to_time):
            raise _invalid("it ends when it begins, or before")
        if self.level == "line" and self.group:
            raise _invalid(
                "only promotions on the whole sale have a group; a unit serves one promotion anyway"
            )
        if self.level == "order" and (self.limit or not isinstance(self.action, PercentOff | AmountOff)):
            raise _invalid("on the whole sale it takes a percentage or an amount off, once")
        _check_action(self.action)

    @property
    def rank(self) -> tuple[int, str]:
        """Sorts the one that goes first to the front."""
        return (-self.priority, self.promotion_id)

    def text(self, language: str) -> str:
        """Its name in a language such as `de-AT`: of that, else of `de`, else the plain one."""
        return self.texts.get(language) or self.texts.get(language.partition("-")[0]) or self.name


class AppliedPromotion(msgspec.Struct, frozen=True, kw_only=True):
    """What a promotion took off one line: minor units, positive on a sale and negative on its mirror."""

    promotion_id: str
    name: str
    """As the receipt shows it, so that it explains itself when the promotion is long gone."""
    applied: int
    quantity: int = 0
    """Thousandths of the unit that were assigned to it; each unit serves one promotion (M3.2)."""


class PromotionOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one promotion in a sale, explained by codes and figures (M3.2)."""

    promotion_id: str
    name: str
    applied: int = 0
    """Minor units that it took off, all lines together."""
    times: int = 0
    """How often: multi-buys, or units of `percent` and `amount`; 1 for one on the whole."""
    why_not: WhyNot = ""
    missing_quantity: int = 0
    """Units of its goods that one more time needs; 0 where that is not what is missing."""
    missing_amount: int = 0
    """Minor units that its goods are short of the minimum."""


def _check_action(action: PromotionAction) -> None:
    if isinstance(action, PercentOff | BuyGet):
        percent_fraction(action.percent)
    if isinstance(action, AmountOff | FixedPrice) and action.amount < 0:
        raise _invalid("an amount of it is below zero")
    if isinstance(action, FixedPrice) and action.quantity < 1:
        raise _invalid("a multi-buy needs at least one piece")
    if isinstance(action, BuyGet) and (action.buy < 0 or action.get < 1):
        raise _invalid("of the pieces bought at least one is cheaper")


def _invalid(what: str) -> RuleError:
    return RuleError("promotion_invalid", f"This is not a promotion that can be reckoned with: {what}.")
