"""The camera as a `Scanner`: reads frames on its own thread, decodes, guards, hands on, feeds the preview."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

import cv2
import numpy as np

from devices.camera.frames import Frame, FrameSource, open_source
from devices.camera.guards import GuardOptions, Guards
from devices.camera.options import CameraOptions
from devices.camera.small import small_frame
from devices.imaging.decode import decode_frame
from devices.imaging.found import Found, Grey
from devices.imaging.wanted import before_camera
from devices.presence import Presence
from pos_app.ports.devices import DeviceHealth, DeviceUnreachable, StopToken
from pos_app.ports.preview import PreviewSink, PreviewState
from pos_app.ports.scanners import Scanned

_NAP_S = 0.05
"""How often a wait asks the stop token."""

logger = logging.getLogger(__name__)


def _anything(_raw: str) -> bool:
    """Where there is no catalogue to ask, as in a test of the camera alone."""
    return True


class CameraScanner:
    """Implements `pos_app.ports.scanners.Scanner`.

    `known` tells whether the catalogue has a code; it is asked on the camera's thread, once for each code
    that comes into view, and may wait for the database. `now` gives UTC
    milliseconds; `opener` opens the source of frames.
    """

    def __init__(
        self,
        device_id: str,
        options: CameraOptions,
        now: Callable[[], int],
        *,
        known: Callable[[str], bool] = _anything,
        preview: PreviewSink | None = None,
        opener: Callable[[CameraOptions], FrameSource] = open_source,
    ) -> None:
        self._id = device_id
        self._options = options
        self._now = now
        self._preview = preview
        self._opener = opener
        self._wanted = before_camera(upc_e=options.upc_e)
        self._guards = Guards(
            GuardOptions(
                equal_reads=options.equal_reads,
                unknown_reads=options.unknown_reads,
                away_ms=options.away_ms,
            ),
            known,
        )
        self._presence = Presence(f"Camera {device_id}", logger)
        self._health = DeviceHealth(state="unknown", code="not_asked")
        self._closed = threading.Event()
        self._number = 0
        self._taken = 0

    def run(self, heard: Callable[[Scanned], None], stop: StopToken) -> None:
        """Look until `stop` or `close`; a camera that is away is tried again every `retry_ms`."""
        while not self._ended(stop):
            try:
                source = self._opener(self._options)
            except DeviceUnreachable as error:
                self._lost(error)
            else:
                try:
                    self._watch(source, heard, stop)
                finally:
                    source.close()
            self._wait(self._options.retry_ms / 1000, stop)
        self._show("none")

    def health(self) -> DeviceHealth:
        """As the last frame, or the last try to open, showed it."""
        return self._health

    def close(self) -> None:
        """End `run` after the frame under way."""
        self._closed.set()

    def _watch(self, source: FrameSource, heard: Callable[[Scanned], None], stop: StopToken) -> None:
        while not self._ended(stop):
            started = time.monotonic()
            frame = source.read()
            if frame is None:
                self._lost(DeviceUnreachable("camera_lost", "The camera gives no more pictures. Plug it in."))
                return
            self._back()
            self._look(frame, heard)
            self._wait(1 / self._options.fps - (time.monotonic() - started), stop)

    def _look(self, frame: Frame, heard: Callable[[Scanned], None]) -> None:
        self._number += 1
        codes = decode_frame(_grey(frame), self._number, self._wanted)
        for code in self._guards.look(codes, round(time.monotonic() * 1000)):
            self._taken += 1
            heard(self._scanned(code))
        if self._preview is not None and self._preview.wanted():
            self._preview.seen(small_frame(frame, codes, self._number, self._taken))

    def _scanned(self, code: Found) -> Scanned:
        return Scanned(raw=code.raw, symbology=code.symbology, device_id=self._id, at_ms=self._now())

    def _lost(self, error: DeviceUnreachable) -> None:
        self._presence.lost(error.message)
        self._health = DeviceHealth(state="unreachable", code=error.code, detail=error.message)
        self._show("lost", error.code)

    def _back(self) -> None:
        if self._health.state != "ready":
            self._presence.back()
            self._health = DeviceHealth(state="ready", code="ready")
            self._show("live")

    def _show(self, state: PreviewState, code: str = "") -> None:
        if self._preview is not None:
            self._preview.is_now(state, code)

    def _ended(self, stop: StopToken) -> bool:
        return stop.is_set() or self._closed.is_set()

    def _wait(self, seconds: float, stop: StopToken) -> None:
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0 and not self._ended(stop):
            self._closed.wait(min(left, _NAP_S))


def _grey(frame: Frame) -> Grey:
    if frame.ndim == 2:  # noqa: PLR2004 - rows by columns: grey already
        return frame
    return cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY).astype(np.uint8, copy=False)
