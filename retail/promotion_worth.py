"""What one promotion is worth on units of goods that it has to itself: always the best for the customer.

Units come as runs (price, count), dearest first, so that 9,999 pieces cost no more than one. Everything here
grows with more units: a promotion may leave units unused, so more of them never make it worth less.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from retail.discount import percent_fraction
from retail.promotion import AmountOff, BuyGet, FixedPrice, PercentOff, Promotion

Divide = Callable[[int, int], int]
"""Divides and rounds: numerator, denominator."""
Run = tuple[int, int]
"""Price of one unit in minor units, and how many units."""


class Worth(NamedTuple):
    """What comes off, how often the promotion counts, and how many units of each run it uses."""

    total: int
    times: int
    used: tuple[int, ...]


def unit_off(promotion: Promotion, price: int, divide: Divide) -> int:
    """What `percent` or `amount` takes off one unit, or `buy_get` off one of the cheaper pieces."""
    action = promotion.action
    if isinstance(action, PercentOff | BuyGet):
        numerator, denominator = percent_fraction(action.percent)
        return divide(price * numerator, denominator)
    return min(action.amount, price)


def worth(promotion: Promotion, runs: Sequence[Run], divide: Divide) -> Worth:
    """The most that the promotion takes off these units, dearest run first.

    Units that make up a minimum serve it as well as those that become cheaper: with a minimum it uses all.
    """
    count = sum(units for _, units in runs)
    amount = sum(price * units for price, units in runs)
    if count < promotion.minimum_quantity or amount < promotion.minimum_amount:
        return Worth(0, 0, (0,) * len(runs))
    if isinstance(promotion.action, PercentOff | AmountOff):
        found = _each(promotion, runs, divide)
    else:
        found = _bundles(promotion, promotion.action, runs, divide)
    if found.total and (promotion.minimum_quantity or promotion.minimum_amount):
        return found._replace(used=tuple(units for _, units in runs))
    return found


def pieces(promotion: Promotion) -> int:
    """How many units one time takes."""
    action = promotion.action
    if isinstance(action, FixedPrice):
        return action.quantity
    return action.buy + action.get if isinstance(action, BuyGet) else 1


def _each(promotion: Promotion, runs: Sequence[Run], divide: Divide) -> Worth:
    """Off every unit, the dearest first where their number is limited."""
    left = promotion.limit or sum(units for _, units in runs)
    total, used = 0, []
    for price, units in runs:
        off = unit_off(promotion, price, divide)
        take = min(units, left) if off else 0
        used.append(take)
        left -= take
        total += take * off
    return Worth(total, sum(used), tuple(used))


def _bundles(promotion: Promotion, action: FixedPrice | BuyGet, runs: Sequence[Run], divide: Divide) -> Worth:
    """Bundles of the dearest units, then of the next: no other way of bundling takes more off."""
    size = pieces(promotion)
    left = [units for _, units in runs]
    most = min(sum(left) // size, promotion.limit or sum(left))
    total = times = at = 0
    while times < most:
        while not left[at]:
            at += 1
        bundle: list[Run] = []
        repeat = most - times
        need, place = size, at
        while need:
            take = min(need, left[place])
            if take:
                bundle.append((runs[place][0], take))
                repeat = min(repeat, left[place] // take)
            need -= take
            place += 1
        # A bundle of one run repeats as often as the run holds it; a mixed one is made once.
        repeat = repeat if len(bundle) == 1 else 1
        saved = _saved(promotion, action, bundle, divide)
        if saved <= 0:
            break
        need, place = size * repeat, at
        while need:
            take = min(need, left[place])
            left[place] -= take
            need -= take
            place += 1
        total += saved * repeat
        times += repeat
    return Worth(total, times, tuple(units - rest for (_, units), rest in zip(runs, left, strict=True)))


def _saved(promotion: Promotion, action: FixedPrice | BuyGet, bundle: Sequence[Run], divide: Divide) -> int:
    """What one bundle, dearest unit first, saves; zero or less where it would cost more."""
    if not isinstance(action, BuyGet):
        return sum(price * units for price, units in bundle) - action.amount
    saved, left = 0, action.get
    for price, units in reversed(bundle):
        take = min(units, left)
        saved += take * unit_off(promotion, price, divide)
        left -= take
    return saved
