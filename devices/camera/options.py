"""How a camera is opened and when a code it sees is believed."""

from __future__ import annotations

from typing import Annotated

import msgspec


class CameraOptions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Names and defaults are repeated in `manifest.toml`."""

    source: Annotated[str, msgspec.Meta(min_length=1)] = "0"
    """Number of the camera, its lasting path (`/dev/v4l/by-id/…`), or a video file or a folder of images."""
    width: Annotated[int, msgspec.Meta(ge=160, le=3840)] = 1280
    height: Annotated[int, msgspec.Meta(ge=120, le=2160)] = 720
    fps: Annotated[int, msgspec.Meta(ge=1, le=60)] = 20
    """Frames looked at in a second at most; the rest of the processor is the till's."""
    upc_e: bool = False
    """UPC-E is short and weakly checked: it is seen in pictures that hold none."""
    equal_reads: Annotated[int, msgspec.Meta(ge=2, le=20)] = 2
    """Equal reads in a row after which a code that the catalogue knows is handed on."""
    unknown_reads: Annotated[int, msgspec.Meta(ge=2, le=100)] = 5
    """The same for a code that it does not know, which is more likely a wrong read."""
    away_ms: Annotated[int, msgspec.Meta(ge=200, le=60_000)] = 1500
    """A code is not handed on again before it was out of view for so long."""
    retry_ms: Annotated[int, msgspec.Meta(ge=100, le=60_000)] = 2000
    """Wait between two tries to open a camera that is away."""
