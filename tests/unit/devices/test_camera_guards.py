"""The guards of camera mode: equal reads, the catalogue's word, and once while in view."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from devices.camera.guards import GuardOptions, Guards
from devices.imaging.found import Found

OPTIONS = GuardOptions(equal_reads=2, unknown_reads=5, away_ms=1500)


def code(text: str) -> Found:
    return Found(
        text=text, format="EAN-13", symbology="]E0", raw="]E0" + text, points=(), ms=1, decoder="zxing"
    )


class Catalogue:
    def __init__(self, *texts: str) -> None:
        self.texts = texts
        self.asked: list[str] = []

    def __call__(self, raw: str) -> bool:
        self.asked.append(raw)
        return raw.removeprefix("]E0") in self.texts


def texts_handed_on(guards: Guards, frames: list[str], gap_ms: int = 100) -> list[str]:
    """One entry a frame: what was handed on; a frame is the codes in it, one letter each."""
    return [
        "".join(found.text for found in guards.look([code(text) for text in frame], at * gap_ms))
        for at, frame in enumerate(frames)
    ]


def test_a_known_code_is_handed_on_with_its_second_read_and_then_no_more() -> None:
    assert texts_handed_on(Guards(OPTIONS, Catalogue("a")), ["a", "a", "a", "a"]) == ["", "a", "", ""]


def test_an_unknown_code_is_handed_on_with_its_fifth_read() -> None:
    catalogue = Catalogue()
    frames = ["x"] * 7
    assert texts_handed_on(Guards(OPTIONS, catalogue), frames) == ["", "", "", "", "x", "", ""]
    assert catalogue.asked == ["]E0x"]


def test_another_code_in_between_starts_the_row_anew_and_an_empty_frame_does_not() -> None:
    catalogue = Catalogue("a", "b")
    assert texts_handed_on(Guards(OPTIONS, catalogue), ["a", "b", "a", "b"]) == [""] * 4
    assert texts_handed_on(Guards(OPTIONS, catalogue), ["a", "", "", "a"]) == ["", "", "", "a"]


def test_two_codes_in_view_are_both_handed_on() -> None:
    assert texts_handed_on(Guards(OPTIONS, Catalogue("a", "b")), ["ab", "ab", "ab"]) == ["", "ab", ""]


def test_a_code_counts_again_after_it_was_out_of_view_for_away_ms() -> None:
    guards = Guards(OPTIONS, Catalogue("a"))
    taken = [at for at in (0, 100, 1599, 1600, 3099, 3100, 3200) if guards.look([code("a")], at)]
    assert taken == [100]
    assert not guards.look([code("a")], 4700)
    assert guards.look([code("a")], 4800)


def test_a_row_that_was_interrupted_for_away_ms_starts_anew() -> None:
    assert texts_handed_on(Guards(OPTIONS, Catalogue("a")), ["a", "a", "a"], gap_ms=1500) == [""] * 3


def test_nothing_is_handed_on_for_a_code_without_text() -> None:
    assert texts_handed_on(Guards(OPTIONS, Catalogue("")), [""] * 9) == [""] * 9


FRAMES = st.lists(st.tuples(st.sets(st.sampled_from("abcx"), max_size=3), st.integers(0, 2000)), max_size=60)


@given(FRAMES)
def test_whatever_comes_into_view_is_handed_on_once_while_it_stays(
    frames: list[tuple[set[str], int]],
) -> None:
    guards = Guards(OPTIONS, Catalogue("a", "b", "c"))
    at = 0
    seen_at: dict[str, int] = {}
    reads: dict[str, int] = {}
    handed_on: set[str] = set()
    for frame, gap in frames:
        at += gap
        for text in list(seen_at):
            if at - seen_at[text] >= OPTIONS.away_ms:
                handed_on.discard(text)
                reads[text] = 0
        given_now = {found.text for found in guards.look([code(text) for text in sorted(frame)], at)}
        assert given_now <= frame
        assert not given_now & handed_on
        for text in string.ascii_lowercase:
            if text in frame:
                reads[text] = reads.get(text, 0) + 1
                seen_at[text] = at
            elif frame:
                reads[text] = 0
        for text in given_now:
            assert reads[text] >= (OPTIONS.unknown_reads if text == "x" else OPTIONS.equal_reads)
        for text in frame - given_now - handed_on:
            assert reads[text] < (OPTIONS.unknown_reads if text == "x" else OPTIONS.equal_reads)
        handed_on |= given_now


@given(st.lists(st.text(max_size=3), max_size=50))
def test_memory_holds_only_what_was_in_view_lately(texts: list[str]) -> None:
    guards = Guards(OPTIONS, Catalogue())
    for number, text in enumerate(texts):
        guards.look([code(text)], number * OPTIONS.away_ms)
        assert len(guards._seen) <= 1


EAN, PACK = "]E04006381333931", "]d20104006381333931"


def raws_handed_on(frames: list[tuple[int, list[str]]]) -> list[tuple[int, str]]:
    """When which of these raw codes is handed on; a frame is its time and the codes in it."""
    guards = Guards(OPTIONS, lambda _raw: True)
    return [
        (at, found.raw)
        for at, raws in frames
        for found in guards.look(
            [replace(code(raw[3:]), symbology=raw[:3], raw=raw) for raw in raws],
            at,
        )
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [(EAN, PACK + "10AB"), (PACK + "10AB", EAN), (EAN, "]Q1https://x.io/01/04006381333931")],
)
def test_the_other_code_of_a_pack_that_stays_in_view_is_not_a_second_pack(first: str, second: str) -> None:
    """The till takes two codes within a second for one pack; turned to the camera they come later."""
    soon = raws_handed_on([(0, [first]), (100, [first]), (200, [first, second]), (300, [first, second])])
    assert soon == [(100, first), (300, second)]
    stays = [(at, [first]) for at in range(0, 3000, 100)]
    late = [(at, [first, second]) for at in range(3000, 5000, 100)]
    assert raws_handed_on(stays + late) == [(100, first)]
    away = [(at, [second]) for at in range(6500, 6800, 100)]
    assert raws_handed_on(stays + away) == [(100, first), (6600, second)]


def test_two_serials_in_view_are_two_packs() -> None:
    one, two = PACK + "21A", PACK + "21B"
    frames = [(at, [one]) for at in range(0, 2000, 100)] + [(at, [one, two]) for at in range(2000, 2300, 100)]
    assert raws_handed_on(frames) == [(100, one), (2100, two)]
