"""Holds the newest frame of a camera between its thread and the screen's."""

from __future__ import annotations

import threading

from pos_app.ports.preview import PreviewFrame, PreviewState


class PreviewBoard:
    """Implements `PreviewSink` and `Preview`; every call may come from any thread and returns at once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._looking = False
        self._frame: PreviewFrame | None = None
        self._state: tuple[PreviewState, str] = ("none", "")

    def wanted(self) -> bool:
        """Whether anybody is looking."""
        return self._looking

    def seen(self, frame: PreviewFrame) -> None:
        """Keep this frame in place of the last."""
        with self._lock:
            self._frame = frame if self._looking else None

    def is_now(self, state: PreviewState, code: str = "") -> None:
        """The camera's state; without a live camera there is no frame either."""
        with self._lock:
            self._state = (state, code)
            if state != "live":
                self._frame = None

    def look(self, *, on: bool) -> None:
        """Somebody begins or ends to look; an old frame is not kept for the next time."""
        with self._lock:
            self._looking = on
            self._frame = None

    def newest(self) -> PreviewFrame | None:
        """The last frame."""
        with self._lock:
            return self._frame

    def state(self) -> tuple[PreviewState, str]:
        """The camera's state and the code of what is wrong."""
        with self._lock:
            return self._state
