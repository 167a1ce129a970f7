"""The picture folder: named by content, whole or not at all."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from local_db.images import ImageFolder
from retail.errors import DataError


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (b"\x89PNG\r\n", ".png"),
        (b"\xff\xd8\xff\xe0", ".jpg"),
        (b"RIFF1234WEBPVP8 ", ".webp"),
        (b"\n <svg xmlns=''/>", ".svg"),
        (b"<?xml version='1.0'?><svg/>", ".svg"),
        (b"who knows", ""),
        (b"", ""),
    ],
)
def test_a_picture_is_found_again_with_the_ending_of_its_kind(
    tmp_path: Path, content: bytes, ending: str
) -> None:
    digest = hashlib.sha256(content).hexdigest()
    folder = ImageFolder(tmp_path / "images")
    assert folder.path_of(digest) == ""
    folder.store(digest, content)
    again = ImageFolder(tmp_path / "images")
    for each in (folder, again):
        assert digest in each
        assert Path(each.path_of(digest)).read_bytes() == content
        assert each.path_of(digest).endswith(digest + ending)


def test_another_content_is_refused(tmp_path: Path) -> None:
    folder = ImageFolder(tmp_path)
    with pytest.raises(DataError):
        folder.store("0" * 64, b"x")
    assert list(tmp_path.iterdir()) == []


def test_half_a_picture_of_a_killed_program_is_thrown_away(tmp_path: Path) -> None:
    (tmp_path / ("a" * 64 + ".png.new")).write_bytes(b"half")
    (tmp_path / "notes.txt").write_bytes(b"not ours")
    folder = ImageFolder(tmp_path)
    assert "a" * 64 not in folder
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
