"""Which characters a printer's code pages hold, and which page prints which part of a line.

A character is sent as text only if it is on the list of a page that the printer is said to have;
everything else is for `raster`. python-escpos would send '?' for it, or a byte that another page prints
as something else.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache

from devices.printer.options import CodePage

TABLES: dict[CodePage, tuple[int, str]] = {
    "CP437": (0, "cp437"),
    "CP850": (2, "cp850"),
    "CP857": (13, "cp857"),
    "CP737": (14, "cp737"),
    "ISO_8859-7": (15, "iso8859_7"),
    "CP1252": (16, "cp1252"),
    "CP866": (17, "cp866"),
    "CP852": (18, "cp852"),
    "CP858": (19, "cp858"),
    "CP775": (33, "cp775"),
    "CP855": (34, "cp855"),
    "ISO_8859-2": (39, "iso8859_2"),
    "ISO_8859-15": (40, "iso8859_15"),
    "CP1125": (44, "cp1125"),
    "CP1250": (45, "cp1250"),
    "CP1251": (46, "cp1251"),
    "CP1253": (47, "cp1253"),
    "CP1254": (48, "cp1254"),
    "CP1257": (51, "cp1257"),
}
"""Number that `ESC t` (ESC/POS reference: select character code table) takes and Python's codec, by page.

Makers of other printers number some tables in their own way: see `RenderOptions.page_numbers`.
"""

SPACES = {**dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f"), " "), 0x00AD: None}
"""Spaces that differ only in width and in where a line may break; the soft hyphen shows only at a break."""

UNSURE: dict[CodePage, frozenset[str]] = {"ISO_8859-7": frozenset("€₯\u037a")}
"""Characters that a later edition of a page added: a printer may have the earlier one."""

ASCII = frozenset(map(chr, range(0x20, 0x7F)))
HIGH_HALF = range(0x80, 0x100)


@cache
def characters(page: CodePage) -> frozenset[str]:
    """Every character that prints as itself on `page`."""
    codec = TABLES[page][1]
    high = (bytes([byte]).decode(codec, errors="ignore") for byte in HIGH_HALF)
    # Cc: not printable. Cf: the soft hyphen, which some printers draw and others do not.
    found = {char for char in high if char and unicodedata.category(char) not in ("Cc", "Cf")}
    return ASCII | (found - UNSURE.get(page, frozenset()))


def normalised(text: str) -> str:
    """`text` composed (NFC), so that a + ¨ finds the ä of a page, and with its kinds of spaces made one."""
    return unicodedata.normalize("NFC", text).translate(SPACES)


def runs(text: str, pages: Sequence[CodePage]) -> list[tuple[CodePage, str]] | None:
    """`text` cut into parts by the page that prints them, or None if some character is on no page.

    One page for the whole line is preferred; else a page is kept for as long as it lasts.
    """
    for page in pages:
        if characters(page).issuperset(text):
            return [(page, text)]
    cut: list[tuple[CodePage, str]] = []
    for char in text:
        found = _page_of(char, [cut[-1][0], *pages] if cut else pages)
        if found is None:
            return None
        if cut and cut[-1][0] == found:
            cut[-1] = (found, cut[-1][1] + char)
        else:
            cut.append((found, char))
    return cut


def _page_of(char: str, pages: Iterable[CodePage]) -> CodePage | None:
    return next((page for page in pages if char in characters(page)), None)
