"""What scales say, read and doubted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.entries import DeviceEntry
from devices.manager import build_scale
from devices.scale.serial.answers import SerialScaleOptions, agreed, stream_reading, toledo_reading
from pos_app.ports.scales import Reading
from retail.errors import KnownError

KG = SerialScaleOptions(port="x")
STATES = {"stable", "moving", "zero", "overload", "underload", "error"}


@given(st.integers(1, 15_000))
def test_weights_keep_every_figure(weight: int) -> None:
    answer = f"{weight // 1000:02d}.{weight % 1000:03d}".encode()
    assert toledo_reading(answer, KG) == Reading(state="stable", weight=weight)
    assert toledo_reading(answer + b"N", KG) == Reading(state="stable", weight=weight)
    assert toledo_reading(f"{weight:05d}".encode(), KG) == Reading(state="stable", weight=weight)
    even_parity = bytes(byte | (0x80 if byte.bit_count() % 2 else 0) for byte in answer)
    assert toledo_reading(even_parity, KG) == Reading(state="stable", weight=weight)


@pytest.mark.parametrize(
    ("unit", "text", "weight", "sold_in"),
    [
        ("g", "345", 345, "kg"),
        ("g", "345.0", 345, "kg"),
        ("lb", "2.5", 2500, "lb"),
        ("oz", "8", 500, "lb"),
    ],
)
def test_units_become_thousandths(unit: str, text: str, weight: int, sold_in: str) -> None:
    options = SerialScaleOptions(port="x", unit=unit, decimals=0)  # type: ignore[arg-type]
    reading = stream_reading(f"ST,GS,+{text}{unit}".encode(), options)
    assert (reading.state, reading.weight, reading.unit) == ("stable", weight, sold_in)


@pytest.mark.parametrize(
    ("line", "state"),
    [
        (b"ST,GS,+  0.345kg", "stable"),
        (b"S    0.345 kg", "stable"),
        (b"US,GS,+  0.345kg", "moving"),
        (b"0.345kg", "moving"),
        (b"ST,GS,-  0.345kg", "underload"),
        (b"OL,GS,+  9.999kg", "overload"),
        (b"ST,GS,+  0.000kg", "zero"),
        (b"ST,GS,+ 99.999kg", "error"),
        (b"ST,GS,+  0.345lb", "error"),
        (b"hello", "error"),
        (b"\xff\xfe", "error"),
    ],
)
def test_lines_of_a_stream(line: bytes, state: str) -> None:
    assert stream_reading(line, KG).state == state


@given(st.binary(max_size=80))
def test_nothing_that_a_scale_says_is_sold_unless_it_is_a_weight_within_reach(answer: bytes) -> None:
    for reading in (toledo_reading(answer, KG), stream_reading(answer, KG)):
        assert reading.state in STATES
        if reading.state == "stable":
            assert 0 < reading.weight <= KG.capacity
        else:
            assert reading.weight == 0
        assert bool(reading.code) == (reading.state == "error")


def stable(weight: int) -> Reading:
    return Reading(state="stable", weight=weight)


@pytest.mark.parametrize(
    ("first", "second", "state"),
    [
        (stable(500), stable(500), "stable"),
        (stable(500), stable(505), "stable"),
        (stable(500), stable(506), "error"),
        (stable(500), Reading(state="moving"), "moving"),
        (Reading(state="moving"), stable(500), "moving"),
        (stable(500), Reading(state="zero"), "zero"),
        (stable(500), Reading(state="error", code="x"), "error"),
    ],
)
def test_a_weight_counts_when_it_is_said_twice(first: Reading, second: Reading, state: str) -> None:
    assert agreed(first, second, KG).state == state


@pytest.mark.parametrize("pattern", ["(", r"\d+"])
def test_a_pattern_without_sense_is_refused_by_its_name(pattern: str) -> None:
    options: dict[str, str | int | bool | tuple[str, ...]] = {"port": "x", "pattern": pattern}
    with pytest.raises(KnownError, match="pattern"):
        build_scale(DeviceEntry(id="scale", driver="scale_serial", options=options))
