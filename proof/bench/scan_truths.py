"""The pictures of a set and what each holds: beside `shelf.png` lies `shelf.txt` with its code's text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from devices.imaging.image_files import image_files
from retail.errors import DataError, KnownError
from retail.identifiers.upc_e import LENGTH, expand

_GTIN = 14
_NUMBER = re.compile(r"(?:01(?=\d{14}$))?(\d{12,14})", re.ASCII)
"""A number of goods, behind its application identifier in a GS1 DataBar."""
_SIGNS = str.maketrans("", "", "()\x1d\r\n")


class Truth(msgspec.Struct, frozen=True, kw_only=True):
    """A picture, the folder it is counted under, and what its code says."""

    path: Path
    group: str
    text: str


def truths(folder: Path) -> list[Truth]:
    """Every picture with a text beside it. Raises KnownError where there is none."""
    found = list(_truths(folder))
    if not found:
        raise KnownError(
            "no_truths",
            f"There is no image with a text file beside it in {folder}, such as a.png and a.txt. "
            "docs/devices/camera.md says where a set can be had.",
        )
    return found


def canonical(text: str) -> str:
    """A text in the form in which two are compared.

    Numbers of goods count as GTIN-14; brackets around application identifiers, FNC1 and line ends are left
    out, because the texts beside the pictures give element strings now with them, now without.
    """
    bare = text.translate(_SIGNS).strip()
    number = _NUMBER.fullmatch(bare)
    return number[1].zfill(_GTIN) if number else bare


def accepted(truth: Truth) -> frozenset[str]:
    """The canonical texts that are right for a picture: an eight-digit UPC-E may come expanded."""
    right = {canonical(truth.text)}
    if len(truth.text.strip()) == LENGTH:
        try:
            right.add(canonical(expand(truth.text.strip())))
        except DataError:
            return frozenset(right)
    return frozenset(right)


def _truths(folder: Path) -> Iterator[Truth]:
    for path in image_files([folder]):
        beside = path.with_suffix(".txt")
        if not beside.is_file():
            continue
        data = beside.read_bytes()
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            text = data.decode("latin-1")
        yield Truth(path=path, group=path.parent.relative_to(folder).as_posix(), text=text)
