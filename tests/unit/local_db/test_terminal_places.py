"""Where a terminal's data and keys lie."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

from pos_app.places import places


def test_keys_lie_outside_the_data_folder_and_stay_there(tmp_path: Path) -> None:
    one, again = places(tmp_path / "a"), places(tmp_path / "b" / ".." / "a")
    assert one == again
    assert one.data == tmp_path / "a"
    assert not one.keys.is_relative_to(one.data)
    assert one.keys.is_relative_to(
        Path(platformdirs.user_config_dir("tillbridge", appauthor=False)).resolve()
    )
    assert places(tmp_path / "c").keys != one.keys


def test_named_folders_are_taken(tmp_path: Path) -> None:
    found = places(tmp_path / "data", tmp_path / "keys")
    assert (found.data, found.key_file) == (tmp_path / "data", tmp_path / "keys" / "terminal.key")


def test_without_a_name_the_users_folder_is_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(platformdirs, "user_data_dir", lambda *_, **__: str(tmp_path / "share"))
    assert places().data == tmp_path / "share" / "terminal"
