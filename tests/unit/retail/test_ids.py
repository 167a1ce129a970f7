"""UUIDv7: version, variant, time and order."""

from __future__ import annotations

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retail.errors import DataError
from retail.ids import timestamp_of, uuid7

_MS = st.integers(0, 2**48 - 1)
_RANDOM = st.binary(min_size=10, max_size=10)


@given(_MS, _RANDOM)
def test_a_uuid7_is_what_rfc_9562_says(at_ms: int, randomness: bytes) -> None:
    text = uuid7(at_ms, randomness)
    parsed = uuid.UUID(text)
    assert (parsed.version, parsed.variant, str(parsed)) == (7, uuid.RFC_4122, text)
    assert timestamp_of(text) == at_ms


@given(_MS, _MS, _RANDOM, _RANDOM)
def test_it_sorts_by_time(one: int, two: int, first: bytes, second: bytes) -> None:
    if one != two:
        assert (uuid7(one, first) < uuid7(two, second)) == (one < two)


def test_the_example_of_the_standard() -> None:
    # RFC 9562 appendix A.6: 0x017F22E279B0, rand_a 0xCC3, rand_b 0x18C4DC0C0C07398F.
    text = uuid7(0x017F22E279B0, bytes.fromhex("0cc318c4dc0c0c07398f"))
    assert text == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"


@pytest.mark.parametrize(("at_ms", "size"), [(-1, 10), (2**48, 10), (0, 9), (0, 16)])
def test_the_callers_mistakes(at_ms: int, size: int) -> None:
    with pytest.raises(ValueError, match="UUIDv7"):
        uuid7(at_ms, bytes(size))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nonsense",
        "017f22e279b07cc398c4dc0c0c07398f",
        "017F22E2-79B0-7CC3-98C4-DC0C0C07398F",
        "919108f7-52d1-4320-9bac-f847db4148a8",
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(DataError) as caught:
        timestamp_of(text)
    assert caught.value.code == "bad_id"
