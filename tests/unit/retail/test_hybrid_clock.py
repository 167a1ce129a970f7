"""Hybrid time never runs backwards, whatever the wall clock says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retail.errors import DataError
from retail.hybrid_clock import Stamp, parse, tick

_WALL = st.integers(0, 2**40)
_NODES = st.sampled_from(["a", "S1-T2", "hub"])
_STAMPS = st.builds(Stamp, ms=_WALL, counter=st.integers(0, 0xFFFF), node=_NODES).map(Stamp.text)


@given(st.none() | _STAMPS, _WALL, _NODES)
def test_a_tick_is_later_and_not_before_the_wall(previous: str | None, wall: int, node: str) -> None:
    now = tick(previous, wall, node)
    assert previous is None or now > previous
    assert parse(now).ms >= wall
    assert parse(now).node == node


@given(_STAMPS, _STAMPS)
def test_text_sorts_as_time_does(one: str, two: str) -> None:
    first, second = parse(one), parse(two)
    assert (one < two) == ((first.ms, first.counter, first.node) < (second.ms, second.counter, second.node))


def test_the_counter_goes_on_while_the_wall_stands_still() -> None:
    first = tick(None, 1_700_000_000_000, "t1")
    assert first == "018bcfe56800-0000-t1"
    assert tick(first, 1_700_000_000_000, "t1") == "018bcfe56800-0001-t1"
    assert tick(first, 1_600_000_000_000, "t1") == "018bcfe56800-0001-t1"
    assert tick(first, 1_700_000_000_001, "t1") == "018bcfe56801-0000-t1"


def test_a_full_counter_moves_to_the_next_millisecond() -> None:
    assert tick("000000000005-ffff-t1", 5, "t1") == "000000000006-0000-t1"


@pytest.mark.parametrize(
    "text", ["", "18bcfe56800-0000-t1", "018bcfe56800-0000-", "018BCFE56800-0000-t", "x\n"]
)
def test_other_text_is_refused(text: str) -> None:
    with pytest.raises(DataError) as caught:
        parse(text)
    assert caught.value.code == "bad_hybrid_time"


@pytest.mark.parametrize(("wall", "node"), [(-1, "t1"), (2**48, "t1"), (0, ""), (0, "a b")])
def test_a_time_or_node_that_cannot_be_written_is_refused(wall: int, node: str) -> None:
    with pytest.raises(DataError) as caught:
        tick(None, wall, node)
    assert caught.value.code == "bad_hybrid_time"
