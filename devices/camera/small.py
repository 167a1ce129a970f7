"""Makes a camera's frame small enough for the preview, with the corners of the codes found in it."""

from __future__ import annotations

from collections.abc import Sequence

import cv2

from devices.camera.frames import Frame
from devices.imaging.found import Found
from pos_app.ports.preview import PreviewFrame

_LARGEST_SIDE = 640


def small_frame(frame: Frame, codes: Sequence[Found], number: int, taken: int) -> PreviewFrame:
    """The frame with its longer side at most 640 pixels, red first."""
    height, width = frame.shape[:2]
    scale = min(1.0, _LARGEST_SIDE / max(width, height))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = cv2.resize(frame, size, interpolation=cv2.INTER_AREA)
    turn = cv2.COLOR_GRAY2RGB if small.ndim == 2 else cv2.COLOR_BGR2RGB  # noqa: PLR2004 - rows by columns: grey
    corners = tuple(
        tuple((round(point.x * scale), round(point.y * scale)) for point in code.points) for code in codes
    )
    return PreviewFrame(
        rgb=cv2.cvtColor(small, turn).tobytes(),
        width=size[0],
        height=size[1],
        number=number,
        points=corners,
        taken=taken,
    )
