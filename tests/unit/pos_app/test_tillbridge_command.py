"""The `tillbridge` command: its table, exit codes, and words on stdout and stderr."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pos_app.__main__ import COMMANDS, Entry, main

FAKE = """
from retail.errors import KnownError
HELP = "Say a word, or fail as told."
def add_arguments(parser):
    parser.add_argument("how")
    parser.add_argument("--json", action="store_true")
def run(args):
    if args.how == "known":
        raise KnownError("hub_gone", "The hub does not answer. Check the cable.")
    if args.how == "stop":
        raise KeyboardInterrupt
    if args.how == "long":
        for number in range(100_000):
            print(number)
    return 7 if args.how == "seven" else 0
"""


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Entry]:
    """A table with one command whose module lies in a folder of its own."""
    (tmp_path / "spoken_command.py").write_text(FAKE, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    return {"speak": Entry("spoken_command", "say a word")}


def test_help_lists_every_command_with_its_summary(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    out = capsys.readouterr().out
    for name, entry in COMMANDS.items():
        assert f"  {name}" in out
        assert entry.summary in out


def test_no_argument_shows_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert "commands:" in capsys.readouterr().out


def test_version_names_the_program(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("tillbridge 0.")


def test_help_imports_no_command_and_no_framework() -> None:
    code = (
        "import sys; from pos_app.__main__ import main; main(['--help']);"
        "heavy = {'PySide6', 'sqlalchemy', 'httpx', 'fastapi', 'escpos', 'cv2', 'PIL', 'asyncio'};"
        "ours = {entry.module for entry in __import__('pos_app.__main__').__main__.COMMANDS.values()};"
        "sys.exit(' '.join((heavy | ours) & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_an_unknown_command_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tll"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "no command `tll`. Did you mean `till`?" in captured.err


def test_an_unknown_command_like_no_other_offers_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["xyzzyxyzzy"]) == 2
    err = capsys.readouterr().err
    assert "Did you mean" not in err
    assert "tillbridge --help" in err


def test_the_exit_code_is_the_commands(table: dict[str, Entry]) -> None:
    assert main(["speak", "seven"], table) == 7


def test_a_known_error_is_a_sentence_on_stderr(
    table: dict[str, Entry], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["speak", "known"], table) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == "tillbridge: The hub does not answer. Check the cable.\n"


def test_with_json_a_known_error_is_also_an_object(
    table: dict[str, Entry], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["speak", "known", "--json"], table) == 1
    captured = capsys.readouterr()
    assert json.loads(captured.out) == {
        "error": "hub_gone",
        "message": "The hub does not answer. Check the cable.",
    }
    assert captured.err.startswith("tillbridge: The hub")


def test_an_interrupt_ends_with_130(table: dict[str, Entry]) -> None:
    assert main(["speak", "stop"], table) == 130


def test_a_command_explains_itself(table: dict[str, Entry], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["speak", "--help"], table)
    assert left.value.code == 0
    out = capsys.readouterr().out
    assert "usage: tillbridge speak" in out
    assert "Say a word, or fail as told." in out


def test_a_reader_that_leaves_early_is_no_crash(tmp_path: Path) -> None:
    (tmp_path / "spoken_command.py").write_text(FAKE, encoding="utf-8")
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r}); from pos_app.__main__ import Entry, main;"
        "sys.exit(main(['speak', 'long'], {'speak': Entry('spoken_command', '')}))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == "0\n"
        process.stdout.close()
        assert process.stderr.read() == ""
        assert process.wait(timeout=30) == 1
