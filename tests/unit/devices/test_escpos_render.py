"""The bytes of a job, read back by the strict decoder: what is on paper is what the document says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from devices.printer import pictures, raster
from devices.printer.codepages import characters, normalised, runs
from devices.printer.options import RenderOptions
from devices.printer.render import drawer_pulse_now, render, render_drawer_kick
from devices.printer.virtual.decoder import Decoder
from devices.printer.virtual.operations import (
    Code128,
    Drawer,
    Feed,
    Malformed,
    Operation,
    QrCode,
    Raster,
    Run,
    Style,
    TextLine,
)
from devices.printer.virtual.operations import (
    Cut as CutPaper,
)
from pos_app.ports.devices import JobRefused
from retail.receipt import Barcode, Blank, Block, Cut, Qr, ReceiptDocument, Row, Text
from retail.receipt_layout import Line

OPTIONS = RenderOptions()


def document(*blocks: Block, open_drawer: bool = False) -> ReceiptDocument:
    return ReceiptDocument(
        document_id="d-1", kind="receipt", language="de", blocks=blocks, open_drawer=open_drawer
    )


def printed(*blocks: Block, options: RenderOptions = OPTIONS, open_drawer: bool = False) -> list[Operation]:
    operations = Decoder(options.dots).feed(render(document(*blocks, open_drawer=open_drawer), options))
    assert not [operation for operation in operations if isinstance(operation, Malformed)]
    return operations


def text_of(operations: list[Operation]) -> list[str]:
    return [operation.text for operation in operations if isinstance(operation, TextLine)]


@pytest.mark.parametrize(
    "text", ["2,99 €", "ÄÖÜ äöü ß", "łódź ąęśćńż", "Černý šálek ř ž", "œuvre – “quoted” …", "é è ñ ¿ ¡ å ø"]
)
def test_latin_and_the_euro_are_sent_as_text_and_read_back_exactly(text: str) -> None:
    assert text_of(printed(Text(text))) == [text]


def test_pages_may_change_within_a_line() -> None:
    assert text_of(printed(Row("Käse łagodny", "9,99 €"))) == ["Käse łagodny".ljust(42) + "9,99 €"]


def test_spaces_of_money_formats_and_decomposed_letters_need_no_dots() -> None:
    assert text_of(printed(Text("1\u202f234,50\u00a0€"))) == ["1 234,50 €"]
    assert text_of(printed(Text("Ka\u0308se"))) == ["Käse"]
    assert text_of(printed(Text("Brat\u00adwurst"))) == ["Bratwurst"]


@pytest.mark.parametrize("text", ["Țuică și țelină", "日本語", "سلام", "ไทย", "🍎 apple"])
def test_a_character_on_no_page_is_drawn_and_never_a_question_mark(text: str) -> None:
    (line,) = printed(Row(text, "1,00 €"))
    assert isinstance(line, Raster)
    expected = raster.draw_line(next(iter(_row(text))), OPTIONS.dots, "de")
    shown = Image.frombytes("1", (line.width, line.height), bytes(byte ^ 0xFF for byte in line.data))
    assert shown.tobytes() == expected.crop((0, 0, line.width, line.height)).tobytes()
    assert b"\x00" * len(line.data) != line.data


def _row(text: str) -> list[Line]:
    from retail.receipt_layout import lay_out

    return [piece for piece in lay_out(document(Row(text, "1,00 €")), 48) if isinstance(piece, Line)]


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(max_codepoint=0x24F), min_size=1, max_size=40))
def test_any_latin_text_comes_out_as_itself_or_as_dots(text: str) -> None:
    operations = printed(Text(text))
    expected = [normalised(line).rstrip(" ") for line in _lines(text)]
    assert len(operations) == len(expected)
    for operation, line in zip(operations, expected, strict=True):
        if isinstance(operation, TextLine):
            assert operation.text == line
        elif isinstance(operation, Feed):
            assert line == ""
        else:
            assert isinstance(operation, Raster)
            assert runs(line, OPTIONS.code_pages) is None


def _lines(text: str) -> list[str]:
    from retail.receipt_layout import wrap

    return wrap(text, OPTIONS.line_columns)


def test_a_job_initialises_the_printer_exactly_once() -> None:
    data = render(document(Text("a"), Text("€", size=2), Cut(), Text("b"), Cut()), OPTIONS)
    assert data.startswith(b"\x1b@")
    assert data.count(b"\x1b@") == 1


def test_an_item_name_cannot_cut_the_paper_or_open_the_drawer() -> None:
    operations = printed(Text("\x1bp\x00\x19\xfa \x1dV\x00 \x10\x14\x01\x00\x01"))
    assert not [found for found in operations if isinstance(found, CutPaper | Drawer)]


def test_dots_and_codes_cannot_open_the_drawer_by_chance() -> None:
    """A printer obeys `DLE DC4 1 0 1` wherever it stands, also in a picture."""
    ink = b"\x10\x14\x01\x00\x01\x10\x04\x01" * 9
    picture = Image.frombytes("1", (576, 1), bytes(byte ^ 0xFF for byte in ink))
    safe = bytes(byte ^ 0xFF for byte in pictures.without_commands(picture).tobytes())
    assert safe == b"\x18\x14\x01\x00\x01\x18\x04\x01" * 9
    assert all(isinstance(band, Raster) for band in printed(Qr("\x10\x14\x01\x00\x01")))


def test_bold_and_double_size_end_with_their_line() -> None:
    operations = printed(Text("Big", bold=True, size=2), Text("small"))
    assert operations == [
        TextLine((Run("Big", Style(width=2, height=2, bold=True)),)),
        TextLine((Run("small", Style()),)),
    ]


def test_the_drawer_is_kicked_before_the_first_line_and_on_its_pin() -> None:
    options = RenderOptions(drawer_pin=5, drawer_pulse_ms=250)
    assert printed(Text("a"), options=options, open_drawer=True)[0] == Drawer(5, 250)
    assert Decoder(576).feed(render_drawer_kick(RenderOptions())) == [Drawer(2, 100)]
    assert drawer_pulse_now(options) == b"\x10\x14\x01\x01\x03"


def test_codes_are_centred_native_and_alignment_goes_back() -> None:
    operations = printed(Qr("grüße"), Barcode("S1-T2-{00000123}"), Text("after"))
    assert operations == [
        QrCode("grüße".encode(), "m", 6, "center"),
        Code128("S1-T2-{00000123}", 64, 2, True, "center"),
        TextLine((Run("after", Style()),)),
    ]


def test_a_short_barcode_gets_wider_bars_and_a_long_qr_smaller_modules() -> None:
    assert printed(Barcode("TEST-000123"))[0] == Code128("TEST-000123", 64, 3, True, "center")
    code = printed(Qr("x" * 600))[0]
    assert isinstance(code, QrCode)
    assert code.module < 6


def test_a_printer_without_qr_gets_the_code_as_dots() -> None:
    bands = [band for band in printed(Qr("hello"), options=RenderOptions(native_qr=False))]
    assert sum(band.height for band in bands if isinstance(band, Raster)) == pictures.qr_modules("hello") * 6
    assert all(isinstance(band, Raster) and band.align == "center" for band in bands)


@pytest.mark.parametrize(
    "block",
    [Qr(""), Qr("x" * 3000), Qr("\ud800"), Barcode(""), Barcode("ä"), Barcode("a\x1b"), Barcode("x" * 60)],
)
def test_codes_that_cannot_be_printed_are_refused(block: Block) -> None:
    with pytest.raises(JobRefused):
        render(document(block), OPTIONS)


def test_a_qr_code_too_fine_for_narrow_paper_is_refused() -> None:
    with pytest.raises(JobRefused) as raised:
        render(document(Qr("x" * 2000)), RenderOptions(paper_mm=58))
    assert raised.value.code == "qr_too_wide"


@pytest.mark.parametrize(
    ("options", "columns"),
    [
        (RenderOptions(), 48),
        (RenderOptions(paper_mm=58), 32),
        (RenderOptions(columns=42), 42),
        (RenderOptions(paper_mm=58, columns=48), 32),
    ],
)
def test_lines_fit_the_paper(options: RenderOptions, columns: int) -> None:
    assert text_of(printed(Text("x" * 200), options=options))[0] == "x" * columns


@pytest.mark.parametrize(("cut", "partial"), [("full", [False]), ("partial", [True]), ("none", [])])
def test_the_blade_does_what_it_can(cut: str, partial: list[bool]) -> None:
    options = RenderOptions(cut=cut)  # type: ignore[arg-type]
    operations = printed(Text("a"), Blank(), Cut(), options=options)
    assert [found.partial for found in operations if isinstance(found, CutPaper)] == partial


def test_kanji_mode_is_left_only_when_asked() -> None:
    assert b"\x1c." in render(document(Text("a")), RenderOptions(cancel_kanji=True))
    assert b"\x1c." not in render(document(Text("a")), OPTIONS)


def test_a_page_lists_only_what_prints_as_itself() -> None:
    assert "€" in characters("CP858")
    assert "€" not in characters("CP850")
    assert "\u00ad" not in characters("CP1252")
    for page in ("CP437", "CP858", "CP1252", "ISO_8859-15"):
        assert all(char.isprintable() or char == "\u00a0" for char in characters(page))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=30), st.text(max_size=12))
def test_no_text_of_any_script_breaks_a_job(left: str, right: str) -> None:
    printed(Row(left, right, bold=True), Row(left, right, size=2), Cut())
