"""Promotions that compete for the same units of goods, and what a way to share them out is worth."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from retail.promotion import Promotion
from retail.promotion_worth import Divide, Worth, unit_off, worth

Way = tuple[tuple[int, ...], ...]
"""How many units each promotion of a cluster is given, by the kinds that it wants."""


class Kind(NamedTuple):
    """Units that are alike: the same price, and the same promotions want them."""

    price: int
    """Minor units of one unit."""
    wanted_by: tuple[int, ...]
    """Places of those promotions in their book, by rank."""
    units: int


def is_plain(promotion: Promotion) -> bool:
    """Whether it takes off each unit by itself, without a minimum, a limit or other units."""
    each = promotion.action.__struct_config__.tag in ("percent", "amount")
    return each and not (promotion.limit or promotion.minimum_quantity or promotion.minimum_amount)


def plain_choice(kind: Kind, book: Sequence[Promotion], divide: Divide) -> tuple[int, int]:
    """Of the plain promotions that want a kind, the one that takes most off a unit: its place, how much."""
    found, most = -1, 0
    for place in kind.wanted_by:
        off = unit_off(book[place], kind.price, divide) if is_plain(book[place]) else 0
        if off > most:
            found, most = place, off
    return found, most


class Cluster:
    """Promotions (by rank) that hang together by units, those units' kinds (dearest first) and how often
    each is there, and what a plain promotion takes off the units that these leave.
    """

    def __init__(
        self,
        kinds: Sequence[Kind],
        book: Sequence[Promotion],
        divide: Divide,
        places: Sequence[int],
        members: Sequence[int],
    ) -> None:
        self.places = places
        self.members = members
        self.promotions = [book[place] for place in places]
        self.count = {kind: kinds[kind].units for kind in members}
        self.price = {kind: kinds[kind].price for kind in members}
        self.plain = {kind: plain_choice(kinds[kind], book, divide)[1] for kind in members}
        rows = {place: row for row, place in enumerate(places)}
        self.rivals = {
            kind: [rows[place] for place in kinds[kind].wanted_by if place in rows] for kind in members
        }
        self.wants = [[kind for kind in members if row in self.rivals[kind]] for row in range(len(places))]
        self._divide = divide
        self._known: dict[tuple[int, tuple[int, ...]], Worth] = {}

    def worth(self, row: int, given: tuple[int, ...]) -> Worth:
        """What a promotion makes of these units of the kinds that it wants."""
        known = self._known.get((row, given))
        if known is None:
            prices = [self.price[kind] for kind in self.wants[row]]
            runs = list(zip(prices, given, strict=True))
            known = self._known[row, given] = worth(self.promotions[row], runs, self._divide)
        return known

    def value(self, way: Way) -> tuple[int, ...]:
        """All that comes off, then what each promotion takes, by rank: the larger is the better."""
        takes, left = [], dict(self.count)
        for row, given in enumerate(way):
            found = self.worth(row, given)
            takes.append(found.total)
            for kind, units in zip(self.wants[row], found.used, strict=True):
                left[kind] -= units
        return (sum(takes) + sum(self.plain[kind] * rest for kind, rest in left.items()), *takes)

    def used(self, way: Way) -> dict[int, dict[int, int]]:
        """By place in the book, the units of each kind that a promotion uses of those it is given."""
        found = {}
        for row, given in enumerate(way):
            used = self.worth(row, given).used
            units = {kind: count for kind, count in zip(self.wants[row], used, strict=True) if count}
            if units:
                found[self.places[row]] = units
        return found
