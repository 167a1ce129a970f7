"""Cuts text into what a reader takes for one character (grapheme clusters) and counts their columns.

After Unicode's UAX #29, as far as Python's own tables go: marks, joiners, flags, Hangul and Indic conjuncts
stay with their letter. Columns are those of East Asian width (UAX #11) and of the emoji that printers draw.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

JOINER = "\u200d"
EMOJI_PRESENTATION = "\ufe0f"
HANGUL = range(0x1100, 0x1200)
"""Single letters, of which syllables are put together."""
HANGUL_TAILS = range(0x1160, 0x1200)
"""Vowels and final consonants that stand on the initial consonant before them."""
REGIONAL = range(0x1F1E6, 0x1F200)
"""Letters of which two make a flag."""
SKIN_TONES = range(0x1F3FB, 0x1F400)
SPACING_VOWELS = "\u0e33\u0eb3"
"""Thai and Lao vowels that are letters to Unicode and never stand alone."""
VIRAMA = 9
"""Combining class of the signs that fuse two consonants."""
FIRST_MARK = 0x300
MARKS = ("Mn", "Me", "Mc", "Cf")


def clusters(text: str) -> Iterator[str]:
    """`text` in grapheme clusters, in order; joined they are `text` again."""
    cluster = ""
    for char in text:
        if cluster and _belongs(char, cluster):
            cluster += char
        else:
            if cluster:
                yield cluster
            cluster = char
    if cluster:
        yield cluster


def columns_of(text: str) -> int:
    """The columns that `text` takes in a fixed-width font: 2 for what is wide or an emoji, 0 for a mark."""
    if text.isascii():
        return len(text)
    return sum(_columns_of_cluster(cluster) for cluster in clusters(text))


def is_wide(cluster: str) -> bool:
    """Whether a line may be broken on both sides of `cluster`, as between Chinese or Japanese characters."""
    return unicodedata.east_asian_width(cluster[0]) in ("W", "F")


def is_emoji(cluster: str) -> bool:
    """Whether `cluster` is meant as a coloured picture rather than as a sign of the text (☕, but not ✓)."""
    flag = len(cluster) > 1 and ord(cluster[0]) in REGIONAL
    return is_pictographic(cluster[0]) and (is_wide(cluster) or EMOJI_PRESENTATION in cluster or flag)


def is_pictographic(char: str) -> bool:
    """Whether `char` is a symbol that fonts may draw as an emoji."""
    return unicodedata.category(char) == "So"


def _belongs(char: str, cluster: str) -> bool:
    """Whether `char` belongs to the cluster before it."""
    code, last = ord(char), cluster[-1]
    if code < FIRST_MARK and char != "\xad":
        return False
    if unicodedata.category(char) in MARKS or char in SPACING_VOWELS or code in SKIN_TONES:
        return True
    if code in REGIONAL:
        return len(cluster) == 1 and ord(last) in REGIONAL
    if code in HANGUL_TAILS:
        return ord(last) in HANGUL
    if last == JOINER:
        return is_pictographic(char) and is_pictographic(cluster[0])
    return unicodedata.combining(last) == VIRAMA and unicodedata.category(char) == "Lo"


def _columns_of_cluster(cluster: str) -> int:
    if len(cluster) > 1 and is_pictographic(cluster[0]):
        flag = ord(cluster[0]) in REGIONAL and ord(cluster[1]) in REGIONAL
        if flag or EMOJI_PRESENTATION in cluster or JOINER in cluster:
            return 2
        return _columns_of_char(cluster[0])
    return sum(_columns_of_char(char) for char in cluster)


def _columns_of_char(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf") or ord(char) in HANGUL_TAILS:
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1
