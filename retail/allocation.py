"""Exact allocation by largest remainder: parts that add up to the whole, to the last cent (M2.4)."""

from __future__ import annotations

from collections.abc import Sequence


def allocate(total: int, weights: Sequence[int]) -> list[int]:
    """Split `total` in proportion to `weights`; the parts add up to `total`.

    `total` may have any sign, weights may not be negative. A weight of zero gets nothing, unless all are
    zero: then all count the same. No part is further than one unit from its exact share. Units that are left
    over go to the largest remainders; a tie goes to the larger weight, then to the earlier position.
    ValueError for a negative weight, or for a total with nothing to put it on.
    """
    if any(weight < 0 for weight in weights):
        raise ValueError("a weight of an allocation may not be negative")
    whole = sum(weights)
    if whole == 0:
        if not weights and total != 0:
            raise ValueError("there is nothing to allocate to")
        weights, whole = [1] * len(weights), max(len(weights), 1)
    return share_out(total, [total * weight for weight in weights], whole)


def share_out(total: int, numerators: Sequence[int], denominator: int) -> list[int]:
    """Round exact shares `numerators[i] / denominator` (> 0) so that they add up to `total`.

    `total` must be the sum of the exact shares, rounded either way. Each part is its exact share rounded
    up or down; shares may have mixed signs, and opposite shares give opposite parts. Whoever loses most by
    being cut towards zero is raised first; ties as in `allocate`. ValueError for another `total`.
    """
    if len(numerators) == 1 and abs(total * denominator - numerators[0]) < denominator:
        return [total]
    parts = []
    rests = []
    for numerator in numerators:
        part, rest = divmod(abs(numerator), denominator)
        parts.append(-part if numerator < 0 else part)
        rests.append(rest)
    missing = total - sum(parts)
    if missing == 0:
        return parts
    step = 1 if missing > 0 else -1
    able = [i for i, rest in enumerate(rests) if rest and (numerators[i] > 0) == (step > 0)]
    if len(able) < abs(missing):
        raise ValueError("the total is not the rounded sum of the shares")
    able.sort(key=lambda i: (-rests[i], -abs(numerators[i]), i))
    for i in able[: abs(missing)]:
        parts[i] += step
    return parts
