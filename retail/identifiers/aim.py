"""AIM symbology identifiers (ISO/IEC 15424): what carried a scan, which decides how it is read (M1.1)."""

from __future__ import annotations

import re
from enum import Enum

import msgspec


class Content(Enum):
    """What a carrier holds, and so which rules read it."""

    EAN_UPC = "ean_upc"
    """EAN-13, UPC-A or UPC-E: 13 digits, 12, or 8 of an unexpanded UPC-E."""
    EAN_UPC_ADD_ON = "ean_upc_add_on"
    """The same 13 digits followed by an add-on of 2 or 5."""
    EAN_8 = "ean_8"
    UPC_E = "upc_e"
    """Never told by an AIM identifier, only by a driver's hint."""
    ITF = "itf"
    ELEMENT_STRING = "element_string"
    """GS1 element strings (application identifiers)."""
    TEXT = "text"


class Symbology(msgspec.Struct, frozen=True):
    """A carrier's name for people and protocols, and what it holds."""

    name: str
    content: Content


_IDENTIFIER = re.compile(r"\]([A-Za-z])([0-9A-Za-z])", re.ASCII)

_BY_IDENTIFIER = {
    "E0": Symbology("ean_upc", Content.EAN_UPC),
    "E3": Symbology("ean_upc", Content.EAN_UPC_ADD_ON),
    "E4": Symbology("ean_8", Content.EAN_8),
    "I0": Symbology("itf", Content.ITF),
    "I1": Symbology("itf", Content.ITF),
    "C1": Symbology("gs1_128", Content.ELEMENT_STRING),
    "e0": Symbology("gs1_databar", Content.ELEMENT_STRING),
    "e1": Symbology("gs1_composite", Content.ELEMENT_STRING),
    "e2": Symbology("gs1_composite", Content.ELEMENT_STRING),
    # The second identifier of each pair says that the symbol also switches character sets (ECI).
    "d2": Symbology("gs1_datamatrix", Content.ELEMENT_STRING),
    "d5": Symbology("gs1_datamatrix", Content.ELEMENT_STRING),
    "Q3": Symbology("gs1_qr", Content.ELEMENT_STRING),
    "Q4": Symbology("gs1_qr", Content.ELEMENT_STRING),
    "J1": Symbology("gs1_dotcode", Content.ELEMENT_STRING),
    "J4": Symbology("gs1_dotcode", Content.ELEMENT_STRING),
}

# Carriers whose other identifiers all hold text.
_TEXT_BY_LETTER = {
    "A": "code_39",
    "C": "code_128",
    "E": "ean_add_on",
    "F": "codabar",
    "G": "code_93",
    "I": "itf",
    "J": "dotcode",
    "L": "pdf417",
    "Q": "qr",
    "d": "datamatrix",
    "e": "databar",
    "z": "aztec",
}

HINTS = {
    "ean_upc": Symbology("ean_upc", Content.EAN_UPC),
    "ean_8": Symbology("ean_8", Content.EAN_8),
    "upc_e": Symbology("upc_e", Content.UPC_E),
    "itf": Symbology("itf", Content.ITF),
    "text": Symbology("text", Content.TEXT),
}
"""Symbologies that a driver without AIM identifiers may name."""


def split(text: str) -> tuple[Symbology | None, str]:
    """The symbology that `text` begins with, and the rest; None and the whole text without an identifier."""
    match = _IDENTIFIER.match(text)
    if match is None:
        return None, text
    known = _BY_IDENTIFIER.get(match[1] + match[2])
    if known is None:
        known = Symbology(_TEXT_BY_LETTER.get(match[1], "other"), Content.TEXT)
    return known, text[match.end() :]
