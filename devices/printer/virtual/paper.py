"""One piece of virtual paper: what was printed between two cuts, as text and as a picture."""

from __future__ import annotations

import msgspec
from PIL import Image

from devices.printer.virtual.draw import draw
from devices.printer.virtual.operations import (
    Code128,
    Cut,
    Drawer,
    Feed,
    Malformed,
    Printed,
    QrCode,
    Raster,
    TextLine,
)

PaperEvent = Printed | Cut | Drawer | Malformed


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that happened to one piece of paper, in order; `dots` is its printable width."""

    events: tuple[PaperEvent, ...]
    dots: int

    @property
    def text(self) -> str:
        """The paper's lines without blank feeds, with markers for codes, pictures, drawer, cut and errors."""
        return "".join(f"{line}\n" for event in self.events if (line := _as_line(event)) is not None)

    @property
    def errors(self) -> tuple[str, ...]:
        """What the decoder objected to; empty for a clean job."""
        return tuple(event.message for event in self.events if isinstance(event, Malformed))

    @property
    def qr_codes(self) -> tuple[str, ...]:
        """The content of the QR codes that the printer was told to draw."""
        return tuple(_utf8(event.data) for event in self.events if isinstance(event, QrCode))

    @property
    def drawer_kicks(self) -> int:
        """How often the drawer was opened while this paper was printed."""
        return sum(isinstance(event, Drawer) for event in self.events)

    def image(self) -> Image.Image:
        """The paper, black on white, one pixel a dot."""
        printed = [event for event in self.events if not isinstance(event, Cut | Drawer | Malformed)]
        return draw(printed, self.dots)


def _as_line(event: PaperEvent) -> str | None:
    line: str | None = None
    match event:
        case TextLine():
            line = event.text.rstrip()
        case Raster():
            line = f"[IMAGE:{event.width * event.across}x{event.height * event.down}]"
        case QrCode():
            line = f"[QR:{_utf8(event.data)}]"
        case Code128():
            line = f"[BARCODE:{event.text}]"
        case Cut():
            line = "[CUT]"
        case Drawer():
            line = "[DRAWER]"
        case Malformed():
            line = f"[ERROR:{event.message}]"
        case Feed():
            pass
    return line


def _utf8(data: bytes) -> str:
    return data.decode("utf-8", errors="backslashreplace")
