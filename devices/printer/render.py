"""Turns a receipt document into the ESC/POS bytes of one job, by python-escpos.

One job holds exactly one `ESC @`: a second one would set the printer back to its first code page while
the library still believes in the last one, and every later € or ä would come out as another sign.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devices.printer import pictures, raster
from devices.printer.codepages import normalised, runs
from devices.printer.escpos_library import byte_collector
from devices.printer.options import Pictures, RenderOptions, no_pictures
from pos_app.ports.devices import JobRefused
from retail.receipt import Barcode, Cut, Picture, Qr, ReceiptDocument
from retail.receipt_layout import Line, lay_out

if TYPE_CHECKING:
    from escpos.printer.dummy import Dummy
    from PIL import Image

USA_CHARACTERS = b"\x1bR\x00"
CANCEL_KANJI = b"\x1c."
ESC, PULSE = 27, 112
DRAWER_CODE = {2: 0, 5: 1}
PULSE_STEP_MS, REAL_TIME_STEP_MS = 2, 100
QR_LEVEL_M = 1
SMALLEST_MODULE = 3
DLE = "\x10"
CODE128_SET_B = b"{B"
CODE128_HEIGHT = 64
CODE128_MAX = 120
CODE128_OVERHEAD = 2 * 11 + 13  # start and check character, stop pattern


def render(document: ReceiptDocument, options: RenderOptions, picture_path: Pictures = no_pictures) -> bytes:
    """The whole job. Raises JobRefused if a code in it does not fit the paper or holds what it cannot.

    A picture that has not arrived is left out.
    """
    printer = byte_collector(options)
    _begin(printer, options)
    if document.open_drawer:
        _kick(printer, options)
    for piece in lay_out(document, options.line_columns):
        match piece:
            case Line():
                _line(printer, piece, options, document.language)
            case Qr():
                _qr(printer, piece, options)
            case Barcode():
                _barcode(printer, piece, options)
            case Picture():
                _logo(printer, picture_path(piece.digest), options)
            case Cut():
                _cut(printer, options)
    return bytes(printer.output)


def render_drawer_kick(options: RenderOptions) -> bytes:
    """The bytes that open the cash drawer and print nothing."""
    printer = byte_collector(options)
    _kick(printer, options)
    return bytes(printer.output)


def drawer_pulse_now(options: RenderOptions) -> bytes:
    """`DLE DC4 1`: opens the drawer at once, even while the printer has no paper; it is never answered."""
    steps = min(8, max(1, -(-options.drawer_pulse_ms // REAL_TIME_STEP_MS)))
    return b"\x10\x14\x01" + bytes([DRAWER_CODE[options.drawer_pin], steps])


def _begin(printer: Dummy, options: RenderOptions) -> None:
    printer.hw("INIT")
    # Switches inside the printer may have set a national variant of ASCII, where # [ ] { } print as letters.
    printer._raw(USA_CHARACTERS)
    if options.cancel_kanji:
        printer._raw(CANCEL_KANJI)


def _kick(printer: Dummy, options: RenderOptions) -> None:
    steps = options.drawer_pulse_ms // PULSE_STEP_MS
    printer.cashdraw([ESC, PULSE, DRAWER_CODE[options.drawer_pin], steps, steps])


def _line(printer: Dummy, line: Line, options: RenderOptions, language: str) -> None:
    text = normalised(line.text).rstrip(" ")
    parts = runs(text, options.code_pages)
    if parts is None:
        _dots(printer, pictures.trimmed(raster.draw_line(line, options.dots, language)))
        return
    styled = line.bold or line.size > 1
    if styled:
        printer.set(bold=line.bold, custom_size=True, width=line.size, height=line.size)
    for page, part in parts:
        printer.magic.write_with_encoding(page, part)
    printer._raw(b"\n")
    if styled:
        printer.set(bold=False, custom_size=True, width=1, height=1)


def _dots(printer: Dummy, picture: Image.Image) -> None:
    for band in pictures.bands(picture, raster.BAND_ROWS):
        printer.image(band)


def _logo(printer: Dummy, path: str, options: RenderOptions) -> None:
    picture = pictures.draw_logo(path, options.dots) if path else None
    if picture:
        printer.set(align="center")
        _dots(printer, picture)
        printer.set(align="left")


def _qr(printer: Dummy, code: Qr, options: RenderOptions) -> None:
    module = _qr_module(code, options)
    printer.set(align="center")
    # A printer obeys DLE anywhere in the bytes it gets, so a code with one in it goes as dots.
    if options.native_qr and DLE not in code.data:
        printer.qr(code.data, ec=QR_LEVEL_M, size=module, native=True)
    else:
        _dots(printer, pictures.draw_qr(code.data, module))
    printer.set(align="left")


def _qr_module(code: Qr, options: RenderOptions) -> int:
    """Dots a module, so that the code and its quiet zone fit the paper."""
    try:
        width = pictures.qr_modules(code.data) if code.data else 0
    except ValueError as error:
        message = "The QR code holds more than a QR code can, or what is no text."
        raise JobRefused("qr_not_printable", message, length=len(code.data)) from error
    if not width:
        raise JobRefused("qr_not_printable", "The QR code is empty.", length=0)
    module = min(options.qr_module, options.dots // width)
    if module < min(SMALLEST_MODULE, options.qr_module):
        raise JobRefused(
            "qr_too_wide", "The QR code is too wide for this paper; shorten it.", length=len(code.data)
        )
    return module


def _barcode(printer: Dummy, code: Barcode, options: RenderOptions) -> None:
    printable = code.data.isascii() and code.data.isprintable() and 0 < len(code.data) <= CODE128_MAX
    modules = 11 * len(code.data) + CODE128_OVERHEAD
    width = next((dots for dots in (3, 2) if modules * dots <= options.dots), None)
    if not printable or width is None:
        raise JobRefused(
            "barcode_not_printable",
            "The barcode is empty, too wide for this paper, or holds other than printable ASCII.",
            data=code.data,
        )
    data = CODE128_SET_B + code.data.replace("{", "{{").encode("ascii")
    printer.set(align="center")
    # python-escpos writes a line to standard output for each barcode; the bytes are GS H, GS h, GS w, GS k.
    printer._raw(b"\x1dH\x02\x1dh" + bytes([CODE128_HEIGHT]) + b"\x1dw" + bytes([width]))
    printer._raw(b"\x1dk\x49" + bytes([len(data)]) + data)
    printer.set(align="left")


def _cut(printer: Dummy, options: RenderOptions) -> None:
    if options.cut == "none":
        printer.print_and_feed(6)
    else:
        printer.cut(mode="FULL" if options.cut == "full" else "PART")
