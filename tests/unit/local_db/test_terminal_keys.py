"""The key file: whole or not at all, for its owner only, never overwritten."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from local_db.keys import create_keys, load_keys, new_keys
from retail.errors import DataError, KnownError


def test_keys_are_read_back(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "terminal.key"
    keys = create_keys(path)
    assert load_keys(path) == keys
    assert [each.name for each in path.parent.iterdir()] == ["terminal.key"]


def test_every_terminal_has_keys_of_its_own() -> None:
    one, other = new_keys(), new_keys()
    secrets = {one.database_key, one.pin_pepper, one.private_key}
    assert len(secrets | {other.database_key, other.pin_pepper, other.private_key}) == 6


def test_secrets_are_not_shown() -> None:
    keys = new_keys()
    assert repr(keys) == str(keys) == "TerminalKeys(…)"


@pytest.mark.skipif(
    os.name != "posix", reason="file modes are POSIX; on Windows the profile folder guards it"
)
def test_only_the_owner_may_read_them(tmp_path: Path) -> None:
    path = tmp_path / "terminal.key"
    create_keys(path)
    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o640)
    with pytest.raises(KnownError, match="chmod 600") as caught:
        load_keys(path)
    assert caught.value.code == "key_file_open_to_others"


def test_keys_are_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "terminal.key"
    keys = create_keys(path)
    with pytest.raises(KnownError) as caught:
        create_keys(path)
    assert caught.value.code == "key_file_exists"
    assert load_keys(path) == keys


def test_missing_keys_are_named(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match=r"terminal\.key.*--keys") as caught:
        load_keys(tmp_path / "terminal.key")
    assert caught.value.code == "key_file_missing"


def test_a_folder_is_no_key_file(tmp_path: Path) -> None:
    with pytest.raises(KnownError) as caught:
        load_keys(tmp_path)
    assert caught.value.code == "key_file_unreadable"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b'{"format": 1}',
        b'{"format": 9, "keys": {"database_key": "", "pin_pepper": "", "private_key": ""}}',
        b'{"format": 1, "keys": {"database_key": "AAAA", "pin_pepper": "AAAA", "private_key": "AAAA"}}',
    ],
)
def test_damaged_keys_are_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "terminal.key"
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(DataError) as caught:
        load_keys(path)
    assert caught.value.code == "key_file_damaged"


def test_on_a_disk_without_links_keys_are_not_overwritten_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(self: Path, target: Path) -> None:
        raise OSError("not on this disk")

    monkeypatch.setattr(Path, "hardlink_to", no_links)
    path = tmp_path / "terminal.key"
    keys = create_keys(path)
    assert load_keys(path) == keys
    with pytest.raises(KnownError):
        create_keys(path)
    assert [each.name for each in tmp_path.iterdir()] == ["terminal.key"]
