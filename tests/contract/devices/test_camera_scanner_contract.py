"""What a scanner on a thread of its own owes the till, run on the camera."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from devices.camera.driver import CameraScanner
from devices.camera.options import CameraOptions
from pos_app.ports.scanners import Scanned, Scanner
from pos_app.preview_board import PreviewBoard
from tests.fakes.clock import NOON
from tests.fakes.frames import Ear, GivenFrames, Openings
from tests.fakes.pictures import code_picture, in_view

LONGEST_S = 100
FRAME = in_view(code_picture("4006381333931", "EAN13"), 640, 480)


def camera(openings: Openings, options: CameraOptions | None = None) -> CameraScanner:
    return CameraScanner(
        "camera-1",
        options or CameraOptions(fps=60),
        lambda: NOON,
        known=lambda _raw: True,
        preview=PreviewBoard(),
        opener=openings,
    )


@contextmanager
def running(scanner: Scanner, ear: Ear, stop: threading.Event) -> Iterator[threading.Thread]:
    thread = threading.Thread(target=scanner.run, args=(ear, stop), name="device:camera-1")
    thread.start()
    try:
        yield thread
    finally:
        stop.set()
        thread.join(LONGEST_S)


def test_it_is_a_scanner() -> None:
    scanner = camera(Openings())
    assert isinstance(scanner, Scanner)
    assert scanner.health().state == "unknown"


def test_a_code_arrives_once_with_identifier_device_and_time() -> None:
    ear, stop = Ear(), threading.Event()
    with running(camera(Openings(GivenFrames([FRAME] * 10))), ear, stop):
        assert ear.first.wait(LONGEST_S)
    assert ear.scans == [Scanned(raw="]E04006381333931", symbology="]E0", device_id="camera-1", at_ms=NOON)]


def test_run_ends_soon_after_the_stop_token_is_set() -> None:
    ear, stop = Ear(), threading.Event()
    source = GivenFrames([FRAME], endless=True)
    with running(camera(Openings(source)), ear, stop) as thread:
        assert ear.first.wait(LONGEST_S)
        stop.set()
        thread.join(LONGEST_S)
        assert not thread.is_alive()
    assert source.closed == 1


def test_close_ends_run_and_lets_the_source_go() -> None:
    ear, stop = Ear(), threading.Event()
    source = GivenFrames([FRAME], endless=True)
    scanner = camera(Openings(source))
    with running(scanner, ear, stop) as thread:
        assert ear.first.wait(LONGEST_S)
        assert scanner.health().state == "ready"
        scanner.close()
        scanner.close()
        thread.join(LONGEST_S)
        assert not thread.is_alive()
    assert source.closed == 1


def test_close_ends_the_wait_for_a_camera_that_is_away() -> None:
    stop = threading.Event()
    openings = Openings()
    scanner = camera(openings, CameraOptions(retry_ms=60_000))
    with running(scanner, Ear(), stop) as thread:
        assert openings.over.wait(LONGEST_S)
        scanner.close()
        thread.join(LONGEST_S)
        assert not thread.is_alive()
    assert scanner.health().state == "unreachable"
    assert scanner.health().code == "camera_missing"
