"""Reads codes with ZBar, the second opinion where zxing-cpp sees nothing.

Only what it can be trusted with: EAN, UPC, ITF-14 and QR. It does not say whether a Code 128 or a QR code
begins with FNC1, so Code 128 is left out and a QR code that looks like an element string is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from devices.imaging.found import Found, Grey, Point
from devices.imaging.wanted import ITF_OF_GOODS, Wanted
from retail.errors import DataError
from retail.identifiers.upc_e import expand

_NAMES = {
    "EAN13": ("EAN-13", "]E0"),
    "UPCE": ("UPC-E", "]E0"),
    "EAN8": ("EAN-8", "]E4"),
    "I25": ("ITF", "]I1"),
    "QRCODE": ("QR Code", "]Q1"),
}
_ELEMENT_STRING = re.compile(r"(01|02)\d{14}", re.ASCII)


def is_there() -> bool:
    """Whether the ZBar library can be loaded (Debian: libzbar0)."""
    return _decode() is not None


def read(image: Grey, wanted: Wanted) -> list[Found]:
    """Every code that ZBar sees and that was asked for; none where the library is missing. `ms` is left 0."""
    decode = _decode()
    if decode is None:
        return []
    return [found for symbol in decode(image) if (found := _found(symbol, wanted)) is not None]


def _found(symbol: Any, wanted: Wanted) -> Found | None:
    name, identifier = _NAMES[symbol.type]
    text = symbol.data.decode("utf-8", "replace")
    if symbol.type == "UPCE":
        if not wanted.upc_e:
            return None
        try:
            text = expand(text).zfill(13)
        except DataError:
            return None
    if symbol.type == "I25" and len(text) != ITF_OF_GOODS:
        return None
    if symbol.type == "QRCODE" and _ELEMENT_STRING.match(text):
        return None
    corners = symbol.polygon or ()
    return Found(
        text=text,
        format=name,
        symbology=identifier,
        raw=identifier + text,
        points=tuple(Point(corner.x, corner.y) for corner in corners),
        ms=0,
        decoder="zbar",
    )


@lru_cache(maxsize=1)
def _decode() -> Callable[[Grey], list[Any]] | None:
    try:
        from pyzbar import pyzbar  # noqa: PLC0415 - raises where libzbar is not installed
    except (ImportError, OSError):
        return None
    # UPC-E is switched on even where it is not wanted: else ZBar gives it out as an EAN-13.
    symbols = [getattr(pyzbar.ZBarSymbol, name) for name in _NAMES]
    return lambda image: list(pyzbar.decode(image, symbols=symbols))
