"""The label of a parked sale, as far as it may leave the till where it was typed (rule 10)."""

from __future__ import annotations

from typing import Final

MOST_DIGITS: Final = 4
"""Of a label that goes to other tills: a table or a locker has no more, a telephone has."""


def shared_label(note: str) -> str:
    """The label; empty where it may be a person's number or address."""
    personal = "@" in note or sum(char.isdigit() for char in note) > MOST_DIGITS
    return "" if personal else note
