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
        self._known: list[dict[tuple[int, ...], tuple[Worth, int]]] = [{} for _ in places]

    def worth(self, row: int, given: tuple[int, ...]) -> Worth:
        """What a promotion makes of these units of the kinds that it wants."""
        return self._worth_and_gain(row, given)[0]

    def value(self, way: Way) -> tuple[int, ...]:
        """What comes off more than the plain ones would take, then what each promotion takes, by rank: the
        larger is the better.
        """
        gain, takes = 0, []
        for row, given in enumerate(way):
            found, more = self._known[row].get(given) or self._worth_and_gain(row, given)
            gain += more
            takes.append(found.total)
        return (gain, *takes)

    def _worth_and_gain(self, row: int, given: tuple[int, ...]) -> tuple[Worth, int]:
        """With what is gained over the plain promotions of the units used."""
        known = self._known[row].get(given)
        if known is None:
            wanted = self.wants[row]
            prices = [self.price[kind] for kind in wanted]
            found = worth(self.promotions[row], list(zip(prices, given, strict=True)), self._divide)
            lost = sum(self.plain[kind] * used for kind, used in zip(wanted, found.used, strict=True))
            known = self._known[row][given] = (found, found.total - lost)
        return known

    def used(self, way: Way) -> dict[int, dict[int, int]]:
        """By place in the book, the units of each kind that a promotion uses of those it is given."""
        found = {}
        for row, given in enumerate(way):
            used = self.worth(row, given).used
            units = {kind: count for kind, count in zip(self.wants[row], used, strict=True) if count}
            if units:
                found[self.places[row]] = units
        return found
