"""The receipt document in columns: widths, wrapping, figures that are never broken, and hostile texts."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retail.graphemes import columns_of
from retail.receipt import (
    Barcode,
    Blank,
    Block,
    Cell,
    Columns,
    Cut,
    Notice,
    Qr,
    ReceiptDocument,
    Row,
    Rule,
    Text,
)
from retail.receipt_layout import Line, as_text, lay_out, visible, wrap


def document(*blocks: Block) -> ReceiptDocument:
    return ReceiptDocument(document_id="d-1", kind="receipt", language="de", blocks=blocks)


def lines(*blocks: Block, width: int = 32) -> list[str]:
    return as_text(document(*blocks), width).splitlines()


def test_a_row_keeps_its_value_at_the_right_edge_and_wraps_its_name_beside_it() -> None:
    assert lines(Row("Bio-Vollmilch 3,8 % in der Pfandflasche", "1,19 €")) == [
        "Bio-Vollmilch 3,8 % in    1,19 €",
        "der Pfandflasche",
    ]


def test_a_value_too_wide_for_its_name_goes_below_it_whole() -> None:
    assert lines(Row("Summe aller Posten", "1.234.567.890.123,45 EUR")) == [
        "Summe aller Posten",
        "        1.234.567.890.123,45 EUR",
    ]
    assert lines(Row("", "x" * 32)) == ["x" * 32]


def test_a_short_name_needs_no_more_room_than_it_has() -> None:
    assert lines(Row("A", "123456789012345678901234567890")) == ["A 123456789012345678901234567890"]


def test_a_row_without_value_is_a_paragraph_and_a_value_of_two_lines_stands_below() -> None:
    assert lines(Row("only a name", "")) == ["only a name"]
    assert lines(Row("name", "a\nb")) == ["name", " " * 31 + "a", " " * 31 + "b"]


def test_text_is_aligned_and_wrapped_at_spaces_and_newlines() -> None:
    assert lines(Text("one two\nthree", align="right"), width=10) == ["   one two", "     three"]
    assert lines(Text("ab", align="center"), width=7) == ["  ab"]
    assert wrap("a bb cccccc", 4) == ["a bb", "cccc", "cc"]


def test_spaces_at_the_beginning_indent_every_line_but_leave_the_middle_and_the_right_edge() -> None:
    assert lines(Row("  three for two of the same", "-1,00"), width=24) == [
        "  three for two of -1,00",
        "  the same",
    ]
    assert lines(Text("  6 x 0,99")) == ["  6 x 0,99"]
    assert lines(Text("  ab", align="right"), width=6) == ["    ab"]
    assert lines(Text(" ab", align="center"), width=6) == ["  ab"]
    assert wrap(" " * 9 + "abcdef", 8) == ["  abcdef"]


def test_a_thai_vowel_stays_with_its_letter() -> None:
    assert wrap("ตะวันและเมล็ด", 6) == ["ตะวัน", "และเมล็", "ด"]
    assert wrap("เ" * 5, 2) == ["เเ", "เเ", "เ"]


def test_double_size_has_half_the_columns() -> None:
    piece = lay_out(document(Row("Total", "9,99", bold=True, size=2)), 32)[0]
    assert piece == Line("Total       9,99", bold=True, size=2, cells=(12,))
    assert lines(Row("Total", "9,99", size=2)) == ["Total" + " " * 23 + "9,99"]


def test_columns_line_up_and_a_figure_that_does_not_fit_is_never_broken() -> None:
    head = Columns((Cell("Rate", weight=2), Cell("Net", "right"), Cell("Tax", "right")))
    row = Columns((Cell("A = 19 %", weight=2), Cell("100,00", "right"), Cell("19,00", "right")))
    assert lines(head, row) == [
        "Rate                 Net     Tax",
        "A = 19 %          100,00   19,00",
    ]
    wide = Columns((Cell("A"), Cell("123456789012,34", "right"), Cell("1,00", "right")))
    assert lines(wide) == ["A", " " * 17 + "123456789012,34", " " * 28 + "1,00"]


def test_a_cell_of_several_words_wraps_in_its_column() -> None:
    assert lines(Columns((Cell("one two"), Cell("x", "right"))), width=9) == ["one     x", "two"]
    assert lines(Columns(())) == []


def test_marks_and_codes() -> None:
    blocks = (
        Rule(),
        Rule(double=True),
        Blank(2),
        Notice("DUPLICATE"),
        Qr("hello", "scan me"),
        Qr("x"),
        Barcode("S1-1"),
        Cut(),
    )
    assert lines(*blocks, width=16) == [
        "-" * 16,
        "=" * 16,
        "",
        "",
        "+--------------+",
        "|  DUPLICATE   |",
        "+--------------+",
        "[QR:hello]",
        "    scan me",
        "[QR:x]",
        "[BARCODE:S1-1]",
        "[CUT]",
    ]


def test_wide_and_combining_characters_count_as_a_printer_places_them() -> None:
    assert columns_of("日本") == 4
    assert columns_of("e\u0301") == 1
    assert wrap("日本語のお茶", 5) == ["日本", "語の", "お茶"]
    assert wrap("e\u0301" * 3, 2) == ["e\u0301e\u0301", "e\u0301"]


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("\x1bp\x00", "␛p␀"),
        ("a\tb", "a b"),
        ("a\r\nb", "a\nb"),
        ("\x7f", "␡"),
        ("\x85", "\ufffd"),
        ("\ud800", "\ufffd"),
    ],
)
def test_no_text_can_send_a_command(raw: str, shown: str) -> None:
    assert visible(raw) == shown


anything = st.text(max_size=60)


@given(st.sampled_from((24, 32, 42, 48)), anything, anything)
def test_no_line_is_wider_than_the_paper_and_no_character_is_lost(width: int, left: str, right: str) -> None:
    blocks = (
        Row(left, right),
        Text(left, size=2),
        Columns((Cell(left), Cell(right, "right"))),
        Notice(right),
    )
    for piece in lay_out(document(*blocks), width):
        assert isinstance(piece, Line)
        assert columns_of(piece.text) * piece.size <= width
    row = lay_out(document(Row(left, right)), width)
    printed = "".join(piece.text for piece in row if isinstance(piece, Line))
    assert sorted(printed.replace(" ", "")) == sorted(
        (visible(left) + visible(right)).replace(" ", "").replace("\n", "")
    )


@given(st.integers(0, 9_999_999_999).map(lambda cents: f"{cents / 100:,.2f}"), anything)
def test_a_figure_on_the_right_is_always_in_one_piece(figure: str, name: str) -> None:
    assert any(line.rstrip().endswith(figure) for line in lines(Row(name, figure)))


def test_a_document_survives_json() -> None:
    original = document(Text("a"), Row("b", "c"), Columns((Cell("d"),)), Notice("e"), Qr("f"), Cut())
    assert msgspec.json.decode(msgspec.json.encode(original), type=ReceiptDocument) == original
