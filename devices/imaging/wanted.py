"""Which codes a picture is searched for: all of a shop's on a still image, fewer before a camera."""

from __future__ import annotations

import msgspec

ITF_OF_GOODS = 14
"""Digits of the ITF codes that GS1 knows (ITF-14); shorter ones are parts of longer ones, half in view."""

_GOODS = (
    "EAN13",
    "EAN8",
    "UPCA",
    "ITF",
    "Code128",
    "DataBar",
    "DataBarExp",
    "DataBarLtd",
    "QRCode",
    "DataMatrix",
)
_PAPERS = ("Code39", "Code93", "Codabar", "PDF417", "Aztec", "MicroQRCode", "RMQRCode")


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Formats by zxing-cpp's names, and whether an ITF must have 14 digits."""

    formats: tuple[str, ...]
    itf_of_goods: bool = False

    @property
    def upc_e(self) -> bool:
        """Whether UPC-E is read."""
        return "UPCE" in self.formats

    def takes(self, name: str, text: str) -> bool:
        """Whether a code of this format, as found, is one that was asked for."""
        if name.startswith("ITF"):
            return not self.itf_of_goods or len(text) == ITF_OF_GOODS
        return True


STILL = Wanted(formats=(*_GOODS, "UPCE", *_PAPERS))


def before_camera(*, upc_e: bool = False) -> Wanted:
    """What a live camera reads: codes of goods; UPC-E, which turns up where there is none, only if asked."""
    return Wanted(formats=(*_GOODS, "UPCE") if upc_e else _GOODS, itf_of_goods=True)
