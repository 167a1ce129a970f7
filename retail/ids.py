"""UUIDv7 identities (RFC 9562), made where the fact is made; time and randomness are passed in."""

from __future__ import annotations

import uuid

from retail.errors import DataError

RANDOM_BYTES = 10
_MAX_MS = 2**48 - 1
_VERSION = 7


def uuid7(at_ms: int, randomness: bytes) -> str:
    """A UUIDv7 as lower-case text from UTC milliseconds and 10 random bytes (74 of their 80 bits are used).

    Raises ValueError for a time outside 48 bits or another number of bytes: the caller's mistake.
    """
    if not 0 <= at_ms <= _MAX_MS:
        raise ValueError(f"{at_ms} ms does not fit a UUIDv7")
    if len(randomness) != RANDOM_BYTES:
        raise ValueError(f"a UUIDv7 takes {RANDOM_BYTES} random bytes, got {len(randomness)}")
    data = bytearray(at_ms.to_bytes(6, "big") + randomness)
    data[6] = data[6] & 0x0F | 0x70  # version 7
    data[8] = data[8] & 0x3F | 0x80  # variant of RFC 9562
    return str(uuid.UUID(bytes=bytes(data)))


def timestamp_of(text: str) -> int:
    """UTC milliseconds of a UUIDv7 in its canonical text form; `DataError("bad_id")` for anything else."""
    try:
        parsed = uuid.UUID(text)
    except ValueError:
        parsed = uuid.UUID(int=0)
    if parsed.version != _VERSION or str(parsed) != text:
        raise DataError("bad_id", f"{text[:80]!r} is not a UUIDv7.", text=text[:80])
    return parsed.int >> 80
