"""Opening image files: EXIF, transparency, 16 bits; and a sentence for everything that is none."""

from __future__ import annotations

import os
import struct
import zlib
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from devices.imaging.image_files import image_files, open_grey
from retail.errors import DataError
from tests.fakes.pictures import code_picture

PICTURE = Image.fromarray(code_picture("4006381333931", "EAN13"))


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def png_of_size(width: int, height: int) -> bytes:
    """A PNG that says it is so large, with next to no data."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b""))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP", "PPM"])
def test_every_format_gives_the_same_grey_picture(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "any.name"
    path.write_bytes(encoded(PICTURE, kind))
    grey = open_grey(path)
    assert grey.dtype == np.uint8
    assert grey.shape == (PICTURE.height, PICTURE.width)
    assert abs(grey.astype(int) - np.asarray(PICTURE).astype(int)).mean() < 5


def test_the_picture_is_turned_as_its_exif_says(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    path = tmp_path / "phone.jpg"
    path.write_bytes(encoded(PICTURE, "JPEG", exif=exif))
    assert open_grey(path).shape == (PICTURE.width, PICTURE.height)


def test_what_is_transparent_is_white(tmp_path: Path) -> None:
    clear = Image.new("RGBA", (20, 10), (0, 0, 0, 0))
    path = tmp_path / "clear.png"
    path.write_bytes(encoded(clear, "PNG"))
    assert open_grey(path).min() == 255


def test_sixteen_bits_become_eight(tmp_path: Path) -> None:
    deep = Image.fromarray(np.full((4, 4), 40_000, np.uint16))
    path = tmp_path / "deep.png"
    path.write_bytes(encoded(deep, "PNG"))
    assert set(open_grey(path).ravel().tolist()) == {40_000 >> 8}


BROKEN = [
    pytest.param(b"", "image_empty", id="empty"),
    pytest.param(b"not an image at all", "not_an_image", id="text"),
    pytest.param(b"%!PS-Adobe-3.0 EPSF-3.0\n", "not_an_image", id="a format that starts other programs"),
    pytest.param(encoded(PICTURE, "PNG")[:4], "not_an_image", id="four bytes"),
    pytest.param(encoded(PICTURE, "PNG")[:300], "image_torn", id="torn PNG"),
    pytest.param(encoded(PICTURE, "JPEG")[:1500], "image_torn", id="torn JPEG"),
    pytest.param(encoded(PICTURE, "GIF")[:900], "image_torn", id="torn GIF"),
    pytest.param(encoded(PICTURE, "BMP")[:900], "image_torn", id="torn BMP"),
    pytest.param(encoded(PICTURE, "TIFF")[:900], "image_torn", id="torn TIFF"),
    pytest.param(encoded(PICTURE, "WEBP")[:100], "image_torn", id="torn WebP"),
    pytest.param(png_of_size(9000, 9000), "image_too_large", id="decompression bomb"),
    pytest.param(png_of_size(60_000, 60_000), "image_too_large", id="huge decompression bomb"),
]


@pytest.mark.parametrize(("data", "code"), BROKEN)
def test_what_is_no_whole_image_is_a_sentence(tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "picture.png"
    path.write_bytes(data)
    with pytest.raises(DataError) as caught:
        open_grey(path)
    assert caught.value.code == code
    assert str(path) in caught.value.message


def test_missing_files_folders_and_pipes_are_sentences_too(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "none.png", "image_missing"), (tmp_path, "no_images")):
        with pytest.raises(DataError) as caught:
            open_grey(path)
        assert caught.value.code == code


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "pipe.png"
    os.mkfifo(path)
    with pytest.raises(DataError) as caught:
        open_grey(path)
    assert caught.value.code == "image_unreadable"


def test_a_folder_stands_for_its_images_by_name(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("b.png", "a.JPG", "notes.txt", "sub/c.webp"):
        (tmp_path / name).write_bytes(b"x")
    given = tmp_path / "notes.txt"
    found = [path.relative_to(tmp_path).as_posix() for path in image_files([tmp_path, given])]
    assert found == ["a.JPG", "b.png", "sub/c.webp", "notes.txt"]


def test_a_file_of_more_bytes_than_any_photograph_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("devices.imaging.image_files.MOST_BYTES", 10)
    path = tmp_path / "large.png"
    path.write_bytes(encoded(PICTURE, "PNG"))
    with pytest.raises(DataError) as caught:
        open_grey(path)
    assert caught.value.code == "image_too_large"


@pytest.mark.skipif(
    os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all"
)
def test_a_file_that_may_not_be_read_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "locked.png"
    path.write_bytes(b"x")
    path.chmod(0)
    with pytest.raises(DataError) as caught:
        open_grey(path)
    assert caught.value.code == "image_unreadable"
