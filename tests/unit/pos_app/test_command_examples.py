"""Every command shows examples below its help, and each of them is one that the command understands."""

from __future__ import annotations

import shlex

import pytest

from pos_app.__main__ import COMMANDS, main, parser_of
from pos_app.cli.examples import EXAMPLES

LINES = [(words, line) for words, lines in EXAMPLES.items() for line in lines]


def test_every_command_has_examples(capsys: pytest.CaptureFixture[str]) -> None:
    assert set(COMMANDS) <= set(EXAMPLES)
    for words in ("status", "hub", "hub loyalty"):
        with pytest.raises(SystemExit):
            main([*words.split(), "--help"])
        said = capsys.readouterr().out
        assert "\nexamples:\n" in said
        assert all(f"\n  tillbridge {line}\n" in said for line in EXAMPLES[words])


@pytest.mark.parametrize(("words", "line"), LINES)
def test_an_example_is_understood_and_stands_where_it_belongs(words: str, line: str) -> None:
    assert line == words or line.startswith(f"{words} ")
    name, *rest = shlex.split(line)
    parser_of(name, COMMANDS[name])[1].parse_args(rest)
