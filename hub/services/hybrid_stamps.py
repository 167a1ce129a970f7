"""Tells a hybrid time from what no terminal writes: kept as "seen", it would stand above all later ones."""

from __future__ import annotations

from retail import hybrid_clock
from retail.errors import KnownError

MAX_STAMP = 100
"""Characters of the longest: terminals are named by ids."""


def is_stamp(text: str) -> bool:
    """Whether this is a hybrid time of a length that is told to every terminal of a store."""
    if len(text) > MAX_STAMP:
        return False
    try:
        hybrid_clock.parse(text)
    except KnownError:
        return False
    return True
