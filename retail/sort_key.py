"""The key by which names stand in a list, without capitals and accents: Äpfel come before Zwiebeln."""

from __future__ import annotations

import unicodedata


def sort_key(name: str) -> str:
    """`name` as it is compared: case folded, letters without their marks, `ß` as `ss`.

    A simple rule that fits all alphabets at once and needs no tables of a language; letters that a language
    puts elsewhere (Swedish å behind z) stand with their plain form.
    """
    if name.isascii():
        return name.lower()
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
