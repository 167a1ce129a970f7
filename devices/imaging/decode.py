"""The order in which decoders look at a picture: zxing-cpp, zxing-cpp turned by 45°, ZBar.

Measured on real images this reads most (docs/devices/camera.md): bars tilted by 45° are lost without the
turned pass, and ZBar reads blurred EANs that zxing-cpp does not.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from msgspec.structs import replace

from devices.imaging import zbar, zxing
from devices.imaging.found import Found, Grey
from devices.imaging.wanted import STILL, Wanted

Pass = Callable[[Grey, Wanted], list[Found]]


def decode_still(image: Grey, wanted: Wanted = STILL) -> list[Found]:
    """Every code in a still image: upright and turned always, ZBar where both saw nothing."""
    started = time.perf_counter()
    found = _timed(zxing.read(image, wanted), started)
    seen = {code.text for code in found}
    turned = _timed(zxing.read_turned(image, wanted), started)
    found += [code for code in turned if code.text not in seen]
    return found or _timed(zbar.read(image, wanted), started)


def decode_frame(image: Grey, number: int, wanted: Wanted) -> list[Found]:
    """The codes in frame `number` of a sequence: where the first look sees nothing there is one more.

    That is the turned pass in odd frames and ZBar in even ones, so that no frame pays for both.
    """
    started = time.perf_counter()
    found = zxing.read(image, wanted)
    if not found:
        second: Pass = zxing.read_turned if number % 2 else zbar.read
        found = second(image, wanted)
    return _timed(found, started)


def _timed(found: Iterable[Found], started: float) -> list[Found]:
    ms = round((time.perf_counter() - started) * 1000, 2)
    return [replace(code, ms=ms) for code in found]
