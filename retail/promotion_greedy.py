"""Sharing units out to promotions where trying all ways would take too long: what gains most goes first."""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from typing import Final

from retail.promotion_cluster import Cluster, Way
from retail.promotion_worth import pieces

_FINE: Final = 1_000_000


def greedy(cluster: Cluster, *, by_unit: bool) -> Way:
    """Time after time the promotion that gains most over the plain ones, or most a unit, until none gains.

    Of equals the one of the first rank. What a promotion gains only falls while units become fewer, so its
    gain is worked out anew only when its turn comes.
    """
    state = _State(cluster, by_unit=by_unit)
    turns = [(-state.next(row)[0], row) for row in range(len(cluster.places))]
    heapify(turns)
    while turns:
        _, row = heappop(turns)
        gain, units = state.next(row)
        if gain <= 0:
            continue
        if turns and (-gain, row) > turns[0]:
            heappush(turns, (-gain, row))
            continue
        state.take(row, units)
        heappush(turns, (-gain, row))
    return tuple(tuple(given) for given in state.given)


class _State:
    """What is given to whom so far, and what is still free."""

    def __init__(self, cluster: Cluster, *, by_unit: bool) -> None:
        self._cluster = cluster
        self._by_unit = by_unit
        self._free = dict(cluster.count)
        self.given = [[0] * len(wanted) for wanted in cluster.wants]

    def take(self, row: int, units: list[int]) -> None:
        """Give a promotion these units of the kinds it wants."""
        for at, (kind, more) in enumerate(zip(self._cluster.wants[row], units, strict=True)):
            self._free[kind] -= more
            self.given[row][at] += more

    def next(self, row: int) -> tuple[int, list[int]]:
        """What one more time of a promotion gains, or a unit of it, and the units to give it for that.

        Where the units are all of one kind it is as many times as there are: each gains the same.
        """
        cluster, given = self._cluster, self.given[row]
        units, times = self._one_more(row)
        if not times:
            return 0, units
        before = cluster.worth(row, tuple(given))
        after = cluster.worth(row, tuple(have + more for have, more in zip(given, units, strict=True)))
        if after.times <= before.times:
            return 0, units
        lost = sum(cluster.plain[kind] * more for kind, more in zip(cluster.wants[row], units, strict=True))
        gain = after.total - before.total - lost
        return gain * _FINE // (sum(units) if self._by_unit else times), units

    def _one_more(self, row: int) -> tuple[list[int], int]:
        """The dearest free units that one more time needs, and how many times they make; none: no times."""
        promotion, wanted = self._cluster.promotions[row], self._cluster.wants[row]
        size = pieces(promotion)
        first = not any(self.given[row])
        need = max(size, promotion.minimum_quantity) if first else size
        amount = promotion.minimum_amount if first else 0
        units = [0] * len(wanted)
        for at, kind in enumerate(wanted):
            free, price = self._free[kind], self._cluster.price[kind]
            take = min(free, max(need, -(-amount // price) if price else 0))
            if take >= size and need == size and not amount and not any(units):
                return self._whole_run(row, at, free // size)
            units[at] = take
            need -= min(take, need)
            amount -= min(take * price, amount)
            if not (need or amount):
                return units, 1
        return units, 0

    def _whole_run(self, row: int, at: int, times: int) -> tuple[list[int], int]:
        limit = self._cluster.promotions[row].limit
        done = self._cluster.worth(row, tuple(self.given[row])).times
        times = min(times, limit - done) if limit else times
        units = [0] * len(self.given[row])
        units[at] = times * pieces(self._cluster.promotions[row])
        return units, times
