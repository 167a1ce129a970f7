"""Scanner or person: bursts, half-read and endless scans, held keys, and that no character is ever lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.wedge.decoder import Event, Scan, Typed, WedgeDecoder
from devices.wedge.options import WedgeOptions

EAN = "4006381333931"
AFTER = 10_000
"""Long after everything."""


def burst(decoder: WedgeDecoder, text: str, at: int, gap: int = 5) -> tuple[list[Event], int]:
    """Feed `text` with `gap` ms between keys; returns the events and the time of the last key."""
    events: list[Event] = []
    for char in text:
        events += decoder.feed(char, at)
        at += gap
    return events, at - gap


def test_a_scan_with_enter_is_one_event_at_its_last_key() -> None:
    events, last = burst(WedgeDecoder(), f"{EAN}\r", 1000)
    assert events == [Scan(text=EAN, at=last, length=13)]


@pytest.mark.parametrize("suffix", ["\r", "\n", "\t", "\r\n"])
def test_every_suffix_ends_a_scan_and_none_is_left_over(suffix: str) -> None:
    decoder = WedgeDecoder()
    events, last = burst(decoder, EAN + suffix, 0)
    assert [type(event) for event in events] == [Scan]
    assert decoder.tick(last + AFTER) == []


def test_a_person_gets_each_key_back_after_the_gap() -> None:
    decoder = WedgeDecoder()
    assert decoder.feed("7", 0) == []
    assert decoder.due_at() == 36
    assert decoder.tick(35) == []
    assert decoder.tick(36) == [Typed("7")]
    assert decoder.due_at() is None
    assert decoder.feed("\r", 500) == [Typed("\r")]


def test_two_fingers_at_once_and_enter_are_still_a_person() -> None:
    events, _ = burst(WedgeDecoder(), "12\r", 0, gap=10)
    assert events == [Typed("12\r")]


def test_typing_before_and_after_a_scan_keeps_its_place() -> None:
    decoder = WedgeDecoder()
    events, _ = burst(decoder, "3x", 0, gap=120)
    scan, last = burst(decoder, f"{EAN}\r", 400)
    after, _ = burst(decoder, "9", last + 200)
    assert [*events, *scan, *after, *decoder.tick(AFTER)] == [
        Typed("3"),
        Typed("x"),
        Scan(text=EAN, at=last, length=13),
        Typed("9"),
    ]


def test_a_half_read_scan_is_said_to_be_incomplete() -> None:
    decoder = WedgeDecoder()
    burst(decoder, EAN[:8], 0)
    assert decoder.tick(AFTER) == [Scan(text=EAN[:8], at=35, length=8, complete=False)]
    burst(decoder, EAN[:8], AFTER)
    assert decoder.feed("\r", 2 * AFTER) == [
        Scan(text=EAN[:8], at=AFTER + 35, length=8, complete=False),
        Typed("\r"),
    ]


def test_a_scan_of_ten_thousand_characters_is_one_event_and_never_typing() -> None:
    decoder = WedgeDecoder()
    events, last = burst(decoder, "0123456789" * 1000 + "\r", 0, gap=1)
    (scan,) = events
    assert scan == Scan(text=("0123456789" * 410)[:4096], at=last, length=10_000, too_long=True)
    burst(decoder, "ab" * 5000, 2 * AFTER, gap=1)
    (cut_off,) = decoder.tick(10 * AFTER)
    assert isinstance(cut_off, Scan)
    assert (cut_off.too_long, cut_off.complete, cut_off.length) == (True, False, 10_000)


def test_gs_and_other_control_characters_stay_in_the_scan() -> None:
    text = "]C10104006381333931\x1d10ABC\x1d17271231"
    events, _ = burst(WedgeDecoder(), f"{text}\r", 0)
    assert isinstance(events[0], Scan)
    assert events[0].text == text


def test_a_key_held_down_is_a_person_with_or_without_its_mark() -> None:
    decoder = WedgeDecoder()
    burst(decoder, "0" * 30, 0, gap=33)
    assert decoder.tick(AFTER) == [Typed("0" * 30)]
    marked: list[Event] = decoder.feed("0", AFTER)
    for at in range(AFTER + 30, AFTER + 300, 30):
        marked += decoder.feed("0", at, auto_repeat=True)
    assert "".join(event.chars for event in marked if isinstance(event, Typed)) == "0" * 10


def test_a_key_without_a_character_is_ignored() -> None:
    decoder = WedgeDecoder()
    assert decoder.feed("", 0) == []
    assert decoder.due_at() is None


def test_with_a_prefix_only_what_follows_it_is_a_scan() -> None:
    decoder = WedgeDecoder(WedgeOptions(prefix="~"))
    assert burst(decoder, f"{EAN}\r", 0)[0] == [Typed(f"{EAN}\r")]
    events, last = burst(decoder, "~12\r", 1000)
    assert events == [Scan(text="12", at=last, length=2)]
    # The key just before the prefix is a person's, however close.
    events, last = burst(decoder, f"5~{EAN}\r", 2000)
    assert events == [Typed("5"), Scan(text=EAN, at=last, length=13)]
    assert decoder.feed("~", 5000) == []
    assert decoder.due_at() == 5036
    assert decoder.tick(AFTER) == [Typed("~")]
    burst(decoder, "~777777", 2 * AFTER)
    assert decoder.tick(3 * AFTER)[0] == Scan(text="777777", at=2 * AFTER + 30, length=6, complete=False)


def test_a_scanner_without_suffix_is_complete_at_the_gap() -> None:
    decoder = WedgeDecoder(WedgeOptions(suffixes=""))
    burst(decoder, EAN, 0)
    assert decoder.tick(AFTER) == [Scan(text=EAN, at=60, length=13)]


def test_a_clock_set_back_holds_no_key() -> None:
    decoder = WedgeDecoder()
    decoder.feed("1", 1_000_000)
    assert decoder.tick(5) == [Typed("1")]
    decoder.feed("2", 1_000_000)
    assert decoder.feed("3", 5) == [Typed("2")]


def test_five_scans_a_second_for_a_minute_all_arrive() -> None:
    decoder = WedgeDecoder()
    codes = [f"{number:013d}" for number in range(300)]
    events: list[Event] = []
    for index, code in enumerate(codes):
        events += burst(decoder, f"{code}\r", index * 200, gap=10)[0]
    assert [event.text for event in events if isinstance(event, Scan) and event.complete] == codes


keys = st.lists(
    st.tuples(st.sampled_from("0123456789abcX\r\t\n\x1d~"), st.integers(0, 80), st.booleans()), max_size=80
)
options = st.sampled_from(
    [WedgeOptions(), WedgeOptions(suffixes=""), WedgeOptions(prefix="~"), WedgeOptions(min_length=1)]
)


@settings(max_examples=300)
@given(keys, options)
def test_no_interleaving_of_person_and_scanner_loses_or_reorders_a_character(
    presses: list[tuple[str, int, bool]], chosen: WedgeOptions
) -> None:
    """Everything but prefixes and suffixes comes out once and in order, whatever the timing."""
    decoder = WedgeDecoder(chosen)
    at = 0
    events: list[Event] = []
    for char, gap, ticked in presses:
        at += gap
        if ticked:
            events += decoder.tick(at)
        events += decoder.feed(char, at)
    events += decoder.tick(at + AFTER)
    framing = chosen.suffixes + chosen.prefix
    out = "".join(event.chars if isinstance(event, Typed) else event.text for event in events)
    keep = [char for char, _, _ in presses if char not in framing]
    assert [char for char in out if char not in framing] == keep
    assert decoder.due_at() is None


scans = st.text("0123456789ABC\x1d-", min_size=4, max_size=30)
people = st.text("0123456789abc", min_size=1, max_size=6)


@settings(max_examples=200)
@given(st.lists(st.one_of(scans.map(lambda s: ("scan", s)), people.map(lambda s: ("person", s))), max_size=8))
def test_scans_and_a_person_at_human_speed_are_told_apart_exactly(parts: list[tuple[str, str]]) -> None:
    decoder = WedgeDecoder()
    at = 0
    events: list[Event] = []
    for who, text in parts:
        at += 100
        found, at = burst(decoder, f"{text}\r" if who == "scan" else text, at, 8 if who == "scan" else 70)
        events += found
    events += decoder.tick(at + AFTER)
    assert [event.text for event in events if isinstance(event, Scan)] == [t for w, t in parts if w == "scan"]
    typed = "".join(event.chars for event in events if isinstance(event, Typed))
    assert typed == "".join(text for who, text in parts if who == "person")


@given(keys)
def test_due_at_is_exactly_when_tick_lets_go(presses: list[tuple[str, int, bool]]) -> None:
    decoder = WedgeDecoder()
    at = 0
    for char, gap, _ in presses:
        at += gap
        decoder.feed(char, at)
    due = decoder.due_at()
    if due is not None:
        assert decoder.tick(due - 1) == []
        assert decoder.tick(due) != []


def test_a_scan_and_the_key_after_it_come_in_their_order() -> None:
    decoder = WedgeDecoder()
    burst(decoder, "1234567", 0)
    events = decoder.feed("z", 500)
    assert [type(event) for event in events] == [Scan]
    assert decoder.tick(AFTER) == [Typed("z")]
