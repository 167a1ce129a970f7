"""Files that are there whole or not at all: keys, and where a hub keeps its data."""

from __future__ import annotations

import errno
import os
import stat
import threading
from pathlib import Path

import pytest

from hub.bootstrap import SIGNING, build_hub
from hub.whole_file import write_whole
from retail.errors import DataError
from tests.unit.hub.conftest import HandClock

ROUNDS = 300


def test_who_reads_meanwhile_sees_the_one_or_the_other(tmp_path: Path) -> None:
    path = tmp_path / "key"
    contents = [bytes([letter]) * 4096 for letter in b"ab"]
    write_whole(path, contents[0])
    seen: set[bytes] = set()
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            seen.add(path.read_bytes())

    reader = threading.Thread(target=read)
    reader.start()
    for place in range(ROUNDS):
        write_whole(path, contents[place % 2])
    done.set()
    reader.join(60)
    assert seen <= set(contents)


@pytest.mark.skipif(os.name != "posix", reason="Windows has no modes of files")
def test_only_the_owner_reads_it_where_nothing_else_is_said(tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_bytes(b"open to all")
    path.chmod(0o666)
    write_whole(path, b"key")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "key"
    write_whole(path, b"before")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="full"):
        write_whole(path, b"after")
    assert [each.name for each in tmp_path.iterdir()] == ["key"]
    assert path.read_bytes() == b"before"


@pytest.mark.parametrize("torn", [b"", b"AAAA\n", b"\xff\xfe no key", b"A" * 500])
def test_a_torn_signing_key_is_told_in_words(tmp_path: Path, clock: HandClock, torn: bytes) -> None:
    build_hub(tmp_path / "hub", None, clock).close()
    (tmp_path / "hub" / SIGNING).write_bytes(torn)
    with pytest.raises(DataError, match=r"signing\.key is torn") as refusal:
        build_hub(tmp_path / "hub", None, clock)
    assert refusal.value.code == "signing_key_unreadable"
