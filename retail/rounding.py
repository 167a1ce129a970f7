"""Rounding: five named ways to bring an exact fraction to a whole number of minor units.

Every way treats negative amounts as the mirror of positive ones, so that a refund gives back what was paid.
The places that round, and the way each one uses, are listed in docs/algorithms/pricing.md.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Rounding(StrEnum):
    """How to round; "half" says what happens to an exact half."""

    HALF_UP = "half_up"
    """An exact half goes away from zero: 2.5 → 3, −2.5 → −3 (M2.1, EN 16931)."""
    HALF_EVEN = "half_even"
    """An exact half goes to the even neighbour: 2.5 → 2, 3.5 → 4 (bankers' rounding)."""
    HALF_DOWN = "half_down"
    """An exact half goes towards zero: 2.5 → 2, −2.5 → −2."""
    UP = "up"
    """Away from zero: 2.1 → 3, −2.1 → −3."""
    DOWN = "down"
    """Towards zero: 2.9 → 2, −2.9 → −2."""


def divide(numerator: int, denominator: int, how: Rounding) -> int:
    """`numerator / denominator` as a whole number, rounded `how`; exact at any size.

    ZeroDivisionError when the denominator is 0.
    """
    quotient, rest = divmod(abs(numerator), abs(denominator))
    if rest and _goes_up(quotient, 2 * rest - abs(denominator), how):
        quotient += 1
    return -quotient if (numerator < 0) != (denominator < 0) else quotient


def _goes_up(quotient: int, beyond_half: int, how: Rounding) -> bool:
    """Whether a quotient with a rest is raised; `beyond_half` is 0 for an exact half."""
    if how is Rounding.UP:
        return True
    if how is Rounding.DOWN:
        return False
    if beyond_half:
        return beyond_half > 0
    if how is Rounding.HALF_EVEN:
        return quotient % 2 == 1
    return how is Rounding.HALF_UP


class RoundingStep(msgspec.Struct, frozen=True, kw_only=True):
    """One rounding that was done: its place by name, whose amount, the exact fraction and the result.

    Fraction and result are in minor units; `subject` is a line id, a discount id or a tax code.
    """

    place: str
    subject: str
    numerator: int
    denominator: int
    result: int


class Rounder:
    """Divides like `divide` and, when given a list, writes each step into it for a person to follow."""

    def __init__(self, steps: list[RoundingStep] | None = None) -> None:
        self._steps = steps

    @property
    def traces(self) -> bool:
        """Whether anybody wants to follow the steps."""
        return self._steps is not None

    def divide(self, place: str, subject: str, fraction: tuple[int, int], how: Rounding) -> int:
        """`fraction` rounded `how`, in the place of this name."""
        numerator, denominator = fraction
        result = divide(numerator, denominator, how)
        if self._steps is not None:
            step = RoundingStep(
                place=place, subject=subject, numerator=numerator, denominator=denominator, result=result
            )
            self._steps.append(step)
        return result
