"""Every script on paper: by code page where one is listed, else as dots in order and in columns."""

from __future__ import annotations

import ctypes
import ctypes.util
import unicodedata
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from devices import fonts
from devices.fonts import FontSet, can_shape
from devices.printer import raster
from devices.printer.bidi import base_level, in_visual_order, levels
from devices.printer.codepages import normalised, runs
from devices.printer.options import CELL, RenderOptions
from devices.printer.render import render
from devices.printer.virtual.decoder import Decoder
from devices.printer.virtual.operations import Feed, Malformed, Operation, Raster, TextLine
from retail.graphemes import clusters
from retail.receipt import Block, Cell, Columns, Notice, ReceiptDocument, Row, Text
from retail.receipt_layout import Line, lay_out

OPTIONS = RenderOptions()
ALL_PAGES = RenderOptions(code_pages=("CP858", "CP1252", "CP852", "CP1257", "CP857", "CP1253", "CP1251"))


def document(*blocks: Block, language: str = "en") -> ReceiptDocument:
    return ReceiptDocument(document_id="d", kind="receipt", language=language, blocks=blocks)


def printed(*blocks: Block, options: RenderOptions = OPTIONS, language: str = "en") -> list[Operation]:
    operations = Decoder(options.dots).feed(render(document(*blocks, language=language), options))
    assert not [operation for operation in operations if isinstance(operation, Malformed)]
    return operations


def ink(picture: Image.Image) -> tuple[int, int, int, int]:
    """The box around everything black; all zero for white paper."""
    return picture.convert("L").point(lambda grey: 255 - grey).getbbox() or (0, 0, 0, 0)


@pytest.mark.parametrize(
    "text",
    [
        "Ωρίων Γάλα ημιάπαχο ϊ ώ",
        "Молоко свежее ёж",
        "Şeftali \u0131ğd\u0131r çiçek",
        "Žluťoučký kůň",
        "hosszú hűtő őrlés",
        "Ærø smørrebrød",
    ],
)
def test_greek_cyrillic_and_turkish_are_text_by_the_pages_that_most_printers_have(text: str) -> None:
    (line,) = printed(Row(text, "1,00 €"))
    assert isinstance(line, TextLine)
    assert line.text == text.ljust(42) + "1,00 €"


@pytest.mark.parametrize("text", ["Їжа Ґалета ў ђ \u0458", "ģ ķ ļ ņ ū ž", "Þórður Ǽ"[:6]])
def test_further_letters_are_text_where_the_entry_lists_their_page(text: str) -> None:
    (line,) = printed(Text(text), options=ALL_PAGES)
    assert isinstance(line, TextLine)
    assert line.text == text


def test_a_printer_with_its_own_numbers_of_pages_gets_those() -> None:
    data = render(document(Text("Ж")), RenderOptions(code_pages=("CP1251",), page_numbers="CP1251=73"))
    assert b"\x1bt\x49\xc6" in data


LINES = [
    "Țuică",
    "חלב 3%",
    "حليب كامل",
    "นมสด",
    "दूध",
    "牛乳",
    "우유",
    "牛奶",
    "🍎 ❤️ 👨‍👩‍👧",
    "தமிழ்",
    "ქართული",
]


@pytest.mark.parametrize("text", LINES)
@pytest.mark.parametrize("style", [{}, {"bold": True}, {"size": 2}])
def test_other_scripts_are_drawn_and_their_amount_stays_in_its_columns(
    text: str, style: dict[str, int]
) -> None:
    (line,) = [one for one in lay_out(document(Row(text, "9,99 €", **style)), 48) if isinstance(one, Line)]  # type: ignore[arg-type]
    picture = raster.draw_line(line, 576)
    alone = raster.draw_line(Line("9,99 €", line.bold, line.size), 576)
    left = 576 - 6 * CELL * line.size
    amount = picture.crop((left, 0, 576, picture.height))
    assert amount.tobytes() == alone.crop((0, 0, 576 - left, alone.height)).tobytes()
    name = ink(picture.crop((0, 0, left, picture.height)))
    assert 0 < name[2] <= left - CELL
    assert name[3] <= picture.height


def test_rows_of_any_script_are_as_high_as_rows_of_text() -> None:
    text = printed(Text("abc"), Text("abc", size=2))
    dots = printed(Text("นม"), Text("นม", size=2))
    assert [line for line in text if isinstance(line, TextLine)] == text
    bands = [band.height for band in dots if isinstance(band, Raster)]
    assert bands == [30, 30, 30]


def test_a_hebrew_name_that_fills_its_room_never_runs_into_the_amount() -> None:
    (line,) = [one for one in lay_out(document(Row("שלום" * 10, "12.50")), 46) if isinstance(one, Line)]
    assert line.cells == (41,)
    picture = raster.draw_line(line, 552)
    alone = raster.draw_line(Line("12.50"), 552)
    assert picture.crop((41 * CELL, 0, 552, 30)).tobytes() == alone.crop((0, 0, 60, 30)).tobytes()


