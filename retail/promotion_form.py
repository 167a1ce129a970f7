"""A promotion as people write it, in a set-up file, at the hub or in the form of `tillbridge price`.

docs/algorithms/price-form.md documents every key.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import msgspec

from retail.errors import RuleError
from retail.local_time import parse_moment
from retail.money import parse_amount, plain_number
from retail.promotion import (
    AmountOff,
    BuyGet,
    FixedPrice,
    Goods,
    PercentOff,
    Promotion,
    PromotionAction,
    PromotionBase,
    PromotionLevel,
    PromotionTrigger,
)


class FormFixedPrice(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """So many pieces for one price."""

    quantity: int
    amount: Decimal


class FormBuyGet(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Buy so many and get so many cheaper, free unless a percentage is given."""

    buy: int
    get: int = 1
    percent: Decimal = Decimal(100)


class FormPromotion(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One promotion: exactly one of `percent`, `amount`, `fixed_price` and `buy_get`."""

    id: str
    name: str = ""
    texts: dict[str, str] = {}
    level: PromotionLevel = "line"
    skus: tuple[str, ...] = ()
    barcodes: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    minimum_quantity: int = 0
    minimum_amount: Decimal = Decimal(0)
    percent: Decimal | None = None
    amount: Decimal | None = None
    fixed_price: FormFixedPrice | None = None
    buy_get: FormBuyGet | None = None
    limit: int = 0
    valid_from: str = ""
    valid_to: str = ""
    weekdays: tuple[int, ...] = ()
    from_time: str = ""
    to_time: str = ""
    trigger: PromotionTrigger = "auto"
    priority: int = 0
    exclusive: bool = False
    group: str = ""
    base: PromotionBase = "discounted"


def read_promotion(
    form: FormPromotion, currency: str, time_zone: str, sku_of: Callable[[str], str] | None = None
) -> Promotion:
    """The promotion in a form; `sku_of` finds the item of a barcode, or raises. RuleError says why not."""
    if form.barcodes and sku_of is None:
        raise RuleError("barcodes_unknown", "Barcodes mean nothing here: name the goods by `skus`.")
    named = tuple(sku_of(code) for code in form.barcodes) if sku_of else ()
    return Promotion(
        promotion_id=form.id,
        name=form.name or form.id,
        texts=form.texts,
        level=form.level,
        goods=Goods(skus=tuple(dict.fromkeys((*form.skus, *named))), categories=form.categories),
        minimum_quantity=form.minimum_quantity,
        minimum_amount=_amount(form.minimum_amount, currency),
        action=_action(form, currency),
        limit=form.limit,
        valid_from=parse_moment(form.valid_from, time_zone) if form.valid_from else 0,
        valid_to=parse_moment(form.valid_to, time_zone) if form.valid_to else 0,
        weekdays=form.weekdays,
        from_time=form.from_time,
        to_time=form.to_time,
        trigger=form.trigger,
        priority=form.priority,
        exclusive=form.exclusive,
        group=form.group,
        base=form.base,
    )


def _action(form: FormPromotion, currency: str) -> PromotionAction:
    actions: list[PromotionAction] = []
    if form.percent is not None:
        actions.append(PercentOff(percent=plain_number(form.percent)))
    if form.amount is not None:
        actions.append(AmountOff(amount=_amount(form.amount, currency)))
    if form.fixed_price is not None:
        amount = _amount(form.fixed_price.amount, currency)
        actions.append(FixedPrice(quantity=form.fixed_price.quantity, amount=amount))
    if form.buy_get is not None:
        deal = form.buy_get
        actions.append(BuyGet(buy=deal.buy, get=deal.get, percent=plain_number(deal.percent)))
    if len(actions) != 1:
        raise RuleError(
            "promotion_invalid",
            "A promotion needs exactly one of `percent`, `amount`, `fixed_price` and `buy_get`.",
        )
    return actions[0]


def _amount(value: Decimal, currency: str) -> int:
    return parse_amount(plain_number(value), currency)
