"""The serial scanner against a twin that tears codes, makes noise, and is unplugged."""

from __future__ import annotations

import logging
import queue
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.scanner.serial.driver import SerialScanner, SerialScannerOptions
from devices.scanner.serial.virtual import VirtualScanner
from pos_app.ports.scanners import Scanned

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")

WAIT_S = 100.0


class Bench:
    def __init__(self, twin: VirtualScanner, path: Path) -> None:
        self.twin = twin
        self.scanner = SerialScanner("till", SerialScannerOptions(port=str(path), gap_ms=50), lambda: 7)
        self.heard: queue.Queue[Scanned] = queue.Queue()
        self.stop = threading.Event()
        self.thread = threading.Thread(target=self.scanner.run, args=(self.heard.put, self.stop))
        self.thread.start()
        self.wait_state("ready")

    def next(self) -> tuple[str, str]:
        one = self.heard.get(timeout=WAIT_S)
        return one.raw, one.problem

    def wait_state(self, state: str) -> None:
        pause = threading.Event()
        for _ in range(int(WAIT_S / 0.02)):
            if self.scanner.health().state == state:
                return
            pause.wait(0.02)
        raise TimeoutError(self.scanner.health())

    def close(self) -> None:
        self.scanner.close()
        self.thread.join(WAIT_S)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    path = tmp_path / "scanner"
    with VirtualScanner(path) as twin:
        found = Bench(twin, path)
        yield found
        found.close()


def test_half_a_code_and_noise_are_torn_and_the_next_scan_is_whole(bench: Bench) -> None:
    bench.twin.scan_half("4006381333931")
    assert bench.next() == ("400638", "torn")
    bench.twin.garble()
    assert bench.next()[1] == "torn"
    bench.twin.send(b"9" * 5000 + b"\r")
    assert bench.next()[1] == "too_long"
    bench.twin.scan("4006381333931")
    assert bench.next() == ("4006381333931", "")


def test_a_scanner_plugged_in_again_is_found_by_its_lasting_name(bench: Bench) -> None:
    bench.twin.send(b"40063")
    bench.twin.vanish()
    bench.wait_state("unreachable")
    assert bench.next() == ("40063", "torn")
    bench.twin.come_back()
    bench.wait_state("ready")
    bench.twin.scan("96385074")
    assert bench.next() == ("96385074", "")


def test_lost_and_back_are_each_logged_once(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    bench.twin.vanish()
    pause = threading.Event()
    while sum("it cannot be opened" in record.message for record in caplog.records) < 3:
        pause.wait(0.02)
    bench.twin.come_back()
    bench.wait_state("ready")
    bench.close()
    told = [record.message for record in caplog.records if "scanner till at" in record.message]
    assert [("is lost" in one, "is back" in one) for one in told] == [(True, False), (False, True)]
