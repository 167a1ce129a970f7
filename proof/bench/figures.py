"""What a row of samples comes to: median, 95th percentile, least, count."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median

import msgspec

MS = 1000.0
"""Milliseconds in a second."""


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """Samples summed up; `unit` names what they are of."""

    unit: str
    count: int
    median: float
    p95: float
    """95 of 100 samples are not above it (nearest rank)."""
    least: float


def figures(samples: Sequence[float], unit: str) -> Figures:
    """Sum up. Raises ValueError for no samples."""
    if not samples:
        raise ValueError("nothing was measured")
    return Figures(
        unit=unit,
        count=len(samples),
        median=_shown(median(samples)),
        p95=_shown(percentile(samples, 95)),
        least=_shown(min(samples)),
    )


def percentile(samples: Sequence[float], percent: int) -> float:
    """The nearest-rank percentile: the least sample that `percent` of 100 are not above."""
    ranked = sorted(samples)
    return ranked[max(1, math.ceil(len(ranked) * percent / 100)) - 1]


def milliseconds(seconds: Sequence[float]) -> Figures:
    """Samples taken in seconds, summed up in milliseconds."""
    return figures([one * MS for one in seconds], "ms")


def _shown(value: float) -> float:
    """Five significant digits: more would pretend."""
    return float(f"{value:.5g}")
