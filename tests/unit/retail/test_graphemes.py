"""What a reader takes for one character, and how many columns it needs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retail.graphemes import clusters, columns_of, is_emoji
from retail.receipt_layout import wrap


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("abc", ["a", "b", "c"]),
        ("e\u0301x", ["e\u0301", "x"]),
        ("น้ำปลา", ["น้ำ", "ป", "ล", "า"]),
        ("हिन्दी", ["हि", "न्दी"]),
        ("한글", ["한", "글"]),
        ("\u1112\u1161\u11ab", ["\u1112\u1161\u11ab"]),
        ("a\u1161", ["a", "\u1161"]),
        ("🇩🇪🇫🇷", ["🇩🇪", "🇫🇷"]),
        ("x🇩", ["x", "🇩"]),
        ("👨‍👩‍👧!", ["👨‍👩‍👧", "!"]),
        ("👍🏽", ["👍🏽"]),
        ("a\u200db", ["a\u200d", "b"]),
        ("Brat\u00adwurst"[3:6], ["t\u00ad", "w"]),
    ],
)
def test_a_character_is_what_a_reader_takes_for_one(text: str, expected: list[str]) -> None:
    assert list(clusters(text)) == expected


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("abc", 3),
        ("ä", 1),
        ("日本", 4),
        ("한", 2),
        ("\u1112\u1161\u11ab", 2),
        ("👨‍👩‍👧", 2),
        ("👍🏽", 2),
        ("❤", 1),
        ("❤️", 2),
        ("🇩🇪", 2),
        ("🇩", 1),
        ("✓\u0301", 1),
        ("ที่", 1),
    ],
)
def test_columns_are_those_of_what_is_drawn(text: str, columns: int) -> None:
    assert columns_of(text) == columns


def test_an_emoji_is_told_from_a_sign_of_the_text() -> None:
    assert [is_emoji(text) for text in ("☕", "❤️", "🇩🇪", "✓", "日", "🇩")] == [
        True,
        True,
        True,
        False,
        False,
        False,
    ]


def test_chinese_and_japanese_fill_their_lines_and_no_stop_begins_one() -> None:
    assert wrap("milk 日本語日本語。", 10) == ["milk 日本", "語日本語。"]
    assert wrap("アイスキャンディー", 8) == ["アイス", "キャン", "ディー"]
    assert wrap("日本(語)", 5) == ["日本", "(語)"]


def test_a_mark_never_begins_a_line_however_narrow_the_paper() -> None:
    assert wrap("หหหน้ำหห", 4) == ["หหห", "น้ำหห"]
    assert wrap("क्" * 8 + "क", 4) == ["क्क्क्क्", "क्क्क्क्", "क"]


@given(st.text(max_size=40))
def test_clusters_joined_are_the_text(text: str) -> None:
    assert "".join(clusters(text)) == text
    assert all(clusters(text))


@given(
    st.text(st.characters(categories=("Lo", "Mn", "Mc", "So", "Cf", "Nd")), max_size=40), st.integers(2, 20)
)
def test_no_line_is_wider_than_the_paper(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(columns_of(line) <= width for line in lines)
    assert "".join(lines) == text
