"""Pictures for paper: QR codes as dots, the shop's logo in black and white, and the bands that are sent."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

import segno
from PIL import Image

log = logging.getLogger(__name__)

QUIET_ZONE = 4
REAL_TIME = re.compile(rb"\x10(?=[\x04\x05\x14])")
MAX_LOGO_ROWS = 320
"""Dots; 40 mm of paper at 8 dots a mm."""
MAX_LOGO_SIDE = 4096
"""Pixels of a picture file; a larger one would fill the memory when it is unpacked."""
LOGO_SHARE = 0.75
"""Of the paper's width, at most."""


def draw_qr(data: str, module: int) -> Image.Image:
    """A QR code at error level M with `module` dots a module and the quiet zone of four modules."""
    rows = [bytes(row) for row in _qr(data).matrix_iter(border=QUIET_ZONE)]
    image = Image.new("1", (len(rows[0]), len(rows)), 1)
    image.putdata([0 if dark else 1 for row in rows for dark in row])
    return image.resize((image.width * module, image.height * module), Image.Resampling.NEAREST)


def qr_modules(data: str) -> int:
    """The width of the code in modules, quiet zone included; raises ValueError if no code can hold `data`."""
    return len(_qr(data).matrix) + 2 * QUIET_ZONE


def draw_logo(path: str, dots: int) -> Image.Image | None:
    """The PNG or WebP picture at `path`, dithered, never enlarged; None where it cannot be drawn."""
    try:
        with Image.open(path, formats=("PNG", "WEBP")) as file:
            if max(file.size) > MAX_LOGO_SIDE:
                raise ValueError(f"{file.width} × {file.height} pixels are too many")
            picture = file.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        # A receipt without a logo is a receipt; one that never comes out is none.
        log.warning("the logo %s is left out: %s", path, error)
        return None
    paper = Image.new("RGBA", picture.size, "white")
    grey = Image.alpha_composite(paper, picture).convert("L")
    scale = min(1.0, dots * LOGO_SHARE / grey.width, MAX_LOGO_ROWS / grey.height)
    size = max(1, round(grey.width * scale)), max(1, round(grey.height * scale))
    return grey.resize(size, Image.Resampling.LANCZOS).convert("1")


def without_commands(picture: Image.Image) -> Image.Image:
    """`picture` with one dot more wherever its bytes would be read as a real-time command.

    Printers obey DLE EOT, DLE ENQ and DLE DC4 at once even inside a picture: by chance one could open the
    drawer.
    """
    ink = bytes(byte ^ 0xFF for byte in picture.tobytes())
    harmless = REAL_TIME.sub(b"\x18", ink)
    return Image.frombytes("1", picture.size, bytes(byte ^ 0xFF for byte in harmless))


def trimmed(picture: Image.Image) -> Image.Image:
    """`picture` without the white at its right, which would only cost time on a slow line."""
    ink = picture.convert("L").point(lambda grey: 255 - grey).getbbox()
    return picture.crop((0, 0, ink[2] if ink else 1, picture.height))


def bands(picture: Image.Image, rows: int) -> Iterator[Image.Image]:
    """`picture` in pieces of at most `rows` rows, whole bytes wide, white where it was extended."""
    whole = Image.new("1", (-(-picture.width // 8) * 8, picture.height), 1)
    whole.paste(picture, (0, 0))
    for top in range(0, whole.height, rows):
        yield without_commands(whole.crop((0, top, whole.width, min(top + rows, whole.height))))


def _qr(data: str) -> segno.QRCode:
    # As bytes, because the printer gets UTF-8 too; from text segno would choose a character set of its own.
    return segno.make(data.encode(), error="m", boost_error=False, micro=False)
