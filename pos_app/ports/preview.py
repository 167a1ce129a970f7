"""The port between a camera and the screen that shows what it sees: newest frame only, nothing queued.

The camera's thread writes a `PreviewSink`, the gui thread reads a `Preview`; one object is both.
"""

from __future__ import annotations

from typing import Literal, Protocol

import msgspec

PreviewState = Literal["none", "live", "lost"]


class PreviewFrame(msgspec.Struct, frozen=True, kw_only=True):
    """One picture made small: `rgb` holds 3 bytes a pixel, rows from the top without padding.

    `points` are the four corners of each code found in it, in pixels of this picture; `number` counts up;
    `taken` counts the codes handed on so far, so that a screen can flash when it grows.
    """

    rgb: bytes
    width: int
    height: int
    number: int
    points: tuple[tuple[tuple[int, int], ...], ...] = ()
    taken: int = 0


class PreviewSink(Protocol):
    """What a camera tells."""

    def wanted(self) -> bool:
        """Whether anybody is looking; if not, no frame need be made small."""
        ...

    def seen(self, frame: PreviewFrame) -> None:
        """A frame was looked at."""
        ...

    def is_now(self, state: PreviewState, code: str = "") -> None:
        """The camera is live, or lost for the reason `code` (a stable word that the screens translate)."""
        ...


class Preview(Protocol):
    """What a screen asks."""

    def look(self, *, on: bool) -> None:
        """Somebody begins or ends to look."""
        ...

    def newest(self) -> PreviewFrame | None:
        """The last frame; None while there is none, or when the camera was lost after it."""
        ...

    def state(self) -> tuple[PreviewState, str]:
        """Whether there is a camera and it is live, and the code of what is wrong."""
        ...
