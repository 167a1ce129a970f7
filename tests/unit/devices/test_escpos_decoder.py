"""The strict decoder against hand-written bytes of the command reference, good and bad."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.printer.virtual.decoder import Decoder
from devices.printer.virtual.operations import (
    Code128,
    Cut,
    Drawer,
    Feed,
    JobAnswer,
    Malformed,
    QrCode,
    Raster,
    Run,
    Style,
    TextLine,
)

DOTS = 576


def decode(data: bytes) -> list[object]:
    return list(Decoder(DOTS).feed(data))


def plain(text: str) -> TextLine:
    return TextLine((Run(text, Style()),))


QR_STORE = b"\x1d(k\x05\x00\x31\x50\x30hi"
QR_PRINT = b"\x1d(k\x03\x00\x31\x51\x30"
QR_SETTINGS = b"\x1d(k\x04\x00\x31\x41\x32\x00\x1d(k\x03\x00\x31\x43\x06\x1d(k\x03\x00\x31\x45\x31"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"abc\n", [plain("abc")]),
        (b"\n", [Feed(30)]),
        (b"\x1bt\x13\xd5\n", [plain("€")]),
        (b"\x1bt\x10\x80\n", [plain("€")]),
        (b"\x1bt\x02\xd5\n", [plain("\u0131")]),
        (b"\x1bE\x01B\x1bE\x00n\n", [TextLine((Run("B", Style(bold=True)), Run("n", Style())))]),
        (b"\x1d!\x11B\n", [TextLine((Run("B", Style(width=2, height=2)),))]),
        (b"\x1b!\xb8B\n", [TextLine((Run("B", Style(width=2, height=2, bold=True, underline=1)),))]),
        (b"\x1b-\x02u\n", [TextLine((Run("u", Style(underline=2)),))]),
        (b"\x1dB\x01i\n", [TextLine((Run("i", Style(inverse=True)),))]),
        (b"\x1ba\x01mid\n", [TextLine((Run("mid", Style()),), "center")]),
        (b"\x1bd\x03", [Feed(90)]),
        (b"x\x1bJ\x0a", [plain("x"), Feed(10)]),
        (b"\x1b3\x14\n\x1b2\n", [Feed(20), Feed(30)]),
        (b"\x1dV\x00", [Cut(partial=False)]),
        (b"\x1dV\x42\x20", [Feed(32), Cut(partial=True)]),
        (b"\x1bp\x00\x19\xfa", [Drawer(2, 50)]),
        (b"\x1bp\x31\x19\xfa", [Drawer(5, 50)]),
        (b"\x1dr\x01", [JobAnswer(1)]),
        (b"\x10\x04\x01", []),
        (b"\x10\x14\x01\x00\x02", []),
        (b"\x1da\x00\x1c.\x1bR\x00\x1bM\x00", []),
        (b"\x1dv0\x00\x01\x00\x02\x00\xf0\x0f", [Raster(8, 2, b"\xf0\x0f")]),
        (b"\x1dv0\x03\x01\x00\x01\x00\xf0", [Raster(8, 1, b"\xf0", 2, 2)]),
        (b"\x1dh\x40\x1dw\x02\x1dH\x02\x1df\x00\x1dkI\x05{BA-1", [Code128("A-1", 64, 2, True)]),
        (b"\x1dkI\x08{C\x0c\x22{BAz", [Code128("1234Az", 162, 3, False)]),
        (b"\x1dkI\x05{BA{{", [Code128("A{", 162, 3, False)]),
        (QR_STORE + QR_PRINT, [QrCode(b"hi", "l", 3)]),
        (QR_SETTINGS + QR_STORE + QR_PRINT, [QrCode(b"hi", "m", 6)]),
    ],
)
def test_what_the_reference_says_a_printer_does(data: bytes, expected: list[object]) -> None:
    assert decode(data) == expected


@pytest.mark.parametrize(
    "data",
    [
        b"\x00",
        b"\x07",
        b"\x0d",
        b"\x1bZ",
        b"\x1dZ",
        b"\x1cZ",
        b"\x10\x05",
        b"\x10\x04\x09",
        b"\x10\x14\x02",
        b"\x10\x14\x01\x00\x09",
        b"\x1bt\x63",
        b"\x1bt\x10\x81",
        b"\x1bR\x05",
        b"\x1ba\x07",
        b"x\x1ba\x01",
        b"\x1bp\x05",
        b"\x1bp\x00\x00\xfa",
        b"\x1b!\x01",
        b"\x1d!\x88",
        b"\x1da\x0f",
        b"\x1dr\x09",
        b"\x1dV\x07",
        b"x\x1dV\x00",
        b"x\x1b@",
        b"\x1dv1",
        b"\x1dv0\x09",
        b"\x1dv0\x00\x00\x00\x01\x00",
        b"\x1dv0\x00\x01\x00\x00\x00",
        b"\x1dv0\x00\x49\x00\x01\x00" + b"\x00" * 0x49,
        b"x\x1dv0\x00\x01\x00\x01\x00\xff",
        b"\x1dk\x02",
        b"\x1dkI\x02A1",
        b"\x1dkI\x02{B",
        b"\x1dkI\x04{BA{",
        b"\x1dkI\x03{C\x64",
        b"\x1dkI\x03{B\x80",
        b"\x1dkI\x03{A\x61",
        b"\x1dkI\x40{B" + b"x" * 62,
        b"x\x1dkI\x03{BA",
        b"\x1dw\x09",
        b"\x1dh\x00",
        b"\x1dH\x09",
        b"\x1df\x09",
        b"\x1d(L\x01\x00\x00",
        b"\x1d(k\x01\x00\x31",
        b"\x1d(k\x03\x00\x30\x51\x30",
        b"\x1d(k\x03\x00\x31\x43\x11",
        b"\x1d(k\x03\x00\x31\x45\x40",
        b"\x1d(k\x03\x00\x31\x50\x30",
        QR_PRINT,
        b"\x1d(k\x04\x00\x31\x41\x31\x00" + QR_STORE + QR_PRINT,
        b"\x1d(k\x03\x00\x31\x43\x10" + b"\x1d(k\xf7\x01\x31\x50\x30" + b"x" * 500 + QR_PRINT,
        b"x" + QR_STORE + QR_PRINT,
    ],
)
def test_what_the_reference_does_not_allow_is_an_error(data: bytes) -> None:
    assert [found for found in decode(data) if isinstance(found, Malformed)]


def test_data_beyond_any_qr_code_are_an_error() -> None:
    store = b"\x1d(k" + (3003).to_bytes(2, "little") + b"\x31\x50\x30" + b"x" * 3000
    assert [found for found in decode(store + QR_PRINT) if isinstance(found, Malformed)]


def test_text_beyond_the_paper_goes_to_the_next_line() -> None:
    assert decode(b"x" * 50 + b"\n") == [plain("x" * 48), plain("xx")]


def test_a_command_cut_off_by_the_end_is_an_error_and_the_next_stream_is_clean() -> None:
    decoder = Decoder(DOTS)
    assert decoder.feed(b"\x1dv0\x00\x01\x00\x02\x00\xf0") == []
    assert decoder.end_of_stream() == [Malformed(9, "the stream ended inside a command")]
    assert decoder.end_of_stream() == []
    assert decoder.feed(b"ok\n") == [plain("ok")]


@given(st.binary(max_size=200))
def test_no_bytes_make_it_fail(data: bytes) -> None:
    whole = Decoder(DOTS)
    operations = [*whole.feed(data), *whole.end_of_stream()]
    piecewise = Decoder(DOTS)
    again = [operation for byte in data for operation in piecewise.feed(bytes([byte]))]
    assert operations == [*again, *piecewise.end_of_stream()]
