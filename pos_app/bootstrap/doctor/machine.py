"""Looks at the machine: program versions, libraries of the system, fonts, disk, clock."""

from __future__ import annotations

import ctypes
import importlib
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from PIL import ImageFont

from devices import fonts
from devices.imaging import zbar
from pos_app.bootstrap.doctor.finding import Finding, fail, ok, warn

QT_PIN = "6.10.3"
"""Later ones abort on Python 3.11, see docs/adr/0002."""
PYTHON = (3, 11)

SCREEN_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
}
DEVICE_LIBRARIES = {
    "libzbar0": "a camera reads worn barcodes less well",
    "libusb-1.0-0": "printers on USB do not print",
}
"""What is so without the package."""

LOW_BYTES = 2_000_000_000
NO_ROOM_BYTES = 300_000_000
FIRST_YEAR, LAST_YEAR = 2026, 2080
"""A clock outside of these years was never set, or its battery is empty."""


def look(data: Path, now_ms: int) -> Iterator[Finding]:
    """Everything about the machine; `now_ms` is the machine's clock."""
    yield from _versions()
    if sys.platform == "linux":
        yield from _libraries(_loads)
        yield _device_libraries({"libzbar0": zbar.is_there(), "libusb-1.0-0": _loads("libusb-1.0.so.0")})
    yield _fonts()
    yield _disk(data)
    yield _clock(now_ms)


def _versions() -> Iterator[Finding]:
    python = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] < PYTHON:
        yield fail("python", f"Python {python} is too old.", "Install Python 3.11 or newer.")
    else:
        yield ok("python", f"Python {python}.")
    try:
        qt = str(importlib.import_module("PySide6").__version__)
    except ImportError as error:
        yield fail("qt", f"Qt cannot be loaded: {error}.", "Install the program again, whole.")
        return
    if qt == QT_PIN:
        yield ok("qt", f"Qt (PySide6) {qt}.")
    else:
        yield fail(
            "qt",
            f"Qt (PySide6) is {qt}, but only {QT_PIN} was found to run without aborting.",
            f"Install the locked packages again, or: pip install pyside6=={QT_PIN}",
        )


def _libraries(loads: Callable[[str], bool]) -> Iterator[Finding]:
    missing = [package for library, package in SCREEN_LIBRARIES.items() if not loads(library)]
    if missing:
        yield fail(
            "screen_libraries",
            "The window cannot open: libraries of the system are missing. Qt calls any of them xcb-cursor0.",
            f"sudo apt install {' '.join(missing)}",
        )
    else:
        yield ok("screen_libraries", "All libraries of the screen are there.")


def _device_libraries(there: Mapping[str, bool]) -> Finding:
    """Judge `DEVICE_LIBRARIES` by package."""
    absent = [package for package in DEVICE_LIBRARIES if not there[package]]
    if not absent:
        return ok("device_libraries", "All libraries of devices are there.")
    said = "; ".join(f"without {package} {DEVICE_LIBRARIES[package]}" for package in absent)
    return warn("device_libraries", f"{said[0].upper()}{said[1:]}.", f"sudo apt install {' '.join(absent)}")


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _fonts() -> Finding:
    if all(any(_font(family[0]) for family in families) for families in (fonts.MONOSPACED, fonts.CJK)):
        if fonts.can_shape():
            return ok("fonts", "The fonts that receipts are drawn with are there.")
        return warn(
            "fonts",
            "Pillow came without raqm or FriBidi: Arabic, Hebrew, Thai and Devanagari are drawn unjoined.",
            "sudo apt install libfribidi0 libraqm0",
        )
    return warn(
        "fonts",
        "The Noto fonts are missing: scripts that a printer lacks come out as boxes on receipts.",
        "sudo apt install fonts-noto-core fonts-noto-cjk",
    )


def _font(name: str) -> bool:
    try:
        ImageFont.truetype(name, 12)
    except OSError:
        return False
    return True


def _disk(data: Path) -> Finding:
    there = next((place for place in (data, *data.parents) if os.path.exists(place)), Path())  # noqa: PTH110 - Path.exists fails without rights
    free = shutil.disk_usage(there).free
    said = f"{free / 1e9:.1f} GB are free where the data lie ({there})."
    if free < NO_ROOM_BYTES:
        return fail("disk", said, "Free some space at once: a full disk stops selling.")
    if free < LOW_BYTES:
        return warn("disk", said, "Free some space.")
    return ok("disk", said)


def _clock(now_ms: int) -> Finding:
    now = datetime.fromtimestamp(now_ms / 1000, UTC)
    said = f"The clock says {now:%Y-%m-%d %H:%M} UTC."
    if FIRST_YEAR <= now.year <= LAST_YEAR:
        return ok("clock", said)
    return fail(
        "clock", said, "Set date and time right (timedatectl set-ntp true); replace the board's battery."
    )
