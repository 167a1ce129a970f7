"""Where frames come from: a camera or a video through OpenCV, or a folder of images, the virtual twin."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import Protocol

import cv2
import numpy as np
import numpy.typing as npt

from devices.camera.options import CameraOptions
from devices.imaging.image_files import image_files, open_grey
from pos_app.ports.devices import DeviceUnreachable
from retail.errors import DataError

Frame = npt.NDArray[np.uint8]
"""Pixels: rows by columns by blue, green and red; or grey without the third."""

_DEVICES = "/dev/"

logger = logging.getLogger(__name__)


class FrameSource(Protocol):
    """One source of frames; used from one thread."""

    def read(self) -> Frame | None:
        """The next frame, waited for if need be; None when there is no more (unplugged, or the end)."""
        ...

    def close(self) -> None:
        """Let it go; a second call does nothing."""
        ...


def open_source(options: CameraOptions) -> FrameSource:
    """The source that the options name. Raises DeviceUnreachable: `camera_missing`, `camera_busy`."""
    if Path(options.source).is_dir():
        return FolderSource(Path(options.source))
    return VideoSource(options)


class VideoSource:
    """A camera by number or device path, or a video file."""

    def __init__(self, options: CameraOptions) -> None:
        self._capture = _capture(options)
        if not self._capture.isOpened():
            self._capture.release()
            raise _why_closed(options.source)
        self._capture.set(cv2.CAP_PROP_FRAME_WIDTH, options.width)
        self._capture.set(cv2.CAP_PROP_FRAME_HEIGHT, options.height)
        # The newest frame, not one that waited in a queue while the last was decoded; not every driver can.
        self._capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)

    def read(self) -> Frame | None:
        """The next frame."""
        try:
            there, frame = self._capture.read()
        except cv2.error as error:
            logger.info("OpenCV gave up a frame: %s", error)
            return None
        return frame.astype(np.uint8, copy=False) if there and frame is not None else None

    def close(self) -> None:
        """Give the camera back to the system."""
        self._capture.release()


class FolderSource:
    """The images of a folder as frames, by name, once; what is none is told in the log and left out."""

    def __init__(self, folder: Path) -> None:
        self._files = iter([path for path in image_files([folder]) if path.is_file()])

    def read(self) -> Frame | None:
        """The next image, grey."""
        for path in self._files:
            try:
                return open_grey(path)
            except DataError as error:
                logger.warning("%s", error.message)
        return None

    def close(self) -> None:
        """Nothing is open between two images."""


def _capture(options: CameraOptions) -> cv2.VideoCapture:
    # OpenCV talks to stderr about cameras that are not there: the till says so itself.
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
    if options.source.isdecimal():
        return cv2.VideoCapture(int(options.source))
    if options.source.startswith(_DEVICES):
        return cv2.VideoCapture(options.source, cv2.CAP_V4L2)
    return cv2.VideoCapture(options.source)


def _why_closed(source: str) -> DeviceUnreachable:
    path = Path(source)
    if sys.platform.startswith("linux") and source.isdecimal():
        path = Path(f"/dev/video{source}")
    elif source.isdecimal():
        return DeviceUnreachable(
            "camera_missing", f"There is no camera number {source}, or another program has it. Plug it in."
        )
    if path.exists():
        return DeviceUnreachable(
            "camera_busy",
            f"The camera {path} is there but gives no picture. Close other programs that use it, and check "
            "that this user may use it (group video).",
        )
    return DeviceUnreachable(
        "camera_missing", f"There is no camera at {path}. Plug it in, or choose another in its options."
    )
