"""Draws virtual paper as a printer would: characters in their cells, dots, real QR codes and barcodes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import segno
from PIL import Image, ImageDraw

from devices.fonts import FontSet
from devices.printer.virtual.operations import (
    Alignment,
    Code128,
    Feed,
    Printed,
    QrCode,
    Raster,
    Run,
    Style,
    TextLine,
)

CELL_WIDTH, CELL_HEIGHT = 12, 24
LINE_GAP = 6
BASELINE = 19
EM = 20
BLACK, WHITE = 0, 1
MARGIN = 24


def draw(events: Sequence[Printed], dots: int) -> Image.Image:
    """The events below each other on a strip of `dots` and a margin all round."""
    pieces = [_piece(event, dots) for event in events]
    height = sum(piece.height for piece in pieces) + 2 * MARGIN
    paper = Image.new("1", (dots + 2 * MARGIN, height), WHITE)
    top = MARGIN
    for piece in pieces:
        paper.paste(piece, (MARGIN, top))
        top += piece.height
    return paper


def _piece(event: Printed, dots: int) -> Image.Image:
    match event:
        case TextLine():
            return _aligned(_text(event.runs), event.align, dots)
        case Raster():
            return _aligned(_raster(event), event.align, dots)
        case QrCode():
            return _aligned(_qr(event), event.align, dots)
        case Code128():
            return _aligned(_code128(event), event.align, dots)
        case Feed():
            return Image.new("1", (dots, event.dots), WHITE)


def _raster(event: Raster) -> Image.Image:
    # On paper a set bit is black, in Pillow it is white.
    picture = Image.frombytes("1", (event.width, event.height), bytes(byte ^ 0xFF for byte in event.data))
    return _scaled(picture, event.across, event.down)


def _aligned(picture: Image.Image, align: Alignment, dots: int) -> Image.Image:
    left = {"left": 0, "center": (dots - picture.width) // 2, "right": dots - picture.width}[align]
    strip = Image.new("1", (dots, picture.height), WHITE)
    strip.paste(picture, (left, 0))
    return strip


def _text(runs: Sequence[Run]) -> Image.Image:
    tallest = max(run.style.height for run in runs)
    width = sum(len(run.text) * run.style.width for run in runs) * CELL_WIDTH
    line = Image.new("1", (width, tallest * CELL_HEIGHT + LINE_GAP), WHITE)
    left = 0
    for run in runs:
        for char in run.text:
            cell = _character(char, run.style)
            line.paste(cell, (left, (tallest - run.style.height) * CELL_HEIGHT))
            left += cell.width
    return line


@cache
def _character(char: str, style: Style) -> Image.Image:
    """One cell, drawn once and then scaled, as printers do with their fonts."""
    cell = Image.new("1", (CELL_WIDTH, CELL_HEIGHT), WHITE)
    font = _fonts(style.bold).font_for(char)
    pen = ImageDraw.Draw(cell)
    pen.fontmode = "1"
    pen.text((0, BASELINE), char, fill=BLACK, font=font, anchor="ls")
    for row in range(style.underline):
        pen.line((0, CELL_HEIGHT - 1 - row, CELL_WIDTH, CELL_HEIGHT - 1 - row), fill=BLACK)
    if style.inverse:
        cell = cell.point(lambda dot: 0 if dot else 255)
    return _scaled(cell, style.width, style.height)


@cache
def _fonts(bold: bool) -> FontSet:
    return FontSet(EM, bold=bold)


def _scaled(picture: Image.Image, across: int, down: int) -> Image.Image:
    return picture.resize((picture.width * across, picture.height * down), Image.Resampling.NEAREST)


def _qr(code: QrCode) -> Image.Image:
    symbol = segno.make(code.data, error=code.level, boost_error=False, micro=False)
    # Printers leave no quiet zone beside the code; a little is fed above and below it.
    rows = [bytes(row) for row in symbol.matrix_iter(border=0)]
    picture = Image.new("1", (len(rows[0]), len(rows) + 4), WHITE)
    for y, row in enumerate(rows, start=2):
        for x, dark in enumerate(row):
            if dark:
                picture.putpixel((x, y), BLACK)
    return _scaled(picture, code.module, code.module)


def _code128(code: Code128) -> Image.Image:
    # Imported here: only papers with a barcode need it, and it pulls in a picture writer.
    from barcode.codex import Code128 as Pattern  # type: ignore[import-untyped]  # noqa: PLC0415 - loaded by the command that needs it

    modules = "".join(Pattern(code.text).build())
    bars = Image.new("1", (len(modules), 1), WHITE)
    for x, module in enumerate(modules):
        if module == "1":
            bars.putpixel((x, 0), BLACK)
    bars = _scaled(bars, code.module, code.height)
    if not code.caption:
        return bars
    caption = _text((Run(code.text, Style()),))
    picture = Image.new("1", (max(bars.width, caption.width), bars.height + caption.height), WHITE)
    picture.paste(bars, ((picture.width - bars.width) // 2, 0))
    picture.paste(caption, ((picture.width - caption.width) // 2, bars.height))
    return picture
