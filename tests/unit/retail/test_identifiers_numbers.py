"""Check digits, GTIN and UPC-E, held against biip as a second opinion."""

from __future__ import annotations

import biip.checksums
import pytest
from biip.gtin import Gtin
from biip.upc import Upc, UpcFormat
from hypothesis import given
from hypothesis import strategies as st

from retail.errors import DataError
from retail.identifiers import to_gtin14
from retail.identifiers.check_digit import check_digit, has_right_check_digit, inner_check_digit, is_digits
from retail.identifiers.plu import plu_of
from retail.identifiers.upc_e import expand


def digits(least: int, most: int | None = None) -> st.SearchStrategy[str]:
    return st.text(alphabet="0123456789", min_size=least, max_size=most or least)


@given(digits(1, 20))
def test_check_digit_agrees_with_biip(payload: str) -> None:
    assert check_digit(payload) == str(biip.checksums.gs1_standard_check_digit(payload))


@given(digits(7, 13), st.integers(0, 13), st.integers(1, 9))
def test_any_single_wrong_digit_is_found(payload: str, place: int, by: int) -> None:
    code = payload + check_digit(payload)
    assert has_right_check_digit(code)
    place %= len(code)
    wrong = code[:place] + str((int(code[place]) + by) % 10) + code[place + 1 :]
    assert not has_right_check_digit(wrong)


@given(digits(4) | digits(5))
def test_inner_check_digit_agrees_with_biip(value: str) -> None:
    assert inner_check_digit(value) == str(biip.checksums.gs1_price_weight_check_digit(value))


@pytest.mark.parametrize(
    ("value", "expected"), [("2875", "9"), ("14685", "6"), ("0000", "0"), ("00000", "0")]
)
def test_inner_check_digit_examples(value: str, expected: str) -> None:
    assert inner_check_digit(value) == expected


def test_inner_check_digit_has_two_lengths_only() -> None:
    with pytest.raises(ValueError, match="6 digits"):
        inner_check_digit("123456")


@pytest.mark.parametrize(
    ("text", "expected"), [("0123", True), ("", False), ("٣", False), ("²", False), ("1a", False)]
)
def test_digits_are_ascii(text: str, expected: bool) -> None:
    assert is_digits(text) is expected


@given(st.sampled_from([7, 11, 12, 13]), st.data())
def test_gtin14_agrees_with_biip(length: int, data: st.DataObject) -> None:
    payload = data.draw(digits(length))
    code = payload + check_digit(payload)
    assert to_gtin14(code) == code.zfill(14)
    # biip decides by leading zeros what a longer number is, which the canonical form makes irrelevant.
    assert Gtin.parse(code).as_gtin_14() == to_gtin14(code)
    assert to_gtin14(to_gtin14(code)) == to_gtin14(code)


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("", "wrong_length"),
        ("123456789", "wrong_length"),
        ("400638133393x", "wrong_length"),
        ("4006381333930", "bad_check_digit"),
    ],
)
def test_gtin14_refuses(code: str, error: str) -> None:
    with pytest.raises(DataError) as caught:
        to_gtin14(code)
    assert caught.value.code == error


@given(st.sampled_from("01"), digits(6))
def test_upc_e_expands_as_biip_does_and_back(number_system: str, six: str) -> None:
    upc_e = Upc.parse(number_system + six)
    whole = number_system + six + Upc.parse(upc_e.as_upc_a()).value[-1]
    upc_a = expand(whole)
    assert upc_a == upc_e.as_upc_a()
    assert to_gtin14(upc_a) == upc_e.as_gtin_14()
    short = Upc.parse(upc_a).as_upc_e()
    # Several UPC-E forms may stand for one UPC-A (GS1 prints one of them); all expand to the same number.
    assert Upc.parse(short).format is UpcFormat.UPC_E
    assert expand(short) == upc_a


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("0425261", "wrong_length"),
        ("0425261a", "wrong_length"),
        ("24252614", "bad_number_system"),
        ("04252615", "bad_check_digit"),
    ],
)
def test_upc_e_refuses(code: str, error: str) -> None:
    with pytest.raises(DataError) as caught:
        expand(code)
    assert caught.value.code == error


@pytest.mark.parametrize(
    ("text", "prefix", "plu"),
    [
        ("4011", "", "4011"),
        ("04011", "", "04011"),
        ("401", "", None),
        ("401100", "", None),
        ("40x1", "", None),
        ("P4011", "P", "4011"),
        ("4011", "P", None),
        ("P401", "P", None),
    ],
)
def test_plu(text: str, prefix: str, plu: str | None) -> None:
    assert plu_of(text, prefix) == plu
