"""A made-up 720p video: a pack moves before a shelf, tilts and leaves; how many frames a second are read."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import count

import cv2
import numpy as np
import zxingcpp

from devices.imaging.decode import decode_frame
from devices.imaging.found import Grey
from devices.imaging.wanted import before_camera
from proof.bench.scan_readers import zbar_alone, zxing_alone

_WIDTH, _HEIGHT = 1280, 720
_FRAMES = 40
_ROUNDS = 5
_EMPTY_FROM = 30
"""The pack is out of view in the last frames."""


def frames_per_second(rounds: int = 0, frames: int = _FRAMES) -> dict[str, list[float]]:
    """Frames a second of each reader, one value a round, the readers in turn; one warm-up is thrown away.

    Zero rounds mean five.
    """
    video = shelf_video()[:frames]
    number = count()
    wanted = before_camera()
    looks: dict[str, Callable[[Grey], object]] = {
        "zxing-cpp alone": zxing_alone,
        "pyzbar alone": zbar_alone,
        "ours, camera": lambda frame: decode_frame(frame, next(number), wanted),
    }
    taken: dict[str, list[float]] = {name: [] for name in looks}
    for turn in range((rounds or _ROUNDS) + 1):
        for name, look in looks.items():
            started = time.perf_counter()
            for frame in video:
                look(frame)
            if turn:
                taken[name].append(len(video) / (time.perf_counter() - started))
    return taken


def shelf_video() -> list[Grey]:
    """Frames with noise, edges and, in most, an EAN-13 that moves and tilts."""
    chance = np.random.default_rng(720)
    drawn = zxingcpp.create_barcode("4006381333931", zxingcpp.BarcodeFormat.EAN13).to_image(scale=3)
    pack = np.pad(np.array(drawn, np.uint8), 40, constant_values=230)
    shelf = cv2.GaussianBlur(chance.integers(40, 200, (_HEIGHT, _WIDTH), np.uint8), (0, 0), 3)
    for at in range(0, _WIDTH, 80):
        cv2.rectangle(shelf, (at, 100), (at + 50, 700), int(chance.integers(30, 220)), -1)
    return [_frame(np.asarray(shelf, np.uint8), pack, number, chance) for number in range(_FRAMES)]


def _frame(shelf: Grey, pack: Grey, number: int, chance: np.random.Generator) -> Grey:
    frame = shelf.astype(np.float64)
    if number < _EMPTY_FROM:
        high, wide = pack.shape
        turn = cv2.getRotationMatrix2D((wide / 2, high / 2), number * 2.0 - 20, 1)
        turn[:, 2] += (200 + number * 15, 150 + number * 5)
        cv2.warpAffine(
            pack.astype(np.float64), turn, (_WIDTH, _HEIGHT), dst=frame, borderMode=cv2.BORDER_TRANSPARENT
        )
    return (frame + chance.normal(0, 5, frame.shape)).clip(0, 255).astype(np.uint8)
