"""What people read: money, quantities, percents and times in their country's writing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retail import currency
from retail.errors import DataError, RuleError
from retail.formatting import (
    format_business_date,
    format_date,
    format_date_time,
    format_money,
    format_percent,
    format_quantity,
    format_time,
)

NB = "\N{NO-BREAK SPACE}"
AT = 1_750_000_000_000  # 2025-06-15 15:06:40 UTC


@pytest.mark.parametrize(
    ("minor", "code", "locale", "text"),
    [
        (1999, "EUR", "de", f"19,99{NB}€"),
        (123_456_789, "EUR", "de", f"1.234.567,89{NB}€"),
        (-5, "EUR", "en-GB", "-€0.05"),
        (0, "USD", "en_US", "$0.00"),
        (1250, "JPY", "ja", "￥1,250"),
        (1250, "KWD", "en", f"KWD{NB}1.250"),
        # ISO 4217 gives these digits, CLDR shows none: cents must not vanish.
        (1250, "IQD", "en", f"IQD{NB}1.250"),
        (1250, "RSD", "de", f"12,50{NB}RSD"),
        (1234567, "INR", "hi", "₹12,345.67"),
        (-5, "CHF", "de_CH", "CHF-0.05"),
    ],
)
def test_money(minor: int, code: str, locale: str, text: str) -> None:
    assert format_money(minor, code, locale) == text


@given(st.integers(-(10**15) + 1, 10**15 - 1), st.sampled_from(sorted(currency.CURRENCIES)))
def test_money_shows_every_digit(minor: int, code: str) -> None:
    text = format_money(minor, code, "en")
    shown = "".join(character for character in text if character.isdigit())
    assert int(shown) == abs(minor)
    assert ("-" in text) == (minor < 0)


def test_unknown_currency_and_locale() -> None:
    with pytest.raises(RuleError):
        format_money(1, "XXY", "de")
    for name in ("xx", "", "no locale"):
        with pytest.raises(DataError) as caught:
            format_money(1, "EUR", name)
        assert caught.value.code == "unknown_locale"


@pytest.mark.parametrize(
    ("quantity", "unit", "locale", "text"),
    [
        (3000, "pcs", "de", "3"),
        (-1500, "", "de", "-1,5"),
        (345, "kg", "de", f"0,345{NB}kg"),
        (500, "kg", "en", f"0.500{NB}kg"),
        (250_000, "g", "en", f"250{NB}g"),
        (1_000_000, "l", "de", f"1.000,000{NB}l"),
        (2500, "m", "en", f"2.500{NB}m"),
        (2000, "box", "de", f"2{NB}box"),
    ],
)
def test_quantity(quantity: int, unit: str, locale: str, text: str) -> None:
    assert format_quantity(quantity, unit, locale) == text


@pytest.mark.parametrize(
    ("rate", "locale", "text"),
    [
        ("0.19", "de", f"19{NB}%"),
        ("0.055", "en", "5.5%"),
        (Decimal("0.08875"), "en", "8.875%"),
        ("0", "de", f"0{NB}%"),
    ],
)
def test_percent(rate: str | Decimal, locale: str, text: str) -> None:
    assert format_percent(rate, locale) == text


@pytest.mark.parametrize("rate", ["", "19 %", "NaN", "Infinity"])
def test_what_is_no_rate(rate: str) -> None:
    with pytest.raises(DataError) as caught:
        format_percent(rate, "de")
    assert caught.value.code == "bad_rate"


def test_times_are_local_to_the_store() -> None:
    assert format_date(AT, "Europe/Berlin", "de") == "15.06.2025"
    assert format_time(AT, "Europe/Berlin", "de") == "17:06"
    assert format_date_time(AT, "Pacific/Auckland", "en-GB") == "16 Jun 2025 03:06"
    assert format_business_date("2025-06-15", "en-GB") == "15 Jun 2025"


def test_what_is_no_time() -> None:
    with pytest.raises(DataError) as zone:
        format_time(AT, "Mars/Olympus", "de")
    with pytest.raises(DataError) as time:
        format_date(10**18, "UTC", "de")
    with pytest.raises(DataError) as day:
        format_business_date("15.06.2025", "de")
    assert [error.value.code for error in (zone, time, day)] == ["unknown_time_zone", "bad_time", "bad_date"]
