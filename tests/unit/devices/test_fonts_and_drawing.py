"""Drawing text: a font for each character, a box for what no font has, and styles on virtual paper."""

from __future__ import annotations

import pytest
from PIL import Image

from devices import fonts
from devices.fonts import FontSet
from devices.printer.raster import LINE_HEIGHT, draw_line
from devices.printer.virtual.draw import draw
from devices.printer.virtual.operations import Run, Style, TextLine
from retail.graphemes import columns_of
from retail.receipt_layout import Line


def ink(picture: Image.Image) -> int:
    """Black dots."""
    return picture.convert("L").histogram()[0]


def test_without_any_known_font_the_built_in_one_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    for families in ("MONOSPACED", "OTHERS", "CJK", "PICTOGRAMS"):
        monkeypatch.setattr(fonts, families, (("none.ttf", "none-bold.ttf"),))
    found = FontSet(20)
    assert found.font_for("a") is found.base
    assert found.base.getlength("a") > 0


def test_what_no_font_has_is_a_visible_box() -> None:
    assert ink(draw_line(Line("\U000f0000"), 576)) > 10
    assert ink(draw_line(Line("   "), 576)) == 0
    assert ink(draw_line(Line("\u200f"), 576)) == 0


def test_a_value_at_the_right_edge_is_drawn_there() -> None:
    picture = draw_line(Line("ș" + " " * 43 + "9,99"), 576)
    assert picture.size == (576, LINE_HEIGHT)
    assert ink(picture.crop((576 - 4 * 12, 0, 576, LINE_HEIGHT))) > 50
    assert ink(picture.crop((24, 0, 576 - 5 * 12, LINE_HEIGHT))) == 0


def test_double_size_is_twice_as_large_and_stays_on_the_paper() -> None:
    assert draw_line(Line("ș" * 24, size=2), 576).size == (576, 2 * LINE_HEIGHT)


def test_a_stretch_wider_than_its_columns_is_squeezed_into_them() -> None:
    picture = draw_line(Line("ﷺ  x" + " " * 44), 576)
    assert ink(picture.crop((12, 0, 36, LINE_HEIGHT))) == 0


def test_a_stretch_takes_blank_columns_beside_it_before_it_is_squeezed() -> None:
    wide = "ஔஷதம்"
    alone = draw_line(Line(wide), 576).convert("L").point(lambda grey: 255 - grey).getbbox()
    tight = draw_line(Line(wide + "  x"), 576).crop((0, 0, 576, LINE_HEIGHT))
    assert alone is not None
    assert alone[2] > columns_of(wide) * 12
    assert ink(tight.crop((columns_of(wide) * 12, 0, (columns_of(wide) + 2) * 12, LINE_HEIGHT))) == 0


@pytest.mark.parametrize(
    ("style", "more"),
    [(Style(bold=True), True), (Style(underline=2), True), (Style(inverse=True), True), (Style(), False)],
)
def test_styles_show_on_virtual_paper(style: Style, more: bool) -> None:
    plain = ink(draw([TextLine((Run("iii", Style()),))], 576))
    assert (ink(draw([TextLine((Run("iii", style),))], 576)) > plain) == more


def test_sizes_scale_the_characters() -> None:
    plain = ink(draw([TextLine((Run("abc", Style()),))], 576))
    assert ink(draw([TextLine((Run("abc", Style(width=2, height=3)),))], 576)) == 6 * plain
