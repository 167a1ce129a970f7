"""Canonical JSON is byte for byte that of RFC 8785, and refuses what a document may not hold."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import msgspec
import pytest
import rfc8785
from hypothesis import example, given
from hypothesis import strategies as st

from retail.canonical import canonical, sha256_hex
from retail.errors import DataError

_SAFE = 2**53 - 1
_TEXT = st.text()
DOCUMENTS = st.recursive(
    st.none() | st.booleans() | st.integers(-_SAFE, _SAFE) | _TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXT, inner, max_size=4),
    max_leaves=20,
)


class Leaf(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    amount: int
    rate: Decimal = Decimal("0.19")


class Tree(msgspec.Struct, frozen=True, kw_only=True):
    zebra: tuple[Leaf, ...]
    ant: dict[str, int]


@given(DOCUMENTS)
# A key beyond the basic plane sorts by its surrogates, before U+FB33; by code point it would come after.
@example({"\U0001f600": 1, "\ufb33": 2, "a": 3})
@example([{"é": 1, "a": 2}, {"b": 1, "a": 2}])
@example({"b": {"é": 1}, "a": {"z": 1, "y": {"\U0001f600": 1, "\uffff": 2}}})
@example('\x00\x08\x0c\x1f\x7f/\u2028"\\é😀')
def test_bytes_are_those_of_rfc_8785(document: Any) -> None:
    assert canonical(document) == rfc8785.dumps(document)


@given(DOCUMENTS)
def test_it_reads_back_and_is_stable(document: Any) -> None:
    data = canonical(document)
    assert msgspec.json.decode(data) == document
    assert canonical(msgspec.json.decode(data)) == data


def test_the_order_of_insertion_does_not_matter() -> None:
    assert canonical({"b": 1, "a": [2, {"d": 3, "c": 4}]}) == b'{"a":[2,{"c":4,"d":3}],"b":1}'


def test_structs_are_documents() -> None:
    tree = Tree(zebra=(Leaf(name="é", amount=-5),), ant={"b": 1, "a": 2})
    assert (
        canonical(tree) == '{"ant":{"a":2,"b":1},"zebra":[{"amount":-5,"name":"é","rate":"0.19"}]}'.encode()
    )


@pytest.mark.parametrize(
    ("value", "error"),
    [
        (1.5, "float_in_document"),
        (2.0, "float_in_document"),
        ({"a": [float("nan")]}, "float_in_document"),
        ({"é": 1, "b": [1, 0.5]}, "float_in_document"),
        ([{"é": 1}, 0.5], "float_in_document"),
        (_SAFE + 1, "integer_out_of_range"),
        ({"a": -_SAFE - 1}, "integer_out_of_range"),
        (10**40, "integer_out_of_range"),
        ({1: "a"}, "key_not_text"),
        ({None: "a"}, "key_not_text"),
        ("\ud800", "not_a_document"),
        ({"é\ud800": 1}, "not_a_document"),
        ({"a": "é\udfff"}, "not_a_document"),
        (object(), "not_a_document"),
        ({"a": 1 + 2j}, "not_a_document"),
    ],
)
def test_what_is_no_document_is_refused(value: Any, error: str) -> None:
    with pytest.raises(DataError) as caught:
        canonical(value)
    assert caught.value.code == error


def test_endless_nesting_is_refused() -> None:
    nested: list[Any] = []
    nested.append(nested)
    deep: Mapping[str, Any] = {}
    for _ in range(100_000):
        deep = {"a": deep}
    for document in (nested, deep):
        with pytest.raises(DataError) as caught:
            canonical(document)
        assert caught.value.code == "not_a_document"


def test_the_hash_is_sha_256() -> None:
    assert sha256_hex(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
