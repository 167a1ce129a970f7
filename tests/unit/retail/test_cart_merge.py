"""Shared carts: one result in every order and repetition of the writers, and lines sold once."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from retail.cart import CartLine
from retail.cart_merge import MAX_LINES, arriving, checked, convert, live, merge
from retail.errors import RuleError
from retail.hybrid_clock import MAX_AHEAD_MS, Stamp, tick
from retail.ids import uuid7

NOW = 1_780_000_000_000


def stamp(ms: int, node: str = "web") -> str:
    return Stamp(ms=ms, counter=0, node=node).text()


def line_id(number: int) -> str:
    return uuid7(NOW, number.to_bytes(10, "big"))


def line(number: int = 1, quantity: int = 1000, at: int = NOW, **more: object) -> CartLine:
    made = CartLine(line_id=line_id(number), sku="milk", quantity=quantity, stamp=stamp(at))
    return replace(made, **more)


lines = st.builds(
    CartLine,
    line_id=st.sampled_from([line_id(number) for number in range(3)]),
    sku=st.sampled_from(["", "milk", "bread"]),
    quantity=st.integers(1, 3),
    stamp=st.builds(stamp, st.integers(1, 3), st.sampled_from(["a", "b"])),
    removed=st.sampled_from([False, False, True]),
    consumed_by=st.sampled_from(["", "", "t1", "t2"]),
)
writers = st.lists(st.lists(lines, max_size=4), min_size=1, max_size=4)


def merged(writers: Iterable[Iterable[CartLine]]) -> tuple[CartLine, ...]:
    """What they all make, one after the other."""
    cart: tuple[CartLine, ...] = ()
    for changes in writers:
        cart = merge(cart, changes)
    return cart


@given(writers, st.randoms(use_true_random=False))
def test_any_order_and_repetition_gives_one_result(changes: list[list[CartLine]], random: object) -> None:
    once = merged(changes)
    again = [*changes, *changes]
    random.shuffle(again)  # type: ignore[attr-defined]
    assert merged(again) == once
    assert merge((), [one for writer in again for one in writer]) == once
    assert merge(once, once) == once


def test_three_writers_in_every_order() -> None:
    phone = [line(1, 2000, NOW + 1), line(2)]
    kiosk = [line(1, 5000, NOW + 2), line(3, removed=True, sku="", quantity=0)]
    till = [line(2, removed=True), line(3, 9000, NOW + 9)]
    results = {merged(order) for order in permutations([phone, kiosk, till])}
    (result,) = results
    assert [(one.line_id, one.quantity) for one in live(result)] == [(line_id(1), 5000)]


def test_a_full_cart_takes_no_more_lines_and_still_takes_changes() -> None:
    full = merge((), [line(number) for number in range(MAX_LINES)])
    with pytest.raises(RuleError) as refusal:
        merge(full, [line(MAX_LINES)])
    assert refusal.value.code == "cart_full"
    assert len(merge(full, [line(0, removed=True)])) == MAX_LINES


def test_lines_are_sold_once() -> None:
    cart = (line(1), line(2, removed=True), line(3))
    first = convert(cart, "t1", {line_id(1), line_id(2)})
    assert [one.consumed_by for one in first.lines] == ["t1", "t1", ""]
    assert (first.twice, live(first.lines)) == ((), (line(3),))
    again = convert(first.lines, "t1", {line_id(1), line_id(2)})
    assert again == first
    second = convert(first.lines, "t2", {line_id(1), line_id(3)})
    assert [one.consumed_by for one in second.lines] == ["t1", "t1", "t2"]
    assert [(one.line_id, one.consumed_by) for one in second.twice] == [(line_id(1), "t1")]


def test_what_a_writer_says_was_sold_is_not_believed() -> None:
    assert checked([line(1, consumed_by="t1")]) == (line(1),)
    bare = line(1, 0, sku="", removed=True)
    assert checked([bare]) == (bare,)


def test_a_stamp_counts_as_at_most_five_minutes_ahead() -> None:
    latest = line(1, at=NOW + MAX_AHEAD_MS)
    assert arriving([latest, line(2)], (), NOW) == (line(2), latest)
    assert arriving([line(1, at=NOW + MAX_AHEAD_MS + 1)], (), NOW) == (latest,)


def test_of_two_that_a_fast_clock_sends_together_the_later_counts() -> None:
    hour = 12 * MAX_AHEAD_MS
    both = [line(1, 2000, NOW + hour + 1), line(1, 9000, NOW + hour)]
    (one,) = merge((), arriving(both, (), NOW))
    assert one.quantity == 2000


clocks = st.integers(NOW - 10 * MAX_AHEAD_MS, NOW + 10 * MAX_AHEAD_MS)


@given(clocks, clocks, clocks)
def test_who_has_read_the_line_writes_later_wherever_the_clocks_stand(held: int, own: int, now: int) -> None:
    before = line(1, 5000, at=held)
    written = replace(line(1, 2000), stamp=tick(before.stamp, own, "phone"))
    (said,) = arriving([written], (before,), now)
    assert said.stamp <= written.stamp
    assert said.stamp <= max(stamp(now + MAX_AHEAD_MS, "phone"), tick(before.stamp, 0, "phone"))
    (after,) = merge((before,), [said])
    assert after.quantity == 2000


@given(clocks, clocks, clocks)
def test_what_was_written_earlier_wins_nothing(held: int, own: int, now: int) -> None:
    before, written = line(1, 5000, at=held), line(1, 2000, at=min(own, held - 1))
    assert merge((before,), arriving([written], (before,), now)) == (before,)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"stamp": "yesterday"}, "cart_line_invalid"),
        ({"stamp": stamp(NOW, "n" * 41)}, "cart_line_invalid"),
        ({"line_id": "1"}, "cart_line_invalid"),
        ({"sku": ""}, "cart_line_invalid"),
        ({"sku": "m\0"}, "cart_line_invalid"),
        ({"sku": "m" * 61}, "cart_line_invalid"),
        ({"quantity": 0}, "cart_quantity"),
        ({"quantity": -1}, "cart_quantity"),
        ({"quantity": -1, "removed": True}, "cart_quantity"),
        ({"quantity": 9_999_001}, "cart_quantity"),
    ],
)
def test_lines_that_no_honest_writer_makes_are_refused(changes: dict[str, object], code: str) -> None:
    with pytest.raises(RuleError) as refusal:
        checked([line(1), replace(line(2), **changes)])
    assert refusal.value.code == code
