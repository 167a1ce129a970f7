"""Codes read from generated pictures and frames, side by side with each library alone."""

from __future__ import annotations

import time
from collections.abc import Sequence
from itertools import product

import cv2
import numpy as np
import zxingcpp

from devices.imaging.found import Grey
from proof.bench.figures import figures, milliseconds
from proof.bench.report import Limit, Measure, measure
from proof.bench.scan_frames import frames_per_second
from proof.bench.scan_readers import Reader, still, zbar_alone, zxing_alone
from proof.bench.scan_truths import canonical
from proof.bench.sizes import Sizes
from proof.bench.suite import Place

CODES = (
    ("EAN13", "4006381333931"),
    ("EAN8", "96385074"),
    ("Code128", "TB-2026-000815"),
    ("QRCode", "https://example.org/01/04006381333931/10/L7?17=301231"),
    ("DataMatrix", "010400638133393117301231"),
)
TURNS = (0, 20, 45)
SPOILS = ((0.0, 0.0), (1.4, 6.0))
"""Blur as sigma in pixels, and a sensor's noise in grey levels."""
_VIEW = (1280, 720)
_SEED = 17


def run(sizes: Sizes, _place: Place) -> list[Measure]:
    """Every picture by every reader, in turn; then the frames of a made-up video."""
    pictures = generated()[: sizes.decoded_pictures]
    readers: dict[str, Reader] = {"ours": still, "zxing-cpp alone": zxing_alone, "pyzbar alone": zbar_alone}
    seconds: dict[str, list[float]] = {name: [] for name in readers}
    read = dict.fromkeys(readers, 0)
    wrong = dict.fromkeys(readers, 0)
    for turn in range(sizes.decodes + 1):
        for text, picture in pictures:
            for name, reader in readers.items():
                started = time.perf_counter()
                texts = reader(picture)
                if turn:
                    seconds[name].append(time.perf_counter() - started)
                else:
                    read[name] += any(canonical(one) == canonical(text) for one in texts)
                    wrong[name] += any(canonical(one) != canonical(text) for one in texts)
    return [
        _stills(
            seconds, [f"{name}: {read[name]} read, {wrong[name]} wrong" for name in readers], len(pictures)
        ),
        _frames(frames_per_second(sizes.decodes, sizes.decoded_pictures)),
    ]


def generated() -> list[tuple[str, Grey]]:
    """Text and picture of every code, turned and spoilt; the same at every run."""
    chance = np.random.default_rng(_SEED)
    return [
        (text, _picture(kind, text, degrees, spoil, chance))
        for (kind, text), degrees, spoil in product(CODES, TURNS, SPOILS)
    ]


def _picture(
    kind: str, text: str, degrees: int, spoil: tuple[float, float], chance: np.random.Generator
) -> Grey:
    drawn = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat[kind]).to_image(scale=3)
    pack = np.pad(np.array(drawn, np.uint8), 40, constant_values=235)
    wide, high = _VIEW
    move = cv2.getRotationMatrix2D((pack.shape[1] / 2, pack.shape[0] / 2), degrees, 1)
    move[:, 2] += ((wide - pack.shape[1]) / 2, (high - pack.shape[0]) / 2)
    shown = cv2.warpAffine(pack, move, _VIEW, borderValue=(235,))
    blur, noise = spoil
    if blur:
        shown = cv2.GaussianBlur(shown, (0, 0), blur)
    return (shown + chance.normal(0, noise, shown.shape)).clip(0, 255).astype(np.uint8)


def _stills(seconds: dict[str, list[float]], counts: Sequence[str], pictures: int) -> Measure:
    return measure(
        "decode_image",
        f"one of {pictures} generated pictures of 1280 × 720, read as `tillbridge scan` reads it",
        milliseconds(seconds["ours"]),
        limit=Limit(name="zxing-cpp alone", figures=milliseconds(seconds["zxing-cpp alone"])),
        parts={"pyzbar alone": milliseconds(seconds["pyzbar alone"])},
        notes=tuple(counts),
    )


def _frames(by_reader: dict[str, list[float]]) -> Measure:
    return measure(
        "decode_frames",
        "frames a second of a 720p video with a pack that moves, tilts and leaves, read as the camera reads",
        figures(by_reader["ours, camera"], "frames/s"),
        limit=Limit(name="zxing-cpp alone", figures=figures(by_reader["zxing-cpp alone"], "frames/s")),
        parts={"pyzbar alone": figures(by_reader["pyzbar alone"], "frames/s")},
    )
