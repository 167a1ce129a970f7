"""Pictures of codes as a camera or a file would show them: drawn by zxing-cpp's own writer, then spoilt."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import zxingcpp

from devices.imaging.found import Grey

WHITE = 255


def code_picture(text: str, name: str, *, scale: int = 3, border: int = 40, **options: Any) -> Grey:
    """A clean code of the format `name` (a zxing-cpp name) on white."""
    drawn = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat[name], **options).to_image(scale=scale)
    return np.pad(np.array(drawn, dtype=np.uint8), border, constant_values=WHITE)


def turned(picture: Grey, degrees: float) -> Grey:
    """The picture turned on white, nothing cut off."""
    height, width = picture.shape
    side = int(np.hypot(height, width)) + 2
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    matrix[:, 2] += ((side - width) / 2, (side - height) / 2)
    return np.asarray(cv2.warpAffine(picture, matrix, (side, side), borderValue=(WHITE,)), np.uint8)


def blurred(picture: Grey, sigma: float) -> Grey:
    """Out of focus."""
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), sigma), np.uint8)


def in_view(picture: Grey, width: int = 1280, height: int = 720) -> Grey:
    """The picture in the middle of a white frame of a camera."""
    frame = np.full((height, width), WHITE, np.uint8)
    high, wide = picture.shape
    top, left = (height - high) // 2, (width - wide) // 2
    frame[top : top + high, left : left + wide] = picture
    return frame
