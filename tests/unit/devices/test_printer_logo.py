"""A logo on paper: dithered, centred, as wide as the paper allows, and left out where it cannot be drawn."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from devices.entries import DeviceEntry
from devices.manager import build_printer
from devices.printer.options import RenderOptions
from devices.printer.pictures import MAX_LOGO_ROWS, draw_logo
from devices.printer.render import render
from devices.printer.virtual.decoder import Decoder
from devices.printer.virtual.operations import Operation, Raster, TextLine
from devices.printer.virtual.server import VirtualPrinter
from retail.receipt import Cut, Picture, ReceiptDocument, Text
from retail.receipt_layout import as_text

DIGEST = "0123456789abcdef" * 4
DOCUMENT = ReceiptDocument(
    document_id="d", kind="receipt", language="en", blocks=(Picture(DIGEST), Text("Shop"), Cut())
)


def saved(path: Path, picture: Image.Image, kind: str = "PNG") -> str:
    picture.save(path, kind)
    return str(path)


def printed(path: str) -> list[Operation]:
    options = RenderOptions()
    return Decoder(options.dots).feed(render(DOCUMENT, options, {DIGEST: path}.get))  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_a_logo_comes_out_in_bands_above_the_text(tmp_path: Path, kind: str) -> None:
    path = saved(tmp_path / "logo", Image.new("L", (200, 100), 0), kind)
    operations = printed(path)
    bands = [band for band in operations if isinstance(band, Raster)]
    assert operations[: len(bands)] == bands
    assert [band.height for band in bands] == [30, 30, 30, 10]
    assert {band.align for band in bands} == {"center"}
    assert bands[0].data == b"\xff" * (25 * 30)
    below = operations[len(bands)]
    assert isinstance(below, TextLine)
    assert below.align == "left"


def test_what_is_transparent_is_white_and_grey_is_dithered(tmp_path: Path) -> None:
    clear = draw_logo(saved(tmp_path / "a.png", Image.new("RGBA", (64, 64), (0, 0, 0, 0))), 576)
    grey = draw_logo(saved(tmp_path / "b.png", Image.new("L", (64, 64), 128)), 576)
    assert clear is not None
    assert grey is not None
    assert clear.convert("L").histogram()[0] == 0
    assert 1500 < grey.convert("L").histogram()[0] < 2600


@pytest.mark.parametrize("size", [(2000, 300), (300, 2000), (1, 4000)])
def test_a_large_logo_is_made_to_fit_and_a_small_one_never_enlarged(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    picture = draw_logo(saved(tmp_path / "a.png", Image.new("L", size, 0)), 384)
    assert picture is not None
    assert picture.width <= 288
    assert picture.height <= MAX_LOGO_ROWS


def test_a_picture_that_cannot_be_drawn_leaves_a_receipt_without_logo(tmp_path: Path) -> None:
    good = Path(saved(tmp_path / "good.png", Image.new("L", (64, 64), 0))).read_bytes()
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0)
    bomb = (
        good[:8]
        + struct.pack(">I", 13)
        + b"IHDR"
        + header
        + struct.pack(">I", zlib.crc32(b"IHDR" + header))
        + good[33:]
    )
    for name, content in (
        ("torn", good[:45]),
        ("text", b"no picture"),
        ("svg", b"<svg/>"),
        ("bomb", bomb),
        ("empty", b""),
    ):
        (tmp_path / name).write_bytes(content)
        assert not [band for band in printed(str(tmp_path / name)) if isinstance(band, Raster)]
    assert not [band for band in printed(str(tmp_path / "not there")) if isinstance(band, Raster)]
    assert not [band for band in printed("") if isinstance(band, Raster)]


def test_a_driver_gets_the_picture_by_its_digest(tmp_path: Path) -> None:
    path = saved(tmp_path / "logo.png", Image.new("L", (64, 60), 0))
    with VirtualPrinter() as virtual:
        entry = DeviceEntry(id="n", driver="network", options={"host": "127.0.0.1", "port": virtual.port})
        build_printer(entry, lambda digest: path if digest == DIGEST else "").print(DOCUMENT)
        (paper,) = virtual.wait_for_papers(1)
    assert paper.text.splitlines()[:3] == ["[IMAGE:64x30]", "[IMAGE:64x30]", "Shop"]


def test_on_a_screen_there_is_no_line_for_a_logo() -> None:
    assert as_text(DOCUMENT, 10) == "Shop\n[CUT]\n"
