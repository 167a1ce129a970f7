"""The basket code: what went in comes out, and nothing else does."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from retail import base45
from retail.basket_lines import BasketLine, pack_lines, unpack_lines
from retail.basket_qr import PREFIX, encode_basket, join, key_id, read_part
from retail.errors import DataError, KnownError, RuleError
from retail.ids import uuid7

AT = 1_780_000_000_000
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()
CART = uuid7(AT, bytes(10))


def line(number: int = 1, sku: str = "4006381333931", quantity: int = 1000) -> BasketLine:
    made = uuid7(AT + number * 1000, number.to_bytes(10, "big"))
    return BasketLine(line_id=made, sku=sku, quantity=quantity)


def codes(lines: list[BasketLine], cart_id: str = CART) -> tuple[str, ...]:
    return encode_basket(cart_id, lines, KEY.sign, PUBLIC)


def refused(call: Callable[[], object]) -> str:
    with pytest.raises(KnownError) as refusal:
        call()
    return refusal.value.code


ids = st.builds(uuid7, st.integers(0, 2**48 - 1), st.binary(min_size=10, max_size=10))
skus = st.one_of(
    st.from_regex(r"[0-9]{1,63}", fullmatch=True),
    st.text(min_size=1, max_size=15),
)
any_line = st.builds(BasketLine, line_id=ids, sku=skus, quantity=st.integers(1, 9_999_000))


@given(st.lists(any_line, min_size=1, max_size=90, unique_by=lambda one: one.line_id), ids)
def test_what_goes_in_comes_out(lines: list[BasketLine], cart_id: str) -> None:
    parts = [read_part(text, [PUBLIC]) for text in codes(lines, cart_id)]
    assert len(parts) == -(-len(lines) // 40)
    basket = join([*reversed(parts), parts[0]])
    assert (basket.cart_id, basket.lines) == (cart_id, tuple(lines))


@given(st.binary(max_size=60))
def test_base45_there_and_back(data: bytes) -> None:
    assert base45.decode(base45.encode(data)) == data


def test_base45_as_the_rfc_writes_it() -> None:
    assert base45.encode(b"Hello!!") == "%69 VD92EX0"
    assert base45.encode(b"base-45") == "UJCLQE7W581"
    assert base45.decode("QED8WEX0") == b"ietf!"


@pytest.mark.parametrize("text", ["A", "ABCD", "GGW", "::", "ab", "Ä12", "   :"])
def test_what_is_no_base45_is_refused(text: str) -> None:
    assert refused(lambda: base45.decode(text)) == "base45_invalid"


@given(st.binary(max_size=80))
def test_lines_of_any_bytes_are_read_or_torn(data: bytes) -> None:
    try:
        lines = unpack_lines(data)
    except DataError as error:
        assert error.code == "basket_torn"
    else:
        assert pack_lines(lines) == data


def forged(data: bytes) -> str:
    return PREFIX + base45.encode(data + KEY.sign(b"tillbridge basket\n" + data))


def test_codes_that_are_not_as_they_were_made_are_refused() -> None:
    (text,) = codes([line(1), line(2)])
    data = base45.decode(text.removeprefix(PREFIX))
    other = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    for number in (*range(1, 18), *range(22, len(data))):
        changed = bytes([*data[:number], data[number] ^ 1, *data[number + 1 :]])
        code = refused(partial(read_part, PREFIX + base45.encode(changed), [PUBLIC]))
        assert code == "basket_signature", number
    assert refused(lambda: read_part(text, [other])) == "basket_signer"
    assert refused(lambda: read_part(text, [])) == "basket_signer"
    newer = PREFIX + base45.encode(bytes([2]) + data[1:])
    assert refused(lambda: read_part(newer, [PUBLIC])) == "basket_version"
    for cut in (PREFIX, text[:40], text[:-1] + "a"):
        assert refused(partial(read_part, cut, [PUBLIC])) == "basket_torn"
    for stranger in ("", "TBC1:abc", "4006381333931", PREFIX + "0" * 4000):
        assert refused(partial(read_part, stranger, [PUBLIC])) == "basket_not_one"


@pytest.mark.parametrize("places", [0x00, 0x01, 0x21])
def test_a_part_that_cannot_be_is_torn(places: int) -> None:
    data = bytes([1, places]) + bytes(16) + key_id(PUBLIC) + pack_lines([line(1)])
    assert refused(lambda: read_part(forged(data), [PUBLIC])) == "basket_torn"


def test_more_lines_than_a_code_has_are_torn() -> None:
    data = bytes([1, 0x11]) + bytes(16) + key_id(PUBLIC) + pack_lines([line(n) for n in range(41)])
    assert refused(lambda: read_part(forged(data), [PUBLIC])) == "basket_torn"


def test_two_keys_of_one_short_name_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    other = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    monkeypatch.setattr("retail.basket_qr.key_id", lambda _key: b"same")
    (text,) = codes([line(1)])
    assert read_part(text, [other, PUBLIC]).signer == PUBLIC.hex()


def test_parts_are_joined_when_all_of_one_basket_are_there() -> None:
    many = [line(number) for number in range(81)]
    parts = [read_part(text, [PUBLIC]) for text in codes(many)]
    others = [read_part(text, [PUBLIC]) for text in codes(many[:-1])]
    assert [(one.part, one.parts) for one in parts] == [(1, 3), (2, 3), (3, 3)]
    with pytest.raises(RuleError) as refusal:
        join(parts[1:2])
    assert (refusal.value.code, refusal.value.params) == (
        "basket_part_missing",
        {"missing": (1, 3), "parts": 3},
    )
    assert refused(lambda: join([])) == "basket_part_missing"
    assert refused(lambda: join([parts[0], others[1]])) == "basket_mixed"
    changed = replace(parts[1], lines=(line(100), *parts[1].lines[1:]))
    assert refused(lambda: join([parts[0], changed, parts[2]])) == "basket_torn"
    (single,) = codes([line(1), line(1)])
    assert refused(lambda: join([read_part(single, [PUBLIC])])) == "basket_torn"


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ([], "basket_size"),
        ([line(number) for number in range(601)], "basket_size"),
        ([line(sku="")], "basket_item"),
        ([line(sku="x" * 64)], "basket_item"),
        ([line(sku="1" * 64)], "basket_item"),
        ([line(quantity=0)], "basket_quantity"),
        ([line(quantity=9_999_001)], "basket_quantity"),
    ],
)
def test_baskets_that_do_not_fit_are_refused(lines: list[BasketLine], code: str) -> None:
    assert refused(lambda: codes(lines)) == code


@pytest.mark.parametrize(
    "content",
    [
        bytes(6) + b"\x00",
        bytes(6) + b"\x01\xc0\x01\x00" + bytes(10),
        bytes(6) + b"\x01\xc1\x01\x00\x00" + bytes(10),
        bytes(6) + b"\x01\xc1\xff\x01\x00" + bytes(10),
        bytes(6) + b"\x01\x42\xff\xff\x01\x00" + bytes(10),
        bytes(6) + b"\x01\xc1\x01" + b"\xff" * 8 + bytes(10),
        b"\xff" * 6 + b"\x01\xc1\x01\x01\x01" + bytes(10),
        bytes(6) + b"\x01\xc1\x01\x01\x00" + bytes(9),
        bytes(6) + b"\x01\xc1\x01\x01\x00" + bytes(11),
        bytes(6) + b"\x01\xc1\x01\x81\x00\x00" + bytes(10),
    ],
)
def test_signed_nonsense_is_torn(content: bytes) -> None:
    data = bytes([1, 0x11]) + bytes(16) + key_id(PUBLIC) + content
    assert refused(lambda: read_part(forged(data), [PUBLIC])) == "basket_torn"
