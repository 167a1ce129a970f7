"""Draws a line that a printer has no characters for, as dots in the same columns.

Pillow with raqm shapes the letters, `bidi` orders the parts. Each cell, and in it each stretch between two
or more spaces, stands where its characters would have stood, so that amounts stay below each other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import groupby, pairwise
from typing import Literal

import msgspec
from PIL import Image, ImageDraw, ImageFilter, ImageOps

from devices.fonts import COLOUR_EMOJI_EM, Font, FontSet, can_shape
from devices.printer.bidi import in_visual_order, levels
from devices.printer.codepages import normalised
from devices.printer.options import CELL
from retail.graphemes import clusters, columns_of, is_emoji
from retail.receipt_layout import Line

EM = 20
"""Pixels of an em at which the characters of a monospaced font are `CELL` dots wide."""
LINE_HEIGHT = 30
"""Dots from line to line: the line spacing that a printer has after `ESC @`."""
BASELINE = 21
BAND_ROWS = 30
"""Rows of dots sent by one command: a job that broke off inside one leaves at most these open."""
BAND_BYTES = BAND_ROWS * 72
BLACK, WHITE = 0, 255
MIDDLE = 128
PALE = 170
"""Grey above which a part of an emoji is left white."""
STRETCH = re.compile(r"\S+(?: \S+)*")

Side = Literal["left", "right"]
Stretch = tuple[str, int, int, Side]
"""Text, first column, column behind the last, and the side on which it is anchored."""


class Part(msgspec.Struct, frozen=True):
    """Text of one font and one direction."""

    text: str
    font: Font
    level: int
    emoji: bool = False
    """A picture of one emoji, two characters wide."""


def draw_line(line: Line, dots: int, language: str = "") -> Image.Image:
    """`line` as black on white, `dots` wide; its size doubles both directions."""
    fonts = _fonts(EM * line.size, line.bold, language)
    cell = CELL * line.size
    image = Image.new("L", (dots, LINE_HEIGHT * line.size), WHITE)
    if line.align == "center":
        picture = _draw_stretch(normalised(line.text).strip(" "), fonts, line.size)
        if picture.width > dots:
            picture = picture.resize((dots, picture.height))
        image.paste(picture, ((dots - picture.width) // 2, 0))
        return _black_and_white(image)
    for text, start, end, side in _with_room(list(_stretches(line)), dots // cell):
        room = (end - start) * cell
        picture = _draw_stretch(text, fonts, line.size)
        if picture.width > room:
            picture = picture.resize((room, picture.height))
        image.paste(picture, (end * cell - picture.width if side == "right" else start * cell, 0))
    return _black_and_white(image)


def _black_and_white(image: Image.Image) -> Image.Image:
    return image.point(lambda grey: WHITE if grey >= MIDDLE else BLACK).convert("1")


def _with_room(stretches: list[Stretch], columns: int) -> Iterator[Stretch]:
    """Each stretch with the columns it may take: its own, and towards a neighbour half of what is blank.

    Scripts that are wider than their characters' columns then need no squeezing. At the paper's right edge a
    stretch ends there.
    """
    for index, (text, start, end, side) in enumerate(stretches):
        before = stretches[index - 1][2] if index else -start
        after = stretches[index + 1][1] if index + 1 < len(stretches) else 2 * columns - end
        if end >= columns or side == "right":
            yield text, start - max(0, (start - before - 1) // 2), min(end, columns), "right"
        else:
            yield text, start, end + max(0, (after - end - 1) // 2), "left"


def _stretches(line: Line) -> Iterator[Stretch]:
    """The stretches of text in their own columns; marks without a letter to stand on are left out."""
    for start, end in pairwise((0, *line.cells, len(line.text))):
        cell, before = line.text[start:end], columns_of(line.text[:start])
        for found in STRETCH.finditer(cell.replace("\u00a0", " ")):
            text = cell[found.start() : found.end()]
            left = before + columns_of(cell[: found.start()])
            padded = cell[: found.end()].strip(" ") == text and found.start() > 0
            side: Side = "right" if line.cells and padded and found.end() == len(cell) else "left"
            if width := columns_of(text):
                yield normalised(text), left, left + width, side


@cache
def _fonts(size: int, bold: bool, language: str) -> FontSet:
    return FontSet(size, bold=bold, language=language)


def _draw_stretch(text: str, fonts: FontSet, scale: int) -> Image.Image:
    """`text` in a picture as high as a line and as wide as it comes out."""
    parts = in_visual_order(list(_parts(text, fonts)), lambda part: part.level)
    em = EM * scale
    lengths = [2 * CELL * scale if part.emoji else _length(part) for part in parts]
    height = LINE_HEIGHT * scale
    # Drawn with a line's room above and below: marks may be heaped higher than a line.
    image = Image.new("L", (max(1, round(sum(lengths))), 3 * height), WHITE)
    draw = ImageDraw.Draw(image)
    left = 0.0
    for part, length in zip(parts, lengths, strict=True):
        baseline = height + BASELINE * scale
        if part.emoji:
            image.paste(_emoji(part, 2 * CELL * scale), (round(left), baseline - em))
        else:
            _draw_part(draw, part, (left, baseline))
        left += length
    return _into_line(image, height)


def _into_line(image: Image.Image, height: int) -> Image.Image:
    """The middle third of `image`, moved or squeezed so that no ink above or below it is lost."""
    ink = image.point(lambda grey: 255 if grey < MIDDLE else 0).getbbox()
    top, bottom = (ink[1], ink[3]) if ink else (height, height)
    if bottom - top > height:
        return image.crop((0, top, image.width, bottom)).resize((image.width, height))
    start = min(max(height, bottom - height), top)
    return image.crop((0, start, image.width, start + height))


def _parts(text: str, fonts: FontSet) -> Iterator[Part]:
    """`text` cut where its font or its direction changes; punctuation stays in the font before it."""
    level_of = levels(text)
    place, before = 0, None
    pieces: list[Part] = []
    for cluster in clusters(text):
        if is_emoji(cluster) and fonts.emoji and fonts.has(fonts.emoji, cluster):
            pieces.append(Part(cluster, fonts.emoji, level_of[place], emoji=True))
            place += len(cluster)
            continue
        between = unicodedata.category(cluster[0])[0] in "ZP"
        keep = before if between and before and fonts.has(before, cluster) else None
        before = keep or fonts.font_for(cluster)
        pieces.append(Part(cluster, before, level_of[place]))
        place += len(cluster)
    for (_, level, emoji), group in groupby(pieces, key=lambda one: (id(one.font), one.level, one.emoji)):
        members = list(group)
        if emoji:
            yield from members
        else:
            yield Part("".join(piece.text for piece in members), members[0].font, level)


def _direction(part: Part) -> Literal["ltr", "rtl"] | None:
    return ("rtl" if part.level % 2 else "ltr") if can_shape() else None


def _shown(part: Part) -> str:
    """The text as it is given to Pillow, which without raqm neither orders nor mirrors."""
    if part.level % 2 and not can_shape():
        return "".join(reversed(list(clusters(part.text))))
    return part.text


def _length(part: Part) -> float:
    return part.font.getlength(_shown(part), direction=_direction(part))


def _emoji(part: Part, side: int) -> Image.Image:
    """A coloured emoji in black and white: its outlines and dark parts."""
    width = max(COLOUR_EMOJI_EM, round(_length(part)))
    colours = Image.new("RGBA", (width, COLOUR_EMOJI_EM * 6 // 5), "white")
    pen = ImageDraw.Draw(colours)
    pen.text((0, 0), part.text, font=part.font, anchor="lt", embedded_color=True, direction=_direction(part))
    grey = colours.convert("L").resize((side, side), Image.Resampling.LANCZOS)
    sharp = ImageOps.autocontrast(grey).filter(ImageFilter.SHARPEN)
    return sharp.point(lambda value: WHITE if value >= PALE else BLACK)


def _draw_part(draw: ImageDraw.ImageDraw, part: Part, at: tuple[float, float]) -> None:
    draw.text(at, _shown(part), fill=BLACK, font=part.font, anchor="ls", direction=_direction(part))
