"""How a wedge scanner is told from a person, and what it puts around a code."""

from __future__ import annotations

from typing import Annotated

import msgspec


class WedgeOptions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Names and defaults are repeated in `manifest.toml`."""

    max_gap_ms: Annotated[int, msgspec.Meta(ge=1, le=500)] = 35
    """Keys further apart than this are a person's: scanners send one in 1 to 20 ms, people in 60 or more."""
    min_length: Annotated[int, msgspec.Meta(ge=1, le=100)] = 4
    """A burst ended by a suffix is a scan if it has so many characters; fewer may be two fingers at once."""
    min_incomplete: Annotated[int, msgspec.Meta(ge=2, le=100)] = 6
    """A burst without its suffix is a half-read scan if it has so many characters."""
    max_length: Annotated[int, msgspec.Meta(ge=16, le=100_000)] = 4096
    """Characters kept of one scan; a longer one is handed on cut off, and marked so."""
    prefix: Annotated[str, msgspec.Meta(max_length=1)] = ""
    """Character that the scanner is set to send first; then nothing without it is a scan."""
    suffixes: Annotated[str, msgspec.Meta(max_length=8)] = "\r\n\t"
    """Characters that end a scan; empty for a scanner that sends none, whose scans end with the gap."""
