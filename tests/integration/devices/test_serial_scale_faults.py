"""The serial scale against a twin that lies, is late, says nothing, or is unplugged."""

from __future__ import annotations

import logging
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.scale.serial.driver import SerialScale, SerialScaleOptions
from devices.scale.serial.virtual import Lie, VirtualScale
from pos_app.ports.devices import DeviceUnreachable
from pos_app.ports.scales import Reading

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")


@pytest.fixture
def twin(tmp_path: Path) -> Iterator[VirtualScale]:
    with VirtualScale(tmp_path / "scale") as found:
        yield found


@pytest.fixture
def scale(twin: VirtualScale, tmp_path: Path) -> SerialScale:
    """One that waits for its answer however busy the machine is."""
    options = SerialScaleOptions(port=str(tmp_path / "scale"), framing="8N1", answer_timeout_ms=10_000)
    return SerialScale("till", options)


@pytest.mark.parametrize("state", ["moving", "overload", "underload", "zero"])
def test_each_state_of_the_scale_is_told(twin: VirtualScale, scale: SerialScale, state: str) -> None:
    twin.put(500)
    twin.be(state)
    assert (scale.read().state, scale.read().weight) == (state, 0)


def test_a_scale_that_lost_its_zero_is_said_to(twin: VirtualScale, scale: SerialScale) -> None:
    twin.be("lost_zero")
    assert (scale.read().state, scale.read().code) == ("error", "scale_not_zeroed")
    assert scale.health().state == "attention"


@pytest.mark.parametrize(
    ("lie", "code"),
    [
        ("garbage", "scale_nonsense"),
        ("overlong", "scale_nonsense"),
        ("endless", "scale_nonsense"),
        ("above_capacity", "scale_above_capacity"),
        ("jumps", "scale_jumps"),
    ],
)
def test_a_scale_that_lies_is_never_believed(
    twin: VirtualScale, scale: SerialScale, lie: Lie, code: str
) -> None:
    twin.put(1000)
    twin.lie(lie)
    reading = scale.read()
    assert (reading.state, reading.weight, reading.code) == ("error", 0, code)
    assert reading.message
    twin.lie("")
    assert scale.read() == Reading(state="stable", weight=1000)


def test_a_scale_that_says_nothing_ends_the_wait(twin: VirtualScale, tmp_path: Path) -> None:
    hasty = SerialScaleOptions(port=str(tmp_path / "scale"), framing="8N1", answer_timeout_ms=300)
    scale = SerialScale("till", hasty)
    twin.lie("mute")
    began = time.monotonic()
    with pytest.raises(DeviceUnreachable, match="does not answer"):
        scale.read()
    assert time.monotonic() - began < 9
    assert scale.health().state == "unreachable"


def test_an_answer_to_an_earlier_question_is_not_taken(twin: VirtualScale, scale: SerialScale) -> None:
    twin.put(0)
    assert scale.read().state == "zero"
    twin.say(b"\x0209.999\r")
    twin.put(345)
    pause = threading.Event()
    pause.wait(0.1)  # the old answer lies in the buffer
    assert scale.read() == Reading(state="stable", weight=345)


def test_a_wait_is_over_when_the_till_stops(twin: VirtualScale, tmp_path: Path) -> None:
    patient = SerialScale(
        "till", SerialScaleOptions(port=str(tmp_path / "scale"), framing="8N1", answer_timeout_ms=10_000)
    )
    twin.lie("mute")
    began = time.monotonic()
    threading.Timer(0.1, patient.close).start()
    assert patient.health().state != "ready"
    assert time.monotonic() - began < 9


def test_lost_and_back_are_each_logged_once(
    twin: VirtualScale, scale: SerialScale, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    assert scale.read().state == "zero"
    twin.vanish()
    for _ in range(3):
        with pytest.raises(DeviceUnreachable):
            scale.read()
    twin.come_back()
    for _ in range(2):
        assert scale.read().state == "zero"
    told = [record.message for record in caplog.records if "scale till" in record.message]
    assert [("is lost" in one, "is back" in one) for one in told] == [(True, False), (False, True)]


def test_a_scale_that_talks_all_the_time_is_read(twin: VirtualScale, tmp_path: Path) -> None:
    scale = SerialScale(
        "till", SerialScaleOptions(port=str(tmp_path / "scale"), framing="8N1", protocol="stream")
    )
    talking = threading.Event()

    def talk() -> None:
        while not talking.wait(0.005):
            twin.say(b"ST,GS,+  0.345kg\r\n")

    thread = threading.Thread(target=talk)
    thread.start()
    try:
        assert scale.read() == Reading(state="stable", weight=345)
    finally:
        talking.set()
        thread.join(5)
