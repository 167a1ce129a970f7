"""Codes of gift cards find every slip; what a sale enters for cards and store credit can be taken back."""

from __future__ import annotations

import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retail import gift_card
from retail.errors import RuleError
from tests.fakes.loyalty_samples import amount, goods
from tests.fakes.sold import paid

CODES = st.randoms(use_true_random=False).map(lambda one: gift_card.new_code(one.choice))


@given(CODES, st.integers(1, 17), st.sampled_from(gift_card.ALPHABET))
def test_every_wrong_character_is_found(code: str, place: int, char: str) -> None:
    wrong = code[:place] + char + code[place + 1 :]
    if wrong == code:
        assert gift_card.tidy_code(wrong) == code
        return
    with pytest.raises(RuleError, match="no code of a gift card"):
        gift_card.tidy_code(wrong)


@given(CODES, st.integers(1, 16), st.integers(1, 16))
def test_every_swap_of_two_characters_is_found(code: str, one: int, other: int) -> None:
    chars = list(code)
    chars[one], chars[other] = chars[other], chars[one]
    wrong = "".join(chars)
    if wrong != code:
        with pytest.raises(RuleError):
            gift_card.account_id_of(wrong)


def test_a_code_is_read_as_it_is_printed_and_as_it_is_keyed() -> None:
    code = gift_card.new_code(secrets.choice)
    assert gift_card.looks_ours(gift_card.shown(code))
    assert gift_card.account_id_of(gift_card.shown(code).lower()) == gift_card.account_id_of(f" {code} ")
    account = gift_card.account_id_of(code)
    assert (account[0], len(account)) == ("g", 33)
    assert code not in account
    assert len({gift_card.new_code(secrets.choice) for _ in range(50)}) == 50


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "gift_card_code_invalid"),
        ("SHORT", "gift_card_code_invalid"),
        ("G0000000000000000O", "gift_card_code_invalid"),
        ("ÄBCDEFGHJKLMNPQR", "gift_card_code_invalid"),
        ("4111 1111 1111 1111", "card_number_refused"),
    ],
)
def test_what_is_no_code(text: str, code: str) -> None:
    with pytest.raises(RuleError) as caught:
        gift_card.tidy_code(text)
    assert caught.value.code == code


def test_a_card_bought_elsewhere_is_taken_as_it_is() -> None:
    assert gift_card.tidy_code("6006-4912-3456-7890-12") == "600649123456789012"


def test_what_a_sale_enters_and_its_opposite() -> None:
    lines = [
        goods("1", kind="gift_card", account_id="g1"),
        goods("2", kind="gift_card", account_id="g2", voided=True),
        goods("3"),
    ]
    tenders = [
        paid("gift_card", 500, account_id="g3"),
        paid("store_credit", -200, account_id="anna"),
        paid("cash", 100),
    ]
    entries = gift_card.value_entries("s", lines, [amount("1", 2500), amount("3", 119)], tenders)
    assert [(one.account_id, one.kind, one.act, one.amount) for one in entries] == [
        ("g1", "gift_card", "load", 2500),
        ("g3", "gift_card", "spend", -500),
        ("anna", "store_credit", "refund", 200),
    ]
    undone = gift_card.reversed_values("v", entries)
    assert [(one.act, one.amount) for one in undone] == [
        ("adjustment", -2500),
        ("refund", 500),
        ("spend", -200),
    ]
    assert len({one.entry_id for one in (*entries, *undone)}) == 6
