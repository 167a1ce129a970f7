"""The picture folder: named by content, whole or not at all."""

from __future__ import annotations

import hashlib
import os
import sys
import threading
from pathlib import Path

import pytest

from local_db.images import ImageFolder
from retail.errors import DataError, KnownError


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


def picture(number: int, size: int = 100) -> tuple[str, bytes]:
    content = f"<svg {number}>".encode().ljust(size, b" ")
    return hashlib.sha256(content).hexdigest(), content


def test_a_full_folder_lets_go_of_what_was_not_looked_at_for_longest(tmp_path: Path) -> None:
    folder = ImageFolder(tmp_path, budget=300)
    (one, two, three, four) = (picture(number) for number in range(4))
    for digest, content in (one, two, three):
        assert folder.has_room
        folder.store(digest, content)
    assert not folder.has_room
    assert folder.path_of(one[0])
    folder.store(*four)
    assert [each[0] in folder for each in (one, two, three, four)] == [True, False, True, True]
    assert len(list(tmp_path.iterdir())) == 3
    folder.store(*four)
    assert len(list(tmp_path.iterdir())) == 3


def test_a_picture_larger_than_the_budget_is_kept_alone(tmp_path: Path) -> None:
    folder = ImageFolder(tmp_path, budget=50)
    folder.store(*picture(1))
    folder.store(*picture(2))
    assert [path.stem for path in tmp_path.iterdir()] == [picture(2)[0]]


def test_what_was_used_lately_is_known_after_a_start(tmp_path: Path) -> None:
    folder = ImageFolder(tmp_path)
    for number in range(3):
        folder.store(*picture(number))
    for path in tmp_path.iterdir():
        os.utime(path, ns=(0, 0))
    ImageFolder(tmp_path).path_of(picture(1)[0])
    again = ImageFolder(tmp_path, budget=250)
    again.store(*picture(9))
    assert [path.stem for path in tmp_path.iterdir() if path.stem == picture(1)[0]]


def test_what_was_looked_for_in_vain_is_named_latest_first(tmp_path: Path) -> None:
    folder = ImageFolder(tmp_path)
    assert folder.path_of("") == folder.path_of("a" * 64) == folder.path_of("b" * 64) == ""
    assert folder.missed() == ("b" * 64, "a" * 64)
    folder.path_of("a" * 64)
    assert folder.missed()[0] == "a" * 64
    for number in range(300):
        folder.path_of(f"{number:064x}")
    assert len(folder.missed()) == 200
    digest, content = picture(1)
    folder.path_of(digest)
    folder.store(digest, content)
    assert digest not in folder.missed()


def test_a_file_that_somebody_took_away_is_fetched_again(tmp_path: Path) -> None:
    ImageFolder(tmp_path).store(*picture(1))
    folder = ImageFolder(tmp_path)
    next(tmp_path.iterdir()).unlink()
    assert folder.path_of(picture(1)[0]) == ""
    assert folder.missed() == (picture(1)[0],)
    assert picture(1)[0] not in folder


def test_a_disk_that_refuses_a_picture_is_told_in_plain_words(tmp_path: Path) -> None:
    folder = ImageFolder(tmp_path / "images")
    digest, content = picture(1)
    in_the_way = tmp_path / "images" / f"{digest}.svg"
    in_the_way.mkdir()
    (in_the_way / "kept").touch()
    with pytest.raises(KnownError) as caught:
        folder.store(digest, content)
    assert caught.value.code == "image_disk"
    assert digest not in folder
    assert list((tmp_path / "images").iterdir()) == [in_the_way], "no half picture stays"


def test_a_printer_may_look_while_pictures_come(tmp_path: Path) -> None:
    """The receipt's logo is there at every moment, whoever else looks at it."""
    folder = ImageFolder(tmp_path, budget=1000)
    digest, content = picture(0)
    folder.store(digest, content)
    lost: list[int] = []

    def look() -> None:
        lost.extend(number for number in range(20_000) if not folder.path_of(digest))

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    lookers = [threading.Thread(target=look) for _ in range(2)]
    try:
        for one in lookers:
            one.start()
        for one in lookers:
            one.join()
    finally:
        sys.setswitchinterval(before)
    assert lost == []