@pytest.mark.parametrize("text", ["مخبز الحي القديم", "מאפיית השכונה", "मोहल्ला बेकरी", "街角面包店"])
@pytest.mark.parametrize("size", [1, 2])
def test_what_stands_in_the_middle_is_drawn_in_the_middle(text: str, size: Literal[1, 2]) -> None:
    (line,) = (one for one in lay_out(document(Text(text, "center", size=size)), 32) if isinstance(one, Line))
    left, _, right, _ = ink(raster.draw_line(line, 32 * CELL))
    assert abs(left - (32 * CELL - right)) <= CELL // 2 * size


def test_hebrew_stands_from_right_to_left() -> None:
    """An alef beside a nun: the narrow nun, second in the text, stands left."""
    both = raster.draw_line(Line("אן"), 576)
    alef, nun = raster.draw_line(Line("א"), 576), raster.draw_line(Line("\u05df"), 576)
    width = ink(nun)[2] - ink(nun)[0]
    start = ink(both)[0]
    assert (
        both.crop((start, 0, start + width, 30)).tobytes()
        == nun.crop((ink(nun)[0], 0, ink(nun)[2], 30)).tobytes()
    )
    assert ink(both)[2] - ink(both)[0] > ink(alef)[2] - ink(alef)[0]


def test_arabic_letters_are_joined() -> None:
    assert can_shape()
    joined = FontSet(40).font_for("ب").getlength("ببب")
    assert joined < 3 * FontSet(40).font_for("ب").getlength("ب")


def test_without_raqm_lines_are_still_ordered_and_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raster, "can_shape", lambda: False)
    assert ink(raster.draw_line(Line("אב 12"), 576))[2] > 20


def test_an_emoji_that_the_colour_font_lacks_is_drawn_by_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "COLOUR_EMOJI", "none.ttf")
    raster._fonts.cache_clear()
    try:
        assert ink(raster.draw_line(Line("☕"), 576))[2] > 5
    finally:
        raster._fonts.cache_clear()


def test_chinese_and_japanese_ways_of_writing_differ() -> None:
    assert (
        raster.draw_line(Line("骨直"), 576, "ja").tobytes()
        != raster.draw_line(Line("骨直"), 576, "zh").tobytes()
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("abc", "abc"),
        ("אבג", "גבא"),
        ("אב 12 גד", "דג 12 בא"),
        ("abc אב def", "abc בא def"),
        ("מחיר: 12.50", "12.50 :ריחמ"),
        ("milk (חלב)", "milk (בלח)"),
        ("סלט 1,5%", "1,5% טלס"),
        ("", ""),
    ],
)
def test_the_order_of_mixed_lines(text: str, shown: str) -> None:
    places = in_visual_order(list(range(len(text))), lambda place: levels(text)[place])
    assert "".join(text[place] for place in places) == shown


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("abאבجد٣12 .,-+%€:()[]!\u0301"), max_size=20))
def test_the_levels_are_those_of_fribidi(text: str) -> None:
    """An independent judge, where the machine has one."""
    judged = fribidi_levels(text)
    assert levels(text) == judged


def fribidi_levels(text: str) -> list[int]:
    name = ctypes.util.find_library("fribidi")
    if name is None or not text:
        return levels(text)
    library = ctypes.CDLL(name)
    size = len(text)
    points = (ctypes.c_uint32 * size)(*map(ord, text))
    kinds, brackets = (ctypes.c_uint32 * size)(), (ctypes.c_uint32 * size)()
    found = (ctypes.c_int8 * size)()
    base = ctypes.c_uint32(0x111 if base_level(text) else 0x110)
    library.fribidi_get_bidi_types(points, size, kinds)
    library.fribidi_get_bracket_types(points, size, kinds, brackets)
    assert library.fribidi_get_par_embedding_levels_ex(kinds, brackets, size, ctypes.byref(base), found)
    return list(found)


anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@settings(max_examples=120, deadline=None)
@given(anything)
def test_any_text_comes_out_as_itself_or_as_dots(text: str) -> None:
    lines = [piece for piece in lay_out(document(Text(text)), 48) if isinstance(piece, Line)]
    shown = iter(printed(Text(text)))
    for line in lines:
        expected = normalised(line.text).rstrip(" ")
        operation = next(shown)
        if isinstance(operation, Raster):
            assert runs(expected, OPTIONS.code_pages) is None
        elif isinstance(operation, Feed):
            assert expected == ""
        else:
            assert isinstance(operation, TextLine)
            assert operation.text == expected
    assert next(shown, None) is None


@settings(max_examples=60, deadline=None)
@given(anything, anything, st.sampled_from((384, 504, 576)))
def test_no_block_of_any_script_leaves_the_paper(left: str, right: str, dots: int) -> None:
    options = RenderOptions(columns=dots // CELL)
    blocks = (
        Row(left, right, bold=True),
        Text(left, align="right", size=2),
        Columns((Cell(left), Cell(right, "right"))),
        Notice(right),
    )
    for operation in printed(*blocks, options=options):
        if isinstance(operation, Raster):
            assert operation.width <= dots
            assert operation.height <= raster.BAND_ROWS


@given(st.text(st.sampled_from("क्षत्रियस्त्रीกำที่한👩‍🍳\u0301a"), max_size=12))
def test_no_character_is_cut_in_two_by_fonts(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    parts = list(raster._parts(text, FontSet(20)))
    assert "".join(part.text for part in parts) == text
    assert [cluster for part in parts for cluster in clusters(part.text)] == list(clusters(text))
