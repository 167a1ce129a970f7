"""Check digits of GS1: the one of every key, and the inner one of a price or weight field (M1.2, M1.4)."""

from __future__ import annotations

# Weighted digits of GS1 General Specifications 7.9.2: the value at index d replaces the digit d.
_TWO_MINUS = (0, 2, 4, 6, 8, 9, 1, 3, 5, 7)
_THREE = (0, 3, 6, 9, 2, 5, 8, 1, 4, 7)
_FIVE_PLUS = (0, 5, 1, 6, 2, 7, 3, 8, 4, 9)
_FIVE_MINUS = (0, 5, 9, 4, 8, 3, 7, 2, 6, 1)

_FOUR_DIGITS = (_TWO_MINUS, _TWO_MINUS, _THREE, _FIVE_MINUS)
_FIVE_DIGITS = (_FIVE_PLUS, _TWO_MINUS, _FIVE_MINUS, _FIVE_PLUS, _TWO_MINUS)

INNER_CHECK_LENGTHS = (len(_FOUR_DIGITS), len(_FIVE_DIGITS))
"""The lengths of a price or weight field that have an inner check digit."""


def is_digits(text: str) -> bool:
    """Whether `text` is one or more of the digits 0-9; digits of other scripts are not."""
    return text.isascii() and text.isdigit()


def check_digit(payload: str) -> str:
    """The GS1 check digit of a key's other digits (GS1 General Specifications 7.9.1)."""
    digits = [int(character) for character in reversed(payload)]
    return str(-(3 * sum(digits[::2]) + sum(digits[1::2])) % 10)


def has_right_check_digit(code: str) -> bool:
    """Whether the last digit of `code` is the check digit of those before it."""
    return code[-1] == check_digit(code[:-1])


def inner_check_digit(value: str) -> str:
    """The check digit of a price or weight field of four or five digits (7.9.3, 7.9.4).

    Raises ValueError for another length, which no layout may ask for.
    """
    digits = [int(character) for character in value]
    if len(digits) == len(_FOUR_DIGITS):
        return str(3 * sum(weight[digit] for weight, digit in zip(_FOUR_DIGITS, digits, strict=True)) % 10)
    if len(digits) == len(_FIVE_DIGITS):
        total = sum(weight[digit] for weight, digit in zip(_FIVE_DIGITS, digits, strict=True))
        return str(_FIVE_MINUS.index(-total % 10))
    raise ValueError(f"a field of {len(digits)} digits has no inner check digit")
