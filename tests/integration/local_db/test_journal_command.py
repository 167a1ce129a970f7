"""`tillbridge journal` on a real terminal."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from local_db.keys import create_keys
from local_db.terminal import LocalTerminal
from pos_app.__main__ import main
from retail.journal import JournalEntry, Op, first_bad
from tests.fakes.clock import NOON
from tests.fakes.store import a_completed, record


@pytest.fixture
def place(tmp_path: Path) -> list[str]:
    """The arguments that name a terminal with three sales."""
    keys = create_keys(tmp_path / "keys" / "terminal.key")
    terminal = LocalTerminal(tmp_path / "data", keys, lambda: NOON, ballast_bytes=4096)
    for number in (1, 2, 3):
        with terminal.store.write() as unit:
            record(unit, a_completed(number))
    terminal.close()
    return ["journal", "--data", str(tmp_path / "data"), "--keys", str(tmp_path / "keys")]


def test_it_shows_the_newest_entries_last(place: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*place, "--limit", "2"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert "sale.completed" in lines[0]
    assert "S1-T2-000002" in lines[0]
    assert "S1-T2-000003" in lines[1]
    assert "waiting" in lines[1]


def test_json_is_the_whole_chain(place: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*place, "--json"]) == 0
    entries = json.loads(capsys.readouterr().out)
    assert [entry["seq"] for entry in entries] == [1, 2, 3]
    chain = [
        JournalEntry(
            seq=entry["seq"], op=msgspec.convert(entry, Op), prev_hash=entry["prev"], hash=entry["hash"]
        )
        for entry in entries
    ]
    assert first_bad(chain) is None


def test_an_export_is_one_object_a_line(
    place: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "journal.jsonl"
    assert main([*place, "--export", str(target)]) == 0
    assert "3 entries written" in capsys.readouterr().out
    assert [json.loads(line)["seq"] for line in target.read_text().splitlines()] == [1, 2, 3]
    assert main([*place, "--export", str(target), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"entries": 3}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "journal.jsonl", "keys"]


def test_an_export_to_nowhere_is_said(place: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*place, "--export", "/nowhere/at/all.jsonl"]) == 1
    assert "could not be written" in capsys.readouterr().err


def test_without_its_key_nothing_is_shown(
    place: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "keys" / "terminal.key").unlink()
    assert main(place) == 1
    assert "terminal.key is not there" in capsys.readouterr().err
    create_keys(tmp_path / "keys" / "terminal.key")
    assert main(place) == 1
    assert "cannot be read with this terminal's key" in capsys.readouterr().err


def test_a_folder_without_a_terminal_is_said(
    place: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*place, "--data", str(tmp_path / "empty")]) == 1
    assert "There is no terminal in" in capsys.readouterr().err


def test_a_limit_is_a_whole_number_from_one(place: list[str]) -> None:
    for wrong in ("0", "x"):
        with pytest.raises(SystemExit):
            main([*place, "--limit", wrong])
