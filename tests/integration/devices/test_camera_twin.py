"""The camera on its virtual twins: a folder of images and a video file; lost and back; the preview."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from devices.camera.driver import CameraScanner
from devices.camera.frames import open_source
from devices.camera.options import CameraOptions
from pos_app.bootstrap.driver_list import DriverList
from pos_app.ports.devices import DeviceUnreachable
from pos_app.ports.preview import PreviewFrame
from pos_app.preview_board import PreviewBoard
from tests.fakes.frames import Ear, GivenFrames, Openings
from tests.fakes.pictures import code_picture, in_view, turned

LONGEST_S = 100
CLEAN = in_view(code_picture("4006381333931", "EAN13"), 640, 480)
TILTED = in_view(turned(code_picture("96385074", "EAN8", scale=2), 45), 640, 480)


def watch(options: CameraOptions, preview: PreviewBoard | None = None) -> list[str]:
    """What a camera hands on until its first source has ended."""
    ear, board = Ear(), preview or PreviewBoard()
    openings = Openings(open_source(options))
    scanner = CameraScanner("c", options, lambda: 0, known=lambda _raw: True, preview=board, opener=openings)
    thread = threading.Thread(target=scanner.run, args=(ear, threading.Event()))
    thread.start()
    assert openings.over.wait(LONGEST_S)
    scanner.close()
    thread.join(LONGEST_S)
    assert not thread.is_alive()
    return [scan.raw for scan in ear.scans]


def folder_of(path: Path, frames: list[np.ndarray]) -> CameraOptions:
    for number, frame in enumerate(frames):
        Image.fromarray(frame).save(path / f"{number:03}.png")
    return CameraOptions(source=str(path), fps=60, retry_ms=100)


def test_a_folder_of_images_is_a_camera(tmp_path: Path) -> None:
    options = folder_of(tmp_path, [CLEAN, CLEAN, CLEAN, TILTED, TILTED, TILTED, TILTED])
    assert watch(options) == ["]E04006381333931", "]E496385074"]


def test_torn_images_among_the_frames_are_left_out(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    options = folder_of(tmp_path, [CLEAN, CLEAN])
    (tmp_path / "000a.png").write_bytes((tmp_path / "000.png").read_bytes()[:200])
    assert watch(options) == ["]E04006381333931"]
    assert "torn or damaged" in caplog.text


def test_a_video_file_is_a_camera(tmp_path: Path) -> None:
    path = tmp_path / "shelf.avi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 20, (640, 480))
    for _ in range(4):
        writer.write(cv2.cvtColor(CLEAN, cv2.COLOR_GRAY2BGR))
    writer.release()
    assert watch(CameraOptions(source=str(path), fps=60, retry_ms=100)) == ["]E04006381333931"]


@pytest.mark.parametrize("source", ["97", "/dev/no-camera", "no-such-file.avi"])
def test_a_camera_that_is_not_there_says_what_to_do(source: str) -> None:
    with pytest.raises(DeviceUnreachable) as caught:
        open_source(CameraOptions(source=source))
    assert caught.value.code == "camera_missing"
    assert "Plug it in" in caught.value.message


def test_what_is_there_and_gives_no_picture_says_so(tmp_path: Path) -> None:
    path = tmp_path / "torn.avi"
    path.write_bytes(b"RIFF")
    with pytest.raises(DeviceUnreachable) as caught:
        open_source(CameraOptions(source=str(path)))
    assert caught.value.code == "camera_busy"


def test_a_camera_that_goes_and_comes_is_logged_once_each(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    openings = Openings(GivenFrames([CLEAN]), None, None, GivenFrames([CLEAN]))
    board = PreviewBoard()
    scanner = CameraScanner(
        "c",
        CameraOptions(fps=60, retry_ms=100),
        lambda: 0,
        known=lambda _raw: True,
        preview=board,
        opener=openings,
    )
    thread = threading.Thread(target=scanner.run, args=(Ear(), threading.Event()))
    thread.start()
    assert openings.over.wait(LONGEST_S)
    assert board.state()[0] == "lost"
    scanner.close()
    thread.join(LONGEST_S)
    told = [record.getMessage() for record in caplog.records if record.name == "devices.camera.driver"]
    assert told == [
        "Camera c is lost: The camera gives no more pictures. Plug it in.",
        "Camera c is back",
        "Camera c is lost: The camera gives no more pictures. Plug it in.",
    ]
    assert board.state() == ("none", "")


def test_the_preview_gets_small_frames_with_corners_only_while_somebody_looks(tmp_path: Path) -> None:
    wide = in_view(code_picture("4006381333931", "EAN13"))
    frames: list[PreviewFrame] = []

    class Watched(PreviewBoard):
        def seen(self, frame: PreviewFrame) -> None:
            frames.append(frame)
            super().seen(frame)

    board = Watched()
    watch(folder_of(tmp_path, [wide] * 3), board)
    assert frames == []
    board.look(on=True)
    watch(folder_of(tmp_path, [wide] * 3), board)
    assert [frame.taken for frame in frames] == [0, 1, 1]
    last = frames[-1]
    assert (last.width, last.height) == (640, 360)
    assert len(last.rgb) == 640 * 360 * 3
    ((corners),) = last.points
    assert all(0 <= x < 640 and 0 <= y < 360 for x, y in corners)


def test_an_entry_of_this_terminal_becomes_a_camera_that_asks_the_catalogue(tmp_path: Path) -> None:
    folder_of(tmp_path, [CLEAN] * 4)
    asked: list[str] = []
    ear, board, stop = Ear(), PreviewBoard(), threading.Event()

    def known(raw: str) -> bool:
        asked.append(raw)
        return False

    drivers = DriverList(lambda: 0, known=known, preview=board)
    assert "camera" in {one.driver for one in drivers.drivers()}
    options = {"source": str(tmp_path), "fps": "60", "unknown_reads": "3", "retry_ms": "60000", "upc_e": "no"}
    scanner = drivers.build_scanner("camera-1", "camera", options)
    thread = threading.Thread(target=scanner.run, args=(ear, stop))
    thread.start()
    assert ear.first.wait(LONGEST_S)
    stop.set()
    thread.join(LONGEST_S)
    assert [scan.device_id for scan in ear.scans] == ["camera-1"]
    assert asked == ["]E04006381333931"]
