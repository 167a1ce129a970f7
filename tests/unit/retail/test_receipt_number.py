"""Receipt numbers are printed and read back in exactly one form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retail.errors import DataError
from retail.receipt_number import ReceiptNumber, parse, receipt_number

_N = st.integers(1, 10**8)


@given(_N, _N, _N, st.booleans())
def test_round_trip(store: int, terminal: int, n: int, training: bool) -> None:
    text = receipt_number(store, terminal, n, training=training)
    assert parse(text) == ReceiptNumber(store_no=store, terminal_no=terminal, n=n, training=training)


@pytest.mark.parametrize(
    ("n", "training", "text"),
    [(123, False, "S1-T2-000123"), (1, True, "S1-T2-TR000001"), (1_234_567, False, "S1-T2-1234567")],
)
def test_the_printed_form(n: int, training: bool, text: str) -> None:
    assert receipt_number(1, 2, n, training=training) == text


@pytest.mark.parametrize("numbers", [(0, 1, 1), (1, 0, 1), (1, 1, 0), (1, 1, -5)])
def test_counting_begins_at_one(numbers: tuple[int, int, int]) -> None:
    with pytest.raises(DataError) as caught:
        receipt_number(*numbers)
    assert caught.value.code == "bad_receipt_number"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "S1-T2-123",
        "S1-T2-0000123",
        "S1-T2-000000",
        "S01-T2-000123",
        "S1-T2-TR123",
        "S1-T2-٠٠٠١٢٣",
        "S1-T2-000123 ",
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(DataError) as caught:
        parse(text)
    assert caught.value.code == "bad_receipt_number"
