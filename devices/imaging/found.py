"""What a decoder found in one picture: a code, where it is, and the text that the till is given."""

from __future__ import annotations

from typing import Literal, NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from retail.identifiers import parse

Grey = npt.NDArray[np.uint8]
"""Grey pixels, rows by columns."""

Decoder = Literal["zxing", "zxing_rotated", "zbar"]


class Point(NamedTuple):
    """A place in the picture, in pixels from the top left."""

    x: int
    y: int


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """One code in one picture.

    - `text`: its characters, FNC1 as GS (`\\x1d`); a UPC-E is expanded to 13 digits.
    - `format`: the kind of code as people call it (`EAN-13`, `QR Code`).
    - `symbology`: the AIM identifier (ISO/IEC 15424), such as `]E0`.
    - `raw`: identifier and text, as `retail.identifiers.parse` takes them.
    - `points`: its four corners, from its own top left round.
    - `ms`: milliseconds from the beginning of the picture's decoding until it was found.
    - `decoder`: which pass found it.
    """

    text: str
    format: str
    symbology: str
    raw: str
    points: tuple[Point, ...]
    ms: float
    decoder: Decoder

    @property
    def gtin14(self) -> str | None:
        """The GTIN-14 that the code stands for under the default rules; None where it is none."""
        return parse(self.raw).gtin14
