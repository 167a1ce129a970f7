"""What every receipt printer must be told about its paper, characters, blade and drawer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Literal

import msgspec

CodePage = Literal[
    "CP437",
    "CP737",
    "CP775",
    "CP850",
    "CP852",
    "CP855",
    "CP857",
    "CP858",
    "CP866",
    "CP1125",
    "CP1250",
    "CP1251",
    "CP1252",
    "CP1253",
    "CP1254",
    "CP1257",
    "ISO_8859-2",
    "ISO_8859-7",
    "ISO_8859-15",
]

PAGE_NUMBERS = r"^\s*([A-Z0-9_-]+=(\d{1,2}|1\d\d|2[0-4]\d|25[0-5])(\s+|$))*$"

DOTS = {80: 576, 58: 384}
"""Printable dots across by paper width in mm, at 203 dots an inch (8 a mm, less the printer's margins)."""

CELL = 12
"""Dots across of one character of font A."""


Pictures = Callable[[str], str]
"""The path of the file with this SHA-256, empty where it has not arrived."""


def no_pictures(digest: str) -> str:  # noqa: ARG001 - it is what every other `Pictures` takes
    """For a printer on which nobody prints pictures."""
    return ""


class RenderOptions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Options shared by the drivers; names and defaults are repeated in each driver's `manifest.toml`."""

    paper_mm: Literal[80, 58] = 80
    """Width of the roll in mm."""
    columns: Annotated[int, msgspec.Meta(ge=0, le=64)] = 0
    """Characters of font A in a line; 0 means as many as the paper takes: 48 on 80 mm, 32 on 58 mm."""
    code_pages: tuple[CodePage, ...] = ("CP858", "CP1252", "CP852", "CP857", "CP737", "CP866")
    """Character tables that the printer has, preferred first; what is in none of them is drawn as dots."""
    page_numbers: Annotated[str, msgspec.Meta(pattern=PAGE_NUMBERS)] = ""
    """The printer's own numbers of tables, as `CP1251=73 CP737=90`, where they are not those of Epson."""
    cancel_kanji: bool = False
    """Send `FS .` first: printers sold in China and Japan else read two Latin bytes as one character."""
    cut: Literal["full", "partial", "none"] = "full"
    drawer_pin: Literal[2, 5] = 2
    """Pin of the drawer plug that is pulsed: 2 for the first drawer, 5 for the second."""
    drawer_pulse_ms: Annotated[int, msgspec.Meta(ge=2, le=510)] = 100
    """How long the drawer's coil is powered; the printer counts in steps of 2 ms."""
    native_qr: bool = True
    """Let the printer draw QR codes by `GS ( k`; else they are sent as dots."""
    qr_module: Annotated[int, msgspec.Meta(ge=2, le=16)] = 6
    """Dots of one QR module; a code too wide for the paper gets smaller ones."""

    @property
    def dots(self) -> int:
        """Printable dots across; fewer columns than the paper takes mean a printer with a narrower line."""
        return min(DOTS[self.paper_mm], self.columns * CELL) if self.columns else DOTS[self.paper_mm]

    @property
    def own_page_numbers(self) -> dict[str, int]:
        """`page_numbers` by page."""
        pairs = (word.partition("=") for word in self.page_numbers.split())
        return {page: int(number) for page, _, number in pairs}

    @property
    def line_columns(self) -> int:
        """Characters of font A in one line."""
        return self.dots // CELL
