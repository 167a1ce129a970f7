"""Takes pictures of items in: small, of a kind that tills can draw, under the SHA-256 of their content."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from pathlib import Path

import msgspec

from hub.services.svg_pictures import UnsafePicture, check_svg
from retail.errors import RuleError

MAX_BYTES = 60_000
MAX_SIDE = 4096
"""Pixels. A picture of few bytes may be unpacked to a gigabyte, and a till would run out of memory."""
DIGEST = re.compile(r"[0-9a-f]{64}")


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """A picture that may be kept."""

    digest: str
    media_type: str
    content: bytes


def read_picture(folder: Path, name: str) -> Picture:
    """The picture `name` below `folder`. Raises `RuleError` for what is missing, too large or no picture."""
    missing = RuleError("image_missing", f"image {name[:80]!r} cannot be read")
    try:
        path = (folder / name).resolve()
        if not path.is_relative_to(folder.resolve()):
            raise RuleError("image_outside", f"image {name[:80]!r} lies outside the folder of the file")
        if not path.is_file():
            # A pipe, say, would be waited for without end.
            raise missing
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except (OSError, ValueError, RuntimeError) as error:
        # ValueError: a name that no file can have; RuntimeError: links in a circle.
        raise missing from error
    if len(content) > MAX_BYTES:
        raise RuleError("image_too_large", f"image {name[:80]!r} is larger than {MAX_BYTES} bytes")
    return Picture(
        digest=hashlib.sha256(content).hexdigest(), media_type=media_type_of(content), content=content
    )


def media_type_of(content: bytes) -> str:
    """What the bytes are, whatever the file is called. Raises `RuleError` for anything but PNG, WebP, SVG."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        _check_size(int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big"))
        return "image/png"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        _check_size(*_webp_size(content))
        return "image/webp"
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith((b"<svg", b"<?xml")) and b"<svg" in content:
        try:
            check_svg(content)
        except UnsafePicture as error:
            raise RuleError("image_unsafe", f"the SVG picture may not be used: {error}") from error
        return "image/svg+xml"
    raise RuleError("image_kind", "the picture is not PNG, WebP or SVG")


def _webp_size(content: bytes) -> tuple[int, int]:
    """Width and height, which each of the three kinds of WebP says in its own way; 0 where it is none."""
    kind = content[12:16]
    if kind == b"VP8X":
        return int.from_bytes(content[24:27], "little") + 1, int.from_bytes(content[27:30], "little") + 1
    if kind == b"VP8L":
        bits = int.from_bytes(content[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        return int.from_bytes(content[26:28], "little") & 0x3FFF, int.from_bytes(
            content[28:30], "little"
        ) & 0x3FFF
    return 0, 0


def _check_size(width: int, height: int) -> None:
    if not (0 < width <= MAX_SIDE and 0 < height <= MAX_SIDE):
        raise RuleError("image_size", f"the picture is not of 1 to {MAX_SIDE} pixels a side")


class PictureFolder:
    """Pictures beside a catalogue file, each read once in a while."""

    def __init__(self, folder: Path) -> None:
        self._read = lru_cache(maxsize=256)(lambda name: read_picture(folder, name))

    def picture(self, name: str) -> Picture:
        """See `read_picture`."""
        return self._read(name)
