"""The barcode and QR state of a printer: settings kept between commands, and strict reading of their data.

From the command reference's sections on `GS k` (function B, CODE128) and `GS ( k` (QR code: functions
165, 167, 169, 180, 181).
"""

from __future__ import annotations

from typing import Literal

import segno

from devices.printer.virtual.operations import Alignment, Code128, QrCode

CODE128 = 73
QR = 49
HEADER = 3
"""Bytes of `GS ( k` before its data: the symbology, the function and the first parameter."""
MODEL_2 = 50
LEVELS: dict[int, Literal["l", "m", "q", "h"]] = {48: "l", 49: "m", 50: "q", 51: "h"}
MAX_MODULE = 16
BARCODE_MODULES = range(2, 7)
LARGEST_PAIR = 99
SET_A, SET_B, SET_C = b"{A", b"{B", b"{C"
CODE128_END_MODULES = 11 + 13  # check character and stop pattern


class SymbolRefused(Exception):
    """A code or a setting of one that the reference does not allow; the message says which."""


class SymbolState:
    """What `GS h/w/H/f` and `GS ( k` have set since `ESC @`."""

    def __init__(self) -> None:
        self._height, self._width, self._caption = 162, 3, 0
        self._qr_model, self._qr_module = MODEL_2, 3
        self._qr_level: Literal["l", "m", "q", "h"] = "l"
        self._qr_data: bytes | None = None

    def barcode_setting(self, command: str, value: int) -> None:
        """One of `GS h` (height), `GS w` (module), `GS H` (caption), `GS f` (caption's font)."""
        match command:
            case "h" if value >= 1:
                self._height = value
            case "w" if value in BARCODE_MODULES:
                self._width = value
            case "H" if value % 48 in (0, 1, 2, 3):
                self._caption = value % 48
            case "f" if value % 48 in (0, 1):
                pass
            case _:
                raise SymbolRefused(f"GS {command} {value} is out of range")

    def code128(self, data: bytes, align: Alignment, dots: int) -> Code128:
        """Read the data of `GS k 73`: it must choose a code set first, and may change it later."""
        if data[:2] not in (SET_A, SET_B, SET_C):
            raise SymbolRefused("CODE128 data must begin by choosing a code set")
        text, characters = _code128_text(data)
        if not text:
            raise SymbolRefused("CODE128 without data")
        if (11 * characters + CODE128_END_MODULES) * self._width > dots:
            raise SymbolRefused("the barcode is wider than the paper: a printer would print nothing")
        return Code128(text, self._height, self._width, bool(self._caption), align)

    def two_dimensional(self, parameters: bytes, align: Alignment, dots: int) -> QrCode | None:
        """One function of `GS ( k`; returns the code when the function prints it."""
        if len(parameters) < HEADER or parameters[0] != QR:
            raise SymbolRefused(f"GS ( k with parameters {parameters[:2].hex()} is not a QR function")
        match parameters[1], parameters[2], len(parameters):
            case (65, 49 | 50 as model, 4) if parameters[3] == 0:
                self._qr_model = model
            case (67, module, 3) if 1 <= module <= MAX_MODULE:
                self._qr_module = module
            case (69, level, 3) if level in LEVELS:
                self._qr_level = LEVELS[level]
            case (80, 48, length) if length > HEADER:
                self._qr_data = parameters[HEADER:]
            case (81, 48, 3):
                return self._print_qr(align, dots)
            case _:
                raise SymbolRefused(f"GS ( k function {parameters[1]} has parameters out of range")
        return None

    def _print_qr(self, align: Alignment, dots: int) -> QrCode:
        if self._qr_data is None:
            raise SymbolRefused("a QR code was to be printed before its data were stored")
        if self._qr_model != MODEL_2:
            raise SymbolRefused("QR model 1 is obsolete: phones do not read it")
        try:
            symbol = segno.make(self._qr_data, error=self._qr_level, boost_error=False, micro=False)
        except (segno.DataOverflowError, ValueError) as error:
            raise SymbolRefused("the data do not fit a QR code") from error
        if symbol.symbol_size(border=0)[0] * self._qr_module > dots:
            raise SymbolRefused("the QR code is wider than the paper: a printer would print nothing")
        return QrCode(self._qr_data, self._qr_level, self._qr_module, align)


def _code128_text(data: bytes) -> tuple[str, int]:
    """The text that a scanner reads, and how many symbol characters (code set switches too) it takes."""
    text, characters, code_set, index = "", 0, b"", 0
    while index < len(data):
        pair = data[index : index + 2]
        if pair in (SET_A, SET_B, SET_C):
            code_set, index, characters = pair, index + 2, characters + 1
        elif pair == b"{{" and code_set == SET_B:
            text, index, characters = text + "{", index + 2, characters + 1
        elif pair[:1] == b"{":
            raise SymbolRefused(f"CODE128 sequence {pair!r} is not known")
        elif code_set == SET_C:
            if pair[0] > LARGEST_PAIR:
                raise SymbolRefused("CODE128 set C holds pairs of digits from 0 to 99")
            text, index, characters = text + f"{pair[0]:02d}", index + 1, characters + 1
        else:
            _check_set(pair[0], code_set)
            text, index, characters = text + chr(pair[0]), index + 1, characters + 1
    return text, characters


def _check_set(byte: int, code_set: bytes) -> None:
    allowed = range(0x60) if code_set == SET_A else range(0x20, 0x80)
    if byte not in allowed:
        raise SymbolRefused(f"byte 0x{byte:02x} is not in CODE128 set {code_set[1:].decode()}")
