"""What a line display is sent: two whole lines in its own characters; pure."""

from __future__ import annotations

import unicodedata
from typing import Annotated, Literal

import msgspec

from devices.serial_line import SerialOptions

CodePage = Literal["CP437", "CP850", "CP852", "CP858", "CP866", "CP1252"]

_NUMBERS: dict[CodePage, int] = {"CP437": 0, "CP850": 2, "CP852": 18, "CP858": 19, "CP866": 17, "CP1252": 16}
"""`ESC t n` in Epson's count."""
_NEAREST = dict(zip("€–—−×’„“ßłŁøØđĐæÆı…", 'E---x\'""slLoOdDaAi.', strict=True))
"""Where a code page lacks a character that has no base letter."""

INIT = b"\x1b@"
UPPER, LOWER = 1, 2


class SerialDisplayOptions(SerialOptions, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the display is set: see the self-test that it shows when it is switched on."""

    protocol: Literal["epson", "cd5220"] = "epson"
    columns: Annotated[int, msgspec.Meta(ge=8, le=40)] = 20
    code_page: CodePage = "CP858"
    code_page_number: Annotated[int, msgspec.Meta(ge=-1, le=255)] = -1
    """Number of `ESC t` for the code page on this model; -1 means Epson's."""
    send_timeout_ms: Annotated[int, msgspec.Meta(ge=50, le=10_000)] = 1000


def greeting(options: SerialDisplayOptions) -> bytes:
    """What a display just switched on is told: forget all, and which characters to use."""
    number = options.code_page_number
    page = _NUMBERS[options.code_page] if number < 0 else number
    return INIT + b"\x1bt" + bytes([page])


def lines(upper: str, lower: str, options: SerialDisplayOptions) -> bytes:
    """Both lines, each filled up, so that nothing of the last ones is left."""
    first, second = (encoded(text, options) for text in (upper, lower))
    if options.protocol == "cd5220":
        return b"\x1bQA" + first + b"\r" + b"\x1bQB" + second + b"\r"
    return _at(UPPER) + first + _at(LOWER) + second


def encoded(text: str, options: SerialDisplayOptions) -> bytes:
    """One line of exactly `columns` bytes; no control character survives, so no item name is a command."""
    signs = text[: options.columns].ljust(options.columns)
    return b"".join(_nearest(sign, options.code_page) for sign in signs)


def _nearest(sign: str, page: CodePage) -> bytes:
    """The character itself, or its base letter, or a space: one byte always, so that columns stay."""
    base = unicodedata.normalize("NFKD", sign)[:1]
    for candidate in (sign, _NEAREST.get(sign, ""), base):
        if candidate and candidate.isprintable():
            try:
                return candidate.encode(page)
            except UnicodeEncodeError:
                continue
    return b" "


def _at(row: int) -> bytes:
    return b"\x1f$\x01" + bytes([row])
