"""The demo shop's logo for its receipts: a shopping basket, drawn by rule into a small PNG file."""

from __future__ import annotations

import hashlib
import math
import struct
import zlib

from hub.services.pictures import Picture

WIDTH, HEIGHT = 208, 136
MIDDLE = WIDTH / 2
RIM, FLOOR = 62, 128
"""Rows of the basket's upper and lower edge."""


def demo_logo() -> Picture:
    """One bit a pixel, as paper wants it."""
    rows = [_row(y) for y in range(HEIGHT)]
    content = _png(rows)
    return Picture(digest=hashlib.sha256(content).hexdigest(), media_type="image/png", content=content)


def _row(y: int) -> bytes:
    """Row `y` as PNG packs it: a filter byte, then eight pixels a byte, 1 for white."""
    bits = "".join("0" if _is_ink(x, y) else "1" for x in range(WIDTH))
    return b"\x00" + int(bits, 2).to_bytes(WIDTH // 8, "big")


def _is_ink(x: int, y: int) -> bool:
    return _handle(x, y) or _rim(x, y) or _body(x, y) or _apple(x, y)


def _handle(x: int, y: int) -> bool:
    return y < RIM and 54 <= math.hypot(x - MIDDLE, y - RIM) <= 61  # noqa: PLR2004 - a drawing


def _rim(x: int, y: int) -> bool:
    return RIM <= y < RIM + 12 and abs(x - MIDDLE) < 88  # noqa: PLR2004 - a drawing


def _body(x: int, y: int) -> bool:
    """Slanting sides, with gaps between the slats."""
    if not RIM + 16 <= y < FLOOR:
        return False
    half = 80 - (y - RIM) * 0.28
    across = (x - MIDDLE) / half
    gap = abs(across * 4.5 - round(across * 4.5)) < 0.16 and y < FLOOR - 12  # noqa: PLR2004 - a drawing
    return abs(across) < 1 and not gap


def _apple(x: int, y: int) -> bool:
    """Peeps out over the rim."""
    left, right = math.hypot(x - MIDDLE + 9, y - 44), math.hypot(x - MIDDLE - 9, y - 44)
    stalk = abs(x - MIDDLE - (26 - y) * 0.4) < 2 and 14 < y < 32  # noqa: PLR2004 - a drawing
    return y < RIM - 4 and (min(left, right) < 19 or stalk)  # noqa: PLR2004 - a drawing


def _png(rows: list[bytes]) -> bytes:
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"".join(rows), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
