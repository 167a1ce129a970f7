"""Money, currencies and exact amounts as text."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retail.currency import CURRENCIES, currency, digits
from retail.errors import RuleError
from retail.money import Money, amount_text, parse_amount

CODES = st.sampled_from(sorted(CURRENCIES))
MINOR = st.integers(-(10**14), 10**14)


def test_arithmetic_stays_in_its_currency() -> None:
    a, b = Money(1050, "EUR"), Money(300, "EUR")
    assert a + b == Money(1350, "EUR")
    assert a - b == Money(750, "EUR")
    assert -a == Money(-1050, "EUR")
    assert b < a and b <= a and a > b and a >= b
    assert Money.zero("EUR") == Money(0, "EUR")
    assert not Money.zero("EUR")
    assert str(Money(-1050, "EUR")) == "-10.50 EUR"
    assert msgspec.json.decode(msgspec.json.encode(a), type=Money) == a


@pytest.mark.parametrize("act", ["__add__", "__sub__", "__lt__", "__le__", "__gt__", "__ge__"])
def test_two_currencies_never_mix(act: str) -> None:
    with pytest.raises(RuleError) as error:
        getattr(Money(1, "EUR"), act)(Money(1, "CHF"))
    assert error.value.code == "currency_mismatch"


@pytest.mark.parametrize(
    ("text", "code", "minor"),
    [
        ("2.99", "EUR", 299),
        (" 2.9 ", "EUR", 290),
        ("-12.50", "EUR", -1250),
        ("−12.50", "EUR", -1250),
        ("+3", "EUR", 300),
        ("1980", "JPY", 1980),
        ("0.125", "KWD", 125),
        ("000000000000000001", "EUR", 100),
        ("-0", "EUR", 0),
    ],
)
def test_amounts_are_read_exactly(text: str, code: str, minor: int) -> None:
    assert parse_amount(text, code) == minor
    assert Money.parse(text, code) == Money(minor, code)


@pytest.mark.parametrize(
    ("text", "code", "error"),
    [
        ("2.999", "EUR", "amount_too_precise"),
        ("2.990", "EUR", "amount_too_precise"),
        ("0.5", "JPY", "amount_too_precise"),
        ("", "EUR", "amount_invalid"),
        ("1,50", "EUR", "amount_invalid"),
        ("1.", "EUR", "amount_invalid"),
        (".5", "EUR", "amount_invalid"),
        ("1e3", "EUR", "amount_invalid"),
        ("٣", "EUR", "amount_invalid"),
        ("9" * 5000, "EUR", "amount_too_large"),
        ("12345678901234.00", "EUR", "amount_too_large"),
        ("1", "EURO", "currency_unknown"),
        ("1", "eur", "currency_unknown"),
    ],
)
def test_what_is_not_an_amount_is_refused(text: str, code: str, error: str) -> None:
    with pytest.raises(RuleError) as caught:
        parse_amount(text, code)
    assert caught.value.code == error


@given(MINOR, CODES)
def test_text_of_an_amount_reads_back(minor: int, code: str) -> None:
    assert parse_amount(amount_text(minor, code), code) == minor


def test_digits_follow_iso_4217() -> None:
    assert (digits("JPY"), digits("EUR"), digits("HUF"), digits("IQD"), digits("KWD")) == (0, 2, 2, 3, 3)


@pytest.mark.parametrize("code", sorted(CURRENCIES))
def test_cash_of_a_currency_is_in_order(code: str) -> None:
    cash = currency(code).notes + currency(code).coins
    assert all(amount > 0 for amount in cash)
    assert currency(code).notes == tuple(sorted(set(currency(code).notes), reverse=True))
    assert currency(code).coins == tuple(sorted(set(currency(code).coins), reverse=True))


def test_cash_is_in_minor_units() -> None:
    assert currency("EUR").notes[-1] == 500
    assert currency("EUR").coins[-1] == 1
    assert currency("JPY").notes[0] == 10_000
    assert currency("KWD").notes[-1] == 250
