"""What every scale owes the till, run on the fake and on the serial driver at a pseudo-terminal."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest

from devices.entries import DeviceEntry
from devices.manager import build_scale
from devices.scale.serial.virtual import VirtualScale
from pos_app.ports.devices import DeviceUnreachable, JobCancelled
from pos_app.ports.scales import Reading, Scale
from tests.fakes.plugged import FakeScale


class Bench(Protocol):
    @property
    def scale(self) -> Scale: ...

    def put(self, weight: int) -> None: ...

    def move(self) -> None: ...

    def unplug(self) -> None: ...


class FakeBench:
    def __init__(self) -> None:
        self.scale = FakeScale()

    def put(self, weight: int) -> None:
        self.scale.reading = Reading(state="stable" if weight else "zero", weight=weight)

    def move(self) -> None:
        self.scale.reading = Reading(state="moving")

    def unplug(self) -> None:
        self.scale.plugged = False


class SerialBench:
    def __init__(self, twin: VirtualScale, path: Path) -> None:
        self._twin = twin
        # A pseudo-terminal knows no parity.
        options: dict[str, str | int | bool | tuple[str, ...]] = {
            "port": str(path),
            "framing": "8N1",
            "answer_timeout_ms": 10_000,
        }
        self.scale = build_scale(DeviceEntry(id="scale", driver="scale_serial", options=options))

    def put(self, weight: int) -> None:
        self._twin.put(weight)

    def move(self) -> None:
        self._twin.be("moving")

    def unplug(self) -> None:
        self._twin.vanish()


@pytest.fixture(params=["fake", "serial"])
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    if request.param == "fake":
        yield FakeBench()
        return
    if sys.platform == "win32":
        pytest.skip("Windows has no pseudo-terminals")
    path = tmp_path / "scale"
    with VirtualScale(path) as twin:
        yield SerialBench(twin, path)


def test_is_a_scale(bench: Bench) -> None:
    assert isinstance(bench.scale, Scale)


@pytest.mark.parametrize("weight", [1, 345, 1000, 14_995])
def test_what_lies_still_is_weighed(bench: Bench, weight: int) -> None:
    bench.put(weight)
    assert bench.scale.read() == Reading(state="stable", weight=weight, unit="kg")


def test_what_moves_has_no_weight(bench: Bench) -> None:
    bench.put(500)
    bench.move()
    assert bench.scale.read() == Reading(state="moving")


def test_an_empty_scale_is_at_zero(bench: Bench) -> None:
    bench.put(0)
    assert bench.scale.read() == Reading(state="zero")


def test_an_unplugged_scale_is_unreachable(bench: Bench) -> None:
    assert bench.scale.read().state == "zero"
    bench.unplug()
    with pytest.raises(DeviceUnreachable):
        bench.scale.read()
    assert bench.scale.health().state == "unreachable"


def test_a_wait_ends_soon_after_stop_or_close(bench: Bench) -> None:
    stop = threading.Event()
    bench.scale.close()
    with pytest.raises(JobCancelled):
        bench.scale.read(stop)


def test_after_close_nothing_is_weighed_and_closing_again_is_harmless(bench: Bench) -> None:
    bench.put(345)
    bench.scale.close()
    bench.scale.close()
    with pytest.raises(JobCancelled):
        bench.scale.read()
