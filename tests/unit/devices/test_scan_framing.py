"""The bytes of a serial scanner as codes: whole, torn, too long, with GS and AIM identifiers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from devices.scanner.serial.framing import Found, ScanFramer, SerialScannerOptions


def framer(**options: str | int | bool) -> ScanFramer:
    return ScanFramer(SerialScannerOptions(port="x", **options))  # type: ignore[arg-type]


def test_gs_and_characters_beyond_ascii_stay_in_the_code() -> None:
    data = "0104006381333931\x1d10Ä-漢\x1e\x04\r\n".encode()
    assert framer().feed(data, 0) == [Found(text="0104006381333931\x1d10Ä-漢\x1e\x04")]
    assert framer(encoding="latin-1").feed(b"caf\xe9\r", 0) == [Found(text="café")]


def test_two_codes_in_one_piece_and_one_code_in_many() -> None:
    assert framer().feed(b"1\r\n2\r\n", 0) == [Found(text="1"), Found(text="2")]
    pieces = framer()
    found = [pieces.feed(bytes([byte]), at) for at, byte in enumerate(b"4006\r")]
    assert found == [[], [], [], [], [Found(text="4006")]]


def test_a_pause_tears_a_code_or_ends_it_where_nothing_else_does() -> None:
    torn = framer(gap_ms=100)
    assert torn.feed(b"40063", 0) == []
    assert torn.tick(100) == []
    assert torn.tick(101) == [Found(text="40063", problem="torn")]
    assert torn.tick(500) == []
    paused = framer(terminators="", gap_ms=100)
    assert paused.feed(b"4006", 0) == []
    assert paused.feed(b"96385074", 200) == [Found(text="4006")]
    assert paused.broken() == [Found(text="96385074", problem="torn")]


def test_prefix_suffix_and_aim_identifier_show_a_lost_head_or_tail() -> None:
    wrapped = framer(prefix="~", suffix="#", aim_ids=True)
    sent = b"~]E04006381333931#\r4006#\r~]E04006\r~4006381333931#\r~]E0#\r"
    assert [(one.text, one.problem) for one in wrapped.feed(sent, 0)] == [
        ("]E04006381333931", ""),
        ("4006#", "torn"),
        ("~]E04006", "torn"),
        ("~4006381333931#", "torn"),
        ("~]E0#", "torn"),
    ]


def test_a_code_too_long_is_one_problem() -> None:
    found = framer(max_length=10).feed(b"x" * 1000 + b"\r4006\r", 0)
    assert found == [Found(text="x" * 10, problem="too_long"), Found(text="4006")]


@given(st.lists(st.tuples(st.binary(max_size=40), st.integers(0, 300)), max_size=20))
def test_nothing_that_comes_down_the_line_is_more_than_a_code_or_a_problem(
    pieces: list[tuple[bytes, int]],
) -> None:
    line, now, sent, heard = framer(), 0, 0, 0
    for data, pause in pieces:
        now += pause
        sent += len(data)
        for one in (*line.feed(data, now), *line.tick(now)):
            heard += len(one.text.encode("utf-8", "replace"))
            assert one.text
            if not one.problem:
                assert all(sign in "\x1d\x1e\x04" or ord(sign) >= 32 for sign in one.text)
    # A garbled byte becomes a sign of three, so what is heard is at most three times what was sent.
    assert heard <= 3 * sent
