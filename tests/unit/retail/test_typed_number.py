"""Amounts and quantities typed by hand are read exactly, or refused; never guessed."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retail.errors import RuleError
from retail.formatting import format_money, parse_typed_amount, parse_typed_quantity


def arabic(text: str) -> str:
    """`text` with the digits of Arabic script."""
    return text.translate({ord("0") + digit: 0x0660 + digit for digit in range(10)})


@pytest.mark.parametrize(
    ("text", "code", "locale", "minor"),
    [
        ("12,50", "EUR", "de", 1250),
        ("12.50", "EUR", "de", 1250),
        ("1.234,5", "EUR", "de", 123450),
        ("1.234", "EUR", "de", 123400),
        ("1,234", "EUR", "en", 123400),
        ("1,5", "EUR", "en", 150),
        ("1234", "EUR", "de", 123400),
        (",5", "EUR", "de", 50),
        ("5,", "EUR", "de", 500),
        ("EUR 3", "EUR", "de", 300),
        (" 3 € ", "EUR", "de", 300),
        ("1’234.50", "CHF", "de_CH", 123450),
        ("1 234,50", "EUR", "fr", 123450),
        ("1,23,456.50", "INR", "hi", 12345650),
        (arabic("3\u066b50"), "EUR", "ar", 350),
        (arabic("1\u066c234"), "EUR", "ar", 123400),
        ("1.250", "KWD", "en", 1250),
        ("500", "JPY", "ja", 500),
    ],
)
def test_typed_amounts(text: str, code: str, locale: str, minor: int) -> None:
    assert parse_typed_amount(text, code, locale) == minor


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "amount_invalid"),
        (",", "amount_invalid"),
        ("-5", "amount_invalid"),
        ("5-", "amount_invalid"),
        ("abc", "amount_invalid"),
        ("1.5.2", "amount_invalid"),
        ("1,2,3", "amount_invalid"),
        ("1e5", "amount_invalid"),
        ("²", "amount_invalid"),
        ("5" + " " * 50 + "0", "amount_invalid"),
        ("1,234", "amount_too_precise"),
        ("0.345", "amount_too_precise"),
        ("99999999999999", "amount_too_large"),
    ],
)
def test_amounts_that_are_refused(text: str, error: str) -> None:
    with pytest.raises(RuleError) as caught:
        parse_typed_amount(text, "EUR", "de")
    assert caught.value.code == error


@given(
    st.integers(0, 10**12),
    st.sampled_from(["EUR", "JPY", "KWD", "USD", "CHF"]),
    st.sampled_from(["de", "en", "fr", "de_CH", "hi", "ja"]),
)
def test_what_is_shown_can_be_typed(minor: int, code: str, locale: str) -> None:
    assert parse_typed_amount(format_money(minor, code, locale), code, locale) == minor


@given(st.text(max_size=60), st.sampled_from(["de", "en", "ar"]))
def test_any_text_is_read_or_refused(text: str, locale: str) -> None:
    reads = (partial(parse_typed_amount, text, "EUR", locale), partial(parse_typed_quantity, text, locale))
    for read in reads:
        try:
            assert read() >= 0
        except RuleError as error:
            assert error.message


@pytest.mark.parametrize(
    ("text", "locale", "quantity"),
    [
        ("0,345", "de", 345),
        ("0.345", "de", 345),
        ("1.345", "de", 1345),
        ("1,345", "en", 1345),
        ("3", "de", 3000),
        (",5", "de", 500),
        ("2,", "de", 2000),
        (arabic("0\u066b345"), "ar", 345),
    ],
)
def test_typed_quantities(text: str, locale: str, quantity: int) -> None:
    assert parse_typed_quantity(text, locale) == quantity


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "quantity_invalid"),
        ("-1", "quantity_invalid"),
        ("1.234,5", "quantity_invalid"),
        ("1" * 50, "quantity_invalid"),
        ("0,3456", "quantity_too_precise"),
        ("12345678", "quantity_too_large"),
    ],
)
def test_quantities_that_are_refused(text: str, error: str) -> None:
    with pytest.raises(RuleError) as caught:
        parse_typed_quantity(text, "de")
    assert caught.value.code == error
