"""What every scanner that the till runs owes it: the fake, and the serial driver at a pseudo-terminal."""

from __future__ import annotations

import queue
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest

from devices.entries import DeviceEntry
from devices.manager import build_scanner
from devices.scanner.serial.virtual import VirtualScanner
from pos_app.ports.scanners import Scanned, Scanner
from tests.fakes.plugged import WAIT_S, FakeScanner


class Bench(Protocol):
    @property
    def scanner(self) -> Scanner: ...

    def scan(self, raw: str) -> None: ...

    def wait_ready(self) -> None: ...


class FakeBench:
    def __init__(self) -> None:
        self.scanner = FakeScanner("till-scanner")

    def scan(self, raw: str) -> None:
        self.scanner.scan(raw)

    def wait_ready(self) -> None:
        return


class SerialBench:
    def __init__(self, twin: VirtualScanner, path: Path) -> None:
        self._twin = twin
        entry = DeviceEntry(id="till-scanner", driver="scanner_serial", options={"port": str(path)})
        self.scanner = build_scanner(entry, lambda: 1)

    def scan(self, raw: str) -> None:
        self._twin.scan(raw)

    def wait_ready(self) -> None:
        until = threading.Event()
        for _ in range(500):
            if self.scanner.health().state == "ready":
                return
            until.wait(0.02)
        raise TimeoutError


@pytest.fixture(params=["fake", "serial"])
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    if request.param == "fake":
        yield FakeBench()
        return
    if sys.platform == "win32":
        pytest.skip("Windows has no pseudo-terminals")
    path = tmp_path / "scanner"
    with VirtualScanner(path) as twin:
        yield SerialBench(twin, path)


class Running:
    """The scanner's thread, and what it heard."""

    def __init__(self, bench: Bench) -> None:
        self.heard: queue.Queue[Scanned] = queue.Queue()
        self.stop = threading.Event()
        self.thread = threading.Thread(target=bench.scanner.run, args=(self.heard.put, self.stop))
        self.thread.start()
        bench.wait_ready()


def test_is_a_scanner(bench: Bench) -> None:
    assert isinstance(bench.scanner, Scanner)


def test_every_code_is_heard_once_and_in_order(bench: Bench) -> None:
    running = Running(bench)
    for code in ("4006381333931", "96385074", "https://example.org/01/04006381333931"):
        bench.scan(code)
    heard = [running.heard.get(timeout=WAIT_S) for _ in range(3)]
    assert [one.raw for one in heard] == [
        "4006381333931",
        "96385074",
        "https://example.org/01/04006381333931",
    ]
    assert {(one.device_id, one.problem) for one in heard} == {("till-scanner", "")}
    bench.scanner.close()
    running.thread.join(WAIT_S)
    assert running.heard.empty()


@pytest.mark.parametrize("how", ["stop", "close"])
def test_run_ends_soon_after_stop_or_close(bench: Bench, how: str) -> None:
    running = Running(bench)
    if how == "stop":
        running.stop.set()
        bench.scan("4006381333931")  # wakes the fake, which waits for codes
    else:
        bench.scanner.close()
        bench.scanner.close()
    running.thread.join(WAIT_S)
    assert not running.thread.is_alive()


def test_health_never_raises(bench: Bench) -> None:
    assert bench.scanner.health().code
    bench.scanner.close()
    assert bench.scanner.health().code
