"""Opens an image file that anybody may have sent: as grey pixels the right way up, or a sentence why not."""

from __future__ import annotations

import struct
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from devices.imaging.found import Grey
from retail.errors import DataError

MOST_PIXELS = 64_000_000
"""More than any phone's photograph as it is sent; a picture beyond is refused before it is unpacked."""
MOST_BYTES = 128_000_000
SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".ppm", ".pgm"})

# Pillow knows many more formats; some of them start other programs.
_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP", "PPM")
# What Pillow raises for files that are not what they say.
_BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    EOFError,
    IndexError,
    KeyError,
    struct.error,
    OverflowError,
)


def image_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The paths as they come; a folder gives the image files in it and below, by name.

    A folder without one is given as it is: `open_grey` says what is wrong with it.
    """
    for path in paths:
        inside = [one for one in path.rglob("*") if one.suffix.lower() in SUFFIXES and one.is_file()]
        yield from sorted(inside) or [path]


def open_grey(path: Path) -> Grey:
    """The picture in `path`, turned as its EXIF says, transparent parts white; the first one of several.

    Raises DataError: `image_missing`, `image_unreadable`, `image_empty`, `image_too_large`, `not_an_image`,
    `image_torn`, `no_images` for a folder.
    """
    _require_file(path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(path, formats=_FORMATS) as image:
                _require_size(path, image)
                return _unpacked(path, image)
        except (Image.DecompressionBombError, MemoryError) as error:
            raise _too_large(path) from error
        except UnidentifiedImageError as error:
            raise DataError(
                "not_an_image",
                f"{path} is no image that can be read (PNG, JPEG, GIF, BMP, TIFF, WebP), or its beginning is "
                "missing.",
            ) from error
        except _BROKEN as error:
            raise _torn(path) from error


def _require_file(path: Path) -> None:
    if path.exists() and not path.is_file() and not path.is_dir():
        # A pipe or a device would be waited for, perhaps for ever.
        raise DataError("image_unreadable", f"{path} is no file.")
    if path.is_dir():
        raise DataError("no_images", f"There is no image in the folder {path}.")
    try:
        size = path.stat().st_size
        with path.open("rb"):
            pass
    except FileNotFoundError as error:
        raise DataError("image_missing", f"There is no file {path}.") from error
    except (OSError, ValueError) as error:
        raise DataError("image_unreadable", f"{path} cannot be read: {error}.") from error
    if size == 0:
        raise DataError("image_empty", f"{path} is empty. Was it copied whole?")
    if size > MOST_BYTES:
        raise _too_large(path)


def _require_size(path: Path, image: Image.Image) -> None:
    width, height = image.size
    if width * height > MOST_PIXELS:
        raise _too_large(path, f"{width} × {height} pixels")


def _unpacked(path: Path, image: Image.Image) -> Grey:
    try:
        image.load()
    except _BROKEN as error:
        raise _torn(path) from error
    upright = ImageOps.exif_transpose(image)
    if upright.mode.startswith("I"):
        deep = np.asarray(upright)
        return (deep >> 8 if deep.max(initial=0) > 255 else deep).clip(0, 255).astype(np.uint8)  # noqa: PLR2004 - 16 bits to 8
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        clear = upright.convert("RGBA")
        upright = Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear)
    return np.asarray(upright.convert("L"))


def _torn(path: Path) -> DataError:
    return DataError("image_torn", f"{path} is torn or damaged. Take or copy the picture again.")


def _too_large(path: Path, size: str = "more than fits") -> DataError:
    return DataError(
        "image_too_large",
        f"{path} is too large ({size}; at most {MOST_PIXELS // 1_000_000} million pixels). Make it smaller.",
    )
