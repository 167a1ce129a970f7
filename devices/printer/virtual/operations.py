"""What a printer does with the bytes it gets: the results of the decoder, one type an operation."""

from __future__ import annotations

from typing import Literal

import msgspec

Alignment = Literal["left", "center", "right"]


class Style(msgspec.Struct, frozen=True, kw_only=True):
    """How characters look; width and height are multiples of font A (12 × 24 dots)."""

    width: int = 1
    height: int = 1
    bold: bool = False
    underline: int = 0
    inverse: bool = False


class Run(msgspec.Struct, frozen=True):
    """Characters of one style."""

    text: str
    style: Style


class TextLine(msgspec.Struct, frozen=True):
    """One line of characters on paper."""

    runs: tuple[Run, ...]
    align: Alignment = "left"

    @property
    def text(self) -> str:
        """The line's characters."""
        return "".join(run.text for run in self.runs)


class Feed(msgspec.Struct, frozen=True):
    """Blank paper of `dots`."""

    dots: int


class Raster(msgspec.Struct, frozen=True):
    """A picture: rows of `width` dots (a multiple of 8), packed, 1 is black; scaled by `across`, `down`."""

    width: int
    height: int
    data: bytes
    across: int = 1
    down: int = 1
    align: Alignment = "left"


class QrCode(msgspec.Struct, frozen=True):
    """A QR code that the printer draws itself."""

    data: bytes
    level: Literal["l", "m", "q", "h"]
    module: int
    align: Alignment = "left"


class Code128(msgspec.Struct, frozen=True):
    """A Code 128 barcode that the printer draws itself; `text` is what a scanner reads."""

    text: str
    height: int
    module: int
    caption: bool
    align: Alignment = "left"


class Cut(msgspec.Struct, frozen=True):
    """The blade: the paper ends here."""

    partial: bool


class Drawer(msgspec.Struct, frozen=True):
    """A pulse on a pin of the drawer plug."""

    pin: Literal[2, 5]
    on_ms: int


class JobAnswer(msgspec.Struct, frozen=True):
    """`GS r n` had its turn: send the status `n` back."""

    number: int


class Malformed(msgspec.Struct, frozen=True):
    """Bytes that the command reference does not allow; `offset` counts from the decoder's start."""

    offset: int
    message: str


Operation = TextLine | Feed | Raster | QrCode | Code128 | Cut | Drawer | JobAnswer | Malformed
Printed = TextLine | Feed | Raster | QrCode | Code128
