"""Reads codes with zxing-cpp, upright or in a picture turned by 45°."""

from __future__ import annotations

import math
from functools import lru_cache

import cv2
import numpy as np
import zxingcpp
from msgspec.structs import replace

from devices.imaging.found import Decoder, Found, Grey, Point
from devices.imaging.wanted import Wanted

_TURN = 45.0
_WHITE = 255
_LARGEST_TURNED = 16_000_000
"""Pixels of a turned picture: a larger one is made smaller, to bound time and memory."""


def read(image: Grey, wanted: Wanted, decoder: Decoder = "zxing") -> list[Found]:
    """Every code that zxing-cpp sees; `ms` is left 0."""
    # Plain text: what a person would read (brackets around AIs) is not what a scanner sends.
    codes = zxingcpp.read_barcodes(image, formats=_formats(wanted.formats), text_mode=zxingcpp.TextMode.Plain)
    return [
        _found(code, decoder) for code in codes if code.valid and wanted.takes(str(code.format), code.text)
    ]


def read_turned(image: Grey, wanted: Wanted) -> list[Found]:
    """As `read`, in the picture turned by 45°; corners are given in the picture as it came."""
    turned, back = _turn(image)
    return [
        replace(code, points=tuple(_moved(point, back) for point in code.points))
        for code in read(turned, wanted, "zxing_rotated")
    ]


@lru_cache(maxsize=8)
def _formats(names: tuple[str, ...]) -> zxingcpp.BarcodeFormats:
    return zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat[name] for name in names])


def _found(code: zxingcpp.Barcode, decoder: Decoder) -> Found:
    place = code.position
    corners = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
    identifier = code.symbology_identifier
    return Found(
        text=code.text,
        format=str(code.format),
        symbology=identifier,
        raw=identifier + code.text,
        points=tuple(Point(corner.x, corner.y) for corner in corners),
        ms=0,
        decoder=decoder,
    )


def _turn(image: Grey) -> tuple[Grey, np.ndarray[tuple[int, int], np.dtype[np.float64]]]:
    """The picture turned on white, nothing cut off, and the matrix that leads back."""
    height, width = image.shape
    side = (width + height) * math.sqrt(0.5)
    scale = min(1.0, math.sqrt(_LARGEST_TURNED) / side)
    canvas = max(1, math.ceil(side * scale))
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), _TURN, scale)
    matrix[:, 2] += (canvas / 2 - width / 2, canvas / 2 - height / 2)
    turned = cv2.warpAffine(image, matrix, (canvas, canvas), borderValue=(_WHITE,))
    return turned.astype(np.uint8, copy=False), cv2.invertAffineTransform(matrix).astype(np.float64)


def _moved(point: Point, matrix: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> Point:
    x, y = matrix @ (point.x, point.y, 1.0)
    return Point(round(x), round(y))
