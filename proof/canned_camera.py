"""What a camera sees, made up: a shelf with a pack of jam before it, for pictures and tests of the screen."""

from __future__ import annotations

import numpy as np
import zxingcpp
from PIL import Image, ImageDraw, ImageFilter

from pos_app.ports.preview import PreviewFrame
from pos_app.preview_board import PreviewBoard

_SIZE = (640, 360)
_PACK = (430, 210)
_CODE = (300, 120)
_TEXT = "4006381333931"


def camera_live() -> PreviewBoard:
    """A camera whose newest frame holds a code that was taken."""
    board = _Still()
    board.is_now("live")
    return board


def camera_lost() -> PreviewBoard:
    """A camera that was unplugged."""
    board = PreviewBoard()
    board.is_now("lost", "camera_missing")
    return board


class _Still(PreviewBoard):
    """Has its one frame as soon as somebody looks."""

    def look(self, *, on: bool) -> None:
        """Show the frame."""
        super().look(on=on)
        if on:
            self.seen(_frame())


def _frame() -> PreviewFrame:
    shelf = Image.new("RGB", _SIZE, "#6b4f3a")
    pen = ImageDraw.Draw(shelf)
    for at in range(0, _SIZE[0], 90):
        pen.rectangle(
            (at + 8, 30, at + 70, 330), fill=("#a33b2e", "#38618c", "#c9a227", "#4c7a4c")[at // 90 % 4]
        )
    shelf = shelf.filter(ImageFilter.GaussianBlur(6))
    pack = Image.new("RGB", _PACK, "#f4efe4")
    bars = np.array(zxingcpp.create_barcode(_TEXT, zxingcpp.BarcodeFormat.EAN13).to_image(scale=3), np.uint8)
    pack.paste(Image.fromarray(bars).resize(_CODE), ((_PACK[0] - _CODE[0]) // 2, (_PACK[1] - _CODE[1]) // 2))
    left, top = (_SIZE[0] - _PACK[0]) // 2, (_SIZE[1] - _PACK[1]) // 2
    shelf.paste(pack, (left, top))
    x, y = (_SIZE[0] - _CODE[0]) // 2, (_SIZE[1] - _CODE[1]) // 2
    corners = ((x, y), (x + _CODE[0], y), (x + _CODE[0], y + _CODE[1]), (x, y + _CODE[1]))
    return PreviewFrame(
        rgb=shelf.tobytes(), width=_SIZE[0], height=_SIZE[1], number=1, points=(corners,), taken=1
    )
