"""What every cash drawer of its own owes the till: the fake, a serial trigger, another printer's plug."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from devices.drawer.serial.virtual import VirtualDrawer
from devices.entries import DeviceEntry
from devices.manager import build_drawer
from devices.printer.virtual.server import VirtualPrinter
from pos_app.ports.devices import DeviceUnreachable, JobCancelled
from pos_app.ports.drawers import Drawer
from tests.fakes.plugged import WAIT_S, FakeDrawer


class Bench(NamedTuple):
    drawer: Drawer
    kicks: Callable[[], int]
    unplug: Callable[[], None]


@pytest.fixture(params=["fake", "serial", "printer"])
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    if request.param == "fake":
        fake = FakeDrawer()
        yield Bench(fake, lambda: fake.kicks, lambda: setattr(fake, "plugged", False))
    elif request.param == "serial":
        if sys.platform == "win32":
            pytest.skip("Windows has no pseudo-terminals")
        path = tmp_path / "drawer"
        with VirtualDrawer(path) as twin:
            entry = DeviceEntry(id="drawer", driver="drawer_serial", options={"port": str(path)})
            yield Bench(build_drawer(entry), lambda: twin.kicks, twin.vanish)
    else:
        with VirtualPrinter() as printer:
            entry = DeviceEntry(
                id="drawer", driver="drawer_printer", options={"host": "127.0.0.1", "port": printer.port}
            )
            yield Bench(
                build_drawer(entry), lambda: printer.drawer_kicks, lambda: printer.misbehave("drop_line")
            )


def wait_for(kicks: Callable[[], int], count: int) -> None:
    """What was sent down a line arrives a moment later."""
    pause = threading.Event()
    for _ in range(int(WAIT_S / 0.01)):
        if kicks() >= count:
            break
        pause.wait(0.01)
    assert kicks() == count


def test_is_a_drawer(bench: Bench) -> None:
    assert isinstance(bench.drawer, Drawer)


def test_each_kick_opens_it_once(bench: Bench) -> None:
    bench.drawer.open()
    wait_for(bench.kicks, 1)
    bench.drawer.open()
    wait_for(bench.kicks, 2)


def test_one_that_cannot_say_whether_it_is_open_says_so(bench: Bench) -> None:
    assert bench.drawer.is_open() is None


def test_an_unplugged_drawer_is_unreachable_and_nothing_was_sent(bench: Bench) -> None:
    bench.unplug()
    with pytest.raises(DeviceUnreachable):
        bench.drawer.open()
    assert bench.kicks() == 0
    assert bench.drawer.health().state == "unreachable"


def test_after_close_it_stays_shut_and_closing_again_is_harmless(bench: Bench) -> None:
    bench.drawer.close()
    bench.drawer.close()
    with pytest.raises(JobCancelled):
        bench.drawer.open()
    assert bench.kicks() == 0
