"""Which units serve which promotion, so that most comes off: exact for small sales, greedy beyond.

docs/algorithms/promotions.md says how far the greedy way can fall short.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from math import comb, prod
from typing import Final, NamedTuple

from retail.promotion import Promotion
from retail.promotion_cluster import Cluster, Kind, Way, is_plain, plain_choice
from retail.promotion_greedy import greedy
from retail.promotion_worth import Divide, Worth, worth

EXACT_WAYS: Final = 600
"""Most ways of giving the units of one cluster to its promotions that are all tried."""


class Served(NamedTuple):
    """What one promotion came to, and how many units of each kind (by its place) serve it."""

    worth: Worth
    kinds: dict[int, int]


def best_use(kinds: Sequence[Kind], book: Sequence[Promotion], divide: Divide) -> dict[int, Served]:
    """The promotions that take something off, by place in the book; no unit serves two.

    `kinds` stand dearest first. The most for the customer over all promotions together, exactly where a
    cluster of promotions with units in common has at most `EXACT_WAYS` ways to share them out. Of equals,
    the one that gives most to the promotion of the first rank, then to the next.
    """
    given: dict[int, dict[int, int]] = {}
    free = [kind.units for kind in kinds]
    for places, members in _clusters(kinds, book):
        cluster = Cluster(kinds, book, divide, places, members)
        for place, units in cluster.used(_solve(cluster)).items():
            given[place] = units
            for number, count in units.items():
                free[number] -= count
    for number, kind in enumerate(kinds):
        place, off = plain_choice(kind, book, divide)
        if off and free[number]:
            given.setdefault(place, {})[number] = free[number]
    return {
        place: Served(
            worth(book[place], [(kinds[number].price, units[number]) for number in sorted(units)], divide),
            units,
        )
        for place, units in sorted(given.items())
    }


def _clusters(kinds: Sequence[Kind], book: Sequence[Promotion]) -> Iterator[tuple[list[int], list[int]]]:
    """Promotions that are not plain and hang together by units that they both want, with those kinds."""
    parent: dict[int, int] = {}

    def root(place: int) -> int:
        while parent[place] != place:
            place = parent[place]
        return place

    rivals = [[place for place in kind.wanted_by if not is_plain(book[place])] for kind in kinds]
    for among in rivals:
        for place in among:
            parent.setdefault(place, place)
            parent[root(place)] = root(among[0])
    clusters: dict[int, tuple[list[int], list[int]]] = {}
    for place in sorted(parent):
        clusters.setdefault(root(place), ([], []))[0].append(place)
    for number, among in enumerate(rivals):
        if among:
            clusters[root(among[0])][1].append(number)
    yield from clusters.values()


def _solve(cluster: Cluster) -> Way:
    """The best way that is tried: all of them, or nothing at all beside two greedy ones."""
    choices = {kind: _choices(cluster, kind) for kind in cluster.members}
    if prod(comb(cluster.count[kind] + each - 1, each - 1) for kind, each in choices.items()) <= EXACT_WAYS:
        return max(_all_ways(cluster, choices), key=cluster.value)
    nothing = tuple((0,) * len(wanted) for wanted in cluster.wants)
    return max((nothing, greedy(cluster, by_unit=False), greedy(cluster, by_unit=True)), key=cluster.value)


def _choices(cluster: Cluster, kind: int) -> int:
    """How many may have a unit: its rivals, and the plain promotion where there is one.

    To give a unit to nobody gains nothing: more units never make a promotion worth less.
    """
    return len(cluster.rivals[kind]) + (1 if cluster.plain[kind] else 0)


def _all_ways(cluster: Cluster, choices: dict[int, int]) -> Iterator[Way]:
    """Every way to share the units out."""
    rows = [
        [(kind, cluster.rivals[kind].index(row)) for kind in wanted]
        for row, wanted in enumerate(cluster.wants)
    ]
    for chosen in product(*(_splits(cluster.count[kind], choices[kind]) for kind in cluster.members)):
        of_kind = dict(zip(cluster.members, chosen, strict=True))
        yield tuple(tuple([of_kind[kind][at] for kind, at in row]) for row in rows)


def _splits(count: int, parts: int) -> list[tuple[int, ...]]:
    """All ways to write `count` as a sum of `parts` numbers, those with much in front first."""
    if parts == 1:
        return [(count,)]
    return [(first, *rest) for first in range(count, -1, -1) for rest in _splits(count - first, parts - 1)]
