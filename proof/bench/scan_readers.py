"""Who reads the pictures of `tillbridge bench scan`: each library alone, ours on stills and as a camera."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import cv2
import numpy as np
import zxingcpp
from pyzbar import pyzbar

from devices.camera.guards import GuardOptions, Guards
from devices.imaging.decode import decode_frame, decode_still
from devices.imaging.found import Grey
from devices.imaging.wanted import before_camera
from proof.bench.scan_truths import canonical

Reader = Callable[[Grey], list[str]]
"""Texts of the codes in a picture."""

CAMERA = "ours, camera"
_FRAMES = 10
_FRAME_MS = 50
_SHAKE_PX = 3
_NOISE = 2.0


def zxing_alone(image: Grey) -> list[str]:
    """zxing-cpp with all its defaults."""
    return [code.text for code in zxingcpp.read_barcodes(image, text_mode=zxingcpp.TextMode.Plain)]


def zbar_alone(image: Grey) -> list[str]:
    """pyzbar with all its defaults."""
    return [symbol.data.decode("utf-8", "replace") for symbol in pyzbar.decode(image)]


def opencv_qr(image: Grey) -> list[str]:
    """OpenCV's detector of QR codes, for comparison only: the till does not use it."""
    try:
        _, texts, _, _ = cv2.QRCodeDetector().detectAndDecodeMulti(image)
    except (cv2.error, UnicodeDecodeError):
        return []
    return [text for text in texts if text]


def still(image: Grey) -> list[str]:
    """What `tillbridge scan` gives."""
    return [code.text for code in decode_still(image)]


def camera(catalogue: frozenset[str]) -> Reader:
    """What a camera hands on that is held before the picture for ten frames, shaking a little.

    `catalogue` holds the canonical texts that the shop knows.
    """
    wanted = before_camera()

    def known(raw: str) -> bool:
        return canonical(raw[3:]) in catalogue

    def read(image: Grey) -> list[str]:
        guards = Guards(GuardOptions(), known)
        chance = np.random.default_rng(image.size)
        handed_on: list[str] = []
        for number in range(_FRAMES):
            codes = decode_frame(_shaken(image, chance), number, wanted)
            handed_on += [code.text for code in guards.look(codes, number * _FRAME_MS)]
        return handed_on

    return read


def readers(catalogue: frozenset[str]) -> Mapping[str, Reader]:
    """All of them by name, in the order of the report."""
    return {
        "zxing-cpp alone": zxing_alone,
        "pyzbar alone": zbar_alone,
        "OpenCV QR alone": opencv_qr,
        "ours, still": still,
        CAMERA: camera(catalogue),
    }


def _shaken(image: Grey, chance: np.random.Generator) -> Grey:
    """The picture moved by up to 3 pixels, with a sensor's noise."""
    right, down = chance.integers(-_SHAKE_PX, _SHAKE_PX + 1, 2)
    move = np.array([[1, 0, right], [0, 1, down]], np.float64)
    moved = cv2.warpAffine(image, move, image.shape[::-1], borderMode=cv2.BORDER_REPLICATE)
    noise = chance.normal(0, _NOISE, image.shape).astype(np.int16)
    return (moved.astype(np.int16) + noise).clip(0, 255).astype(np.uint8)
