"""A source of frames that a test fills, and an ear for what a scanner hands on."""

from __future__ import annotations

import threading
from collections.abc import Iterable

from devices.camera.frames import Frame, FrameSource
from devices.camera.options import CameraOptions
from pos_app.ports.devices import DeviceUnreachable
from pos_app.ports.scanners import Scanned


class GivenFrames:
    """`FrameSource`: these frames, then none; `closed` counts."""

    def __init__(self, frames: Iterable[Frame], *, endless: bool = False) -> None:
        self._frames = list(frames)
        self._endless = endless
        self._next = 0
        self.closed = 0

    def read(self) -> Frame | None:
        """The next one; endless sources begin anew."""
        if self._next == len(self._frames):
            if not self._endless:
                return None
            self._next = 0
        self._next += 1
        return self._frames[self._next - 1]

    def close(self) -> None:
        """Count it."""
        self.closed += 1


class Openings:
    """What each try to open the camera gives, in order: a source, or None for a camera that is away.

    `over` is set when the last one was asked for; the camera is away from then on.
    """

    def __init__(self, *given: FrameSource | None) -> None:
        self._given = list(given)
        self.over = threading.Event()

    def __call__(self, _options: CameraOptions) -> FrameSource:
        if not self._given:
            self.over.set()
            raise DeviceUnreachable("camera_missing", "There is no camera.")
        source = self._given.pop(0)
        if source is None:
            raise DeviceUnreachable("camera_missing", "There is no camera.")
        return source


class Ear:
    """Hears scans on any thread; `first` is set with the first."""

    def __init__(self) -> None:
        self.scans: list[Scanned] = []
        self.first = threading.Event()

    def __call__(self, scan: Scanned) -> None:
        self.scans.append(scan)
        self.first.set()
