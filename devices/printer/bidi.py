"""The order in which the parts of a line stand when some run from right to left.

Unicode's bidirectional algorithm (UAX #9) for one line of plain text: rules P2 to P3, W1 to W7, N0 to N2, I1
to I2, L1 and L2. Explicit embeddings and isolates are passed over: names and amounts need none, and without
them no name can turn a whole line round.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from typing import TypeVar

RIGHT = ("R", "AL")
NEUTRAL = ("ON", "WS", "S", "B")
BRACKETS = {")": "(", "]": "[", "}": "{"}
PASSED_OVER = ("BN", "NSM", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")

Part = TypeVar("Part")


def base_level(text: str) -> int:
    """1 if the first letter of `text` runs from right to left, else 0 (P2, P3)."""
    kinds = (unicodedata.bidirectional(char) for char in text)
    return next((int(kind in RIGHT) for kind in kinds if kind in ("L", *RIGHT)), 0)


def levels(text: str) -> list[int]:
    """The embedding level of each character: odd ones run from right to left."""
    base = base_level(text)
    edge = "R" if base else "L"
    kinds = _numbers([unicodedata.bidirectional(char) or "L" for char in text], edge)
    _brackets(text, kinds, edge)
    kinds = _neutrals(kinds, edge)
    resolved = [_level(kind, base) for kind in kinds]
    for index in range(len(text) - 1, -1, -1):  # L1: spaces at the end stay there
        if not text[index].isspace():
            break
        resolved[index] = base
    return resolved


def in_visual_order(parts: Sequence[Part], level_of: Callable[[Part], int]) -> list[Part]:
    """`parts`, each of one level, as they stand from left to right (L2)."""
    ordered = list(parts)
    for level in range(max(map(level_of, parts), default=0), 0, -1):
        start = 0
        while start < len(ordered):
            end = start
            while end < len(ordered) and level_of(ordered[end]) >= level:
                end += 1
            ordered[start:end] = ordered[start:end][::-1]
            start = end + 1
    return ordered


def _numbers(kinds: list[str], edge: str) -> list[str]:
    """W1 to W7: what a digit, and a sign beside digits, counts as."""
    kinds = list(kinds)
    letter = edge
    for index, kind in enumerate(kinds):
        if kind in PASSED_OVER:
            kinds[index] = kinds[index - 1] if index else edge  # W1
        elif kind == "EN" and letter == "AL":
            kinds[index] = "AN"  # W2
        elif kind in ("L", *RIGHT):
            letter = kind
    kinds = ["R" if kind == "AL" else kind for kind in kinds]  # W3
    _signs_between_numbers(kinds)
    _signs_beside_numbers(kinds)
    return _numbers_among_letters(kinds, edge)


def _signs_between_numbers(kinds: list[str]) -> None:
    """W4: one comma, point or dash between two figures of a number belongs to it."""
    for index in range(1, len(kinds) - 1):
        before, kind, after = kinds[index - 1 : index + 2]
        joins = ("ES", "CS") if before == "EN" else ("CS",) if before == "AN" else ()
        if before == after and kind in joins:
            kinds[index] = before


def _numbers_among_letters(kinds: list[str], edge: str) -> list[str]:
    """W6 and W7: other signs are neutral, and a number after Latin letters goes with them."""
    letter, resolved = edge, []
    for kind in kinds:
        if kind in ("L", "R"):
            letter = kind
        resolved.append(
            "ON" if kind in ("ES", "ET", "CS") else "L" if (kind, letter) == ("EN", "L") else kind
        )
    return resolved


def _signs_beside_numbers(kinds: list[str]) -> None:
    """W5: a currency or percent sign belongs to the number that it touches."""
    for order in (range(len(kinds)), range(len(kinds) - 1, -1, -1)):
        previous = ""
        for index in order:
            if kinds[index] == "ET" and previous == "EN":
                kinds[index] = "EN"
            previous = kinds[index]


def _brackets(text: str, kinds: list[str], edge: str) -> None:
    """N0: a pair of brackets goes with what it holds, if that runs as the line or as what is before it."""
    for start, end in sorted(_pairs(text, kinds)):
        inside = {_direction(kind) for kind in kinds[start + 1 : end] if kind not in NEUTRAL}
        if not inside:
            continue
        before = next((_direction(k) for k in reversed(kinds[:start]) if k not in NEUTRAL), edge)
        kinds[start] = kinds[end] = edge if edge in inside else before


def _pairs(text: str, kinds: list[str]) -> list[tuple[int, int]]:
    """Places of opening and closing brackets that belong together (BD16)."""
    open_at: list[int] = []
    pairs = []
    for index, char in enumerate(text):
        if kinds[index] != "ON":
            continue
        if char in BRACKETS.values():
            open_at.append(index)
        for depth in range(len(open_at) - 1, -1, -1) if char in BRACKETS else ():
            if text[open_at[depth]] == BRACKETS[char]:
                pairs.append((open_at[depth], index))
                del open_at[depth:]
                break
    return pairs


def _neutrals(kinds: list[str], edge: str) -> list[str]:
    """N1 and N2: spaces and punctuation go with what is on both sides of them, else with the line."""
    kinds = list(kinds)
    start = 0
    while start < len(kinds):
        end = start
        while end < len(kinds) and kinds[end] in NEUTRAL:
            end += 1
        if end > start:
            before = _direction(kinds[start - 1]) if start else edge
            after = _direction(kinds[end]) if end < len(kinds) else edge
            kinds[start:end] = [before if before == after else edge] * (end - start)
        start = end + 1
    return kinds


def _direction(kind: str) -> str:
    return "L" if kind == "L" else "R"


def _level(kind: str, base: int) -> int:
    """I1 and I2."""
    if base:
        return 1 if kind == "R" else 2
    return {"L": 0, "R": 1}.get(kind, 2)
