"""Draws what a printer has no characters for, as dots: a line in another script, or a QR code.

Pillow with raqm shapes and orders the text. A line keeps its columns: each stretch between two or more spaces
starts, or at the right edge ends, where its characters would have stood.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby

import segno
from PIL import Image, ImageDraw

from devices.fonts import Font, FontSet
from devices.printer.options import CELL
from retail.receipt_layout import Line, columns_of

EM = 20
"""Pixels of an em at which the characters of a monospaced font are `CELL` dots wide."""
LINE_HEIGHT = 32
BASELINE = 22
BLACK, WHITE = 0, 255
MIDDLE = 128
QUIET_ZONE = 4
REAL_TIME = re.compile(rb"\x10(?=[\x04\x05\x14])")
STRETCH = re.compile(r"\S+(?: \S+)*")


def draw_line(line: Line, dots: int) -> Image.Image:
    """`line` as black on white, `dots` wide; its size doubles both directions."""
    fonts = _fonts(EM * line.size, line.bold)
    cell = CELL * line.size
    image = Image.new("L", (dots, LINE_HEIGHT * line.size), WHITE)
    for stretch in STRETCH.finditer(line.text):
        start, width = columns_of(line.text[: stretch.start()]), columns_of(stretch.group())
        if not width:
            continue  # only marks and directions without a letter to stand on
        picture = _draw_stretch(stretch.group(), fonts, line.size)
        room = min(width * cell, dots - start * cell)
        if picture.width > room:
            picture = picture.resize((room, picture.height))
        at_right_edge = (start + width) * cell >= dots
        left = dots - picture.width if at_right_edge else start * cell
        image.paste(picture, (left, 0))
    return image.point(lambda grey: WHITE if grey >= MIDDLE else BLACK).convert("1")


def draw_qr(data: str, module: int) -> Image.Image:
    """A QR code at error level M with `module` dots a module and the quiet zone of four modules."""
    rows = [bytes(row) for row in _qr(data).matrix_iter(border=QUIET_ZONE)]
    image = Image.new("1", (len(rows[0]), len(rows)), 1)
    image.putdata([0 if dark else 1 for row in rows for dark in row])
    return image.resize((image.width * module, image.height * module), Image.Resampling.NEAREST)


def without_commands(picture: Image.Image) -> Image.Image:
    """`picture` with one dot more wherever its bytes would be read as a real-time command.

    Printers obey DLE EOT, DLE ENQ and DLE DC4 at once even inside a picture: by chance one could open the
    drawer.
    """
    ink = bytes(byte ^ 0xFF for byte in picture.tobytes())
    harmless = REAL_TIME.sub(b"\x18", ink)
    return Image.frombytes("1", picture.size, bytes(byte ^ 0xFF for byte in harmless))


def qr_modules(data: str) -> int:
    """The width of the code in modules, quiet zone included; raises ValueError if no code can hold `data`."""
    return len(_qr(data).matrix) + 2 * QUIET_ZONE


def _qr(data: str) -> segno.QRCode:
    # As bytes, because the printer gets UTF-8 too; from text segno would choose a character set of its own.
    return segno.make(data.encode(), error="m", boost_error=False, micro=False)


@cache
def _fonts(size: int, bold: bool) -> FontSet:
    return FontSet(size, bold=bold)


def _draw_stretch(text: str, fonts: FontSet, scale: int) -> Image.Image:
    parts: list[tuple[Font, str]] = [
        (fonts.font_for(chars[0]), "".join(chars))
        for _, group in groupby(text, key=lambda char: id(fonts.font_for(char)))
        if (chars := list(group))
    ]
    lengths = [font.getlength(part) for font, part in parts]
    image = Image.new("L", (max(1, round(sum(lengths))), LINE_HEIGHT * scale), WHITE)
    draw = ImageDraw.Draw(image)
    left = 0.0
    for (font, part), length in zip(parts, lengths, strict=True):
        draw.text((left, BASELINE * scale), part, fill=BLACK, font=font, anchor="ls")
        left += length
    return image
